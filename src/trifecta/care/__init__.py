"""Voice of the customer: surveys and what they say."""
