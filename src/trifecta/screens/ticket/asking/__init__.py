"""What the rarer acts ask: about people, about what a ticket is and hangs together with, about promises."""
