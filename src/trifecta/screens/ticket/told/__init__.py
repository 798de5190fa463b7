"""The ticket’s story as it is read: letters and grey lines."""
