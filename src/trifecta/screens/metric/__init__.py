"""One metric: what it asks, how it is counted, how it went, cut by a dimension, down to the very cases."""
