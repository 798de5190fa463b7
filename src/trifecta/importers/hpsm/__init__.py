"""HP Service Manager: interactions, incidents with their activities, and changes, as a folder of tables."""
