"""All metrics at a glance: the question of each, its latest value, how it went, and its target."""
