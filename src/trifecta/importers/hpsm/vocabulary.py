"""Words of HP Service Manager and what they are here."""

from __future__ import annotations

from trifecta.base.ids import Code

SORTS = {
    "incident": Code("incident"),
    "request for information": Code("question"),
    "request for change": Code("request"),
    "service request": Code("request"),
    "complaint": Code("complaint"),
}
RISKS = {
    "minor change": Code("minor"),
    "business change": Code("business"),
    "major business change": Code("major"),
}

# Activities that show with whom the work is: somebody took it, passed it on, changed its state or finished it.
WORK = frozenset(
    {
        "Assignment",
        "Reassignment",
        "Status Change",
        "Caused By CI",
        "External Vendor Assignment",
        "Pending vendor",
        "Resolved",
        "Closed",
    }
)
NOTES = frozenset(
    {
        "Operator Update",
        "Update",
        "Description Update",
        "Analysis/Research",
        "Communication with vendor",
        "External update",
        "External Vendor Assignment",
        "External Vendor Reassignment",
        "Callback Request",
        "Incident reproduction",
        "Problem Workaround",
        "Referred",
    }
)
RECEIVED = "Update from customer"
SENT = "Communication with customer"
MAILED = "Mail to Customer"
REPRIORITIZED = frozenset({"Impact Change", "Urgency Change"})
RECATEGORIZED = frozenset({"Affected CI Change", "Service Change"})


def sort_of(category: str) -> Code:
    return SORTS.get(category.casefold(), Code("incident"))
