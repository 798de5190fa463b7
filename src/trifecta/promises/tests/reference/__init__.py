"""
Promises as a patient clerk would time them, with a wall clock, the story and the book.

Shares nothing with the engine but the words of the terms: the holder, the facts of a ticket, open time and every run
are read here a second time, slowly, from docs/explanation/promises.md alone.
"""
