"""The share of the faults that an identity can see which the checks catch, and what they say of sound texts."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import chain

from ..places import made
from ..results import Figure, Part, table
from .generated import reports
from .page import Document
from .real import texts
from .trial import Mutant, Told, Trial, tried

_GENERATED = 60  # reports: two of each phrasing
_REAL = 60  # mutants of a real text: its wording occurs once only
_RECALL, _MUTANTS = 0.97, 2000
_EXAMPLES = 6
LISTED = "faults.txt"


def measure_faults() -> Part:
    """Inject the faults, two processes at a time, and count."""
    documents = [(document, _REAL) for document in texts()] + [(document, 24) for document in reports(_GENERATED)]
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        trials = list(pool.map(_tried, documents))
    part = counted(trials)
    made(LISTED).write_text(listed(trials), encoding="utf-8")
    return part


def _tried(work: tuple[Document, int]) -> Trial:
    return tried(*work)


def counted(trials: list[Trial]) -> Part:
    """The figures with their bars, and the tables by class and by rule."""
    mutants = [mutant for trial in trials for mutant in trial.mutants]
    seen = [mutant for mutant in mutants if mutant.breaks]
    real = [mutant for mutant in seen if not mutant.document.startswith("generated")]
    made_up = [mutant for mutant in seen if mutant.document.startswith("generated")]
    spurious = sum(len(trial.spurious) for trial in trials)
    harmless = [mutant for mutant in mutants if mutant.harmless]
    unseen = [mutant for mutant in mutants if not mutant.harmless and not mutant.breaks]
    part = Part("faults")
    part.figures = [
        Figure(
            "lỗi cài vào, đẳng thức thấy được, bị bắt · injected faults that an identity can see, caught",
            _share(seen),
            _RECALL,
            on=f"{len(seen)} mutants",
        ),
        Figure("như trên, văn bản thật · the same, real texts", _share(real), on=f"{len(real)} mutants"),
        Figure("như trên, báo cáo tạo ra · the same, generated reports", _share(made_up), on=f"{len(made_up)} mutants"),
        Figure("biến thể đã thử · mutants tried", len(mutants), _MUTANTS, decimals=0, on=f"{len(trials)} texts"),
        _none(
            "báo sai khi chưa sửa gì · findings on unchanged texts beyond the known", spurious, f"{len(trials)} texts"
        ),
        _none(
            "báo sai khi chỉ đổi cách viết · findings after a change of form only",
            _with_findings(harmless),
            f"{len(harmless)} mutants",
        ),
        _none(
            "biến thể làm hỏng phép kiểm tra · mutants that the checks did not survive",
            sum(bool(m.died) for m in mutants),
            f"{len(mutants)} mutants",
        ),
        Figure(
            "báo khi không đẳng thức nào thấy · findings where no identity sees it",
            _with_findings(unseen),
            decimals=0,
            on=f"{len(unseen)} mutants",
        ),
    ]
    by_class, by_rule = _by(seen, lambda m: [m.change.fault]), _by(seen, lambda m: list(m.breaks))
    head = ["visible", "caught", "share"]
    part.details = [
        f"Faults by class:\n\n{table(['fault', *head], _rows(by_class))}",
        f"Faults by rule that they break:\n\n{table(['rule', *head], _rows(by_rule))}",
        f"Findings beyond the known, by rule:\n\n{table(['rule', 'findings'], _by_rule(trials))}",
    ]
    return part


def listed(trials: list[Trial]) -> str:
    """For whoever wants to mend it: what was missed by class, with examples, and what was said without need."""
    mutants = [mutant for trial in trials for mutant in trial.mutants]
    seen = [mutant for mutant in mutants if mutant.breaks]
    told = [f"{figure.what}: {figure.value:.4g} on {figure.on}" for figure in counted(trials).figures]
    parts = ["\n".join(told), "", "== findings on unchanged texts beyond the known"]
    parts += [f"{trial.document}: {_said(told)}" for trial in trials for told in trial.spurious]
    for fault, all_of_it in sorted(_by(seen, lambda m: [m.change.fault]).items()):
        missed = [mutant for mutant in all_of_it if not mutant.caught_by]
        parts += ["", f"== {fault}: caught {len(all_of_it) - len(missed)} of {len(all_of_it)}"]
        parts += [f"  missed {mutant.line}" for mutant in _spread(missed)]
    for name, some in (
        ("after a change of form only", [mutant for mutant in mutants if mutant.harmless]),
        ("where no identity sees the fault", [m for m in mutants if not m.harmless and not m.breaks]),
    ):
        parts += ["", f"== findings {name}", *(f"  {mutant.line}" for mutant in some if mutant.new)]
    return "\n".join(parts) + "\n"


def _by(mutants: Iterable[Mutant], keys: Callable[[Mutant], list[str]]) -> dict[str, list[Mutant]]:
    groups: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        for key in keys(mutant):
            groups[key].append(mutant)
    return groups


def _rows(groups: dict[str, list[Mutant]]) -> list[list[str]]:
    return [
        [name, str(len(group)), str(sum(bool(m.caught_by) for m in group)), f"{_share(group):.3f}"]
        for name, group in sorted(groups.items())
    ]


def _by_rule(trials: list[Trial]) -> list[list[str]]:
    rules: dict[str, int] = defaultdict(int)
    for told in chain.from_iterable(trial.spurious for trial in trials):
        rules[told.rule] += 1
    return [[rule, str(count)] for rule, count in sorted(rules.items())]


def _spread(missed: list[Mutant]) -> list[Mutant]:
    """A few, each of another document where possible."""
    first = {mutant.document: mutant for mutant in missed}
    return list(first.values())[:_EXAMPLES]


def _share(mutants: list[Mutant]) -> float:
    return sum(bool(mutant.caught_by) for mutant in mutants) / len(mutants) if mutants else 0.0


def _with_findings(mutants: list[Mutant]) -> int:
    return sum(bool(mutant.new) for mutant in mutants)


def _none(what: str, value: int, on: str) -> Figure:
    return Figure(what, value, 0, "max", decimals=0, on=on)


def _said(told: Told) -> str:
    return f"[{told.rule}] {told.message}"
