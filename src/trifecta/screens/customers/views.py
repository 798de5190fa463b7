"""The list, someone new, and the page of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trifecta.base.errors import TrifectaError
from trifecta.customers.actions.add_customer import add_customer
from trifecta.customers.models import Customer
from trifecta.customers.particulars import AddressKnown, Particulars
from trifecta.desk.actions.revise_customer import revise_customer
from trifecta.parts import reader
from trifecta.parts.forms import refuse
from trifecta.parts.posting import only_posted
from trifecta.screens.customers import page
from trifecta.screens.customers.forms import CustomerForm, RevisionForm
from trifecta.staff.models import Agent
from trifecta.staff.permits import may_run_desk
from trifecta.web import format as written
from trifecta.web import toasts


def customers(request: HttpRequest) -> HttpResponse:
    return _overview(request, reader.agent(request), CustomerForm(auto_id="new_%s"))


@only_posted("customers")
def add(request: HttpRequest) -> HttpResponse:
    agent, form = reader.agent(request), CustomerForm(request.POST, auto_id="new_%s")
    if form.is_valid():
        try:
            added = add_customer(form.told, by=agent, at=timezone.now())
        except TrifectaError as error:
            refuse(form, error, "email" if isinstance(error, AddressKnown) else None)
        else:
            toasts.say(request, _("Added."))
            return redirect("customer", customer_id=added.pk)
    return _overview(request, agent, form)


def customer(request: HttpRequest, customer_id: int) -> HttpResponse:
    """What is known of one; administrators put it right."""
    agent = reader.agent(request)
    found = get_object_or_404(
        Customer.objects.select_related("account", "organization", "department", "site"), pk=customer_id
    )
    form = None
    if request.method == "POST":
        admin, form = reader.admin(request), RevisionForm(request.POST)
        if form.is_valid():
            try:
                revise_customer(found, form.told, may_ask=form.cleaned_data["may_ask"], by=admin, at=timezone.now())
            except TrifectaError as error:
                refuse(form, error, "email")
            else:
                toasts.say(request, _("Saved."))
                return redirect("customer", customer_id=customer_id)
    return _page(request, agent, found, form)


def _page(request: HttpRequest, agent: Agent, found: Customer, refused: RevisionForm | None) -> HttpResponse:
    known = Particulars.of(found)
    told = {name: getattr(known, name) for name in CustomerForm.base_fields}
    facts = [(field.label, told[name]) for name, field in CustomerForm.base_fields.items() if name != "name"]
    shown = {
        "customer": found,
        "access": page.access(found),
        "facts": facts,
        "form": (refused or RevisionForm(initial={**told, "may_ask": found.is_active}))
        if may_run_desk(agent)
        else None,
    }
    return render(request, "screens/customers/customer.html", shown, status=422 if refused else 200)


def _overview(request: HttpRequest, agent: Agent, form: CustomerForm) -> HttpResponse:
    asked = request.GET
    typed, gone = asked.get("find", "")[:120], asked.get("show") == "gone"
    found = page.read(typed=typed, gone=gone, after=asked.get("after", ""), before=asked.get("before", ""))
    count = written.number(found.count) + ("+" if found.is_capped else "")
    context = {
        "form": form,
        "page": found,
        "typed": typed,
        "gone": gone,
        "may_import": may_run_desk(agent),
        "count_text": ngettext("%(count)s customer", "%(count)s customers", found.count) % {"count": count},
        "earlier_url": _turn(asked, before=found.earlier),
        "later_url": _turn(asked, after=found.later),
    }
    return render(request, "screens/customers/customers.html", context, status=422 if form.errors else 200)


def _turn(asked: QueryDict, **cursor: str) -> str:
    """The same list from the cursor on; empty when there is none."""
    ((name, value),) = cursor.items()
    kept = QueryDict(mutable=True)
    kept.update({key: str(asked[key]) for key in ("find", "show") if asked.get(key)} | {name: value})
    return f"?{kept.urlencode()}" if value else ""
