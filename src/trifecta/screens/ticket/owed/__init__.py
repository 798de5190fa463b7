"""What we owe the customer of a ticket and each other: its clocks, and how each of them was counted."""
