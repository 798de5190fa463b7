"""My matters: what I asked, who has it, what came of it."""
