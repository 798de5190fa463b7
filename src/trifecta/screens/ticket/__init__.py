"""One ticket: who the customer is, what was said, who owns it, who works on it, what can be done."""
