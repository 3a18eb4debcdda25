"""R-PCT-SUM: shares of one whole in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from normalizers import Span, patterns
from normalizers.patterns import Match

from ..finding import Finding
from ..rules import rule
from ..submission import Submission
from .quantities import NUMBER, Quantity, classes, occurrences, quantities, quantity_at, shown
from .stretches import covered, sentence_start

# «Đất đai: 7.311 hồ sơ, chiếm 58,6%», «hài lòng 841 phiếu (34,5%)», «ngân sách tỉnh 70% (17,22 tỷ đồng)»
_UNIT = r"(?:[ ]?(?!chiem|dat|va )\p{L}+){0,4}"
_LEAD = r"(?:chiem|dat|bang|ty le|tuong duong|chiem ty le|voi ty le)"
_COUNTED = patterns.pattern(rf"(?P<n>{NUMBER})(?P<unit>{_UNIT})(?:,? {_LEAD}(?: ty le)?:? |\s?\((?:{_LEAD}:? )?)\Z")
_SHARED = patterns.pattern(rf"\s?%\s?\((?P<n>{NUMBER})(?P<unit>{_UNIT})\)")
_BARE = patterns.pattern(r"\s?%\s(?P<label>\p{L}+(?: \p{L}+){0,4}?)(?=\s*(?:[,;.)]|va \d|\n|$))")
_PRINTED = "0123456789.,"
_WINDOW = 80  # characters from a number to its share
_SEPARATOR = patterns.pattern(r"[\s)]*[,;.]?\s*(?:\n[ \t]*[-+*•–]\s*)?(?:va\s+)?")
_BETWEEN = 60  # characters from one part to the next


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
    printed = [span for place in occurrences(folded, "%") if (span := _before(folded, place))]
    for shares in (_counted(folded, printed), _shared(folded, printed)):
        for row in _lists(folded, shares):
            yield from _tried(submission, row)
    yield from _of_classes(submission, printed)


def _before(folded: str, place: int) -> Span | None:
    """The number that a «%» belongs to."""
    end = place - 1 if place and folded[place - 1] == " " else place
    start = end
    while start and end - start < 9 and folded[start - 1] in _PRINTED:
        start -= 1
    while start < end and folded[start] in ".,":
        start += 1
    return Span(start, end) if start < end and folded[start - 1 : start] not in ("-", "–", "/") else None


def _counted(folded: str, printed: Sequence[Span]) -> Iterator[_Share]:
    """«841 phiếu (34,5%)», «7.311 hồ sơ, chiếm 58,6%»."""
    for span in printed:
        match = _COUNTED.search(folded, max(0, span.start - _WINDOW), span.start)
        if match and (share := _share(folded, match, span, Span(match.start(), folded.index("%", span.end) + 1))):
            yield share


def _shared(folded: str, printed: Sequence[Span]) -> Iterator[_Share]:
    """«ngân sách tỉnh 70% (17,22 tỷ đồng)»."""
    for span in printed:
        match = _SHARED.match(folded, span.end)
        if match and (share := _share(folded, match, span, Span(span.start, match.end()))):
            yield share


def _share(folded: str, match: Match, span: Span, place: Span) -> _Share | None:
    number = quantity_at(folded, Span(*match.span("n")))
    percent = _percent(span.of(folded))
    if number is None or percent is None or number.vague or not number.value:
        return None
    return _Share(number, percent, Decimal(1).scaleb(int(percent.as_tuple().exponent)), span, place)


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
    between = folded[one.place.end : two.place.start].lstrip(" %)")
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
    if len(shares) > 2 and not _has_larger_whole(shares, added):
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


def _has_larger_whole(shares: Sequence[_Share], added: Decimal) -> bool:
    """True when every share is right of one number greater than the sum: some chose none of the answers listed."""
    high = min(share.number.value * 100 / max(share.percent - share.step, share.step / 100) for share in shares)
    low = max(share.number.value * 100 / (share.percent + share.step) for share in shares)
    return added < low <= high


def _fits(share: _Share, whole: Decimal) -> bool:
    """True within one unit of the last digit of the share, and what the precision of the number allows."""
    loose = share.number.step / whole * 100 if share.number.step < 1 else Decimal(0)
    return abs(share.number.value / whole * 100 - share.percent) <= share.step + loose


def _places(share: _Share) -> int:
    return max(0, -int(share.step.as_tuple().exponent))


def _shown(share: _Share) -> str:
    return shown(share.percent, _places(share)) + "%"


def _of_classes(submission: Submission, printed: Sequence[Span]) -> Iterator[Finding]:
    """«62% rất hài lòng, 33% hài lòng và 8% chưa hài lòng»: classes that shut each other out."""
    folded = submission.subject.folded
    row: list[tuple[Decimal, str, Span]] = []
    for span in printed:
        match = _BARE.match(folded, span.end)
        if row and not (match and _SEPARATOR.fullmatch(folded, row[-1][2].end, span.start)):
            yield from _added(submission, row)
            row = []
        if match and (percent := _percent(span.of(folded))) is not None:
            row.append((percent, match["label"], Span(span.start, match.end())))
    yield from _added(submission, row)


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
    elif total > 100 or (len(row) > 2 and total > 90):
        said = f"{total:f}%".replace(".", ",")
        yield rule("R-PCT-SUM").fails("sum", evidence, expected="100%", found=said, sum=said, parts=parts)
