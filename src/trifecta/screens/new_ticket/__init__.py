"""Write down a matter of a customer: whoever does owns it."""
