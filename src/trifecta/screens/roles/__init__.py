"""What each role may see and do, read from the very tables that decide it."""
