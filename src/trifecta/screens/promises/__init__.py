"""What came of our promises: kept and broken in a period, open and broken now, each number with its tickets."""
