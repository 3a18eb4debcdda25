"""Numbers of other things than dossiers (TTHC, PAKN, nhiệm vụ …), and «không phát sinh» as the number 0.

A zero in words is an `other_count` even of dossiers: the dossier counts hold printed digits only (gold conventions).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalizers import Span, patterns

from ..dossiers.dossier_states import SPECIFIC, STAGES, decide
from ..extraction import Extraction, OtherCount
from ..matching.mentions import COUNTED, Mention, cues_within, find_mentions
from ..matching.phrases import Cue, book
from ..subject import Subject

_NONE = patterns.pattern(
    r"\b(khong)\s+(?:phat sinh|co|nhan duoc|tiep nhan|con)\s+(?:truong hop\s+)?(?:nao\s+)?(?=\p{L})"
)
_NOTHING = patterns.pattern(r":\s*(khong)(?:\s+(?:co|phat sinh))?\s*(?=[.;\n]|$)")
_COPULA = patterns.pattern(r"\s*(?:la|duoc)?\s*:?\s*")
_ENDS = patterns.pattern(r"\s*(?:[,.;)\n]|$)")
_NO_NOUNS = ("none", "bộ")  # a set («bộ») is a dossier or nothing that is counted
_PROCEDURES = "TTHC"
_PETITIONS = "PAKN"


def extract(subject: Subject) -> list[Extraction]:
    """The numbers with a noun of units.toml behind them, and zeros in words."""
    cues = book("dossier_states").find(subject)
    mentions = find_mentions(subject, cues)
    counted = [_count(subject, cues, mention) for mention in mentions if _counts(mention)]
    bare = [found for mention in mentions if (found := _bare_petitions(subject, cues, mention))]
    return [*counted, *bare, *_zeros(subject, cues), *_nothing(subject)]


def _counts(mention: Mention) -> bool:
    numeral = mention.numeral
    noun = mention.unit is not None and mention.unit not in (*COUNTED, *_NO_NOUNS)
    return noun and numeral.over is None and numeral.value is not None


def _count(subject: Subject, cues: Sequence[Cue], mention: Mention) -> Extraction:
    unit = mention.unit or ""
    labels = [[cue.label for cue in cues_within(cues, side)] for side in (mention.right, mention.left)]
    measure = _measure(unit, labels[0]) or _measure(unit, labels[1][::-1])
    value = OtherCount(mention.numeral.value or 0, unit, measure, approx=mention.numeral.approximate)
    return Extraction(value, mention.numeral.span, "count-of-noun", confidence=0.9)


def _bare_petitions(subject: Subject, cues: Sequence[Cue], mention: Mention) -> Extraction | None:
    """«Số phản ánh, kiến nghị tiếp nhận: 15; đã xử lý: 14; đang xử lý: 1»: the noun stands once, before them all."""
    numeral = mention.numeral
    if mention.unit is not None or numeral.over is not None or numeral.value is None:
        return None
    nouns = cues_within(book("units").find(subject), Span(mention.line.start, numeral.span.start))
    told = [cue for cue in cues_within(cues, mention.left) if cue.label in STAGES]
    if not nouns or nouns[-1].label != _PETITIONS or not told or not _ENDS.match(subject.folded, mention.end):
        return None
    if _COPULA.fullmatch(subject.folded, told[-1].end, numeral.span.start) is None:
        return None
    value = OtherCount(numeral.value, _PETITIONS, f"pakn_{told[-1].label}", approx=numeral.approximate)
    return Extraction(value, numeral.span, "count-of-noun", confidence=0.8)


def _measure(unit: str, labels: Sequence[str]) -> str | None:
    """The measure of a number of procedures or petitions; None for other nouns and where nothing tells it."""
    if unit == _PROCEDURES:
        names = {"online_full": "tthc_full_online", "online_partial": "tthc_partial_online", "total": "tthc_total"}
        return next((names[label] for label in labels if label in names), None)
    if unit == _PETITIONS:
        return next((f"pakn_{label}" for label in labels if label in STAGES), None)
    return None


def _zeros(subject: Subject, cues: Sequence[Cue]) -> Iterator[Extraction]:
    """«không phát sinh hồ sơ», «không có hồ sơ quá hạn», «không có phản ánh, kiến nghị»."""
    units = {cue.start: cue for cue in book("units").find(subject)}
    for match in _NONE.finditer(subject.folded):
        unit = units.get(match.end())
        if unit and unit.label in (*COUNTED, _PROCEDURES, _PETITIONS):
            yield Extraction(
                OtherCount(0, unit.label, _zero_measure(subject, cues, unit)),
                _span(match.span(1)),
                "zero-in-words",
                confidence=0.85,
            )


def _zero_measure(subject: Subject, cues: Sequence[Cue], unit: Cue) -> str | None:
    """What there is none of: by the state right behind the noun, else whatever was received."""
    if unit.label == _PROCEDURES:
        return None
    if unit.label == _PETITIONS:
        return "pakn_received"
    behind = cues_within(cues, Span(unit.start, min(len(subject.value), unit.end + 30)))
    telling = [cue.label for cue in behind[:1] if cue.label in SPECIFIC or cue.label in STAGES]
    return decide(set(telling), telling[0] if telling and telling[0] in STAGES else "received").name


def _nothing(subject: Subject) -> Iterator[Extraction]:
    """«Phản ánh kiến nghị …: Không.»: the noun stands before the colon in the same sentence."""
    units = book("units").find(subject)
    for match in _NOTHING.finditer(subject.folded):
        line = subject.value.rfind("\n", 0, match.start()) + 1
        named = [cue for cue in cues_within(units, Span(line, match.start())) if cue.label in (*COUNTED, _PETITIONS)]
        if named:
            measure = "pakn_received" if named[0].label == _PETITIONS else "received_total"
            yield Extraction(
                OtherCount(0, named[0].label, measure), _span(match.span(1)), "zero-in-words", confidence=0.8
            )


def _span(ends: tuple[int, int]) -> Span:
    return Span(*ends)
