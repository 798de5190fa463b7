"""What it is about, how it hangs together with others, and what was told wrongly."""
