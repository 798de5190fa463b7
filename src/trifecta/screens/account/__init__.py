"""Sign in, sign out, a forgotten password."""
