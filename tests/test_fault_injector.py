"""The fault injector: what is changed, what an identity can see of it, and what counts as caught."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from benchmarks.faults import trial
from benchmarks.faults.accounts import identities
from benchmarks.faults.dates import Before, Covers, NotAfter, Real, YearOf
from benchmarks.faults.figures import Figure, Kind, value, values
from benchmarks.faults.generated import reports, wording
from benchmarks.faults.identities import Identity, Relation, broken, one
from benchmarks.faults.measure import counted, listed
from benchmarks.faults.mutations import HARMLESS, Change, changed, changes
from benchmarks.faults.page import Document
from benchmarks.faults.real import texts
from benchmarks.faults.relations import Same, Share, Sum
from benchmarks.faults.trial import Told, chosen, tried


def printed(**texts_of: str) -> dict[str, Figure]:
    """Figures one after the other; the kind is told by the characters."""
    return {name: Figure(name, _kind(text), "count", text, 100 * n) for n, (name, text) in enumerate(texts_of.items())}


def _kind(text: str) -> Kind:
    if "%" in text:
        return "percentage"
    if "/" in text:
        return "date"
    return "period" if text[0] in "IV" else "count"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("4.911", "count", 4911),
        ("18452", "count", 18452),
        ("06", "count", 6),
        ("99,96%", "percentage", "99.96"),
        ("98.7 %", "percentage", "98.7"),
        ("15/3", "date", (15, 3, None)),
        ("2.1.2018", "date", (2, 1, 2018)),
        ("18\ntháng 11 năm 2025", "date", (18, 11, 2025)),
        ("2025", "year", 2025),
        ("06", "number", "6"),
        ("ii", "period", "II"),
    ],
)
def test_figures_are_read_from_their_characters(text: str, kind: Kind, expected: object) -> None:
    read = value(Figure("x", kind, "count", text, 0))
    assert (str(read) if kind == "percentage" else read) == expected


@pytest.mark.parametrize(
    ("relation", "figures", "holds"),
    [
        (Sum("R", ("S", "P")), {"R": "4.911", "S": "4.882", "P": "29"}, True),
        (Sum("R", ("S", "P")), {"R": "4.911", "S": "4.828", "P": "29"}, False),
        (Sum("S", ("E",), bound=True), {"S": "2.051", "E": "2.041"}, True),
        (Sum("S", ("E",), bound=True), {"S": "2.051", "E": "2.410"}, False),
        (Share("p", ("E",), ("S",)), {"p": "99,96%", "E": "4.880", "S": "4.882"}, True),
        (Share("p", ("E",), ("S",)), {"p": "99,95%", "E": "4.880", "S": "4.882"}, True),  # cut, not rounded
        (Share("p", ("E",), ("S",)), {"p": "99,69%", "E": "4.880", "S": "4.882"}, False),
        (Share("p", ("S", "-L"), ("S",)), {"p": "99,96%", "S": "4.882", "L": "02"}, True),
        (Share("p", ("E",), ("S",)), {"p": "100%", "E": "4.880", "S": "4.882"}, True),  # rounded to whole percents
        (Share("p", ("E",), ("S",)), {"p": "100%", "E": "6.215", "S": "6.251"}, False),
        (Share("p", ("E",), ("S",)), {"p": "50%", "E": "1", "S": "0"}, False),
        (Same(("a", "b")), {"a": "15/3/2026", "b": "15/03/2026"}, True),
        (Same(("a", "b")), {"a": "15/3/2025", "b": "15/3/2026"}, False),
        (Same(("a", "b")), {"a": "15/3", "b": "15/3/2026"}, True),
        (Same(("a", "b")), {"a": "99,98%", "b": "99,97%"}, False),
        (YearOf("y", "d"), {"y": "2025", "d": "09/6/2025"}, True),
        (YearOf("y", "d"), {"y": "2024", "d": "09/6/2025"}, False),
        (Real("d"), {"d": "31/4/2026"}, False),
        (Real("d"), {"d": "29/02/2024"}, True),
        (NotAfter("a", "b"), {"a": "1/7", "b": "14/9/2025"}, True),
        (NotAfter("a", "b"), {"a": "15/3/2027", "b": "14/6/2026"}, False),
        (NotAfter("a", "b", 123), {"a": "15/3/2025", "b": "14/6/2026"}, False),
        (NotAfter("a", "b"), {"a": "31/6/2026", "b": "14/6/2026"}, True),  # Real's matter
        (Before("a", date(2026, 6, 30)), {"a": "01/7/2026"}, False),
        (Covers("quarter", "q", "y", "a", "b"), {"q": "II", "y": "2026", "a": "15/3/2026", "b": "14/6/2026"}, True),
        (Covers("quarter", "q", "y", "a", "b"), {"q": "IV", "y": "2026", "a": "15/3/2026", "b": "14/6/2026"}, False),
        (Covers("half", "đầu", "y", None, "b"), {"y": "2027", "b": "18/6/2026"}, False),
    ],
)
def test_relations(relation: Relation, figures: dict[str, str], holds: bool) -> None:
    was = values(
        Figure(name, "year" if name == "y" and isinstance(relation, YearOf) else _kind(text), "count", text, 0)
        for name, text in figures.items()
    )
    assert relation.holds(was) is holds


BOOKS = {"R": "4.266", "O": "4.152", "D": "45", "C": "69", "S": "4.160", "E": "4.029", "T": "8", "L": "11"}
BESIDE = BOOKS | {"J": "29", "W": "83", "P": "106", "PI": "93", "PS": "13"}


@pytest.mark.parametrize(
    ("figures", "name", "text", "rules"),
    [
        (BESIDE, "R", "4.266", []),
        (BESIDE, "R", "4.226", ["A1", "A3 A5"]),
        (BESIDE, "E", "4.092", ["A3 A5"]),
        (BESIDE, "W", "38", ["A3 A5"]),
        (BESIDE, "PI", "39", ["A4"]),
        ({"R": "2.265", "O": "2.007", "D": "258"}, "D", "228", []),  # some may have been carried over
        ({"R": "2.265", "O": "2.007", "D": "258"}, "D", "285", ["A1"]),
        ({"S": "2.051", "E": "2.041"}, "E", "2.014", []),
        ({"L": "12", "l1": "10", "l2": "2"}, "l1", "11", ["A11"]),
        ({"S": "4.882", "E": "4.880", "J": "06", "W": "02", "L": "02"}, "J", "08", []),  # inside: any small number
        ({"S": "4.882", "E": "4.880", "J": "06", "W": "02", "L": "02"}, "E", "4.808", []),  # some may be on time
        ({"S": "4.882", "E": "4.880", "J": "06", "W": "02", "L": "02"}, "E", "4.888", ["A3 A5"]),
    ],
)
def test_every_reading_is_tried(figures: dict[str, str], name: str, text: str, rules: list[str]) -> None:
    every = list(identities(set(figures), ()))
    assert not broken(every, values(printed(**figures).values()))
    assert sorted(i.rule for i in broken(every, values(printed(**figures | {name: text}).values()))) == rules


def test_every_change_changes() -> None:
    figures = [*printed(a="4.911", b="07", c="99,96%", d="09/6/2025", e="II").values()]
    made = [change for figure in figures for change in changes(figure, Random(1))]
    assert all(change.text != change.figure.text for change in made)
    assert len({change.fault for change in made}) >= 14
    assert {c.text for c in made if c.fault.startswith(HARMLESS)} == {"4911", "7", "99,96 %", "09/06/2025"}


def test_thousands_stay_grouped() -> None:
    (figure,) = printed(a="14.911").values()
    dropped = {c.text for n in range(20) for c in changes(figure, Random(n)) if c.fault.endswith("dropped")}
    assert all(text[1] == "." and len(text) == 5 for text in dropped)


@pytest.mark.parametrize("document", list(reports(30)), ids=lambda document: document.name)
def test_generated_reports_contradict_themselves_nowhere(document: Document) -> None:
    assert all(document.source[f.start : f.end] == f.text for f in document.figures)
    assert not broken(document.identities, values(document.figures))
    assert len(document.identities) >= 8


def test_reports_are_the_same_for_the_same_seed() -> None:
    assert [d.source for d in reports(3, seed=9)] == [d.source for d in reports(3, seed=9)]
    assert [d.source for d in reports(3, seed=9)] != [d.source for d in reports(3, seed=8)]


def test_the_wordings_are_many() -> None:
    assert len({template["name"] for template in wording()["dossiers"]}) >= 25


def test_equations_of_real_texts_hold() -> None:
    documents = list(texts())
    assert len(documents) >= 30
    for document in documents:
        assert not broken(document.identities, values(document.figures)), document.name


def test_a_report_gives_many_mutants() -> None:
    assert sum(1 for document in reports(4) for _ in chosen(document)) >= 100


SOURCE = "Tiếp nhận 100 hồ sơ, đã giải quyết 90 hồ sơ, đang giải quyết 10 hồ sơ; 05 phiếu."
FIGURES = tuple(
    Figure(name, "count", "count", text, SOURCE.index(f"{text} hồ"))
    for name, text in (("R", "100"), ("S", "90"), ("P", "10"))
)
DOCUMENT = Document("x", SOURCE, FIGURES, (Identity("A5", ((Sum("R", ("S", "P")),),)),), (("Tiếp nhận 100",),))


def _told(start: str, *numbers: str, rule: str = "A5") -> Told:
    at = SOURCE.index(start)
    return Told(rule, ((at, at + len(start)),), frozenset(numbers), "")


@pytest.mark.parametrize(
    ("told", "caught"),
    [
        ((), False),
        ((_told("90"),), True),  # at the place
        ((_told("100", "95"),), True),  # names it, points at a term of its identity
        ((_told("100"),), False),  # points at another term only
        ((_told("05", "95"),), False),  # names such a number, but elsewhere
    ],
)
def test_what_counts_as_caught(monkeypatch: pytest.MonkeyPatch, told: tuple[Told, ...], caught: bool) -> None:
    monkeypatch.setattr(trial, "findings", lambda source: told if source != SOURCE else ())
    monkeypatch.setattr(trial, "chosen", lambda *_: [(Change(FIGURES[1], "x", "95"), list(DOCUMENT.identities))])
    (mutant,) = tried(DOCUMENT).mutants
    assert bool(mutant.caught_by) is caught


def test_what_was_said_before_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "findings", lambda _: (_told("90"), _told("05")))
    monkeypatch.setattr(trial, "chosen", lambda *_: [(Change(FIGURES[1], "x", "95"), list(DOCUMENT.identities))])
    told = tried(DOCUMENT)
    assert not told.mutants[0].new
    assert len(told.spurious) == 2


def test_known_faults_are_not_held_against_the_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "findings", lambda _: (_told("100"),))
    assert not tried(DOCUMENT, 0).spurious


def test_checks_that_die_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def die(source: str) -> tuple[Told, ...]:
        if source != SOURCE:
            raise ZeroDivisionError
        return ()

    monkeypatch.setattr(trial, "findings", die)
    mutants = tried(DOCUMENT).mutants
    assert mutants
    assert all(mutant.died and not mutant.caught_by for mutant in mutants)


def test_a_text_that_contradicts_itself_is_refused() -> None:
    wrong = Document("x", SOURCE, FIGURES, (one("A5", Sum("R", ("S", "S"))),))
    with pytest.raises(ValueError, match="does not hold"):
        tried(wrong)


def test_a_trial_ends_in_figures_with_bars() -> None:
    trials = [tried(document, 4) for document in reports(3)]
    assert all(trial.mutants for trial in trials)
    part = counted(trials)
    assert [figure.bar for figure in part.figures if figure.bar is not None] == [0.97, 2000, 0, 0, 0]
    assert part.figures[3].value == sum(len(trial.mutants) for trial in trials)
    assert "== " in listed(trials)


def test_a_change_is_put_in_its_place() -> None:
    assert changed(SOURCE, Change(FIGURES[1], "x", "95")) == SOURCE.replace("90", "95")
