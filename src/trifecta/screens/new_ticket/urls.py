from __future__ import annotations

from django.urls import path

from trifecta.screens.new_ticket import views

urlpatterns = [
    path("new/", views.new_ticket, name="new_ticket"),
    path("new/customers/", views.customers, name="new_ticket_customers"),
]
