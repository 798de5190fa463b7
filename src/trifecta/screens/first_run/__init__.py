"""The first page of a new home: the desk, its first team, its first administrator."""
