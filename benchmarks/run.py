"""Measure vanthu and add the figures to benchmarks/RESULTS.md; exit code 1 when a bar is missed.

    make bench [TOOLS=DIR] [GOLD=DIR] [DEVSET=DIR] [ARGS="--only accuracy --dry"]

TOOLS holds the yardsticks score.py, score_text.py, score_checks.py and check_contract.py: with it they must agree,
and the findings and the contract are checked.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

if __package__ in (None, ""):  # python benchmarks/run.py
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.accuracy import Gold, measure_accuracy
from benchmarks.across import measure_across
from benchmarks.checks import measure_checks
from benchmarks.faults.measure import measure_faults
from benchmarks.memory import measure_memory
from benchmarks.places import RESULTS, ROOT
from benchmarks.restoration import measure_restoration
from benchmarks.results import Part, figures_table, write
from benchmarks.scans.part import measure_scans
from benchmarks.speed import measure_speed

PARTS = ("accuracy", "restoration", "checks", "faults", "across", "scans", "speed", "memory")


def main(arguments: Sequence[str]) -> int:
    """Run the command line; 0 when every bar is met, 1 when one is missed."""
    options = _options(arguments)
    parts = [_measures(options)[name]() for name in PARTS if name in options.only]
    print(figures_table(parts))
    if not options.dry:
        whole = set(options.only) == set(PARTS) and options.scans
        write(RESULTS, parts, command(options), whole=whole)
    return 0 if all(figure.met for part in parts for figure in part.figures) else 1


def command(options: argparse.Namespace) -> str:
    """The command line as anybody may repeat it: without the paths of this machine."""
    words = ["make bench"]
    words += [
        f"{name.upper()}=DIR" for name in ("tools", "gold", "devset") if getattr(options, name) != _DEFAULTS[name]
    ]
    flags = [] if set(options.only) == set(PARTS) else [f"--only {','.join(options.only)}"]
    flags += [] if options.scans else ["--no-scans"]
    return " ".join([*words, *([f'ARGS="{" ".join(flags)}"'] if flags else [])])


def _measures(options: argparse.Namespace) -> dict[str, Callable[[], Part]]:
    gold = Gold(options.gold, options.devset)
    return {
        "accuracy": lambda: measure_accuracy(gold, options.tools, scans=options.scans),
        "restoration": lambda: measure_restoration(options.devset, options.gold, options.tools),
        "checks": lambda: measure_checks(gold, options.tools),
        "faults": measure_faults,
        "across": measure_across,
        "scans": lambda: measure_scans(options.gold) if options.scans else Part("scans"),
        "speed": lambda: measure_speed(scans=options.scans),
        "memory": measure_memory,
    }


_DEFAULTS = {"tools": None, "gold": ROOT / "tests" / "gold", "devset": ROOT / "tests" / "devset"}


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, holds in (
        ("tools", "score.py, score_text.py and check_contract.py (default: not used)"),
        ("gold", "NAME.jsonl for the sample reports (default: tests/gold)"),
        ("devset", "NAME.txt with NAME.jsonl (default: tests/devset)"),
    ):
        given = os.environ.get(name.upper())
        default = Path(given).resolve() if given else _DEFAULTS[name]
        parser.add_argument(f"--{name}", type=_folder, default=default, metavar="DIR", help=f"folder of {holds}")
    parser.add_argument("--only", type=_parts, default=PARTS, metavar="PART,…", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--no-scans", dest="scans", action="store_false", help="leave out the minutes of real OCR")
    parser.add_argument("--dry", action="store_true", help="print the figures, write nothing")
    return parser.parse_args(arguments)


def _folder(name: str) -> Path:
    path = Path(name).resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{name} is no folder")
    return path


def _parts(names: str) -> tuple[str, ...]:
    asked = names.split(",")
    if not set(asked) <= set(PARTS):
        raise argparse.ArgumentTypeError(f"only {', '.join(PARTS)}")
    return tuple(part for part in PARTS if part in asked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
