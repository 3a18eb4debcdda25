"""`python -m pipeline` is the command `vanthu`."""

from .cli import main

main()
