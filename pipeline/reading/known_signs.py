"""The signs of a page's figures as they are printed, with what was read of each: what other signs are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from normalizers.patterns import pattern
from pipeline.document import Word

from .preparation.printed_signs import Print

Image = NDArray[np.uint8]
Patches = NDArray[np.float32]  # of shape (signs, size)
Distances = NDArray[np.float32]  # 1 - cosine of two patches, from 0

LIKE_DIGITS = "§ŠØóÓéÉáÁ"  # letters that digits are read as
_FIGURES = frozenset("0123456789§ŠØ")  # a look at these is quicker than the pattern
_COMPARED = pattern(
    rf"(?=.*[0-9])[0-9/.,\-–+%():;Il!|{LIKE_DIGITS}]+|[Il|]?[§ŠØ]{{1,2}}|[-–+]?\d{{1,3}},\w{{1,2}}%?[).,;:]{{0,2}}"
)
_LOW = ".,-–"
_HOLES = {"0": (0.4, 0.6), "4": (0.4, 0.6), "6": (0.6, 0.8), "9": (0.2, 0.42)}  # from the top, of the height
_PERCENT = 2  # signs more than one that «%» may be
_MOST = 3000  # signs of a page
_ALIKE, _TIMES_USUAL, _MOST_ALIKE = 0.08, 2.5, 0.12  # distance of like signs: so many times the usual, between these
_TYPICAL = 0.3  # of the signs of a kind are alike to one that is of it: the others are bold, or misread


@dataclass(frozen=True, slots=True)
class Known:
    """The signs of the figures of a page: patches, what was read of each, and how far apart those of a kind are."""

    patches: Patches
    members: Mapping[str, NDArray[np.intp]]  # of each sign that was read, where its patches stand
    height: float  # of a digit, pixels
    usual: float

    @property
    def limit(self) -> float:
        """How far from each other signs are at most that are alike."""
        return min(max(_ALIKE, _TIMES_USUAL * self.usual), _MOST_ALIKE)

    def kinds(self, distances: Distances) -> dict[str, float]:
        """How far a sign with `distances` to all that are known is from each kind: to the second nearest of it."""
        return {sign: self.far(distances, sign) for sign, members in self.members.items() if len(members) > 1}

    def far(self, distances: Distances, sign: str) -> float:
        """How far a sign is from the second nearest of a kind; infinite where there is none."""
        members = self.members.get(sign, ())
        return float(np.partition(distances[members], 1)[1]) if len(members) > 1 else np.inf

    def share(self, distances: Distances, sign: str) -> float:
        """How many of the kind, of 1, are like a sign with these `distances`."""
        members = self.members.get(sign)
        return 0.0 if members is None else float(np.mean(distances[members] <= self.limit))

    def is_typical(self, distances: Distances, sign: str) -> bool:
        """True for a sign that is like many of the kind, not only like a few that may be misread themselves."""
        return self.share(distances, sign) >= _TYPICAL


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the page and its print; `first` is where its signs begin in what is known, None if they are not."""

    word: Word
    shown: Print
    first: int | None


def figures_of(image: Image, dpi: int, words: Iterable[Word]) -> tuple[list[Figure], Known | None]:
    """The figures among `words`; those whose signs are as many as their print has make what is known."""
    figures: list[Figure] = []
    patches: list[NDArray[np.float32]] = []
    signs: list[str] = []
    heights: list[float] = []
    for word in words:
        if _FIGURES.isdisjoint(word.text) or not _COMPARED.fullmatch(word.text) or len(signs) > _MOST:
            continue
        shown = Print.of(image, dpi, word.box)
        if shown is None:
            continue
        shown = _with_percent(shown, word.text)
        fits = _fits(shown, word.text)
        figures.append(Figure(word, shown, len(signs) if fits else None))
        if fits:
            digits = [at for at, sign in enumerate(word.text) if sign.isdigit()]
            height, base = shown.level(digits or shown.tall())
            heights.append(height)
            patches += (shown.patch(at, height, base) for at in range(len(word.text)))
            text = word.text.replace("–", "-")
            signs += (sign if _has_its_hole(shown, at, sign) else "" for at, sign in enumerate(text))
    if not signs:
        return figures, None
    kinds = sorted({*signs} - {""})
    members = {sign: np.array([at for at, each in enumerate(signs) if each == sign]) for sign in kinds}
    found = Known(np.array(patches), members, float(np.median(heights)), 0.0)
    return figures, replace(found, usual=_usual(found))


def _with_percent(shown: Print, text: str) -> Print:
    """The print with the parts of «%» as one sign, where it has others more than `text` and some of them are small."""
    at, more = text.find("%"), len(shown.parts) - len(text)
    if at < 0 or not 0 < more <= _PERCENT:
        return shown
    tall = set(shown.tall())
    return shown.merged(at, more + 1) if any(each not in tall for each in range(at, at + more + 1)) else shown


def _fits(shown: Print, text: str) -> bool:
    """True where every character of `text` has its sign, the digits high ones and the points and dashes low ones."""
    tall = set(shown.tall())
    return len(shown.parts) == len(text) and all(
        at in tall if sign.isdigit() else sign not in _LOW or at not in tall for at, sign in enumerate(text)
    )


def _has_its_hole(shown: Print, at: int, sign: str) -> bool:
    """False for a sign whose hole is where no typeface has that of the digit it was read as."""
    least, most = _HOLES.get(sign, (0.0, 1.0))
    hole = shown.hole(at) if sign in _HOLES else None
    return hole is None or least <= hole <= most


def _usual(known: Known) -> float:
    """The median distance of a digit to the second nearest of its kind."""
    found: list[float] = []
    for sign, members in known.members.items():
        mine = known.patches[members]
        if sign.isdigit() and len(mine) > 2:
            found += np.partition(1 - mine @ mine.T, 2, axis=1)[:, 2].tolist()  # the nearest is the sign itself
    return float(np.median(found)) if found else 0.0


def shapes(
    shown: Print, at: Iterable[int], level: tuple[float, float], known: Known, limit: float | None = None
) -> Iterator[str]:
    """What the signs numbered `at` look like: of each its kind, nothing where it is like none within `limit`."""
    within = known.limit if limit is None else min(limit, known.limit)
    for each in at:
        distances = 1 - known.patches @ shown.patch(each, *level)
        ranked = sorted((far, sign) for sign, far in known.kinds(distances).items())
        if ranked and ranked[0][0] <= within and known.is_typical(distances, ranked[0][1]):
            yield ranked[0][1]
        else:
            yield ""
