"""Who answers: agents, invitations, people from a list."""
