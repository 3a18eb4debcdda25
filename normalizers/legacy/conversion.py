"""Runs decoded where they stand, and the text put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from ..text import Span, Text
from . import viqr_runs
from .capitals import with_capitals
from .codec import decode
from .decoded import Decoded, aligned, places, read_together
from .encodings import TABLED, Encoding
from .evidence import Found, Run
from .letters import letters
from .scoring import AS_IS, stripped, words
from .suspicion import addresses
from .tokens import WIDE_TOKEN, token_of

_READ_AS = {Encoding.DECOMPOSED_WINDOWS: Encoding.DECOMPOSED}
_BREAK = re.compile("[\r\n]*")
_CAPITALS = {code: upper for code in range(0x1F00) if len(upper := chr(code).upper()) == 1 and upper != chr(code)}
_UNTOUCHED = re.compile("[\t\n\r\x0b\x0c\x20-\x7f]*")


def converted(text: Text, found: Sequence[Found]) -> tuple[Text, list[Run]]:
    """`text` with the ranges `found` (in order, none overlapping) decoded, and what was done."""
    value: list[str] = []
    heads: list[bytes] = []
    done = 0
    for group, decoded in _decoded(text.value, list(_groups(text.value, found))):
        first, last = group[0].span.start, group[-1].span.end
        value += (text.value[done:first], decoded.value)
        heads += (b"\1" * (first - done), decoded.heads or b"\1" * (last - first))
        done = last
    value.append(text.value[done:])
    heads.append(b"\1" * (len(text) - done))
    begun = b"".join(heads)
    whole = Decoded("".join(value), begun if b"\0" in begun else None)
    return aligned(text, whole), list(_runs(text, found, whole))


def _groups(value: str, found: Sequence[Found]) -> Iterator[list[Found]]:
    """Runs that may be decoded at once: read the same way, and nothing between them that decoding could alter."""
    group: list[Found] = []
    for run in found:
        if group and not (
            _READ_AS.get(run.encoding, run.encoding) is _READ_AS.get(group[-1].encoding, group[-1].encoding)
            and (_BREAK if run.encoding is Encoding.VIQR else _UNTOUCHED).fullmatch(
                value, group[-1].span.end, run.span.start
            )
        ):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _decoded(value: str, groups: list[list[Found]]) -> Iterator[tuple[list[Found], Decoded]]:
    """What each of the groups says."""
    parts = [value[group[0].span.start : group[-1].span.end] for group in groups]
    read: dict[int, Decoded] = {}
    for encoding in {group[0].encoding for group in groups}:
        own = [at for at, group in enumerate(groups) if group[0].encoding is encoding]
        read |= zip(own, _read([parts[at] for at in own], encoding), strict=True)
    for at, (group, part) in enumerate(zip(groups, parts, strict=True)):
        yield group, _mended(read[at], part, group) if group[0].encoding in TABLED else read[at]


def _read(parts: list[str], encoding: Encoding) -> list[Decoded]:
    """`parts` as they read in `encoding`; addresses stay as they are in those encodings that have letters in ASCII."""
    if encoding is Encoding.VIQR:
        return _around(parts, viqr_runs.sentences_read)
    if encoding in TABLED:
        return _around(parts, lambda pieces: read_together(pieces, lambda piece: decode(piece, encoding)))
    return [decode(part, encoding) for part in parts]


def _around(parts: list[str], read: Callable[[list[str]], list[Decoded]]) -> list[Decoded]:
    """`parts` as `read` reads them, but for the addresses in them."""
    bounds = [list(_bounds(addresses(part), len(part))) for part in parts]
    between = [part[first:last] for part, own in zip(parts, bounds, strict=True) for first, last in own[::2]]
    said = iter(read(between))
    found: list[Decoded] = []
    for part, own in zip(parts, bounds, strict=True):
        pieces = [next(said)]
        for first, last in own[1::2]:
            pieces += (Decoded(part[first:last], None), next(said))
        found.append(pieces[0] if len(pieces) == 1 else _joined(pieces, own))
    return found


def _joined(pieces: list[Decoded], bounds: list[tuple[int, int]]) -> Decoded:
    heads = [piece.heads or b"\1" * (last - first) for piece, (first, last) in zip(pieces, bounds, strict=True)]
    return Decoded("".join(piece.value for piece in pieces), b"".join(heads))


def _bounds(kept: list[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    """The ranges between and under `kept`, in turn."""
    done = 0
    for first, last in kept:
        yield done, first
        yield first, last
        done = last
    yield done, size


def _mended(read: Decoded, part: str, group: list[Found]) -> Decoded:
    """A group as it was `read`, with the signs and the capitals that the encoding has no bytes for."""
    start, shared = group[0].span.start, letters(group[0].encoding).shared
    value = read.value
    kept = [at for run in group if run.edged for at in _edges(part, run, start)]
    loud = [span for run in group if shared for span in run.capitals]
    if kept:
        value = _with_signs(value, part, zip(places(read, np.array(kept)).tolist(), kept, strict=True))
    if loud:
        ranges = places(read, np.array([(span.start - start, span.end - start) for span in loud]))
        value = _in_capitals(value, ranges.tolist())
    return Decoded(with_capitals(value, shared) if shared else value, read.heads)


def _edges(part: str, run: Found, start: int) -> Iterator[int]:
    """Where quotes and dashes stand at the ends of words of `run` that the encoding has letters for."""
    column = AS_IS + 1 + TABLED.index(run.encoding)
    table = words()
    for match in WIDE_TOKEN.finditer(part, run.span.start - start, run.span.end - start):
        token = match[0]
        if edged := int(table.edged[table.row[token_of(token)], column]):
            inner = stripped(token, edged)
            head = token.index(inner) if inner else len(token)
            yield from range(match.start(), match.start() + head)
            yield from range(match.start() + head + len(inner), match.end())


def _with_signs(value: str, part: str, kept: Iterable[tuple[int, int]]) -> str:
    """`value` with signs of `part`: of each the place in `value`, in order, and that in `part`."""
    pieces: list[str] = []
    done = 0
    for place, at in kept:
        pieces += (value[done:place], part[at])
        done = place + 1
    return "".join([*pieces, value[done:]])


def _in_capitals(value: str, ranges: list[tuple[int, int]]) -> str:
    """`value` with what stands in the `ranges` in capitals."""
    pieces: list[str] = []
    done = 0
    for first, last in ranges:
        pieces += (value[done:first], value[first:last].translate(_CAPITALS))
        done = last
    return "".join([*pieces, value[done:]])


def _runs(text: Text, found: Sequence[Found], whole: Decoded) -> Iterator[Run]:
    """What was found in `text`, whose `whole` was decoded."""
    first = np.array([run.span.start for run in found])
    last = np.array([run.span.end for run in found])
    bounds = zip(
        np.frombuffer(text.starts, np.int64)[first].tolist(),
        np.frombuffer(text.ends, np.int64)[last - 1].tolist(),
        places(whole, first).tolist(),
        places(whole, last).tolist(),
        strict=True,
    )
    for (span, encoding, evidence, _, _), (start, end, head, tail) in zip(found, bounds, strict=True):
        yield Run(Span(start, end), encoding, text.value[span.start : span.end], whole.value[head:tail], evidence)
