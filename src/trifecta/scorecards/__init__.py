"""Which metrics, with which targets, for whom."""
