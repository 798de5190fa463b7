"""Domain components of pages and mails: the words and shapes in which a ticket, a person, a figure appears."""
