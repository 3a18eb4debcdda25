"""R-DOC-YEAR and R-DOC-TYPE: what a symbol itself tells, against the date and the words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from extractors.symbols.document_types import agencies, types
from extractors.symbols.type_words import TypeWord, word_before
from normalizers import fold, patterns

from ..finding import Finding, Severity
from ..rules import rule
from . import causes
from .mentions import Mention

_GROUPS = patterns.pattern(
    r"^\s*(?:[\d.]*\p{L}?\s*(?:/\s*(?:19|20)\d\d\s*)?/|\d+\s*[-–])\s*(?P<head>\p{L}+)\s*[-–/.]\s*\p{L}"
)
_LONGEST = 6  # letters of a type with a slip in it
_NORMATIVE = frozenset(
    {"NĐ", "NQ", "TT", "QĐ", "TTLT", "PL", "L"}
)  # a decision of 31/12 may get a number of the new year


def year_of_symbol(read: Iterable[Mention]) -> Iterator[Finding]:
    """The verdict on each number with a year inside that is printed with a date."""
    for mention in read:
        printed, year = mention.value.date, mention.value.year
        if year is None or printed is None or mention.dated is None:
            continue
        said = int(printed[:4])
        if said == year:
            yield rule("R-DOC-YEAR").holds([mention.evidence], number=mention.printed_number, year=year)
        elif mention.sure:
            yield _other_year(mention, said, year)


def _other_year(mention: Mention, said: int, year: int) -> Finding:
    turn = mention.day is not None and (mention.day.month, said) in {(12, year - 1), (1, year + 1)}
    severity: Severity = "warning" if turn or mention.value.type not in _NORMATIVE else "error"
    return rule("R-DOC-YEAR").fails(
        "fails",
        [mention.evidence],
        severity=severity,
        expected=year,
        found=said,
        cause=causes.of_numbers(str(year), str(said)),
        number=mention.printed_number,
        date=mention.printed_date,
        year=year,
        found_year=said,
    )


def type_of_symbol(read: list[Mention]) -> Iterator[Finding]:
    """A finding for each symbol whose type is a slip of one that exists; one verdict for all others together."""
    known = 0
    garbled: bool | None = None
    for mention in read:
        match = _GROUPS.match(mention.fact.normalized) if mention.value.number else None
        if match is None:
            continue
        head = match["head"].replace("Ð", "Đ")
        if _is_known(head):
            known += mention.value.type is not None
            continue
        folded = mention.submission.subject.folded
        word = word_before(folded, mention.number.start)
        meant = _meant(head, word)
        if meant:
            garbled = mention.submission.subject.garbled if garbled is None else garbled
            yield _no_type(mention, head, meant, word, garbled)
    if known:
        yield rule("R-DOC-TYPE").holds([read[0].evidence], count=known)


def _no_type(mention: Mention, head: str, meant: str, word: TypeWord | None, garbled: bool) -> Finding:
    named = word is not None and word.type.abbr == meant
    severity: Severity = "warning" if named or not garbled else "hint"
    return rule("R-DOC-TYPE").fails(
        "fails",
        [mention.evidence],
        severity=severity,
        expected=meant,
        found=head,
        number=mention.printed_number,
        type=head,
        meant=meant,
        name=types()[meant].words[0],
    )


@cache
def _known() -> frozenset[str]:
    """Types and agencies without diacritics, in lower case: `ND` and `Nđ` are spellings, not other types."""
    return frozenset(fold(spelling) for spelling in (*types(), *agencies()))


def _is_known(head: str) -> bool:
    return fold(head) in _known()


def _meant(head: str, word: TypeWord | None) -> str | None:
    """The type that a head with one slip stands for: a letter too many, too few, wrong, or two that changed places.

    Without the word for the document before it only a doubled letter tells (`NQQ-CP`): `QĐS`, `HDLT` or `BKHLT` may
    be types and agencies that no list has.
    """
    plain = fold(head)
    if len(plain) > _LONGEST or any(char.isdigit() for char in plain):
        return None
    if word is not None and _one_slip(plain, fold(word.type.abbr)):
        return word.type.abbr
    for at in range(1, len(plain)):
        if plain[at] == plain[at - 1]:
            shorter = plain[:at] + plain[at + 1 :]
            found = next((abbr for abbr in types() if fold(abbr) == shorter), None)
            if found:
                return types()[found].abbr
    return None


def _one_slip(found: str, meant: str) -> bool:
    """True when one letter added, left out or changed, or two neighbours changed, make one of the other."""
    if len(found) == len(meant):
        differing = [at for at, (a, b) in enumerate(zip(found, meant, strict=True)) if a != b]
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1 and sorted(found) == sorted(meant)
        return swapped or (len(differing) == 1 and len(meant) > 1)
    longer, shorter = (found, meant) if len(found) > len(meant) else (meant, found)
    if len(longer) != len(shorter) + 1 or len(shorter) < 2:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
