"""Runs decoded where they stand, and the text put together again."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ..text import Span, Text
from . import viqr_runs
from .capitals import with_capitals
from .codec import decode
from .decoded import Decoded
from .encodings import TABLED, Encoding
from .evidence import Found, Run
from .letters import letters
from .scoring import AS_IS, WIDE_TOKEN, stripped, words
from .suspicion import addresses

Places = range | NDArray[np.int64]

_BREAK = re.compile("[\r\n]*")
_CAPITALS = {code: upper for code in range(0x1F00) if len(upper := chr(code).upper()) == 1 and upper != chr(code)}
_UNTOUCHED = re.compile("[\t\n\r\x0b\x0c\x20-\x7f]*")


def converted(text: Text, found: Sequence[Found]) -> tuple[Text, list[Run]]:
    """`text` with the ranges `found` (in order, none overlapping) decoded, and what was done."""
    value: list[str] = []
    starts, ends = array("q"), array("q")
    runs: list[Run] = []
    done = 0
    for group in _groups(text.value, found):
        first, last = group[0].span.start, group[-1].span.end
        decoded = _decoded(text.value, group)
        value += (text.value[done:first], decoded.value)
        starts.extend(text.starts[done:first])
        ends.extend(text.ends[done:first])
        _extend(text, first, last, decoded, starts, ends)
        runs += _runs(text, group, decoded)
        done = last
    value.append(text.value[done:])
    starts.extend(text.starts[done:])
    ends.extend(text.ends[done:])
    return Text("".join(value), starts, ends), runs


def _extend(text: Text, first: int, last: int, decoded: Decoded, starts: array[int], ends: array[int]) -> None:
    """The raw ranges of what was decoded from ``first..last`` of `text`."""
    if decoded.heads is None:
        starts.extend(text.starts[first:last])
        ends.extend(text.ends[first:last])
    else:
        heads = np.frombuffer(decoded.heads + b"\1", np.bool_)
        starts.frombytes(np.frombuffer(text.starts[first:last], np.int64)[heads[:-1]].tobytes())
        ends.frombytes(np.frombuffer(text.ends[first:last], np.int64)[heads[1:]].tobytes())


def _groups(value: str, found: Sequence[Found]) -> Iterator[list[Found]]:
    """Runs that may be decoded at once: the same encoding, and nothing between them that decoding could alter."""
    group: list[Found] = []
    for run in found:
        if group and not (
            run.encoding is group[-1].encoding
            and (_BREAK if run.encoding is Encoding.VIQR else _UNTOUCHED).fullmatch(
                value, group[-1].span.end, run.span.start
            )
        ):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _decoded(value: str, group: list[Found]) -> Decoded:
    """What a group says; addresses stay as they are."""
    start, end, encoding = group[0].span.start, group[-1].span.end, group[0].encoding
    part = value[start:end]
    if encoding is Encoding.VIQR:
        return _around(part, viqr_runs.sentence_read)
    if encoding not in TABLED:
        return decode(part, encoding)
    decoded = _around(part, lambda piece: decode(piece, encoding))
    places = _places(decoded, len(part))
    out = decoded.value
    if edged := [run for run in group if run.edged]:
        chars = list(out)
        for run in edged:
            _restore_edges(part, run, start, places, chars)
        out = "".join(chars)
    return Decoded(_capitalised(out, group, start, places), decoded.heads)


def _around(part: str, read: Callable[[str], Decoded]) -> Decoded:
    """`part` as `read` reads it, but for the addresses in it."""
    kept = addresses(part)
    if not kept:
        return read(part)
    bounds = list(_bounds(kept, len(part)))
    pieces = [
        Decoded(part[first:last], None) if at % 2 else read(part[first:last]) for at, (first, last) in enumerate(bounds)
    ]
    heads = [piece.heads or b"\1" * (last - first) for piece, (first, last) in zip(pieces, bounds, strict=True)]
    return Decoded("".join(piece.value for piece in pieces), b"".join(heads))


def _bounds(kept: list[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    """The ranges between and under `kept`, in turn."""
    done = 0
    for first, last in [*kept, (size, size)]:
        yield done, first
        yield first, last
        done = last


def _places(decoded: Decoded, size: int) -> Places:
    """For each character that was read, and for the end, the place in the decoded string of what it became."""
    if decoded.heads is None:
        return range(size + 1)
    heads = np.frombuffer(decoded.heads, np.uint8)
    before = np.cumsum(heads, dtype=np.int64) - heads
    return np.append(before, len(decoded.value))


def _restore_edges(part: str, run: Found, start: int, places: Places, out: list[str]) -> None:
    """Quotes and dashes that the encoding has letters for, put back where they stand at the ends of words."""
    column = AS_IS + 1 + TABLED.index(run.encoding)
    table = words()
    for match in WIDE_TOKEN.finditer(part, run.span.start - start, run.span.end - start):
        token = match[0]
        if edged := int(table.edged[table.row[token], column]):
            inner = stripped(token, edged)
            head = token.index(inner) if inner else len(token)
            for at in [*range(head), *range(head + len(inner), len(token))]:
                out[places[match.start() + at]] = token[at]


def _capitalised(out: str, group: list[Found], start: int, places: Places) -> str:
    """`out` with the capitals that the encoding has no bytes for."""
    shared = letters(group[0].encoding).shared
    if not shared:
        return out
    pieces: list[str] = []
    done = 0
    for run in group:
        for span in run.capitals:
            first, last = int(places[span.start - start]), int(places[span.end - start])
            pieces += (out[done:first], out[first:last].translate(_CAPITALS))
            done = last
    return with_capitals("".join([*pieces, out[done:]]), shared)


def _runs(text: Text, group: list[Found], decoded: Decoded) -> Iterator[Run]:
    start, end = group[0].span.start, group[-1].span.end
    places = _places(decoded, end - start) if len(group) > 1 else (0, len(decoded.value))
    for span, encoding, evidence, _, _ in group:
        first, last = (span.start - start, span.end - start) if len(group) > 1 else (0, 1)
        raw = Span(text.starts[span.start], text.ends[span.end - 1])
        after = decoded.value[places[first] : places[last]]
        yield Run(raw, encoding, text.value[span.start : span.end], after, evidence)
