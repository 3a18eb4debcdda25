"""Whether the text layer of a PDF page can be trusted, or the page is to be recognised anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from normalizers.legacy import Repaired
from normalizers.patterns import Pattern, pattern
from normalizers.syllables import is_accented, is_stripped_syllable, is_syllable
from pipeline.decoding import decoded
from pipeline.document import Document, Line, Page

_PICTURE = 0.5  # of the page: from here on the page is a scan with or without a text layer
_FEW_WORDS = 40  # over a scan: a digital signature or a page number, not what the page says
_WINDOW = 15  # words
_VIETNAMESE = 0.40  # share of valid accented syllables in a window; real text has 0.53 and more, garbage 0.07
_SKELETON = 0.35  # share of bare syllables left in garbage and stripped text: 0.66; in English text 0.15 to 0.22
_GARBLED = 0.3  # of the windows

_UNMAPPED = pattern(r"\(cid:\d+\)|[\uFFFD\p{Co}]")
_UNMAPPED_SHARE = 0.05  # of the characters; list marks of symbol fonts stay below
_AS_CP1252 = pattern(r"á[º»]|Ä[\u0090‘ƒ©¨]|Æ[°¡¯\xa0]|Ã[\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹Œ]|Â[\u0080-\u00BF]")
_AS_CP1252_SHARE = 0.1  # of the words
_FOREIGN = "äåæçëîïðñöøûüþÿÄÅÆÇËÎÏÑÖØÛÜÞŸ¡¢£¤¥¦§¨©ª«¬\xad®¯°±²³´µ¶·¸¹º»¼½¾¿×÷ƒ‰Š‹ŒŽš›œž†‡ˆ˜™"
_LEGACY = pattern(rf"\p{{L}}[{_FOREIGN}]|[{_FOREIGN}]\p{{L}}")
_LEGACY_SHARE = 0.2  # of the words; English-model OCR and foreign names stay below

_FEW_WRONG, _WRONG = 2, 0.05  # words, and share of those with diacritics, that may be names; without ư it is 0.08

_EDGES = ".,;:!?()[]{}\"'“”‘’«»…-–—/+*"


@dataclass(frozen=True, slots=True)
class Route:
    """How a page is to be read, and why."""

    kind: Literal["text", "ocr", "blank"]
    reason: str


def judge(lines: Sequence[Line], image_share: float) -> Route:
    """The route of a PDF page from the lines of its text layer and the share (0..1) of it that pictures cover."""
    texts = [word.text for line in lines for word in line.words]
    if not texts:
        return Route("ocr", "no text layer") if image_share > 0 else Route("blank", "nothing on the page")
    layer = "text layer"
    if mojibake := _mojibake(texts):
        repaired = decoded(Document("", "", (Page(1, "pdf", "", lines=tuple(lines)),)))
        texts = repaired.text.value.split()
        if _is_unsound(texts):
            return Route("ocr", mojibake)
        layer = f"text layer, {_encodings(repaired)} decoded"
    if image_share < _PICTURE:
        return Route("text", layer)
    if len(texts) < _FEW_WORDS:
        return Route("ocr", "few words over a picture of the page")
    if _is_garbled(texts):
        return Route("ocr", "text layer of an OCR without Vietnamese")
    return Route("text", f"{layer} over a picture of the page")


def _encodings(repaired: Repaired) -> str:
    return ", ".join(sorted({run.encoding for run in repaired.runs}))


def _is_unsound(texts: Sequence[str]) -> bool:
    """True when decoding left signs of an encoding, or words with diacritics that are none: letters were lost."""
    if _mojibake(texts):
        return True
    accented = [word for text in texts if (word := text.strip(_EDGES)).isalpha() and is_accented(word)]
    wrong = sum(not is_syllable(word) and not word.isupper() for word in accented)
    return wrong > _FEW_WRONG + _WRONG * len(accented)


def _mojibake(texts: Sequence[str]) -> str | None:
    """What is wrong with the characters of a text layer, or None."""
    raw = " ".join(texts)
    if _occurrences(_UNMAPPED, raw) > _UNMAPPED_SHARE * len(raw):
        return "text layer without character codes"
    lettered = [text for text in texts if any(char.isalpha() for char in text)]
    if _share(_AS_CP1252, lettered) > _AS_CP1252_SHARE:
        return "text layer is UTF-8 read as Windows-1252"
    if _share(_LEGACY, lettered) > _LEGACY_SHARE:
        return "text layer in a legacy Vietnamese encoding"
    return None


def _occurrences(defect: Pattern, value: str) -> int:
    return sum(1 for _ in defect.finditer(value))


def _share(defect: Pattern, texts: Sequence[str]) -> float:
    """The share of `texts` that hold `defect`."""
    return sum(defect.search(text) is not None for text in texts) / max(len(texts), 1)


def _is_garbled(texts: Sequence[str]) -> bool:
    """True when many windows hold Vietnamese without its diacritics, as an English OCR model leaves it."""
    windows = list(_windows([text.strip(_EDGES) for text in texts]))
    garbled = sum(_is_garbled_window(window) for window in windows)
    return garbled > _GARBLED * len(windows)


def _windows(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Full windows of _WINDOW words made of letters; figures and codes tell nothing about the language."""
    lettered = [word for word in words if word.isalpha()]
    return (lettered[at : at + _WINDOW] for at in range(0, len(lettered) - _WINDOW + 1, _WINDOW))


def _is_garbled_window(window: Sequence[str]) -> bool:
    accented = sum(is_accented(word) and is_syllable(word) for word in window)
    bare = sum(is_stripped_syllable(word) for word in window)
    return accented < _VIETNAMESE * len(window) and bare > _SKELETON * len(window)
