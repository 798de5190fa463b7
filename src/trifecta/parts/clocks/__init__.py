"""The clocks of promises as people read them: in a row of a list, and on a ticket's page."""
