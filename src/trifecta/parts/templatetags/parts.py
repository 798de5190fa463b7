"""`{% load parts %}`: a ticket's codes in words."""

from __future__ import annotations

from django import template

from trifecta.parts import words

register = template.Library()
register.filter("state_word", words.state)
register.filter("state_tone", words.tone)
register.filter("standing_word", words.standing)
register.filter("standing_tone", words.standing_tone)
register.filter("priority_word", words.priority)
register.filter("sort_word", words.sort)
register.filter("channel_word", words.channel)
register.filter("waiting_word", words.waiting_for)
register.filter("relation_word", words.relation)
register.filter("role_word", words.role)
