"""
What a clock shows, read from a ticket's story: pure, no rows.

`reading` is the way in, `explaining` says why. `walking` makes the steps of a story, `lines` terms ready to be asked,
`clock` the fold over one promise, `running` the run that is open in it, `counting` its time on the
calendar, `results` what comes of it all.
"""
