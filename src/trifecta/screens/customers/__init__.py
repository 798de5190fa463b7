"""Who asks: the list of customers, and each of them."""
