"""My own name, zone, language and password."""
