"""The benchmarks themselves: the scoring, the check of evidence, the command line, what RESULTS.md holds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from benchmarks import accuracy, evidence, run, scoring, timing, yardstick
from benchmarks.results import Figure, Part, figures_table, written
from pipeline import process, process_document
from pipeline.document import Box as PageBox
from pipeline.document import Document, Line, Page, Word
from pipeline.facts import Fact

ROOT = Path(__file__).resolve().parent.parent
GOLD = accuracy.Gold(ROOT / "tests" / "gold", ROOT / "tests" / "devset")


def item(kind: str, value: object, start: int = 0, end: int = 5, **labels: str) -> scoring.Item:
    return {"kind": kind, "value": value, "start": start, "end": end, "text": "", **labels}


NUMBER = item("document_number", "12/BC-UBND", role="self")
COUNT = item("dossier_count", 40, measure="resolved_total")
DATE = item("date", "2026-03-09", 10, 20)

# gold, found, align, strict, (gold, found, right)
SCORES = [
    ([DATE], [DATE], "span", False, (1, 1, 1)),
    ([DATE], [], "span", False, (1, 0, 0)),
    ([], [DATE], "span", False, (0, 1, 0)),
    ([DATE], [DATE | {"start": 19, "end": 30}], "span", False, (1, 1, 1)),
    ([DATE], [DATE | {"start": 20, "end": 30}], "span", False, (1, 1, 0)),
    ([DATE], [DATE | {"start": 90, "end": 99}], "value", False, (1, 1, 1)),
    ([DATE], [DATE, DATE], "span", False, (1, 2, 1)),
    ([DATE, DATE], [DATE], "value", False, (2, 1, 1)),
    ([DATE], [item("period", "2026-03-09", 10, 20)], "span", False, (1, 1, 0)),
    ([NUMBER], [NUMBER | {"value": "12/bc- ubnd", "role": "reference"}], "span", False, (1, 1, 1)),
    ([NUMBER], [NUMBER | {"role": "reference"}], "span", True, (1, 1, 0)),
    ([COUNT], [COUNT | {"measure": "received_total"}], "span", False, (1, 1, 1)),
    ([COUNT], [COUNT | {"measure": "received_total"}], "span", True, (1, 1, 0)),
    ([item("percentage", 95.0)], [item("percentage", 95)], "span", False, (1, 1, 1)),
    ([item("ratio", {"num": 3, "den": 4})], [item("ratio", {"num": 3.0, "den": 4})], "span", False, (1, 1, 1)),
    ([item("other_count", 3)], [item("other_count", 4)], "span", False, (0, 0, 0)),
]


@pytest.mark.parametrize(("gold", "found", "align", "strict", "counts"), SCORES)
def test_scores(
    gold: list[scoring.Item],
    found: list[scoring.Item],
    align: scoring.Align,
    strict: bool,
    counts: tuple[int, int, int],
) -> None:
    score = scoring.total(scoring.compare(gold, found, align, strict=strict).values())
    assert (score.gold, score.found, score.right) == counts
    assert (len(score.missed), len(score.spurious)) == (counts[0] - counts[2], counts[1] - counts[2])


def test_f1_is_the_harmonic_mean() -> None:
    score = scoring.Score(gold=10, found=8, right=6)
    assert score.f1 == pytest.approx(2 / (1 / score.precision + 1 / score.recall))
    assert scoring.Score().f1 == 0


def test_files_are_scored_together_kind_by_kind() -> None:
    one = scoring.compare([DATE, COUNT], [DATE])
    two = scoring.compare([DATE], [])
    both = scoring.merged([one, two])
    assert {kind: (s.gold, s.found, s.right) for kind, s in both.items()} == {
        "date": (2, 1, 1),
        "dossier_count": (1, 0, 0),
    }


def test_gold_found_again_is_perfect() -> None:
    for path in GOLD.devset.glob("*.jsonl"):
        if ".extra" not in path.name:
            gold = scoring.read_items(path)
            assert scoring.total(scoring.compare(gold, gold, strict=True).values()).f1 == 1, path.name


@pytest.mark.parametrize("name", ["text", "garbled", "pdf"])
def test_the_documents_of_each_measure_are_there(name: str) -> None:
    (measure,) = (measure for measure in accuracy.measures(GOLD, scans=False) if measure.name == name)
    assert all(case.source.exists() and case.gold.exists() for case in measure.cases)


def test_seventeen_texts_are_measured() -> None:
    measure = next(accuracy.measures(GOLD, scans=False))
    assert len({case.source for case in measure.cases}) == 17


def page(*lines: str) -> Document:
    """A page whose words stand 100 points apart, a line every 20."""
    return Document("a.pdf", "", (Page(1, "pdf", "", 595, 842, tuple(_line(n, line) for n, line in enumerate(lines))),))


def _line(number: int, text: str) -> Line:
    words = enumerate(text.split())
    top = 20.0 * number
    return Line((tuple(Word(word, PageBox(100.0 * x, top, 100.0 * x + 90, top + 12)) for x, word in words),))


PRINTED = page("Số: 12/BC-UBND", "Tiếp nhận 4.311 hồ sơ, đạt tỷ lệ 98,5%")


def test_evidence_in_place_is_no_problem() -> None:
    report = process_document(PRINTED)
    assert report.facts
    assert evidence.problems(report) == []


def test_evidence_of_a_text_file_is_its_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Tiếp nhận 4.311 hồ sơ\n", encoding="utf-8")
    report = process(path)
    (fact,) = report.facts
    assert evidence.problems(report) == []
    assert evidence.problems(replace(report, facts=(replace(fact, text="4311"),)))


def moved(fact: Fact) -> Fact:
    (box,) = fact.location.boxes or ()
    aside = PageBox(box.x0 + 1, box.top, box.x1 + 1, box.bottom)
    return replace(fact, location=replace(fact.location, boxes=(aside,)))


BROKEN: dict[str, Callable[[Fact], Fact]] = {
    "not the text": lambda fact: replace(fact, text=fact.text + "x"),
    "no box covers": moved,
    "not on page": lambda fact: replace(fact, location=replace(fact.location, page=2)),
}


@pytest.mark.parametrize("told", BROKEN)
def test_evidence_out_of_place_is_told(told: str) -> None:
    report = process_document(PRINTED)
    broken = replace(report, facts=tuple(BROKEN[told](fact) for fact in report.facts))
    problems = evidence.problems(broken)
    assert len([problem for problem in problems if told in problem]) == len(report.facts)


def test_words_that_the_text_does_not_hold_are_told() -> None:
    other = page("Số: 13/BC-UBND")
    object.__setattr__(other, "raw", "Số: 12/BC-UBND")
    with pytest.raises(ValueError, match="13/BC-UBND"):
        list(evidence.placed_words(other))


# value, bar, sense, met
BARS = [
    (0.96, 0.96, "min", True),
    (0.9599, 0.96, "min", False),
    (1.5, 1.5, "max", True),
    (1.51, 1.5, "max", False),
    (9.0, None, "max", True),
]


@pytest.mark.parametrize(("value", "bar", "sense", "met"), BARS)
def test_bars(value: float, bar: float | None, sense: Literal["min", "max"], met: bool) -> None:
    figure = Figure("speed", value, bar, sense, "s")
    assert figure.met is met
    assert figure.row()[-1] == ("" if bar is None else "✓" if met else "✗")


def test_a_run_is_added_and_only_a_whole_one_goes_on_top() -> None:
    first = written(None, [Part("accuracy", [Figure("F1", 0.5)])], "make bench", whole=True)
    second = written(first, [Part("accuracy", [Figure("F1", 0.75)])], "make bench", whole=False)
    third = written(second, [Part("accuracy", [Figure("F1", 1.0)])], "make bench", whole=True)
    assert [text.count("\n## ") for text in (first, second, third)] == [1, 2, 3]
    tops = [re.findall(r"readme:begin -->(.*?)<!-- readme:end", text, re.DOTALL) for text in (first, second, third)]
    assert [len(top) for top in tops] == [1, 1, 1]
    assert ["0.5000" in tops[0][0], "0.5000" in tops[1][0], "1.0000" in tops[2][0]] == [True, True, True]
    assert third.index("0.5000") < third.index("0.7500") < third.rindex("1.0000")


def test_the_table_holds_every_figure() -> None:
    told = figures_table([Part("a", [Figure("x", 1.0)]), Part("b", [Figure("y", 2.0, 1.0, "max", "s", 1, "z")])])
    assert "| x |  |  | 1.0000 |  |" in told
    assert "| y | z | ≤ 1 s | 2.0 s | ✗ |" in told


def test_the_command_line_names_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TOOLS", "GOLD", "DEVSET"):
        monkeypatch.delenv(name, raising=False)
    assert run.command(run._options([])) == "make bench"
    options = run._options(["--tools", str(tmp_path), "--only", "memory,accuracy", "--no-scans"])
    assert run.command(options) == 'make bench TOOLS=DIR ARGS="--only accuracy,memory --no-scans"'
    assert str(tmp_path) not in run.command(options)


def test_folders_may_come_from_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLS", str(tmp_path))
    assert run._options([]).tools == tmp_path.resolve()


@pytest.mark.parametrize("arguments", [["--only", "beauty"], ["--tools", "no/such/folder"]])
def test_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run._options(arguments)
    assert ended.value.code == 2


TOLD = """\
check: exit 2: Usage: vanthu [OPTIONS] COMMAND [ARGS]...
Try 'vanthu -h' for help.

Error: No such command 'check'.

restore: number of lines changed
extract pdf date at 12: no box
3 broken promises
"""


def test_promises_of_later_commands_are_told_apart() -> None:
    found = yardstick.sorted_out(TOLD, "Commands:\n  text     …\n  check    …\n")
    assert found.broken == ("check: exit 2", "restore: number of lines changed", "extract pdf date at 12: no box")
    assert found.later == ("restore: number of lines changed",)


def test_a_promise_that_is_not_understood_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="4 broken"):
        yardstick.sorted_out(TOLD.replace("3 broken", "4 broken"), "")


def test_both_ways_take_turns() -> None:
    order: list[str] = []
    timing.side_by_side(lambda: order.append("ours"), lambda: order.append("theirs"), 3)
    assert order == ["ours", "theirs"] * 3


def test_ratios_are_of_all_of_ours_over_all_of_theirs() -> None:
    pairs = [
        timing.Pair(timing.Took(2.0, 1.0), timing.Took(1.0, 1.0)),
        timing.Pair(timing.Took(4.0, 8.0), timing.Took(5.0, 2.0)),
    ]
    assert timing.ratio(pairs) == 1.0
    assert timing.ratio(pairs, "cpu") == 3.0


def test_one_document_in_its_own_process(tmp_path: Path) -> None:
    source, target = ROOT / "tests" / "data" / "reading" / "report.pdf", tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "benchmarks.single", str(source), str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
    assert [row["start"] for row in scoring.read_items(target)] == [fact.span.start for fact in process(source).facts]


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").iterdir()), ids=lambda path: path.name)
def test_no_place_of_a_machine_is_kept(path: Path) -> None:
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\.\./shared|(?<![\w.])/(home|work|root|Users|tmp|srv)\b", text)


def test_documents_of_the_benchmarks_lead_somewhere() -> None:
    for name in ("README.md", "RESULTS.md"):
        path = ROOT / "benchmarks" / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert all((path.parent / target).exists() for target in re.findall(r"\]\(([^)#:]+)\)", text))
