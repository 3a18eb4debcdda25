"""What two readings of one figure give: a reading of the page, and one of the place that knows digits only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalizers.patterns import pattern
from pipeline.document import Box, Word

from .digit_shapes import AS_DIGITS
from .digit_widths import is_too_wide
from .sixes import lacks_only_sixes

LONE = "?"  # stands for a sign by itself until it is read

_FIGURE = pattern(r"[(]?\d+(?:[.,/:-]\d+)*%?[)]?[.,;:]{0,2}")
_PAGE_NUMBER = pattern(r"\d{1,3}")
_ONES = pattern(r"[(]?[\dIl|!O]+(?:[.,/-][\dIl|!O]+)*[.,;:)%]{0,2}")  # upright strokes are no letters beside digits
_WELL_FORMED = pattern(r"\d{1,3}(?:[.]\d{3})*(?:,\d{1,2})?|\d+,\d{1,2}")  # thousands by points, decimals by a comma
_BELIEVED = 0.8  # confidence of a second reading that differs from what the first looks like
_UNCONFIRMED = 0.5  # the most that is left to a figure that the second reading contradicts
_LONE = 0.85  # a figure that only the reading of digits has seen
_SCRIBBLE = 0.4  # a lone digit with less that nothing confirms is no digit


def lone_sign(box: Box) -> Word:
    """A place (points) where a page number may stand."""
    return Word(LONE, box, 0.0)


def is_figure(text: str) -> bool:
    """True for digits with the signs of a number, a date or a percentage."""
    return _FIGURE.fullmatch(text) is not None


def decide(first: Word, second: Sequence[Word]) -> Word | None:
    """The word that two readings of one place give, None for dust; its digits are those of a reading.

    The confidence tells of both: the higher where they agree, at most _UNCONFIRMED where they do not.
    """
    found = "".join(word.text for word in second)
    sure = min((word.confidence for word in second), default=0.0)
    if first.text == LONE:
        return _sign(first, found, sure)
    looks_like = first.text.translate(AS_DIGITS)
    if not found:
        return _alone(first, looks_like)
    if is_too_wide(first) and _has_more(found, first.text):
        return replace(first, text=found, confidence=max(sure, _UNCONFIRMED))
    if _core(found) == _core(looks_like):
        return _agreeing(first, looks_like, found, sure)
    if is_figure(found) and _digits(found) == _digits(looks_like):  # only the signs between them differ
        formed = _WELL_FORMED.fullmatch(_core(found)) and not _WELL_FORMED.fullmatch(_core(looks_like))
        return replace(first, text=found if formed else looks_like, confidence=max(first.confidence, _UNCONFIRMED))
    return _differing(first, found, sure)


def _sign(first: Word, found: str, sure: float) -> Word | None:
    """A sign by itself where it is a number of a page or a row."""
    is_number = sure >= _BELIEVED and _PAGE_NUMBER.fullmatch(found) is not None
    return replace(first, text=found, confidence=_LONE) if is_number else None


def _agreeing(first: Word, looks_like: str, found: str, sure: float) -> Word:
    """The one figure that both readings see, with both halves of its brackets."""
    if _core(first.text) != _core(found):
        return replace(first, text=looks_like, confidence=max(sure, _UNCONFIRMED))
    text = found if _is_open(first.text) and not _is_open(found) else first.text
    return replace(first, text=text, confidence=max(first.confidence, sure))


def _alone(first: Word, looks_like: str) -> Word | None:
    """What a figure is that the second reading did not see."""
    if first.confidence < _SCRIBBLE and len(first.text) == 1:
        return None
    if is_figure(first.text):
        return first
    text = looks_like if _ONES.fullmatch(first.text) else first.text  # there an upright stroke can only be a 1
    return replace(first, text=text, confidence=min(first.confidence, _UNCONFIRMED))


def _differing(first: Word, found: str, sure: float) -> Word:
    """The better of two readings that differ, doubted."""
    if is_figure(first.text):
        overlooked = _digits(found) in _digits(first.text)  # a digit is overlooked, not made up
        if is_figure(found) and sure > first.confidence and not overlooked:
            return replace(first, text=found, confidence=min(sure, _UNCONFIRMED))
        return replace(first, confidence=min(first.confidence, _UNCONFIRMED)) if found else first
    if is_figure(found) and (sure >= _BELIEVED or sure > first.confidence == 0.0):
        return replace(first, text=found, confidence=min(sure, _BELIEVED))
    if lacks_only_sixes(found, first.text):
        return replace(first, text=first.text.translate(AS_DIGITS), confidence=min(first.confidence, _UNCONFIRMED))
    in_number = _ONES.fullmatch(first.text) and "/" not in first.text  # «11/11I2021» has lost a slash
    text = first.text.translate(AS_DIGITS) if in_number else first.text
    return replace(first, text=text, confidence=min(first.confidence, _UNCONFIRMED))


def _has_more(found: str, read: str) -> bool:
    """True when the digits `read` are part of the figure `found`, and not all of it."""
    return is_figure(found) and _digits(read) in _digits(found) and _digits(read) != _digits(found)


def _is_open(text: str) -> bool:
    """True for a bracket without its other half."""
    return text.count("(") != text.count(")")


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _core(text: str) -> str:
    """A figure without the brackets and stops around it."""
    return text.strip("().,;:%")
