"""`python -m trifecta`: the same as the command `trifecta`."""

from trifecta.config.main import main

main()
