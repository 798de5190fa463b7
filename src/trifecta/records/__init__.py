"""Changes and problems: the work behind the tickets."""
