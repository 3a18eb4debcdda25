"""Read made pages and score them against what was printed.

    python -m benchmarks.scans [--set tune|test] [--only office200,worn200,…] [--pages N] [--workers 2] [--no-bare]

Images are made when asked for into out/benchmarks/scans/SET/CONDITION, the differences of each page into diffs/ there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from benchmarks.results import table

from .degrading import CONDITIONS
from .measure import HEAD, measure, reliability, row, worst

_ALL = ", ".join(CONDITIONS)


def main(arguments: Sequence[str]) -> int:
    """Run the command line."""
    options = _options(arguments)
    outcomes = []
    for outcome in measure(options.set, options.only, options.pages, options.workers, bare=options.bare):
        outcomes.append(outcome)
        print(table(HEAD, [row(outcome)]).splitlines()[-1], file=sys.stderr)
        print(worst(options.set, outcome), flush=True)
    print()
    print(table(HEAD, [row(outcome) for outcome in outcomes]))
    print(reliability(outcomes))
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks.scans", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--set", choices=("tune", "test"), default="tune", help="texts for development, or for the last word"
    )
    parser.add_argument(
        "--only", type=_names, default=tuple(CONDITIONS), metavar="NAME,…", help=f"of {', '.join(CONDITIONS)}"
    )
    parser.add_argument("--pages", type=int, metavar="N", help="at most so many pages a condition, spread over the set")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes that read (default: 2)")
    parser.add_argument("--no-bare", dest="bare", action="store_false", help="without bare Tesseract beside it")
    return parser.parse_args(arguments)


def _names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := set(names) - set(CONDITIONS):
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: only {_ALL}")
    return names


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
