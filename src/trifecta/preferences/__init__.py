"""The settings of the desk, with their audit in the log."""
