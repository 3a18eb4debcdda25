"""R-PCT-SUM: shares of one whole in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from normalizers import Span, patterns

from ..finding import Finding
from ..rules import rule
from ..submission import Submission
from .quantities import NUMBER, Quantity, classes, quantities, quantity_at, shown, words
from .stretches import covered, sentence_start

# «Đất đai: 7.311 hồ sơ, chiếm 58,6%», «hài lòng 841 phiếu (34,5%)», «ngân sách tỉnh 70% (17,22 tỷ đồng)»
_UNIT = r"(?:[ ]?(?!chiem|dat|va )\p{L}+){0,4}"
_LEAD = r"(?:chiem|dat|bang|ty le|tuong duong|chiem ty le|voi ty le)"
_COUNTED = patterns.pattern(
    rf"(?P<n>{NUMBER})(?P<unit>{_UNIT})(?:,? {_LEAD}(?: ty le)?:? |\s?\((?:{_LEAD}:? )?)(?P<p>\d[\d.,]*?)\s?%"
)
_SHARED = patterns.pattern(rf"(?P<p>(?<![\d.,])\d[\d.,]*?)\s?%\s?\((?P<n>{NUMBER})(?P<unit>{_UNIT})\)")
_BARE = patterns.pattern(
    r"(?<![\d.,\-–/])(?P<p>\d{1,3}(?:[.,]\d{1,2})?)\s?%\s(?P<label>\p{L}+(?: \p{L}+){0,4}?)(?=\s*(?:[,;.)]|va \d|\n|$))"
)
_CLASS_LABEL = 4
_SEPARATOR = patterns.pattern(r"[\s)]*[,;.]?\s*(?:\n[ \t]*[-+*•–]\s*)?(?:va\s+)?")
_BETWEEN = 60  # characters from one part to the next
_MIXTURE = patterns.pattern(r"\bco cau\b[^.;\n]{0,80}?:")
_STRUCTURE = patterns.pattern(
    r"(?P<label>\p{L}[^\d%,;:.\n]{2,50}?)\s(?:chiem |dat |la |khoang )?(?P<p>\d{1,2}(?:[.,]\d{1,2})?)\s?%"
)


@dataclass(frozen=True, slots=True)
class _Share:
    number: Quantity
    percent: Decimal
    step: Decimal
    span: Span
    place: Span


def check_shares(submission: Submission) -> Iterator[Finding]:
    """The verdict on each list of shares, with or without numbers."""
    folded = submission.subject.folded
    if "%" not in folded:
        return
    for pattern in (_COUNTED, _SHARED):
        for shares in _lists(folded, _shares(folded, pattern)):
            yield from _tried(submission, shares)
    yield from _of_classes(submission)


def _shares(folded: str, pattern: patterns.Pattern) -> Iterator[_Share]:
    for match in pattern.finditer(folded):
        number = quantity_at(folded, Span(*match.span("n")))
        percent = _percent(match["p"])
        if number and percent is not None and not number.vague and number.value:
            step = Decimal(1).scaleb(int(percent.as_tuple().exponent))
            yield _Share(number, percent, step, Span(*match.span("p")), Span(*match.span()))


def _percent(printed: str) -> Decimal | None:
    text = printed.strip(".,").replace(",", ".")
    return Decimal(text) if text.count(".") <= 1 else None


def _lists(folded: str, shares: Iterator[_Share]) -> Iterator[list[_Share]]:
    """Shares that follow each other with nothing but a label between, of one unit."""
    row: list[_Share] = []
    for share in shares:
        if row and not _continues(folded, row[-1], share):
            yield row
            row = []
        row.append(share)
    yield row


def _continues(folded: str, one: _Share, two: _Share) -> bool:
    between = folded[one.place.end : two.place.start]
    if len(between) > _BETWEEN + 20 or any(char.isdigit() for char in between) or ". " in between or "\n\n" in between:
        return False
    if "trong do" in between or "so voi" in between or "tang" in between or "giam" in between:
        return False
    return one.number.noun == two.number.noun or not two.number.noun or not one.number.noun


def _tried(submission: Submission, shares: Sequence[_Share]) -> Iterator[Finding]:
    """The share that does not fit its number, where every other of the list does."""
    if len(shares) < 2:
        return
    added = sum((share.number.value for share in shares), Decimal(0))
    total = sum((share.percent for share in shares), Decimal(0))
    candidates = _wholes(submission, shares)
    if len(shares) > 2:
        candidates.append((added, None))
    for whole, place in candidates:
        wrong = [share for share in shares if not _fits(share, whole)]
        quotes = [submission.quote(place.span)] if place else []
        if not wrong:
            parts = "; ".join(f"{share.number.printed()} ({_shown(share)})" for share in shares)
            yield rule("R-PCT-SUM").holds(quotes + [submission.quote(s.place) for s in shares], parts=parts)
            return
        if (
            len(wrong) == 1
            and len(shares) > 1
            and (place is None or len(shares) > 2 or abs(total - 100) <= shares[0].step)
        ):
            share = wrong[0]
            right = share.number.value / whole * 100
            if right > 100:
                continue
            yield rule("R-PCT-SUM").fails(
                "share",
                [*quotes, submission.quote(share.place, float(share.percent))],
                expected=shown(right, _places(share)) + "%",
                found=_shown(share),
                part=share.number.printed(),
                whole=shown(whole, max(0, -int(whole.as_tuple().exponent))),
                right=shown(right, _places(share)) + "%",
                printed=_shown(share),
            )
            return


def _wholes(submission: Submission, shares: Sequence[_Share]) -> list[tuple[Decimal, Quantity | None]]:
    """The numbers of the sentence before the list that are of its unit and greater than each part."""
    folded, at = submission.subject.folded, shares[0].place.start
    start = max(sentence_start(folded, at), at - 160)
    largest = max(share.number.value for share in shares)
    noun = shares[0].number.noun or shares[-1].number.noun
    return [
        (q.value, q)
        for q in quantities(folded, start, at)
        if not q.percent
        and not q.vague
        and q.value > largest
        and q.noun == noun
        and not covered(folded, start, q.span.start)
    ]


def _fits(share: _Share, whole: Decimal) -> bool:
    """True within one unit of the last digit of the share, and what the precision of the number allows."""
    loose = share.number.step / whole * 100 if share.number.step < 1 else Decimal(0)
    return abs(share.number.value / whole * 100 - share.percent) <= share.step + loose


def _places(share: _Share) -> int:
    return max(0, -int(share.step.as_tuple().exponent))


def _shown(share: _Share) -> str:
    return shown(share.percent, _places(share)) + "%"


def _of_classes(submission: Submission) -> Iterator[Finding]:
    """«62% rất hài lòng, 33% hài lòng và 8% chưa hài lòng»: classes that shut each other out."""
    folded = submission.subject.folded
    row: list[tuple[Decimal, str, Span]] = []
    for match in [*_BARE.finditer(folded), None]:
        joined = match and row and _SEPARATOR.fullmatch(folded, row[-1][2].end, match.start())
        if row and not joined:
            yield from _added(submission, row)
            row = []
        if match and (percent := _percent(match["p"])) is not None:
            row.append((percent, match["label"], Span(*match.span())))


def _added(submission: Submission, row: Sequence[tuple[Decimal, str, Span]]) -> Iterator[Finding]:
    labels = [label for _, label, _ in row]
    if len(row) < 2 or len(set(labels)) < len(labels):
        return
    if not any(all(label in names for label in labels) for names in classes()):
        return
    total = sum((percent for percent, _, _ in row), Decimal(0))
    slack = sum((Decimal(1).scaleb(int(percent.as_tuple().exponent)) for percent, _, _ in row), Decimal(0)) / 2
    parts = " + ".join(f"{percent:f}%".replace(".", ",") for percent, _, _ in row)
    evidence = [submission.quote(span, float(percent)) for percent, _, span in row]
    if abs(total - 100) <= slack:
        yield rule("R-PCT-SUM").holds(evidence, parts=parts)
    elif total > 100 or len(row) > 2 and total > 90:
        said = f"{total:f}%".replace(".", ",")
        yield rule("R-PCT-SUM").fails("sum", evidence, expected="100%", found=said, sum=said, parts=parts)
