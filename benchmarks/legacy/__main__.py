"""Measure what is done to legacy encodings, each line by itself unless told otherwise.

    python -m benchmarks.legacy [--corpus DIR] [--foreign DIR] [--lines N] [--only PART,…]

DIR of --corpus holds Vietnamese NAME.txt, of --foreign LANGUAGE.txt, one sentence a line; without them the reports of
the repository and lines drawn from short word lists are used. `documents` needs Liberation Serif.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.results import table
from normalizers.legacy import Encoding
from normalizers.legacy.codec import encode

from .documents import compared, sample_texts
from .measure import detected, false_conversions, round_trip, speed
from .texts import foreign_lines, one_megabyte, pieces, vietnamese_lines

PARTS = ("roundtrip", "detection", "false", "documents", "speed")
LETTERS = 0.998
SYLLABLES = {3: 0.97, 8: 0.995, 20: 0.999}


def main(arguments: Sequence[str]) -> int:
    """Run the command line; 0 when every bar is met, 1 when one is missed."""
    options = _options(arguments)
    lines = vietnamese_lines(options.corpus)
    met = True
    for part in options.only:
        met &= _PARTS[part](lines, options)
        print(flush=True)
    return 0 if met else 1


def _round_trips(lines: Sequence[str], _options: argparse.Namespace) -> bool:
    found = [round_trip(one_megabyte(lines), encoding) for encoding in Encoding]
    rows = [[each.encoding, str(each.lost), str(each.changed), f"`{each.cannot_hold}`"] for each in found]
    print(table(["encoding", "lost", "that it cannot hold", "which"], rows))
    return not any(each.lost for each in found)


def _detection(lines: Sequence[str], options: argparse.Namespace) -> bool:
    met = True
    rows = []
    drawn = {size: pieces(lines, size, options.lines) for size in SYLLABLES}
    for encoding in Encoding:
        row: list[str] = [encoding]
        for size, bar in SYLLABLES.items():
            found = detected(drawn[size], encoding)
            met &= found.share >= bar
            row.append(f"{found.share:.4f} ({found.all})" + ("" if found.share >= bar else " ✗"))
            for wrong in found.wrong[: options.show]:
                print(encoding, size, *map(repr, wrong), file=sys.stderr)
        rows.append(row)
    print(table(["encoding", *(f"{size} syllables (≥ {bar})" for size, bar in SYLLABLES.items())], rows))
    return met


def _false(lines: Sequence[str], options: argparse.Namespace) -> bool:
    kinds = [("Vietnamese, lines", list(dict.fromkeys(lines))[: 5 * options.false])]
    kinds += [(f"Vietnamese, {size} words", pieces(lines, size, options.false, 2)) for size in (1, 2, 3, 8)]
    kinds += foreign_lines(options.foreign, options.false)
    rows = []
    total = 0
    for name, kind in kinds:
        alone, together = false_conversions(kind, together=False), false_conversions(kind, together=True)
        total += len(alone) + len(together)
        rows.append([name, str(len(kind)), str(len(alone)), str(len(together))])
        for wrong in [*alone, *together][: options.show]:
            print(name, *map(repr, wrong), file=sys.stderr)
    rows.append(["all", str(sum(len(kind) for _, kind in kinds)), "", str(total)])
    print(table(["lines", "how many", "changed, each alone", "changed, as one text"], rows))
    return not total


def _documents(_lines: Sequence[str], _options: argparse.Namespace) -> bool:
    with TemporaryDirectory() as folder:
        found = list(compared(sample_texts(), Path(folder)))
    rows = [
        [each.name, each.form, each.encoding, f"{each.right} of {each.letters}", f"{each.same} of {each.values}"]
        for each in found
    ]
    print(table(["sample", "form", "encoding", "letters with diacritics right", "values as from Unicode"], rows))
    return all(each.right >= LETTERS * each.letters and each.same == each.values for each in found)


def _speed(lines: Sequence[str], options: argparse.Namespace) -> bool:
    text = one_megabyte(lines)
    kinds = {"Unicode": text} | {str(encoding): encode(text, encoding) for encoding in Encoding}
    kinds |= {name: one_megabyte(kind) for name, kind in foreign_lines(options.foreign, 20_000)}
    found = {name: (speed(kind, 1), speed(kind)) for name, kind in kinds.items()}
    print(
        table(["text", "first time, MB/s", "after, MB/s"], [[k, f"{a:.1f}", f"{b:.1f}"] for k, (a, b) in found.items()])
    )
    return all(after >= 5 for _, after in found.values())


_PARTS: dict[str, Callable[[Sequence[str], argparse.Namespace], bool]] = {
    "roundtrip": _round_trips,
    "detection": _detection,
    "false": _false,
    "documents": _documents,
    "speed": _speed,
}


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks.legacy", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="Vietnamese texts (default: the repository's)")
    parser.add_argument("--foreign", type=Path, metavar="DIR", help="texts in other languages (default: word lists)")
    parser.add_argument("--lines", type=int, default=2000, metavar="N", help="lines an encoding and length")
    parser.add_argument("--false", type=int, default=10_000, metavar="N", help="lines a kind that must not change")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="so many wrong lines of each kind")
    parser.add_argument("--only", type=lambda text: text.split(","), default=PARTS, metavar="PART,…")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
