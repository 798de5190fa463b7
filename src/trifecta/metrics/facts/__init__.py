"""One row per thing that happened, made from the log: what every metric reads."""
