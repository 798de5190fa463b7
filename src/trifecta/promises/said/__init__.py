"""What people said of promises: words that were given, and deadlines beside those that terms and sources give."""
