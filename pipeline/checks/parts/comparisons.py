"""R-COMPARE: a rise or a fall against the figures of both times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from normalizers import Span, patterns
from normalizers.patterns import Match

from ...labels import Label
from ..causes import cause_of
from ..finding import Evidence, Finding
from ..rules import rule
from ..submission import Submission
from .quantities import NUMBER, Quantity, last_quantity, occurrences, quantities, quantity_at, shown
from .stretches import covered, sentence_start

_TIME = r"(?:so voi|so cung ky|cung ky|cung thoi diem|nam|quy|thang|ky) "
_REF = r"(?:(?!\d)[^,.;()]|(?:nam|thang|quy) \d{1,4}(?:/\d{4})?|\d{1,2}/\d{4}){0,60}?"
_AGAINST = r"(?:(?!\d)[^,.;():]|(?:nam|thang|quy) \d{1,4}(?:/\d{4})?|\d{1,2}/\d{4}){0,40}?"
# «tăng 3.115 hồ sơ (6,8%) so với năm 2015 (46.095 hồ sơ)», «giảm 214 người (năm 2019: 9.525 người)»
_CHANGE = patterns.pattern(
    rf"(?P<verb>tang|giam|cao hon|thap hon|nhieu hon|it hon)\s(?:them |duoc )?"
    rf"(?P<change>{NUMBER})(?P<unit>[^\d.,;()]{{0,24}}?)"
    rf"(?:\s?\((?:[^\d()]{{0,16}})\d[\d.,]*\s?%\))?,?\s*"
    rf"(?:(?=so ){_REF}\s?\((?:{_AGAINST}[:\s])?|\((?={_TIME}){_AGAINST}(?: la|:)\s?)"
    rf"(?P<old>{NUMBER})(?P<oldunit>[^\d.,;()]{{0,24}})\)"
)
_OTHER = patterns.pattern(r"\b(?:tang|giam|tuong duong|tuong ung|muc|dat|vuot)\b")
# «giảm từ 27 xuống 25 thủ tục so với năm 2021, giảm 7,4%», «từ 190 xuống 66 dòng hàng, tương đương 65,26%»
_STEP = patterns.pattern(
    rf"\btu (?:muc )?(?P<old>{NUMBER})(?P<oldunit>\s?%|[^\d.,;()%]{{0,20}}?)\s"
    r"(?P<way>xuong|len)(?: con| den| muc| thanh)?\s"
    rf"(?P<new>{NUMBER})(?P<newunit>\s?%|[^\d.,;()%]{{0,20}})"
    rf"(?P<rest>(?:(?!\d)[^.;()]|(?:nam|thang|quy) \d{{1,4}}){{0,50}}?)"
    rf"[,(;]\s?(?:tuc |tuong duong |tuong ung |tuong duong voi |dat ty le |ty le )?(?P<verb>giam|tang)?"
    rf"\s?(?:duoc |ty le )?(?P<change>{NUMBER})(?P<unit>\s?%|[^\d.,;()%]{{0,20}})(?P<behind>[^.,;()\n]{{0,30}})"
)
_UP = ("tang", "cao hon", "nhieu hon", "len")
_FARTHEST = 20  # times the printed change: beyond that the text speaks of something else
_BACK = 110  # characters before a change in which this time's figure stands
_LABEL = patterns.pattern(r"(\p{L}+(?: \p{L}+){1,2})\s*$")
_FIGURE = patterns.pattern(rf"[\s:]*(?:la |dat |co |gom |duoc )?(?P<n>{NUMBER})")
_EARLIER = 4000  # characters before, for a figure named by the same words
_MISTYPED = Label("Có thể do sai một chữ số.", "Likely one digit is wrong.")
_BASE = Label(
    "Có vẻ tính trên số kỳ này thay vì kỳ trước.", "It seems to be taken of the later figure, not the earlier."
)
_STOPPED = patterns.pattern(r"\b(?:binh quan|ke hoach|du toan|chi tieu|moi nam|hang nam)\b")


@dataclass(frozen=True, slots=True)
class Change:
    """What the text says of two times: the figures, the printed change, and whether it is said to be a rise."""

    new: Quantity
    old: Quantity
    change: Quantity
    up: bool
    far: bool = False  # this time's figure stands in another sentence


def check_comparisons(submission: Submission) -> Iterator[Finding]:
    """The verdict on each change with both figures in print."""
    folded = submission.subject.folded
    for place in sorted(
        {
            place
            for word in ("tang ", "giam ", "p hon ", "o hon ", "u hon ", "t hon ")
            for place in occurrences(folded, word)
        }
    ):
        start = place if folded[place] in "tg" else folded.rfind(" ", 0, place) + 1
        match = _CHANGE.match(folded, start)
        if match and (not start or not folded[start - 1].isalpha()):
            yield from _changed(submission, match)
    for word in (" xuong ", " len "):
        for place in occurrences(folded, word):
            begin = folded.rfind("tu ", max(0, place - 50), place)
            match = _STEP.match(folded, begin) if begin >= 0 else None
            if match and match.start("way") == place + 1:
                yield from _stepped(submission, match)


def _changed(submission: Submission, match: Match) -> Iterator[Finding]:
    folded = submission.subject.folded
    change, old = _at(folded, match, "change"), _at(folded, match, "old")
    if (
        change is None
        or old is None
        or change.vague
        or old.vague
        or _STOPPED.search(folded, match.start(), match.start("old"))
    ):
        return
    if _OTHER.search(folded, match.end("change"), match.start("old")):
        return
    up = match["verb"] in _UP
    if new := _this_time(folded, match, old):
        yield from _judged(submission, Change(new, old, change, up))
    elif new := _named_before(folded, match, old):
        yield from _judged(submission, Change(new, old, change, up, far=True))


def _this_time(folded: str, match: Match, old: Quantity) -> Quantity | None:
    """The figure of this time in the clause before the change: of the unit of the earlier one."""
    at = match.start()
    start = max(sentence_start(folded, at), at - _BACK)
    found = [q for q in quantities(folded, start, at) if not covered(folded, start, q.span.start)]
    new = next((q for q in reversed(found) if q.percent), None) if old.percent else last_quantity(found)
    if (
        new is None
        or new.vague
        or new.noun != old.noun
        or (found[-1] is not new and not old.percent and not _only_shares(found, new))
    ):
        return None
    tail = folded[new.span.end : at]
    own = tail.rpartition(", ")[2] if ", " in tail else ""
    return new if not own.strip() and " va " not in tail and len(tail) < 90 else None


def _only_shares(found: list[Quantity], new: Quantity) -> bool:
    return all(q.percent for q in found[found.index(new) + 1 :])


def _named_before(folded: str, match: Match, old: Quantity) -> Quantity | None:
    """«số người tham gia BHXH bắt buộc tăng 214 người (năm 2019: 9.525 người)» behind «BHXH bắt buộc 9.311 người»."""
    named = _LABEL.search(folded, max(0, match.start() - 60), match.start())
    if named is None or not old.noun:
        return None
    begin = max(0, match.start() - _EARLIER)
    found: dict[Decimal, Quantity] = {}
    place = folded.find(named[1], begin, named.start())
    while place >= 0:
        figure = _FIGURE.match(folded, place + len(named[1]))
        quantity = quantity_at(folded, Span(*figure.span("n"))) if figure else None
        if quantity and quantity.noun == old.noun and not quantity.vague:
            found.setdefault(quantity.value, quantity)
        place = folded.find(named[1], place + 1, named.start())
    return next(iter(found.values())) if len(found) == 1 else None


def _stepped(submission: Submission, match: Match) -> Iterator[Finding]:
    folded = submission.subject.folded
    old, new, change = (_at(folded, match, name) for name in ("old", "new", "change"))
    if old is None or new is None or change is None or old.percent != new.percent:
        return
    if old.noun and match["oldunit"].strip() and old.noun != new.noun:
        return
    if not change.percent and change.noun != new.noun:
        return
    if not match["verb"] and not change.percent:
        return
    if not match["verb"] and "tuong " not in match.group()[match.start("newunit") - match.start() :]:
        return
    if change.percent and match["behind"].strip() and not match["behind"].strip().startswith(("so voi", "thoi gian")):
        return
    up = match["verb"] == "tang" if match["verb"] else match["way"] == "len"
    yield from _judged(submission, Change(new, old, change, up))


def _judged(submission: Submission, told: Change) -> Iterator[Finding]:
    new, old, change = told.new, told.old, told.change
    if new.percent != old.percent or not _alike(told):
        return
    if not old.value or (new.value == old.value and not change.value):
        return
    wanted, slack = _wanted(told), change.step if change.percent else _slack(told)
    signed = change.value if told.up else -change.value
    if any(abs(signed - each) <= slack for each in wanted):
        printed = {"old": old.printed(), "new": new.printed(), "printed": change.printed()}
        yield rule("R-COMPARE").holds(_quotes(submission, told), **printed)
        return
    turned = any(abs(signed + each) <= slack for each in wanted)
    slip = _slip(change, wanted[0])
    if turned or (abs(wanted[0]) <= _FARTHEST * max(change.value, change.step) and (slip or not told.far)):
        yield _failure(submission, told, wanted[0], None if turned else slip or _wrong_base(told, signed), turned)


def _alike(told: Change) -> bool:
    """True when the change is in the unit of the figures, or a percentage."""
    counted = told.change.percent or told.new.percent
    return counted or told.change.noun in (told.new.noun, told.old.noun)


def _wanted(told: Change) -> list[Decimal]:
    """The change that the figures give, in each way of saying it."""
    difference = told.new.value - told.old.value
    share = difference / told.old.value * 100
    if told.new.percent:
        return [difference, share]
    return [share] if told.change.percent else [difference]


def _failure(submission: Submission, told: Change, wanted: Decimal, cause: Label | None, turned: bool) -> Finding:
    rise, fall = Label("tăng", "a rise"), Label("giảm", "a fall")
    right = shown(abs(wanted), told.change.places) + ("%" if told.change.percent else "")
    return rule("R-COMPARE").fails(
        "direction" if turned else "amount",
        _quotes(submission, told),
        severity="error" if turned or (cause and not told.far) else "warning",
        expected=right,
        found=told.change.printed(),
        cause=cause,
        old=told.old.printed(),
        new=told.new.printed(),
        right=right,
        printed=told.change.printed(),
        verb=rise if wanted > 0 else fall,
        said=rise if told.up else fall,
    )


def _quotes(submission: Submission, told: Change) -> list[Evidence]:
    """The figure of this time, the change and the earlier figure."""
    return [
        submission.quote(q.span, float(q.value) if q.step < 1 else int(q.value))
        for q in (told.new, told.change, told.old)
    ]


def _slip(change: Quantity, wanted: Decimal) -> Label | None:
    """The slip that turns the right change into the printed one."""
    right = abs(wanted).quantize(change.step)
    cause = cause_of(int(change.value.scaleb(change.places)), int(right.scaleb(change.places)))
    return cause if cause is None or not change.places else _MISTYPED


def _wrong_base(told: Change, signed: Decimal) -> Label | None:
    """«giảm 100%» for a fall from 20 to 10: the share was taken of this time's figure."""
    if not told.change.percent or not told.new.value:
        return None
    share = (told.new.value - told.old.value) / told.new.value * 100
    return _BASE if abs(share - signed) <= told.change.step else None


def _slack(told: Change) -> Decimal:
    """Half a unit of the last digit of each decimal."""
    steps = [quantity.step for quantity in (told.new, told.old, told.change) if quantity.step < 1]
    return sum(steps, Decimal(0)) / 2


def _at(folded: str, match: Match, group: str) -> Quantity | None:
    return quantity_at(folded, Span(*match.span(group)))
