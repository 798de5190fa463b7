from __future__ import annotations

from django.urls import path

from trifecta.screens.book import trial_views, views

urlpatterns = [
    path("desk/promises/", views.book, name="book"),
    path("desk/promises/counts/", views.counts, name="book_counts"),
    path("desk/promises/new/", views.add, name="add_terms"),
    path("desk/promises/meaning/", views.said, name="book_meaning"),
    path("desk/promises/publication/", views.publish, name="publish_book"),
    path("desk/promises/discarding/", views.discard, name="discard_book"),
    path("desk/promises/versions/", views.versions, name="book_versions"),
    path("desk/promises/trial/", trial_views.trial, name="try_book"),
    path("desk/promises/terms/<str:code>/", views.terms, name="book_terms"),
    path("desk/promises/terms/<str:code>/place/", views.move, name="move_terms"),
    path("desk/promises/terms/<str:code>/removal/", views.remove, name="remove_terms"),
]
