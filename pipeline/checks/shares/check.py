"""Every reported percentage against the counts of its account, or against the ratio it stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.extraction import DossierCount, OtherCount, Percentage, Ratio

from ...facts import Fact
from ...labels import Label
from ..accounts import Account, accounts_of
from ..amounts import named, percent, printed
from ..figures import Figure
from ..finding import Finding
from ..identities import Share, shares
from ..rules import rule
from ..submission import Submission
from .attached import Attached, achieved, attached, indicator_behind, printed_in_full
from .ceiling import check_ceiling
from .claims import check_claims
from .denominators import Denominator, Terms, named_denominator, terms
from .named import check_named
from .rounding import Bounds, compare, rounded
from .same_things import check_parts, whole_of

_OF_TASKS = "task_completion"  # «đạt tỷ lệ hoàn thành 28,3%» is said of dossiers, too
_TOTALS = ("received_total", "received_new", "resolved_total", "pending_total")
_RATIO_RULES = {"nhiệm vụ": "P17", "PAKN": "P14", "TTHC": "P11", "giao dịch": "P9"}


@dataclass(frozen=True, slots=True)
class _Whole:
    """A number that may stand below the line, and the facts that print it."""

    name: Label
    bounds: Bounds
    facts: tuple[Fact, ...]


def check(submission: Submission) -> Iterator[Finding]:
    """The verdicts on the percentages of the report."""
    counts = [fact for fact in submission.facts if isinstance(fact.value, OtherCount)]
    yield from check_parts(submission, counts)
    yield from check_claims(submission, accounts_of(submission))
    percentages = printed_in_full(submission)
    if not percentages:
        return
    yield from check_ceiling(submission)
    accounts = accounts_of(submission)
    placed = {id(figure.fact): (account, figure) for account in accounts for figure in account.all}
    inline = attached(submission, percentages)
    for pair in inline:
        if isinstance(pair.number.value, Ratio):
            yield _ratio(submission, pair, pair.number.value)
        elif whole := whole_of(submission, pair.number, counts):
            yield _same_things(submission, pair, whole)
        elif id(pair.number) in placed:
            yield from _share(submission, pair, *placed[id(pair.number)])
        else:
            yield from _of_named(submission, pair)
    done = {id(pair.percentage) for pair in inline}
    yield from check_named(submission, [fact for fact in achieved(submission) if id(fact) not in done], accounts)


def _ratio(submission: Submission, pair: Attached, ratio: Ratio) -> Finding:
    """«20/30 nhiệm vụ, đạt 66,67%»."""
    whole = _Whole(Label(printed((ratio.den,) * 2), printed((ratio.den,) * 2)), (ratio.den,) * 2, (pair.number,))
    unit = ratio.unit or "a/b"
    name = _RATIO_RULES.get(unit, "A16")
    return _judged(submission, name, pair.percentage, (ratio.num,) * 2, [pair.number], [whole], Label(unit, unit))


def _same_things(submission: Submission, pair: Attached, whole: Fact) -> Finding:
    """«2.438 giao dịch, trong đó thanh toán trực tuyến 2.167 giao dịch, đạt 88,88%»."""
    counts = [fact.value.count if isinstance(fact.value, OtherCount) else 0 for fact in (pair.number, whole)]
    unit = whole.value.unit if isinstance(whole.value, OtherCount) else ""
    below = _Whole(Label(unit, unit), (counts[1],) * 2, (whole,))
    name = _RATIO_RULES.get(unit, "A16")
    return _judged(submission, name, pair.percentage, (counts[0],) * 2, [pair.number], [below], Label(unit, unit))


def _of_named(submission: Submission, pair: Attached) -> Iterator[Finding]:
    """«40 hồ sơ, chiếm 79,37% trong tổng số hồ sơ trễ hạn (58 hồ sơ)»: the base is printed, whatever is counted."""
    base = named_denominator(submission, pair.percentage)
    value = pair.number.value
    if base and base.fact and isinstance(value, DossierCount) and not value.approx:
        wholes, name = _wholes(Account(None, None, 0), Figure("other", value.count, value.count, pair.number), base)
        yield _judged(
            submission, name, pair.percentage, (value.count,) * 2, [pair.number], wholes, Label("hồ sơ", "dossiers")
        )


def _share(submission: Submission, pair: Attached, account: Account, figure: Figure) -> Iterator[Finding]:
    """«13.529 hồ sơ, chiếm 86,5%» against every whole of which 13.529 may be told as a part."""
    if _rates_another(submission, pair.percentage, figure):
        return
    base = named_denominator(submission, pair.percentage)
    wholes, name = _wholes(account, figure, base)
    if wholes:
        bounds = (figure.low, figure.high)
        yield _judged(submission, name, pair.percentage, bounds, [pair.number], wholes, named([figure]))


def _wholes(account: Account, figure: Figure, base: Denominator | None) -> tuple[list[_Whole], str]:
    """What may stand below the line for `figure`, the usual one first, and the id of the rule."""
    share = _share_of(figure.key)
    name = share.rule if share else "P4"
    if base and base.fact:
        value = base.fact.value
        count = value.count if isinstance(value, DossierCount | OtherCount) else 0
        return [_Whole(Label(*(printed((count, count)),) * 2), (count, count), (base.fact,))], name
    if base and base.in_period and not (account.get("carried_over") or account.get("received_new")):
        return [], name  # «tiếp nhận trong kỳ» leaves out those carried over, and their number is not here
    if base and not (base.key == "received_total" and share):  # «trên số tiếp nhận» may leave out those carried over
        chosen = terms(account, [base.key]) if base.key else None
        return ([_whole(chosen)] if chosen else []), name
    detailed = next((account.get(k) for k, parts in account.details.items() if k in _TOTALS and figure in parts), None)
    if detailed:
        return [_whole(Terms((detailed,), (detailed.low, detailed.high)))], name
    if share is None:
        return [], name
    found = [known for keys in share.of if figure.key not in keys or len(keys) > 1 if (known := terms(account, keys))]
    return [_whole(known) for known in found], name


def _rates_another(submission: Submission, percentage: Fact, figure: Figure) -> bool:
    """True when the percentage names an indicator that is no share of the figure: «quá hạn 33, đạt 99% đúng hạn»."""
    value = percentage.value
    told = indicator_behind(submission, percentage) or (value.measure if isinstance(value, Percentage) else None)
    indicators = [share for share in shares() if told in share.measures and told != _OF_TASKS]
    return bool(indicators) and not any(figure.key in terms for share in indicators for terms in share.parts)


def _share_of(key: str) -> Share | None:
    return next((share for share in shares() if (key,) in share.parts), None)


def _whole(known: Terms) -> _Whole:
    return _Whole(named(known.figures), known.bounds, tuple(figure.fact for figure in known.figures))


def _judged(
    submission: Submission,
    name: str,
    percentage: Fact,
    part: Bounds,
    facts: Sequence[Fact],
    wholes: Sequence[_Whole],
    what: Label,
) -> Finding:
    """The verdict: it holds for one of the wholes, was cut off, or fails for all."""
    value = percentage.value
    if not isinstance(value, Percentage):
        raise TypeError(f"no percentage: {value}")
    matches = [(compare(value.percent, part, whole.bounds), whole) for whole in wholes]
    for wanted in ("equal", "cut", "different"):
        chosen = next((whole for match, whole in matches if match == wanted), None)
        if chosen is None:
            continue
        cited = {id(fact): fact for fact in (*facts, percentage, *chosen.facts)}
        evidence = [submission.evidence(fact) for fact in cited.values()]
        share = percent(rounded(value.percent, part, chosen.bounds))
        fraction = f"{printed(part)}/{printed(chosen.bounds)}"
        if wanted == "equal":
            return rule(name).holds(evidence, what=what, equation=f"{fraction} = {share}")
        return rule(name).fails(
            wanted,
            evidence,
            severity="hint" if wanted == "cut" else None,
            expected=share,
            found=percent(value.percent),
            printed=percent(value.percent),
            fraction=fraction,
            share=share,
            what=what,
        )
    raise ValueError("a share needs a whole")
