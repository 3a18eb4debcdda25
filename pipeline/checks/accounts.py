"""The dossier counts of a report, put together where they tell of one whole: a field, a level, a period."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from extractors.extraction import DossierCount, OtherCount
from normalizers import fold, patterns

from ..facts import Fact
from .figures import Figure, figures_of
from .scopes import CUMULATIVE, told_of
from .sections import section_at
from .sentences import SENTENCE_END, sentence_start
from .submission import Submission
from .times import same_time

REASON = "resolved_overdue_reason"
_STAGES = {"received": 1, "carried": 1, "due": 1, "resolved": 2, "rejected": 2, "withdrawn": 2, "pending": 3}
_STAGED = patterns.pattern(r"\b(?:giai quyet|tra ket qua|xu ly|dang|ton)\b")
_NARROW = patterns.pattern(r"\b(?:linh vuc|cap|tai|doi voi|nganh|lien thong|phan anh|kien nghi|phi dia gioi)\b")
_REASON = patterns.pattern(r"[\s\-+*•]*(?:\d+[.)]\s*)?(?:ly do|nguyen nhan|li do)\b")
_SENTENCE = 400  # characters
_UNNAMED = ("other", "transactions")  # numbers of dossiers that the text says no state of
_OTHERS = ("pakn", "tthc", "task")  # counted beside the dossiers, in accounts of their own
_ZERO_RULE = "zero-in-words"
_ZEROS = ("resolved_overdue", "pending_overdue", "rejected", "withdrawn")


@dataclass(slots=True)
class Account:
    """Figures of one scope and period, in reading order.

    `figures` holds each measure once, with its first mention; `mentions` the others that print the same number;
    `details` the parts by field, unit or reason of a measure. An account is `loose` when it was opened only because
    a measure came again with another number: what it belongs to is not told.
    """

    scope: str | None
    period: str | None
    section: int
    loose: bool = False
    figures: dict[str, Figure] = field(default_factory=dict)
    mentions: list[Figure] = field(default_factory=list)
    details: dict[str, list[Figure]] = field(default_factory=dict)
    last: Figure | None = None

    def get(self, key: str) -> Figure | None:
        """The figure of a measure, None when it is not printed."""
        return self.figures.get(key)

    @property
    def all(self) -> Iterator[Figure]:
        """Every figure, repeated ones and details too."""
        yield from self.figures.values()
        yield from self.mentions
        for parts in self.details.values():
            yield from parts


_known: WeakKeyDictionary[Submission, list[Account]] = WeakKeyDictionary()


def accounts_of(submission: Submission) -> list[Account]:
    """The accounts of a report, in order; worked out once for all checks."""
    if submission not in _known:
        _known[submission] = _accounts(submission)
    return _known[submission]


def _accounts(submission: Submission) -> list[Account]:
    streams: dict[str, list[Account]] = {}
    for fact in submission.facts:
        for figure in _stated(submission, fact):
            subject = figure.key.partition("_")[0]
            accounts = streams.setdefault(subject if subject in _OTHERS else "", [])
            _enter(submission, accounts, figure, section_at(submission, figure.span.start))
    return [account for accounts in streams.values() for account in accounts]


def _stated(submission: Submission, fact: Fact) -> list[Figure]:
    """The figures of a fact, zeros in words («không có hồ sơ quá hạn») included."""
    value = fact.value
    if isinstance(value, OtherCount) and fact.extraction.rule == _ZERO_RULE:
        return [Figure(value.measure, 0, 0, fact)] if value.measure in _ZEROS else []
    figures = [figure for figure in figures_of(submission, fact) if figure.key not in _UNNAMED]
    return [replace(figure, key=REASON) if _is_reason(submission, figure) else figure for figure in figures]


def _is_reason(submission: Submission, figure: Figure) -> bool:
    """True for a part by reason: «06 hồ sơ quá hạn. Lý do quá hạn: 04 hồ sơ do lỗi hệ thống; 02 hồ sơ do …»."""
    if figure.key != "resolved_overdue":
        return False
    folded, at = submission.subject.folded, figure.span.start
    start = sentence_start(folded, at, max(0, at - _SENTENCE))
    return _REASON.match(folded, start, at) is not None


def _enter(submission: Submission, accounts: list[Account], figure: Figure, section: int) -> None:
    """Put the figure into the account it belongs to, or open one."""
    scope, period, table = _told(submission, figure.fact)
    account = accounts[-1] if accounts else None
    if account and figure.key == REASON:
        account.details.setdefault("resolved_overdue", []).append(figure)
        return
    if account and section != account.section and _goes_on(submission, account, figure, section, scope, table):
        account.section = section
    if account is None or section != account.section or _is_another(submission, account, figure, scope, period, table):
        account = None if table else _reopened(submission, accounts, figure, section, scope)
        if account is None:
            account = Account(scope, period, section, loose=_is_loose(submission, accounts, scope, figure, section))
            accounts.append(account)
    account.period = account.period or period
    known = account.get(figure.key)
    if known is None:
        account.figures[figure.key] = figure
    elif known.agrees(figure):
        _mention(account, known, figure)
    elif _is_detail(submission, account, known, figure):
        account.details.setdefault(figure.key, []).append(figure)
    else:
        account = Account(scope, period, section, loose=True, figures={figure.key: figure})
        accounts.append(account)
    account.last = figure


def _goes_on(
    submission: Submission, account: Account, figure: Figure, section: int, scope: str | None, table: bool
) -> bool:
    """True for «1. Tiếp nhận: 5.126 hồ sơ», «2. Đã giải quyết: …», «3. Đang giải quyết: …»: one account in headings."""
    if table or scope or account.scope or account.loose or figure.key in account.figures or account.last is None:
        return False
    stage = _STAGES.get(figure.key.partition("_")[0])
    before = [_STAGES.get(key.partition("_")[0], 0) for key in account.figures]
    if stage is None or not before or max(before) > stage:
        return False
    value, folded = submission.subject.value, submission.subject.folded
    between = value[account.last.span.end : section]
    heading = folded[section : value.find("\n", section) if value.find("\n", section) >= 0 else len(value)]
    lines = [line for line in between.split("\n") if line.strip()]
    return len(lines) <= 2 and _STAGED.search(heading) is not None and _NARROW.search(heading) is None


def _mention(account: Account, known: Figure, figure: Figure) -> None:
    """The same number again; the one printed in full stands for both."""
    exact, rounded = (figure, known) if figure.exact and not known.exact else (known, figure)
    account.figures[known.key] = exact
    account.mentions.append(rounded)


def _told(submission: Submission, fact: Fact) -> tuple[str | None, str | None, bool]:
    """The scope and the period that the text names for a fact, and whether it stands in a table."""
    value = fact.value
    in_table = fact.extraction.rule == "dossier-table"
    scope, period = (value.scope, value.period) if isinstance(value, DossierCount) else (None, None)
    if in_table or fact.extraction.rule == _ZERO_RULE:
        return scope, period, in_table
    told = told_of(submission, fact.extraction.span)
    if scope and _leaves_list(submission, fact, scope):
        scope = None
    return scope or told.scope, CUMULATIVE if told.cumulative else period, in_table


def _leaves_list(submission: Submission, fact: Fact, scope: str) -> bool:
    """True for a new sentence behind a list of levels: «gồm cấp tỉnh 41.208, cấp xã 82.935 hồ sơ. Đã giải quyết …»."""
    value, at = submission.subject.value, fact.extraction.span.start
    line = value.rfind("\n", 0, at) + 1
    sentence = sentence_start(value, at, line)
    if scope.lower() in " ".join(value[sentence:at].split()).lower():
        return False
    first = bisect_left(submission.facts, line, key=lambda other: other.extraction.span.start)
    last = bisect_left(submission.facts, sentence, key=lambda other: other.extraction.span.start)
    before = (other.value for other in submission.facts[first:last])
    return len({v.scope for v in before if isinstance(v, DossierCount) and v.scope}) > 1


def _reopened(
    submission: Submission, accounts: list[Account], figure: Figure, section: int, scope: str | None
) -> Account | None:
    """The account to which the text returns: «Tính chung toàn tỉnh đã giải quyết 10.748 hồ sơ», «- Cấp tỉnh: …»."""
    value = figure.fact.value
    left = isinstance(value, DossierCount) and value.scope is not None and scope is None  # behind a list of scopes
    if scope is None and not left and not told_of(submission, figure.span).whole:
        return None
    here = [a for a in accounts if a.section == section and not a.loose and _alike(a.scope, scope)]
    last = here[-1] if here else None
    known = last.get(figure.key) if last else None
    if last is None or (known is not None and not known.agrees(figure)):
        return None
    accounts.remove(last)
    accounts.append(last)
    return last


def _alike(one: str | None, other: str | None) -> bool:
    return (one is None and other is None) or (one is not None and other is not None and fold(one) == fold(other))


def _is_loose(submission: Submission, accounts: list[Account], scope: str | None, figure: Figure, section: int) -> bool:
    """True when the text leaves a named scope without saying for what: those numbers may still be of that scope."""
    before = accounts[-1] if accounts else None
    if scope is not None or before is None or before.scope is None or before.section != section:
        return False
    return not told_of(submission, figure.span).whole


def _is_another(
    submission: Submission, account: Account, figure: Figure, scope: str | None, period: str | None, table: bool
) -> bool:
    """True when the text or the table says that the figure tells of something else than the account."""
    last = account.last
    if figure.fact.extraction.rule == _ZERO_RULE:
        return False
    if last and table != (last.fact.extraction.rule == "dossier-table"):
        return True
    if table and last and scope:
        return "\n" in submission.subject.value[last.span.end : figure.span.start]
    return scope != account.scope or _is_of_another_time(submission, account, figure, period)


def _is_of_another_time(submission: Submission, account: Account, figure: Figure, period: str | None) -> bool:
    """True when the two periods differ; figures without one are of the report's own, or of the line's."""
    if (period == CUMULATIVE) != (account.period == CUMULATIVE):
        return True
    if period and account.period:
        return period != account.period
    if period:
        return bool(account.figures) and not same_time(period, submission.period)
    last = account.last
    left = last is not None and "\n" in submission.subject.value[last.span.end : figure.span.start]
    return left and not same_time(account.period, submission.period)


def _is_detail(submission: Submission, account: Account, known: Figure, figure: Figure) -> bool:
    """True for a part by field or unit of the number before it: smaller, same sentence, nothing else between."""
    last = account.last
    if last is None or last.key != figure.key or figure.high > known.high:
        return False
    between = submission.subject.value[last.span.end : figure.span.start]
    return SENTENCE_END.search(between) is None or (";" in between and "\n" not in between.strip())
