"""The book, its draft, and its lines."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.parts.posting import only_posted
from trifecta.promises.actions.change_draft import change_draft
from trifecta.promises.actions.discard_draft import discard_draft
from trifecta.promises.actions.publish_draft import publish_draft
from trifecta.promises.terms import Book, Terms
from trifecta.screens.book import counting, history, lines, meaning, page
from trifecta.screens.book.forms import PublishForm, TermsForm
from trifecta.screens.book.reading import Reading, written_book
from trifecta.web import toasts


def book(request: HttpRequest) -> HttpResponse:
    reader.of_book(request)
    return _book(request, PublishForm())


def _book(request: HttpRequest, form: PublishForm) -> HttpResponse:
    shown = {"page": page.read(), "form": form, "now": timezone.now()}
    return render(request, "screens/book/book.html", shown, status=422 if form.errors else 200)


def counts(request: HttpRequest) -> HttpResponse:
    """Lines that took none of the latest tickets, and tickets that no line took; fetched after the page."""
    reader.of_book(request)
    return render(request, "screens/book/counts.html", {"counted": counting.read()})


def add(request: HttpRequest) -> HttpResponse:
    reader.admin(request)
    known, reading = written_book()
    terms = lines.pattern(known.book, request.GET.get("promise", ""))
    if terms is None:
        return redirect("book")
    return _edit(request, terms, known.book, reading)


def terms(request: HttpRequest, code: str) -> HttpResponse:
    reader.of_book(request)
    known, reading = written_book()
    found = lines.find(known.book, code)
    if found is None:
        raise Http404(_("There are no such terms; somebody may have removed them."))
    return _edit(request, found, known.book, reading)


def _edit(request: HttpRequest, found: Terms, known: Book, reading: Reading) -> HttpResponse:
    form = TermsForm(request.POST or None, terms=found, known=reading)
    if form.is_valid():
        try:
            change_draft(lines.put(known, form.written), by=reader.admin(request), at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Kept in the draft; nobody is timed by it before it is published."))
            return redirect(f"{reverse('book')}#line-{found.code}")
    shown = {
        "form": form,
        "terms": found,
        "label": page.label_of(found.promise),
        "is_new": lines.find(known, found.code) is None,
        "meaning": meaning.of(form.written if form.is_valid() else found, reading, at=timezone.now()),
    }
    return render(request, "screens/book/terms.html", shown, status=422 if form.errors else 200)


@only_posted("book")
def said(request: HttpRequest) -> HttpResponse:
    """What the terms in the form mean, while one types."""
    reader.admin(request)
    known, reading = written_book()
    found = lines.find(known.book, request.POST.get("code", "")) or lines.pattern(
        known.book, request.POST.get("promise", "")
    )
    if found is None:
        raise Http404
    form = TermsForm(request.POST, terms=found, known=reading)
    told = meaning.of(form.written, reading, at=timezone.now()) if form.is_valid() else None
    return render(request, "screens/book/meaning.html", {"meaning": told, "errors": form.errors})


@only_posted("book_terms")
def move(request: HttpRequest, code: str) -> HttpResponse:
    way, step = ("up", -1) if request.POST.get("way") == "up" else ("down", 1)
    return _change(request, code, lambda known: lines.moved(known, code, step=step), back_to=(code, way))


@only_posted("book_terms")
def remove(request: HttpRequest, code: str) -> HttpResponse:
    return _change(request, code, lambda known: lines.without(known, code))


def _change(
    request: HttpRequest, code: str, change: Callable[[Book], Book], *, back_to: tuple[str, str] | None = None
) -> HttpResponse:
    """back_to: the line and the way of the button at which whoever acted goes on."""
    admin = reader.admin(request)
    known, _reading = written_book()
    if lines.find(known.book, code) is None:
        return redirect("book")
    changed = change(known.book)
    change_draft(changed, by=admin, at=timezone.now())
    return redirect(f"{reverse('book')}#{code}-{lines.way_left(changed, *back_to)}" if back_to else "book")


@only_posted("book")
def publish(request: HttpRequest) -> HttpResponse:
    admin = reader.admin(request)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            told = form.cleaned_data
            version = publish_draft(follows=told["follows"] == "yes", seen=told["seen"], by=admin, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error)
        else:
            toasts.say(request, _("Version %(number)d holds from now on.") % {"number": version.number})
            return redirect("book")
    return _book(request, form)


@only_posted("book")
def discard(request: HttpRequest) -> HttpResponse:
    discard_draft(by=reader.admin(request))
    toasts.say(request, _("The draft is gone; the book is as it was."))
    return redirect("book")


def versions(request: HttpRequest) -> HttpResponse:
    reader.of_book(request)
    return render(request, "screens/book/versions.html", {"versions": history.read(), "now": timezone.now()})
