"""Whether the customer says that it is solved."""
