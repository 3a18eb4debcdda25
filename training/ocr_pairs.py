"""Pairs of true lines and their readings: `python -m training.ocr_pairs {corpus,document} --help`.

Lines are typed on pages (`training.pages`), read by Tesseract and aligned with its reading.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import count
from pathlib import Path

import cv2
import pytesseract  # type: ignore[import-untyped]
import regex

from normalizers.folding import fold
from training.pages import DAMAGES, FACES, FAMILIES, Face, Gray, Line, Look, degrade, draw_look, find_families, render

CORRESPONDENCE = 0.5  # the folded similarity below which a reading is not taken for that of the line
LONGEST = 95  # characters on a line
_FOREIGN = regex.compile(r"[^\x20-\x7e\u00a0-\u024f\u1e00-\u1eff‘’“”–—…•]")
Source = tuple[Path, float]


def read_lines(page: Gray, dpi: int, language: str) -> list[str]:
    """The lines Tesseract sees on the page, from top to bottom."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pgm"  # uncompressed: a PNG of a page takes longer to write than to draw
        cv2.imwrite(str(path), page)
        table: str = pytesseract.image_to_data(
            str(path), lang=language, config=f"--psm 6 --dpi {dpi}", output_type="string"
        )
    lines: dict[tuple[str, ...], list[str]] = {}
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) == 12 and fields[11].strip():
            lines.setdefault(tuple(fields[1:5]), []).append(fields[11].strip())
    return [unicodedata.normalize("NFC", " ".join(words)) for words in lines.values()]


def align(truths: list[str], readings: list[str]) -> dict[int, str]:
    """The reading of each true line that has one, by its index; the order of the lines is kept."""
    grams = [_bigrams(text) for text in readings]
    best = [[0.0] * (len(readings) + 1) for _ in range(len(truths) + 1)]
    gains: dict[tuple[int, int], float] = {}
    for i, truth in enumerate(truths):
        own = _bigrams(truth)
        for j, other in enumerate(grams):
            # Below a quarter in common, two lines are better left alone.
            gains[i, j] = 2 * (own & other).total() / (own.total() + other.total()) - 0.25
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + gains[i, j])
    pairs: dict[int, str] = {}
    i, j = len(truths), len(readings)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            if _corresponds(truths[i], readings[j]):
                pairs[i] = readings[j]
    return pairs


def _bigrams(text: str) -> Counter[str]:
    padded = f" {fold(text)} "
    return Counter(padded[i : i + 2] for i in range(len(padded) - 1))


def _corresponds(truth: str, reading: str) -> bool:
    # The lengths tell a line from two halves of one, or from two lines run together.
    if not 0.7 <= (len(reading) + 2) / (len(truth) + 2) <= 1.4:
        return False
    return SequenceMatcher(None, fold(truth), fold(reading), autojunk=False).ratio() >= CORRESPONDENCE


def wrap(text: str, width: int, face: Face = "Regular", *, justified: bool = False) -> list[Line]:
    """The words of a paragraph in lines of at most `width` characters."""
    rows: list[str] = []
    for word in text.split():
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += " " + word
        else:
            rows.append(word)
    return [Line(row, face, stretched=justified and i < len(rows)) for i, row in enumerate(rows, 1)]


def paragraphs(sources: list[Source], rng: random.Random) -> Iterator[str]:
    """Paragraphs of the files without end, each file by its share, each in an order of its own."""
    shuffled: list[list[bytes]] = []
    for path, _ in sources:
        lines = path.read_bytes().split(b"\n")
        shuffled.append(rng.sample(lines, min(len(lines), 100_000)))
    turns = [count() for _ in sources]
    while True:
        chosen = rng.choices(range(len(sources)), [share for _, share in sources])[0]
        text = shuffled[chosen][next(turns[chosen]) % len(shuffled[chosen])].decode("utf-8")
        text = unicodedata.normalize("NFC", text.strip())
        text = text.replace("<tel>", f"0{rng.randrange(10**8, 10**9)}")
        if len(text) > 3 and not _FOREIGN.search(text):
            yield text


def compose(texts: Iterator[str], rng: random.Random) -> list[Line]:
    """A page of paragraphs, some of them bold or italic, with headings in capitals and gaps between."""
    length, width, justified = rng.randint(30, 45), rng.randint(70, LONGEST), rng.random() < 0.5
    lines: list[Line] = []
    while len(lines) < length:
        text = next(texts)
        if rng.random() < 0.15:
            heading = " ".join(text.split()[: rng.randint(3, 16)]).upper()
            centred = rng.random() < 0.6
            lines += [Line(row.text, "Bold", centred) for row in wrap(heading, width - 10)]
            continue
        face = rng.choices(FACES, (80, 9, 11))[0]
        lines += wrap(text, width, face, justified=justified)[:10]
        if rng.random() < 0.15:
            lines.append(Line(""))
    return lines[:length]


def read_page(image: Gray, lines: list[Line], dpi: int, language: str) -> dict[int, str]:
    """The reading of each line of the page that has one, by its index."""
    typed = [i for i, line in enumerate(lines) if line.text]
    pairs = align([lines[i].text for i in typed], read_lines(image, dpi, language))
    return {typed[i]: reading for i, reading in pairs.items()}


def write_corpus(args: argparse.Namespace) -> None:
    """Append the pairs of one page after the other, until the time is up."""
    rng = random.Random(args.seed)  # noqa: S311 - pages, not secrets
    families, texts = find_families(args.fonts), paragraphs(args.source, rng)
    end = time.monotonic() + 60 * args.minutes
    for batch in count(args.first):
        if time.monotonic() > end:
            return
        lines, look = compose(texts, rng), draw_look(families, rng)
        image = degrade(render(lines, look, families[look.family]), look, rng)
        languages = ["eng", "vie"] if rng.random() < args.vie_share else ["eng"]
        for language in languages:
            pairs = read_page(image, lines, look.dpi, language)
            rows = [
                f"{batch}\t{look.dpi}\t{look.style}\t{lines[i].text}\t{reading}\n"
                for i, reading in sorted(pairs.items())
            ]
            with (args.out / f"train_{language}.tsv").open("a", encoding="utf-8", newline="\n") as table:
                table.write("".join(rows))
            typed = sum(bool(line.text) for line in lines)
            print(f"{batch} {language} {look.dpi} {look.style}: {len(rows)} of {typed} lines", flush=True)


def write_documents(args: argparse.Namespace) -> None:
    """Write NAME.truth.txt and NAME.ocr.txt of each text: line i of the one is the reading of line i of the other."""
    family_faces = find_families(args.fonts)[args.family]
    look = Look(args.family, args.points, args.dpi, args.damage)
    for path in args.text:
        name = f"{path.stem.partition('_')[0]}_{args.language}_{args.name}"
        rng = random.Random(name)  # noqa: S311 - pages, not secrets
        lines, rows = typed_lines(path), []
        for start in range(0, len(lines), 40):
            page = lines[start : start + 40]
            image = degrade(render(page, look, family_faces), look, rng)
            pairs = read_page(image, page, args.dpi, args.language)
            rows += [(line.text, pairs.get(i, "")) for i, line in enumerate(page) if i in pairs or not line.text]
        for side, suffix in enumerate(("truth", "ocr")):
            content = "".join(row[side] + "\n" for row in rows)
            (args.out / f"{name}.{suffix}.txt").write_text(content, encoding="utf-8", newline="\n")
        print(
            f"{name}: {sum(bool(row[0]) for row in rows)} of {sum(bool(line.text) for line in lines)} lines", flush=True
        )


def typed_lines(path: Path) -> list[Line]:
    """The lines of a text as it breaks them, except those too long for a page; lines in capitals are bold."""
    lines: list[Line] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        text = unicodedata.normalize("NFC", " ".join(raw.split()))
        face: Face = "Bold" if text.isupper() else "Regular"
        lines += wrap(text, LONGEST if len(text) <= LONGEST else LONGEST - 10, face) or [Line("")]
    return lines


def _source(value: str) -> Source:
    path, _, share = value.rpartition("=")
    return Path(path), float(share)


def main() -> None:
    """The command line."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # more threads only burn time on the lock; Tesseract inherits it
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--fonts", type=Path, required=True, help="folder searched for TTF files")
    shared.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    corpus = commands.add_parser("corpus", parents=[shared], help="pages of random paragraphs, to learn from")
    corpus.add_argument("--source", type=_source, action="append", required=True, metavar="FILE=SHARE")
    corpus.add_argument("--minutes", type=float, default=60.0)
    corpus.add_argument("--seed", type=int, default=1)
    corpus.add_argument("--first", type=int, default=0, help="number of the first page")
    corpus.add_argument("--vie-share", type=float, default=0.25, help="share of the pages read with `vie` too")
    corpus.set_defaults(write=write_corpus)
    document = commands.add_parser("document", parents=[shared], help="whole texts, to judge with")
    document.add_argument("text", type=Path, nargs="+")
    document.add_argument("--name", required=True, help="what to call the conditions in the file names")
    document.add_argument("--language", choices=("eng", "vie"), default="eng")
    document.add_argument("--family", choices=FAMILIES, default="LiberationSerif")
    document.add_argument("--damage", choices=DAMAGES, default="office")
    document.add_argument("--dpi", type=int, default=200)
    document.add_argument("--points", type=float, default=13.0)
    document.set_defaults(write=write_documents)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    args.write(args)


if __name__ == "__main__":
    main()
