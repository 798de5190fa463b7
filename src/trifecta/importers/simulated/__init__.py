"""The demo world: a company desk that never was, simulated, and brought in by the door of every other source."""
