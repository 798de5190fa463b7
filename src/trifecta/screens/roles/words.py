"""Acts and relations as a person speaks of them; a test demands that each has its words."""

from __future__ import annotations

from collections.abc import Mapping

from trifecta.base.text import N_
from trifecta.tickets.acts import Act
from trifecta.tickets.permits import Relation

ACTS: Mapping[Act, str] = {
    Act.OPEN_TICKET: N_("open a ticket"),
    Act.ADD_NOTE: N_("add a note"),
    Act.REPLY: N_("reply"),
    Act.ASSIGN: N_("assign it"),
    Act.TAKE: N_("take it"),
    Act.OFFER_HANDOFF: N_("hand it off"),
    Act.ACCEPT_HANDOFF: N_("accept the work"),
    Act.DECLINE_HANDOFF: N_("decline the work"),
    Act.GIVE_BACK: N_("give it back"),
    Act.WITHDRAW_HANDOFF: N_("take an offer back"),
    Act.TRANSFER_WARMLY: N_("transfer it warmly"),
    Act.OFFER_OWNERSHIP: N_("hand over its ownership"),
    Act.ACCEPT_OWNERSHIP: N_("accept its ownership"),
    Act.DECLINE_OWNERSHIP: N_("decline its ownership"),
    Act.WITHDRAW_OWNERSHIP_OFFER: N_("take back an offer of ownership"),
    Act.REPRIORITIZE: N_("set its priority"),
    Act.WAIT: N_("let it wait"),
    Act.RESUME: N_("go on with it"),
    Act.RESOLVE: N_("say that it is solved"),
    Act.VALIDATE: N_("confirm that it is solved"),
    Act.REJECT: N_("say that it is not solved"),
    Act.REOPEN: N_("reopen it"),
    Act.CLOSE: N_("close it"),
    Act.CANCEL: N_("cancel it"),
    Act.MARK_SPAM: N_("mark it as spam"),
    Act.ASK_VALIDATION: N_("ask again whether it is solved"),
    Act.LEAVE_UNVALIDATED: N_("close it as unanswered"),
    Act.ADD_PARTICIPANT: N_("add who follows it"),
    Act.REMOVE_PARTICIPANT: N_("take out who follows it"),
    Act.MERGE: N_("merge it"),
    Act.SPLIT: N_("split it"),
    Act.LINK: N_("link it"),
    Act.UNLINK: N_("take a link off"),
    Act.RECATEGORIZE: N_("say what it is about"),
    Act.NAME_REQUESTER: N_("name who asked"),
    Act.CORRECT: N_("correct what was recorded"),
    Act.GIVE_WORD: N_("give a word"),
    Act.KEEP_WORD: N_("say that a word was kept"),
    Act.BREAK_WORD: N_("take a word back"),
    Act.NAME_DEADLINE: N_("name a deadline"),
    Act.WAIVE_PROMISE: N_("waive a promise"),
}
WHERE: Mapping[Relation, str] = {
    Relation.AGENT: N_("Always"),
    Relation.SEES: N_("On any ticket they see"),
    Relation.FINDER: N_("While no team has it"),
    Relation.OWNER: N_("Where they own it"),
    Relation.ASSIGNEE: N_("Where they work on it"),
    Relation.MEMBER: N_("Where their team has it"),
    Relation.LEAD: N_("Where a team that they lead has it"),
    Relation.OFFERED: N_("Where it is on offer to their team"),
    Relation.ASKED: N_("Where they are asked to own it"),
    Relation.LEADER: N_("On any ticket, as a service leader"),
    Relation.ADMIN: N_("On any ticket, as an administrator"),
    Relation.AUDITOR: N_("As an auditor"),
    Relation.CUSTOMER: N_("Always"),
    Relation.REQUESTER: N_("Where they asked"),
    Relation.CC: N_("Where they are in copy"),
    Relation.MANAGER: N_("Where they follow as a manager"),
    Relation.WATCHER: N_("Where they watch"),
    Relation.ORGANIZATION: N_("Where somebody of the organization they manage asked"),
    Relation.SYSTEM: N_("A rule of the desk"),
}
