"""The pages of those who answer: one folder a screen, deletable in one move."""
