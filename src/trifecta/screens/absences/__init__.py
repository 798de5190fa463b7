"""Who is away, and who answers for them then."""
