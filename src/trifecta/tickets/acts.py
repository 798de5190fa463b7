"""What can be done to a ticket, by name: the vocabulary that permits, rules and pages share."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    OPEN_TICKET = "open_ticket"
    ADD_NOTE = "add_note"
    REPLY = "reply"
    ASSIGN = "assign"
    TAKE = "take"
    OFFER_HANDOFF = "offer_handoff"
    ACCEPT_HANDOFF = "accept_handoff"
    DECLINE_HANDOFF = "decline_handoff"
    GIVE_BACK = "give_back"
    WITHDRAW_HANDOFF = "withdraw_handoff"
    TRANSFER_WARMLY = "transfer_warmly"
    OFFER_OWNERSHIP = "offer_ownership"
    ACCEPT_OWNERSHIP = "accept_ownership"
    DECLINE_OWNERSHIP = "decline_ownership"
    WITHDRAW_OWNERSHIP_OFFER = "withdraw_ownership_offer"
    REPRIORITIZE = "reprioritize"
    WAIT = "wait"
    RESUME = "resume"
    RESOLVE = "resolve"
    VALIDATE = "validate"
    REJECT = "reject"
    REOPEN = "reopen"
    CLOSE = "close"
    ASK_VALIDATION = "ask_validation"
    LEAVE_UNVALIDATED = "leave_unvalidated"
    GIVE_WORD = "give_word"
    KEEP_WORD = "keep_word"
    BREAK_WORD = "break_word"
    NAME_DEADLINE = "name_deadline"
    WAIVE_PROMISE = "waive_promise"
