"""Who asks: people, organizations, departments, sites."""
