"""The lines to measure with: pieces of Vietnamese texts, and lines of other languages."""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.places import REPORTS, ROOT

WORDS = Path(__file__).with_name("data") / "words.toml"
_DEVSET = ROOT / "tests" / "devset"
_SAMPLES = ROOT / "samples" / "text"
_UNSOUND = ("k12", "k13", "004")  # reports without diacritics, or read by OCR


def vietnamese_lines(corpus: Path | None) -> list[str]:
    """The lines of all texts of `corpus` (a folder of NAME.txt), or of the reports in the repository; NFC."""
    folders = [corpus] if corpus else [_SAMPLES, _DEVSET, REPORTS]
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt")) if not path.name.startswith(_UNSOUND)]
    texts = (unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig", errors="replace")) for path in paths)
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def pieces(lines: Sequence[str], syllables: int, count: int, seed: int = 1) -> list[str]:
    """`count` pieces of so many words each, drawn from `lines`; each has a letter that is not ASCII."""
    draw = random.Random(seed)
    long = [words for line in lines if len(words := line.split()) >= syllables]
    found: list[str] = []
    for _ in range(count * 20):
        words = draw.choice(long)
        at = draw.randrange(len(words) - syllables + 1)
        piece = " ".join(words[at : at + syllables])
        if re.search(r"[^\W\d_]", piece) and not piece.isascii():
            found.append(piece)
        if len(found) == count:
            break
    return found


def one_megabyte(lines: Sequence[str], size: int = 1_000_000) -> str:
    """A text of `size` characters of the `lines` in their order, over again where they are fewer."""
    text = "\n".join(lines)
    return (text * (size // len(text) + 1))[:size]


def foreign_lines(folder: Path | None, count: int, seed: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Of each language up to `count` lines: those of ``folder/LANGUAGE.txt``, else drawn from word lists."""
    draw = random.Random(seed)
    if folder:
        for path in sorted(folder.glob("*.txt")):
            lines = [line for line in path.read_text(encoding="utf-8", errors="replace").split("\n") if line.strip()]
            yield path.stem, draw.sample(lines, min(count, len(lines)))
        return
    data = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    for language, listed in data["words"].items():
        words = listed.split()
        yield language, [_line(words, draw) for _ in range(count)]
    yield "code", [line for line in data["lines"]["code"] for _ in range(count // 100 + 1)]


def _line(words: list[str], draw: random.Random) -> str:
    size = draw.choice((1, 2, 3, 5, 8, 12))
    drawn = [draw.choice(words) if draw.random() < 0.95 else str(draw.randrange(10_000)) for _ in range(size)]
    text = " ".join(drawn)
    return text.upper() if draw.random() < 0.05 else text[:1].upper() + text[1:] if draw.random() < 0.4 else text
