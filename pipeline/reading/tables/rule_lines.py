"""Ruled lines of a scanned page, faint and broken ones too, found by morphology, and the page without them.

A rule is dark along itself and has paper on both sides: the page is averaged a little along the direction sought,
which takes away noise and the gaps of dotted lines, and what is darker than the paper across is kept (a black top-hat
transform: Serra, Image Analysis and Mathematical Morphology, 1982). Lines of text are too thick for that, strokes of
letters too short, and what letters leave does not lie on one straight line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box

Image = NDArray[np.uint8]

_SEARCH_DPI = 200  # finer pages are reduced to this: a rule of a quarter point is still half a pixel

# In points.
_SMEAR = 1.0  # the averaging along the rule
_DOT = 2.0  # the gaps of dotted rules that are closed
_ACROSS = 6.0  # a rule with its penumbra is thinner than this
_LEAST_TABLE = 100.0  # the rules of a table are longer than this
_GAP = 12.0  # a hole this long in a rule is wear; a merged cell is longer
_DRIFT = 1.5  # how far pieces of one rule lie apart
_THICK = 7.0  # a piece is thinner than this, a slant of a third of a degree along a landscape page included
_RIM = 0.5  # of the rule's own blur, erased with it
_BESIDE = 1.0  # how far from the boxes of a rule its ink is sought
_STROKE = 2.4  # the thickest rule with its blur
_STRAIGHT = 0.6  # how far the middle of a rule strays from a straight line

_COVERED = 0.85  # the share of its length that a rule does not stray; of words a half to three quarters
_CONTRAST = 20  # grey levels that a rule is darker than the paper beside it


class _Way(NamedTuple):
    """How long, in points, what counts as part of a rule is, by the way the rule runs.

    Pieces shorter than `least` are strokes of letters. Of pieces in a row one at least is as long as `core`, those at
    the ends are as long as `stub` (else they are words beside the rule, or stems above it), and the share `covered`
    of the whole is inked.
    """

    least: float
    stub: float
    core: float
    covered: float


_ACROSS_WAY = _Way(18.0, 45.0, 58.0, 0.85)
_DOWN_WAY = _Way(13.0, 24.0, 31.0, 0.7)


class _Spot(NamedTuple):
    """Its box in pixels, and the place (x, y) of one of its pixels."""

    x: int
    y: int
    width: int
    height: int
    seed: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RuleLines:
    """The horizontal and vertical rules of a page as thin boxes in points, and their ink as 0 or 255 on the page."""

    across: tuple[Box, ...]
    down: tuple[Box, ...]
    ink: Image


def find_rules(page: Image, dpi: int) -> RuleLines:
    """The rules of the gray, straightened `page` (height, width) at `dpi`; slants up to 0.3 degrees are followed."""
    height, width = page.shape
    share = min(1.0, _SEARCH_DPI / dpi)
    if share < 1.0:
        page = cv2.resize(page, None, fx=share, fy=share, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    across, across_ink = _rules(page, dpi * share / 72, _ACROSS_WAY)
    if not _may_frame(across):  # most pages: no table, and half the work saved
        return RuleLines((), (), np.zeros((height, width), np.uint8))
    down, down_ink = _rules(np.ascontiguousarray(page.T), dpi * share / 72, _DOWN_WAY)
    turned = tuple(Box(box.top, box.x0, box.bottom, box.x1) for box in down)
    ink = cv2.resize(across_ink | down_ink.T, (width, height), interpolation=cv2.INTER_NEAREST)
    return RuleLines(across, turned, ink.astype(np.uint8, copy=False))


def _may_frame(across: Sequence[Box]) -> bool:
    """True when there are three long rules, or two of one width, and not just those under headings."""
    long = [rule for rule in across if _length(rule) >= _LEAST_TABLE]
    return len(long) > 2 or (len(long) == 2 and abs(_length(long[0]) - _length(long[1])) <= _GAP)


def erased(page: Image, rules: RuleLines, strokes: Iterable[Box], dpi: int) -> Image:
    """`page` with those of the `rules` that lie in `strokes` painted over in the tone of the paper beside them."""
    scale = dpi / 72
    rim, side = 2 * round(_RIM * scale) + 1, 2 * round(_ACROSS * scale / 2) + 1
    result = page.copy()
    for box in strokes:
        rows = slice(max(0, int((box.top - _BESIDE) * scale)), int((box.bottom + _BESIDE) * scale) + 1)
        columns = slice(max(0, int((box.x0 - _BESIDE) * scale)), int((box.x1 + _BESIDE) * scale) + 1)
        part = page[rows, columns]
        ruled = cv2.dilate(rules.ink[rows, columns], np.ones((rim, rim), np.uint8)) > 0
        paper = cv2.blur(cv2.dilate(part, np.ones((side, side), np.uint8)), (side, side))
        result[rows, columns][ruled] = paper[ruled]
    return result


def _rules(page: Image, scale: float, way: _Way) -> tuple[tuple[Box, ...], Image]:
    """The horizontal rules of `page` at `scale` pixels a point, and an image of their ink."""
    dark = _thin_and_dark(page, scale)
    thick = cv2.dilate(dark, np.ones((3, 1), np.uint8))  # a slanted rule steps from one row of pixels to the next
    whole = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, round(_DOT * scale)), np.uint8))
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, round(way.least * scale)), np.uint8))
    ink = np.zeros_like(page)
    pieces: list[Box] = []
    thin = [spot for spot in _spots(runs.astype(np.uint8, copy=False)) if spot.height <= _THICK * scale]
    if not any(spot.width >= way.core * scale for spot in thin):  # no rule has a core: so it is with most text
        return (), ink
    for x, y, width, height, seed in thin:
        part = np.s_[y : y + height, x : x + width]
        _, labels = cv2.connectedComponents(runs[part], connectivity=8)
        own = (labels == labels[seed[1] - y, seed[0] - x]) & (dark[part] > 0)
        if _is_straight(own, scale):
            ink[part][own] = 255
            pieces.append(Box(x / scale, y / scale, (x + width) / scale, (y + height) / scale))
    return tuple(_chained(pieces, way)), ink


def _spots(ink: Image) -> list[_Spot]:
    """The connected spots of `ink`, from the top down: by their outlines, which are few where runs are long."""
    outlines, kinds = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    spots = []
    for outline, kind in zip(outlines, kinds[0] if kinds is not None else (), strict=True):
        if kind[3] < 0:  # no hole
            x, y, width, height = cv2.boundingRect(outline)
            seed_x, seed_y = outline[0, 0].tolist()
            spots.append(_Spot(x, y, width, height, (seed_x, seed_y)))
    return sorted(spots, key=lambda spot: (spot.y, spot.x))


def _thin_and_dark(page: Image, scale: float) -> Image:
    """255 where `page` is darker than above and below it, 0 elsewhere."""
    smear = cv2.blur(page, (round(_SMEAR * scale), 1))
    hat = cv2.morphologyEx(smear, cv2.MORPH_BLACKHAT, np.ones((2 * round(_ACROSS * scale / 2) + 1, 1), np.uint8))
    return cv2.threshold(hat, _CONTRAST, 255, cv2.THRESH_BINARY)[1].astype(np.uint8, copy=False)


def _is_straight(ink: NDArray[np.bool_], scale: float) -> bool:
    """True when the middle of the `ink` (height, width) runs along one line over nearly all of its width."""
    counts = ink.sum(axis=0)
    at = np.flatnonzero(counts)
    if len(at) < _COVERED * ink.shape[1]:
        return False
    tops, bottoms = ink.argmax(axis=0)[at], ink.shape[0] - 1 - ink[::-1].argmax(axis=0)[at]
    middles = (tops + bottoms) / 2
    centred, around = at - at.mean(), middles - middles.mean()
    slope = (centred @ around) / max(centred @ centred, 1.0)  # the line of least squares
    near = np.abs(around - slope * centred) <= max(_STRAIGHT * scale, 1.0)
    near &= bottoms - tops < _STROKE * scale
    return bool(near.sum() >= _COVERED * ink.shape[1])


def _chained(pieces: Sequence[Box], way: _Way) -> list[Box]:
    """Pieces that continue each other over a worn place joined, left to right; words in a row are left apart."""
    chains: list[list[Box]] = []
    for piece in sorted(pieces, key=lambda box: box.x0):
        chain = next((chain for chain in reversed(chains) if _continues(chain[-1], piece)), None)
        if chain is None:
            chains.append([piece])
        else:
            chain.append(piece)
    return [rule for chain in chains for rule in _rules_of(_without_stubs(chain, way.stub), way)]


def _rules_of(chain: list[Box], way: _Way) -> list[Box]:
    """The rule that a chain makes up, or its pieces where it makes up none."""
    rule = reduce(Box.union, chain)
    inked = sum(map(_length, chain))
    is_rule = max(map(_length, chain)) >= way.core and inked >= way.covered * _length(rule)
    return [rule] if is_rule else chain


def _without_stubs(chain: list[Box], stub: float) -> list[Box]:
    """`chain` without short pieces at its ends."""
    while len(chain) > 1 and _length(chain[-1]) < stub and chain[-1].x0 - chain[-2].x1 > _DOT:
        chain = chain[:-1]
    while len(chain) > 1 and _length(chain[0]) < stub and chain[1].x0 - chain[0].x1 > _DOT:
        chain = chain[1:]
    return chain


def _length(piece: Box) -> float:
    return piece.x1 - piece.x0


def _continues(before: Box, piece: Box) -> bool:
    apart = max(piece.top - before.bottom, before.top - piece.bottom)
    return -_GAP <= piece.x0 - before.x1 <= _GAP and apart <= _DRIFT
