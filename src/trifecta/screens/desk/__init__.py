"""Settings of the desk: how it is called, when it is open, its teams and who is in them."""
