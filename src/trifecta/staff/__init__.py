"""Who answers: agents, teams, levels, roles."""
