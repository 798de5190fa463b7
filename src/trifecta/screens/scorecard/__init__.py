"""The desk's scorecard: six to eight numbers, each with its target, its trend and its tickets behind it."""
