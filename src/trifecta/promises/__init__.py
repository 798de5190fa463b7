"""Promises: what we told the customer or each other would happen by when."""
