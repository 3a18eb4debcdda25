"""`python -m benchmarks` does what `python benchmarks/run.py` does."""

from __future__ import annotations

import sys

from benchmarks.run import main

sys.exit(main(sys.argv[1:]))
