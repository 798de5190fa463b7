"""The list of tickets: filters, order and page all live in the address."""
