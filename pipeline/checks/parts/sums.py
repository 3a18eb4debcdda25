"""R-PARTS: the parts that a number is said to consist of, added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.extraction import DossierCount
from normalizers import Span, patterns

from ...facts import Fact
from ...labels import Label
from ..causes import cause_of
from ..finding import Evidence, Finding, Severity
from ..rules import rule
from ..submission import Submission
from .items import Item
from .lists import Kind, Parts, parts_lists
from .quantities import Quantity, classes, shown
from .stretches import without

_NAMELESS = ("other", "transactions")
_ASIDE = ("ke hoach", "chi tieu", "du toan")  # «(kế hoạch 20, thực hiện 22)»
_NUMBERED = patterns.pattern(r"\s*(?:\d+|[ivx]+)\s*:?$")
_SMALLEST = 4  # a whole below this is told without adding


def check_sums(submission: Submission) -> Iterator[Finding]:
    """The verdict on each number with a list of its parts."""
    dossiers = [fact for fact in submission.facts if isinstance(fact.value, DossierCount)]
    told: set[int] = set()
    for parts in parts_lists(submission.subject.value, submission.subject.folded):
        place = parts.whole.span.start
        if place in told or parts.whole.value < _SMALLEST or _judged_elsewhere(dossiers, parts):
            continue
        for finding in _judged(submission, parts):
            told.add(place)
            yield finding


def _judged(submission: Submission, parts: Parts) -> Iterator[Finding]:
    for items in parts.readings:
        for count in range(len(items), 1, -1):
            if _gap(parts.whole, items[:count]) == 0:
                yield _holds(submission, parts.whole, items[:count])
                return
    failing = [items for items in parts.readings if _plainly_wrong(parts, items)]
    if not failing or (len(failing) < len(parts.readings) and not _classified(failing[0])):
        return
    items = failing[0]
    severity = _severity(parts.kind, parts.whole, items)
    if severity:
        yield _fails(submission, parts.whole, items, severity)


def _plainly_wrong(parts: Parts, items: Sequence[Item]) -> bool:
    """True when every part is less than the whole, and one slip in one number explains the gap."""
    whole = parts.whole
    if any(item.quantity.value >= whole.value for item in items) or len({item.quantity.step for item in items}) > 2:
        return False
    if any(item.label.startswith(_ASIDE) and item.leads for item in items):
        return False
    if len({item.label for item in items}) < len(items) or _nested(items) or _one_uncounted(whole, items):
        return False
    return bool(_slips(whole, items))


def _nested(items: Sequence[Item]) -> bool:
    """True when a part is the sum of those behind it: «Thanh Hóa 12 người, Quan Sơn 11 người, Mường Lát 01 người»."""
    values = [item.quantity.value for item in items]
    return any(
        values[at] == sum(values[at + 1 : end], Decimal(0))
        for at in range(min(len(values), 20))
        for end in range(at + 3, min(len(values), 20) + 1)
    )


def _one_uncounted(whole: Quantity, items: Sequence[Item]) -> bool:
    """True when someone or something without a number may be missing: «6 hành khách và tài xế»."""
    last = items[-1]
    return 0 < _gap(whole, items) <= 2 and not last.leads and " va " in last.label


def _severity(kind: Kind, whole: Quantity, items: Sequence[Item]) -> Severity | None:
    """How sure it is that the list is whole and its parts shut each other out."""
    classified = _classified(items)
    explicit = all(item.unit_printed for item in items)
    if kind == "gom":
        sure = classified or _gap(whole, items) < 0 or (explicit and len(items) > 2)
        return "error" if sure or len(items) > 3 else "warning"
    if classified:
        return "error" if _gap(whole, items) < 0 or kind != "among" else "warning"
    over = _gap(whole, items) < 0
    return "warning" if over and len(items) > 2 else None


def _gap(whole: Quantity, items: Sequence[Item]) -> Decimal:
    """What the whole has more than its parts; 0 within half a unit of the last digits."""
    gap = whole.value - sum((item.quantity.value for item in items), Decimal(0))
    steps = [quantity.step for quantity in (whole, *(item.quantity for item in items)) if quantity.step < 1]
    return Decimal(0) if abs(gap) <= sum(steps, Decimal(0)) / 2 else gap


def _slips(whole: Quantity, items: Sequence[Item]) -> list[Label]:
    """The slips of one number that would each explain the gap; printed decimals count as digits."""
    places = max(quantity.places for quantity in (whole, *(item.quantity for item in items)))
    gap = _gap(whole, items)
    tried = [(item.quantity, item.quantity.value + gap) for item in items] + [(whole, whole.value - gap)]
    scaled = [(int(q.value.scaleb(places)), int(needed.scaleb(places))) for q, needed in tried if needed > 0]
    found = [cause for printed, needed in scaled if (cause := cause_of(printed, needed))]
    return found if not places else [_PLAIN] * len(found)


def _cause(whole: Quantity, items: Sequence[Item]) -> Label | None:
    """The likely slip, where only one can be it."""
    slips = _slips(whole, items)
    return slips[0] if len(slips) == 1 else None


_PLAIN = Label("Có thể do sai một con số.", "Likely one number is mistyped.")


def _classified(items: Sequence[Item]) -> bool:
    """True when the labels are parts of one plain classification."""
    labels = [item.label.strip() for item in items]
    if len({without(_NUMBERED, label) for label in labels}) == 1:
        return True  # «mũi 1: 1.310 liều; mũi 2: 1.330 liều»
    return any(all(_is_of(label, row) for label in labels) for row in classes())


def _is_of(label: str, row: frozenset[str]) -> bool:
    return label in row or any(label.startswith(name + " ") or label.endswith(" " + name) for name in row)


def _holds(submission: Submission, whole: Quantity, items: Sequence[Item]) -> Finding:
    return rule("R-PARTS").holds(_evidence(submission, whole, items), parts=_added(items), whole=whole.printed())


def _fails(submission: Submission, whole: Quantity, items: Sequence[Item], severity: Severity) -> Finding:
    added = sum((item.quantity.value for item in items), Decimal(0))
    places = max(item.quantity.places for item in items)
    return rule("R-PARTS").fails(
        "differs",
        _evidence(submission, whole, items),
        severity=severity,
        expected=shown(added, places),
        found=whole.printed(),
        cause=_cause(whole, items),
        sum=shown(added, places),
        parts=_added(items),
        whole=whole.printed(),
    )


def _added(items: Sequence[Item]) -> str:
    return " + ".join(item.quantity.printed() for item in items)


def _evidence(submission: Submission, whole: Quantity, items: Sequence[Item]) -> list[Evidence]:
    return [
        submission.quote(quantity.span, float(quantity.value) if quantity.step < 1 else int(quantity.value))
        for quantity in (whole, *(item.quantity for item in items))
    ]


def _judged_elsewhere(dossiers: Sequence[Fact], parts: Parts) -> bool:
    """True for dossiers by state: their sums are those of the form; lists by field or unit are told here."""
    if parts.whole.noun not in ("ho", "hs", "bo"):
        return False
    numbers = [parts.whole, *(item.quantity for item in parts.readings[-1])]
    measures = {measure for number in numbers if (measure := _measure(dossiers, number.span))}
    return len(measures - set(_NAMELESS)) > 1


def _measure(dossiers: Sequence[Fact], span: Span) -> str | None:
    for fact in dossiers:
        if fact.extraction.span.overlaps(span) and isinstance(fact.value, DossierCount):
            return fact.value.measure
    return None
