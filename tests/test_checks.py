"""The checks as a whole: the yardstick's figures, places, order, doubt, what the tables tell, and the rules' data."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from verdicts import failures, judged

from pipeline import process
from pipeline.checks import Finding
from pipeline.checks.check import CHECKS
from pipeline.checks.doubt import with_doubt
from pipeline.checks.finding import SEVERITIES, in_order
from pipeline.checks.identities import identities, shares
from pipeline.checks.rules import rules
from pipeline.document import Location
from pipeline.labels import labels

ROOT = Path(__file__).resolve().parent.parent
GOLD = sorted(
    [*(ROOT / "tests").glob("gold/*.inconsistencies.json"), *(ROOT / "tests").glob("devset/*.inconsistencies.json")]
)
SOUND = sorted((ROOT / "benchmarks" / "reports").glob("*.txt"))
FIELD = re.compile(r"\{(\w+)")


def source_of(gold: Path) -> Path:
    beside = gold.with_name(gold.name.replace(".inconsistencies.json", ".txt"))
    return beside if beside.exists() else next((ROOT / "samples" / "text").glob(f"{gold.name[:3]}_*.txt"))


def touched(finding: Finding, source: str, quotes: list[str]) -> bool:
    """As shared yardsticks count: the evidence touches at least half of the quotes."""
    hit = 0
    for quote in quotes:
        places = [(m.start(), m.end()) for m in re.finditer(re.escape(quote), source)]
        hit += any(e.span.start < end and start < e.span.end for e in finding.evidence for start, end in places)
    return hit >= 1 and 2 * hit >= len(quotes)


def counted() -> tuple[list[str], list[str], int, int]:
    """What was missed, what was spurious, how many were wanted, how many reported."""
    missed, spurious, wanted, reported = [], [], 0, 0
    for path in GOLD:
        source = source_of(path).read_bytes().decode("utf-8")
        entries = json.loads(path.read_text(encoding="utf-8"))["inconsistencies"]
        findings = judged(source).findings
        for entry in entries:
            if entry["severity"] in ("high", "medium"):
                wanted += 1
                if not any(touched(finding, source, entry["quotes"]) for finding in findings):
                    missed.append(entry["id"])
        for finding in findings:
            if finding.severity != "hint":
                reported += 1
                if not any(touched(finding, source, entry["quotes"]) for entry in entries):
                    spurious.append(f"{path.name} {finding.rule} {finding.message.vi}")
    return missed, spurious, wanted, reported


def test_the_known_faults_are_found_and_nothing_else() -> None:
    missed, spurious, wanted, reported = counted()
    assert spurious == []
    assert missed == ["28-7"], "a footnote that adds up eight documents"
    assert (wanted, reported) == (22, 22)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_reports_whose_sums_hold_give_no_error(path: Path) -> None:
    report = process(path)
    assert [finding.told("vi") for finding in report.findings if finding.severity != "hint"] == []
    assert any(verdict.verdict == "holds" for verdict in report.verdicts)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_quotes_stand_where_they_say_and_the_gravest_comes_first(path: Path) -> None:
    report = process(source_of(path))
    for verdict in report.verdicts:
        for evidence in verdict.evidence:
            assert evidence.span.of(report.document.raw) == evidence.text
        assert (verdict.severity in SEVERITIES) == verdict.fails
        assert verdict.told("vi")
        assert "{" not in verdict.told("vi") + verdict.told("en")
    spoken = [verdict for verdict in report.verdicts if verdict.verdict != "not_applicable"]
    assert [in_order(verdict) for verdict in spoken] == sorted(in_order(verdict) for verdict in spoken)


def test_every_rule_speaks_or_says_that_it_cannot() -> None:
    told = {verdict.rule for verdict in judged("Thông báo nghỉ lễ.").verdicts}
    assert told == {name for name, rule in rules().items() if rule.family != "across"}


def test_a_finding_on_doubtful_words_sends_to_the_page() -> None:
    (finding,) = failures("Tiếp nhận 361 hồ sơ, đã giải quyết 279 hồ sơ, đang giải quyết 64 hồ sơ.")
    unsure = replace(finding.evidence[0], location=Location(1, None, 0.62))
    doubted = with_doubt(replace(finding, evidence=(unsure, *finding.evidence[1:])))
    assert (finding.severity, doubted.severity) == ("error", "warning")
    assert "hãy xem trang gốc trước" in doubted.told("vi")
    assert "0,62" in doubted.told("vi")
    assert "look at the page first" in doubted.told("en")


def test_the_facts_tell_which_findings_rest_on_them() -> None:
    report = judged("Tiếp nhận 361 hồ sơ, đã giải quyết 279 hồ sơ, đang giải quyết 64 hồ sơ. Ngày 02/3/2026.")
    rows = {row["text"]: (row["findings"], row["finding_severity"]) for row in report.table_rows("facts")}
    assert rows["279"] == ("A5", "error")
    assert rows["02/3/2026"] == (None, None)
    (row,) = report.table_rows("findings")
    assert (row["rule"], row["expected"], row["found"], row["quotes"]) == ("A5", "297", "279", "361 | 279 | 64")


def test_one_slip_is_told_once_where_form_and_table_see_it() -> None:
    table = (
        "Đơn vị tính: hồ sơ\n"
        "TT\tLĩnh vực\tTiếp nhận: tổng số\tTrực tuyến\tTrực tiếp\tKỳ trước chuyển sang\tĐã giải quyết\tĐang giải quyết\n"
        "1\tHộ tịch\t100\t90\t5\t5\t95\t5\n2\tĐất đai\t200\t150\t40\t10\t180\t20\n3\tChứng thực\t310\t290\t15\t5\t300\t10\n"
        "4\tXây dựng\t60\t40\t10\t10\t44\t16\n5\tBảo trợ\t85\t60\t20\t5\t80\t5\n"
    )
    assert failures(table) == []
    found = failures(table.replace("\t310\t", "\t301\t"))
    assert len({tuple(sorted(e.span for e in finding.evidence)) for finding in found}) == len(found) <= 2


def test_the_rules_are_whole() -> None:
    known = labels()["measure"]
    for rule in rules().values():
        for label in (rule.title, rule.source, rule.reading, rule.tolerance, rule.example, *rule.says.values()):
            assert label.vi.strip()
            assert label.en.strip()
        for name, says in rule.says.items():
            assert set(FIELD.findall(says.vi)) == set(FIELD.findall(says.en)), (rule.id, name)
        assert "holds" in rule.says or rule.family in ("across", "tables", "calendar", "numbering", "references"), (
            rule.id
        )
    assert all(identity.rule in rules() for identity in identities())
    assert all(share.rule in rules() for share in shares())
    keys = {key for i in identities() for r in i.readings for key in (*r.whole, *r.parts, *r.optional, *r.beside)}
    assert {part for key in keys for part in key.split("+")} <= set(known)


def test_every_check_is_listed_once() -> None:
    assert len(CHECKS) == len(set(CHECKS))
