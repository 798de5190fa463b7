"""Which priority follows from impact and urgency."""
