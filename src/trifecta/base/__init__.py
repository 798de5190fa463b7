"""The ground floor: ids, texts, kinds of events, business time. No Django models, no clock."""
