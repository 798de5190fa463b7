"""What an import says of itself: the report, its words, and the rows that could not be used."""
