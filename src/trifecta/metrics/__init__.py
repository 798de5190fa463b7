"""Numbers: one Ibis function a metric. Pure: no Django, no settings; the store's place is passed in."""
