"""From opened to closed."""
