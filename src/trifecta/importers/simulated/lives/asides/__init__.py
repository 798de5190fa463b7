"""What may be added to a life without moving the rest of the world: drawn from a chance of its own."""
