"""The command `vanthu scan`: which files of folders are in which encoding or need OCR; nothing is changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from .archive.walking import Passed, walk
from .console import Screen
from .labels import Label, Language, name_of
from .models import models_told
from .output import STDOUT, check_output, opened_output
from .printable import escaped
from .reading import Limits
from .survey import UNICODE, Surveyed, survey


def scan_folders(folders: Sequence[str], output: str | None, screen: Screen) -> None:
    """Tell on stdout what each file of `folders` is; as JSON to `output` where it is given. Bad files are told, too.

    Raises OutputError when the output cannot be written.
    """
    if output is not None:
        check_output(output, [])
    surveyed = _surveyed(folders, screen)
    if output is None:
        with opened_output(STDOUT) as out:
            _write_text(surveyed, screen.language, out)
        return
    with opened_output(output) as out:
        _write_json(surveyed, out)


def _surveyed(folders: Sequence[str], screen: Screen) -> Iterator[Surveyed]:
    found = list(walk(folders, Passed()))
    progress, limits = screen.progress(len(found)), Limits()
    for each in found:
        if each.refused:
            told = Label(each.refused.message, each.refused.message_en)
            yield Surveyed(each.path, error=each.refused.reason, message=told)
            continue
        with progress.working(each.path), models_told():
            result = survey(Path(each.path), limits)
        yield result


def _write_text(surveyed: Iterator[Surveyed], language: Language, out: BinaryIO) -> None:
    """A line a file, then how many there are of each kind."""
    kinds: Counter[tuple[str, str]] = Counter()
    for each in surveyed:
        told = "; ".join(part.to(language) for part in _told(each, language))
        out.write(f"{escaped(each.file)}: {escaped(told)}\n".encode("utf-8", "backslashreplace"))
        out.flush()
        kinds.update(_kinds(each))
    counted = (f"{name_of(group, code, language)}: {count}" for (group, code), count in kinds.most_common())
    out.write("; ".join(counted).encode() + b"\n")


def _told(each: Surveyed, language: Language) -> Iterator[Label]:
    if each.message:
        yield Label(
            f"không đọc được ({each.error}): {each.message.vi}", f"unreadable ({each.error}): {each.message.en}"
        )
        return
    yield Label(f"{each.format}, {each.pages} trang", f"{each.format}, {each.pages} pages")
    shares = ", ".join(f"{name_of('encoding', name, language)} {share:.0%}" for name, share in each.encodings)
    if shares:
        yield Label(shares, shares)
    if each.ocr_pages:
        why = ", ".join(name_of("ocr_reason", reason, language) for reason, _ in each.reasons)
        yield Label(f"cần OCR {each.ocr_pages} trang ({why})", f"{each.ocr_pages} pages need OCR ({why})")


def _kinds(each: Surveyed) -> Iterator[tuple[str, str]]:
    """What the file is counted as at the end: the groups and codes of labels."""
    yield "survey", "files"
    if each.error:
        yield "survey", "unreadable"
    if each.ocr_pages:
        yield "survey", "needs_ocr"
    yield from (("encoding", name) for name, _ in each.encodings if name != UNICODE)


def _write_json(surveyed: Iterator[Surveyed], out: BinaryIO) -> None:
    """A JSON array, a file a line."""
    separator = b"[\n"
    for each in surveyed:
        out.write(separator + json.dumps(each.row(), ensure_ascii=False).encode("utf-8", "backslashreplace"))
        separator = b",\n"
    out.write(b"\n]\n" if separator == b",\n" else b"[]\n")
