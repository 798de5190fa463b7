"""What we offer: services, configuration items, categories."""
