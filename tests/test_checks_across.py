"""Reports against each other: texts written for these tests, as communes of several provinces would write them."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from verdicts import judged

from normalizers import fold
from pipeline import process, process_document
from pipeline.checks import Finding
from pipeline.checks.across import Abstract, abstract_of, compare, from_row, to_row
from pipeline.checks.across.abstract import Total, Unit
from pipeline.checks.across.fingerprint import resemblance
from pipeline.checks.across.units import is_central, normal
from pipeline.checks.term import Term, days_of, months_of, term_of
from pipeline.document import Document
from pipeline.reading import recording

ROOT = Path(__file__).resolve().parent.parent
Q1, Q2, Q3 = "quý I năm 2026", "quý II năm 2026", "quý III năm 2026"
D1 = ("15/12/2025", "14/3/2026")
D2 = ("15/3/2026", "14/6/2026")
D3 = ("15/6/2026", "14/9/2026")


@dataclass(frozen=True)
class Told:
    """What a made report says; `days` None leaves out the cut-off days."""

    period: str = Q1
    days: tuple[str, str] | None = D1
    carried: int = 37
    new: int = 2809
    pending: int = 85
    number: str = "96"
    day: str = "18 tháng 3 năm 2026"
    issuer: str = "XÃ BẮC SƠN"
    place: str = "Bắc Sơn"
    province: str = "tỉnh Quảng Trị"
    signer: str = "Trần Văn Hòa"
    decree: str = "09/6/2025"
    plan: str = "21/7/2025"
    subject: str = "Công tác kiểm soát thủ tục hành chính, thực hiện cơ chế một cửa, một cửa liên thông"

    @property
    def resolved(self) -> int:
        return self.carried + self.new - self.pending


def pointed(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def text(told: Told) -> str:
    """A report of form and words usual since 2025, with the figures of `told`."""
    days = f" (số liệu từ ngày {told.days[0]} đến ngày {told.days[1]})" if told.days else ""
    of = f" {told.province}" if told.province else ""
    return f"""ỦY BAN NHÂN DÂN	CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{told.issuer}	Độc lập - Tự do - Hạnh phúc
Số: {told.number}/BC-UBND	{told.place}, ngày {told.day}

BÁO CÁO
{told.subject} {told.period}

Thực hiện Nghị định số 118/2025/NĐ-CP ngày {told.decree} của Chính phủ về thực hiện thủ tục hành chính theo cơ chế một cửa và Kế hoạch số 27/KH-UBND ngày {told.plan} của UBND xã về kiểm soát thủ tục hành chính, Ủy ban nhân dân xã báo cáo kết quả như sau:
I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
Ủy ban nhân dân xã đã chỉ đạo các bộ phận chuyên môn niêm yết công khai thủ tục hành chính tại trụ sở, tuyên truyền trên hệ thống loa truyền thanh và nhóm Zalo của các thôn, hướng dẫn người dân nộp hồ sơ trên Cổng dịch vụ công quốc gia theo chỉ đạo của UBND{of}.
Bố trí cán bộ trực tại Trung tâm Phục vụ hành chính công xã trong giờ hành chính, không để công dân phải chờ đợi lâu khi đến giao dịch, giải quyết công việc.
II. KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ
Trong {told.period}{days}:
- Tổng số hồ sơ tiếp nhận là {pointed(told.carried + told.new)} hồ sơ, trong đó: tiếp nhận mới {pointed(told.new)} hồ sơ; từ kỳ trước chuyển sang {pointed(told.carried)} hồ sơ.
- Đã giải quyết {pointed(told.resolved)} hồ sơ, trong đó trước hạn và đúng hạn {pointed(told.resolved)} hồ sơ, quá hạn 0 hồ sơ.
- Đang giải quyết {pointed(told.pending)} hồ sơ, trong hạn {pointed(told.pending)} hồ sơ.
III. ĐÁNH GIÁ CHUNG
Công tác kiểm soát thủ tục hành chính được thực hiện nghiêm túc, đúng quy định; tinh thần, thái độ phục vụ của cán bộ, công chức được người dân ghi nhận. Tuy nhiên cơ sở vật chất còn thiếu, đường truyền có lúc chưa ổn định.
IV. PHƯƠNG HƯỚNG
Tiếp tục rà soát, kiến nghị đơn giản hóa thủ tục hành chính; đẩy mạnh thanh toán trực tuyến và số hóa kết quả giải quyết.
Trên đây là báo cáo của Ủy ban nhân dân xã./.

Nơi nhận:	TM. ỦY BAN NHÂN DÂN
- Như trên;	CHỦ TỊCH
- Lưu: VT.
	{told.signer}
"""


def abstract(told: Told, name: str = "") -> Abstract:
    return abstract_of(judged(text(told), name or f"{told.issuer} {told.period} {told.number}.txt"))


def findings(*told: Told | Abstract) -> list[Finding]:
    found = [item if isinstance(item, Abstract) else abstract(item, f"{i}.txt") for i, item in enumerate(told)]
    return list(compare(found))


def failed(*told: Told | Abstract) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.severity) for finding in findings(*told) if finding.fails]


FIRST = Told()
SECOND = Told(period=Q2, days=D2, carried=85, new=3120, pending=64, number="171", day="17 tháng 6 năm 2026")
THIRD = Told(period=Q3, days=D3, carried=64, new=2954, pending=51, number="260", day="17 tháng 9 năm 2026")


def test_an_abstract_holds_what_comparing_needs() -> None:
    made = abstract(FIRST)
    assert made.unit == Unit("ubnd xa bac son", "quang tri")
    assert made.own
    assert (made.own.number, made.own.symbol, made.own.year) == ("96", "/BC-UBND", 2026)
    assert made.term == Term(months_of("2026-Q1"), days_of("2025-12-15/2026-03-14"))
    assert made.term.name == "I/2026"
    whole = {total.measure: total.value for total in made.totals if not total.scope}
    assert (whole["received_total"], whole["received_new"], whole["carried_over"]) == (2846, 2809, 37)
    assert (whole["resolved_total"], whole["pending_total"]) == (2761, 85)
    assert [(r.canonical, r.date) for r in made.references] == [
        ("118/2025/NĐ-CP", "2025-06-09"),
        ("27/KH-UBND", "2025-07-21"),
    ]


def test_every_quote_stands_in_the_text() -> None:
    raw, made = text(FIRST), abstract(FIRST)
    quotes = [t.quote for t in made.totals] + [r.quote for r in made.references] + [made.own.quote] if made.own else []
    assert quotes
    assert all(raw[quote.start : quote.start + len(quote.text)] == quote.text for quote in quotes)


def test_a_store_gives_abstracts_back() -> None:
    for made in (abstract(FIRST), abstract_of(judged("")), replace(abstract(SECOND), term=None)):
        assert from_row(json.loads(json.dumps(to_row(made)))) == made
    with pytest.raises(ValueError, match="format"):
        from_row(to_row(abstract(FIRST)) | {"format": 0})


FOURTH = Told("quý IV năm 2025", ("15/9/2025", "14/12/2025"), 46, 2770, 37, "301", "17 tháng 12 năm 2025")


def in_2025(told: Told) -> Told:
    """The report of the year before."""
    first, last = told.days or ("", "")
    days = first.replace("2025", "2024").replace("2026", "2025"), last.replace("2026", "2025")
    return replace(told, period=told.period.replace("2026", "2025"), day=told.day.replace("2026", "2025"), days=days)


# the reports, and what is said of them
PAIRS = [
    ("quarters that carry over rightly", (FIRST, SECOND, THIRD), []),
    ("one carried over wrongly", (FIRST, replace(SECOND, carried=58)), [("A8", "error")]),
    ("in any order", (replace(SECOND, carried=58), FIRST), [("A8", "error")]),
    ("without cut-off days", (replace(FIRST, days=None), replace(SECOND, days=None, carried=58)), [("A8", "warning")]),
    ("cut-off days in one only", (replace(FIRST, days=None), replace(SECOND, carried=58)), [("A8", "hint")]),
    ("a day lies between", (FIRST, replace(SECOND, days=("16/3/2026", "14/6/2026"), carried=58)), []),
    ("another commune", (FIRST, replace(SECOND, carried=58, issuer="XÃ NAM SƠN", place="Nam Sơn")), []),
    ("a commune of that name elsewhere", (FIRST, replace(SECOND, carried=58, province="tỉnh Lào Cai")), []),
    ("a ward of that name", (FIRST, replace(SECOND, carried=58, issuer="PHƯỜNG BẮC SƠN")), []),
    ("old and new tone marks", (replace(FIRST, issuer="XÃ HOÀ SƠN"), replace(SECOND, carried=58, issuer="XÃ HÒA SƠN")), [("A8", "error")]),
    ("an estimate before", (replace(FIRST, subject="Kết quả ước thực hiện nhiệm vụ"), replace(SECOND, carried=58)), []),
    ("half a year after a quarter", (FIRST, replace(SECOND, period="6 tháng đầu năm 2026", days=("15/12/2025", "14/6/2026"))), []),
    ("the quarter between is missing", (FIRST, THIRD), [("R-GAP", "hint")]),
    ("two numbers for one quarter", (FIRST, replace(FIRST, pending=58, number="115", day="25 tháng 3 năm 2026")), [("R-RESTATED", "warning")]),
    ("the same number twice", (FIRST, replace(SECOND, number="96")), [("R-DUP-NUMBER", "error")]),
    ("a leading zero is no other number", (replace(FIRST, number="09"), replace(SECOND, number="9")), [("R-DUP-NUMBER", "error")]),
    ("the same number a year later", (FIRST, replace(SECOND, number="96", period="quý II năm 2027", days=("15/3/2027", "14/6/2027"), day="17 tháng 6 năm 2027")), []),
    ("the same number of another commune", (FIRST, replace(SECOND, number="96", issuer="XÃ NAM SƠN", place="Nam Sơn")), []),
    ("the same number before and after 1/7/2025", (in_2025(FIRST), replace(in_2025(THIRD), number="96")), []),
    ("carried over from an old commune", (in_2025(SECOND), replace(in_2025(THIRD), carried=46)), [("A8", "hint")]),
    ("carried over within a new commune", (in_2025(THIRD), FOURTH), [("A8", "error")]),
    ("another topic", (FIRST, replace(SECOND, carried=58, subject="Kết quả chuyển đổi số")), [("A8", "warning")]),
    ("a draft and the report", (FIRST, replace(FIRST, day="20 tháng 3 năm 2026", pending=86)), [("R-DUP-NUMBER", "hint"), ("R-RESTATED", "warning")]),
    ("numbers left blank", (replace(FIRST, number="    "), replace(SECOND, number="    ")), []),
    ("the same file twice", (FIRST, FIRST), [("R-DUP-REPORT", "hint")]),
    ("a decree with days and months swapped", (FIRST, replace(SECOND, decree="06/9/2025")), [("R-REF-DATE", "warning")]),
    ("a decree by another commune", (FIRST, replace(SECOND, issuer="XÃ NAM SƠN", place="Nam Sơn", decree="06/9/2025")), [("R-REF-DATE", "warning")]),
    ("the commune's own plan", (FIRST, replace(SECOND, plan="12/7/2025")), [("R-REF-DATE", "warning")]),
    ("a plan of that number elsewhere", (FIRST, replace(SECOND, issuer="XÃ NAM SƠN", place="Nam Sơn", plan="12/7/2025")), []),
    ("a plan of that number a year later", (FIRST, replace(SECOND, plan="12/7/2026")), []),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_reports_against_each_other(told: tuple[Told, ...], expected: list[tuple[str, str]]) -> None:
    assert {(rule, grave) for rule, grave in failed(*told) if grave} == set(expected)


def test_the_quotes_stand_side_by_side() -> None:
    (wrong,) = [finding for finding in findings(FIRST, replace(SECOND, carried=58)) if finding.fails]
    assert (wrong.expected, wrong.found) == ("85", "58")
    assert [(evidence.file, evidence.text) for evidence in wrong.evidence] == [("1.txt", "58"), ("0.txt", "85")]
    assert wrong.cause
    assert "58" in wrong.told("vi")
    assert "I/2026" in wrong.told("en")


def test_what_holds_is_said_too() -> None:
    held = [(finding.rule, len(finding.evidence)) for finding in findings(FIRST, SECOND, THIRD) if not finding.fails]
    assert held == [("A8", 2), ("A8", 2)]


MONTHS = [
    Told("tháng 01 năm 2026", ("15/12/2025", "14/01/2026"), 37, 900, 40, "11", "16 tháng 01 năm 2026"),
    Told("tháng 02 năm 2026", ("15/01/2026", "14/02/2026"), 40, 850, 30, "34", "16 tháng 02 năm 2026"),
    Told("tháng 3 năm 2026", ("15/02/2026", "14/3/2026"), 30, 1059, 85, "71", "16 tháng 3 năm 2026"),
]  # they add up to FIRST
HALF = Told("6 tháng đầu năm 2026", ("15/12/2025", "14/6/2026"), 37, 5929, 64, "180", "18 tháng 6 năm 2026")
COVERS = [
    ("months fill the quarter", (*MONTHS, FIRST), []),
    ("a month is wrong", (MONTHS[0], replace(MONTHS[1], new=805), MONTHS[2], FIRST), [("A9", "error")]),
    ("a month is missing", (MONTHS[0], MONTHS[2], replace(FIRST, new=2890)), []),
    ("quarters fill the half-year", (FIRST, SECOND, HALF), []),
    ("the half-year is wrong", (FIRST, SECOND, replace(HALF, new=5992)), [("A9", "error")]),
    ("months and a quarter fill the half-year", (*MONTHS, SECOND, replace(HALF, new=5992)), [("A9", "error")]),
    ("of another commune", (FIRST, replace(SECOND, issuer="XÃ NAM SƠN", place="Nam Sơn"), replace(HALF, new=5992)), []),
    ("an estimate", (FIRST, SECOND, replace(HALF, new=5992, subject="Kết quả ước thực hiện nhiệm vụ")), []),
]


@pytest.mark.parametrize(("told", "expected"), [case[1:] for case in COVERS], ids=[case[0] for case in COVERS])
def test_periods_that_fill_a_longer_one(told: tuple[Told, ...], expected: list[tuple[str, str]]) -> None:
    assert {(rule, grave) for rule, grave in failed(*told) if grave != "hint"} == set(expected)


def test_a_quarter_is_the_sum_of_its_months() -> None:
    held = [finding for finding in findings(*MONTHS, FIRST) if finding.rule == "A9"]
    assert [finding.verdict for finding in held] == ["holds", "holds"]
    wrong = [finding for finding in findings(*MONTHS, replace(FIRST, new=2890, pending=166)) if finding.rule == "A9"]
    assert [(finding.verdict, finding.expected, finding.found) for finding in wrong] == [
        ("fails", "2809", "2890"),
        ("holds", None, None),
    ]
    assert {evidence.file for evidence in wrong[0].evidence} == {"0.txt", "1.txt", "2.txt", "3.txt"}


def unplaced(told: Told, **more: str) -> Told:
    return replace(told, province="", **more)


def test_units_whose_province_is_not_told() -> None:
    wrong = replace(SECOND, carried=58)
    assert failed(unplaced(FIRST), unplaced(wrong)) == [("A8", "error")], "the same signer"
    assert failed(unplaced(FIRST), unplaced(wrong, signer="Lê Thị Mai")) == [("A8", "error")], "the same words"
    strange = replace(abstract(unplaced(wrong, signer="Lê Thị Mai")), sketch=b"")
    assert failed(unplaced(FIRST), strange) == [("A8", "hint")], "only the name is the same"
    elsewhere = replace(THIRD, province="tỉnh Lào Cai", number="300")
    assert failed(FIRST, unplaced(wrong), elsewhere) == [], "two provinces have a commune of that name"


def garbled(raw: str, seed: int, share: float = 0.06) -> str:
    """A text as a poor scan gives it: marks dropped or misread, words broken; digits as they are."""
    chance = random.Random(seed)
    wrong = {"o": "6", "l": "1", "i": "!", "ư": "u", "a": "4", "ủ": "ti", "ệ": "é", "ô": "6", "ơ": "o", "đ": "d"}
    letters = [wrong.get(c, fold(c)) if c.isalpha() and chance.random() < share else c for c in raw]
    return "".join(letters)


@pytest.mark.parametrize("seed", range(6))
def test_a_scan_and_its_text_are_one_report(seed: int) -> None:
    scan = abstract_of(judged(garbled(text(FIRST), seed), "quét.pdf"))
    assert [finding.rule for finding in findings(FIRST, scan) if finding.fails] == ["R-DUP-REPORT"]


def test_a_figure_in_which_the_copies_differ_is_a_warning() -> None:
    scan = judged(text(FIRST).replace("85 hồ sơ", "58 hồ sơ").replace("các thôn", "cac thon"), "quét.pdf")
    found = [finding for finding in findings(FIRST, abstract_of(scan)) if finding.fails]
    assert [(finding.rule, finding.severity) for finding in found] == [
        ("R-DUP-REPORT", "hint"), ("R-DUP-REPORT", "warning"), ("R-DUP-REPORT", "warning"),
    ]  # fmt: skip
    assert [(evidence.file, evidence.text) for evidence in found[1].evidence] == [("0.txt", "85"), ("quét.pdf", "58")]


def test_quarters_of_one_form_are_not_one_report() -> None:
    first, second = abstract(FIRST), abstract(SECOND)
    assert resemblance(first.sketch, second.sketch) > 0.6, "the reports share most of their words"
    assert "R-DUP-REPORT" not in [finding.rule for finding in compare([first, second])]


def test_communes_of_one_form_are_not_one_report() -> None:
    other = replace(FIRST, issuer="XÃ NAM SƠN", place="Nam Sơn", carried=12, new=1405, pending=30)
    assert failed(FIRST, other) == []
    assert failed(FIRST, replace(other, number="55", signer="Lê Thị Mai", period=Q2, days=D2)) == []


def with_total(told: Told, measure: str, value: int, *without: str) -> Abstract:
    made = abstract(told)
    assert made.title
    kept = tuple(total for total in made.totals if total.measure not in without)
    return replace(made, totals=(*kept, Total(measure, None, value, made.title)))


def test_dossiers_that_wait_for_a_supplement_may_stand_beside_the_pending_ones() -> None:
    waiting = with_total(FIRST, "pending_supplement", 13)
    assert failed(waiting, replace(SECOND, carried=98)) == []
    assert failed(waiting, replace(SECOND, carried=72)) == []
    assert failed(waiting, replace(SECOND, carried=97)) == [("A8", "error")]


def test_what_is_pending_in_time_may_be_all_that_is_pending() -> None:
    alone = with_total(FIRST, "rejected", 0, "pending_total")
    assert failed(alone, replace(SECOND, carried=58)) == [("A8", "error")]
    late = with_total(FIRST, "pending_in_time", 80, "pending_total", "pending_in_time")
    assert failed(late, replace(SECOND, carried=58)) == [], "received less resolved leaves 85: five are late"


def test_a_plan_is_no_report() -> None:
    plan = replace(abstract(replace(SECOND, carried=58)), type="KH")
    assert failed(FIRST, plan) == []


def test_what_is_not_known_is_not_claimed() -> None:
    unknown = [replace(abstract(told), unit=None) for told in (FIRST, replace(SECOND, carried=58, number="96"))]
    assert failed(*unknown) == []
    timeless = [replace(abstract(told), term=None) for told in (FIRST, replace(SECOND, carried=58))]
    assert failed(*timeless) == []


def test_an_unsure_scan_gives_no_error() -> None:
    wrong = abstract(replace(SECOND, carried=58))
    totals = tuple(replace(total, quote=replace(total.quote, confidence=0.5)) for total in wrong.totals)
    (finding,) = [finding for finding in findings(FIRST, replace(wrong, totals=totals)) if finding.fails]
    assert (finding.severity, finding.cause and "0.50" in finding.cause.en) == ("warning", True)


def test_thousands_of_one_form_are_not_compared_pair_by_pair() -> None:
    made = abstract(FIRST)
    store = [replace(made, file=f"{i}.txt", sha256=f"{i:064}", content=f"{i}") for i in range(1500)]
    assert sum(1 for finding in compare(store) if finding.fails) == 1499


TERMS = [
    ("2026-Q2", (24315, 24317)),
    ("2026-H1", (24312, 24317)),
    ("2026-04", (24315, 24315)),
    ("2026", (24312, 24323)),
    ("2026-01/2026-09", (24312, 24320)),
    ("2026-Q1/2026-Q2", (24312, 24317)),
    ("2025/2026", None),
    ("2026-03-15/2026-06-14", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("iso", "months"), TERMS)
def test_months_of_a_period(iso: str | None, months: tuple[int, int] | None) -> None:
    assert months_of(iso) == months


def test_terms() -> None:
    assert term_of("2026-Q2", "2025-03-15/2026-06-14") is None, "the year is a slip: nothing is known"
    assert term_of("2026-Q2", "2026-01-01/2026-06-14") is None, "figures of another period"
    assert term_of("2026-Q2", None) == Term((24315, 24317))
    assert days_of("2026-06-14/2026-03-15") is None
    assert days_of("2026-02-30/2026-03-15") is None
    quarter, half = term_of("2026-Q1", None), term_of("2026-H2", None)
    assert quarter
    assert half
    assert half.follows(quarter) is None


NAMES = [
    ("ỦY BAN NHÂN DÂN XÃ HOÀ BÌNH", "UBND xã Hòa Bình"),
    ("Ủy ban nhân dân thành phố Huế", "UBND TP Huế"),
    ("UBND PHƯỜNG 01", "Ủy ban nhân dân phường 1"),
    ("Trung tâm Phục vụ HCC xã Kỳ Sơn", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ KÌ SƠN"),
]


@pytest.mark.parametrize(("one", "other"), NAMES)
def test_names_of_agencies(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_central_agencies() -> None:
    assert all(map(is_central, ("CP", "TTg", "VPCP-KSTT", "QH15", "BTNMT")))
    assert not any(map(is_central, ("UBND", "UBND-TTPVHCC", "HĐND", "SNV", "ĐU", "BPMC")))


def known_reports() -> Iterator[Abstract]:
    """Every text and every scan of the repository."""
    for folder in ("tests/devset", "samples/text", "benchmarks/reports"):
        yield from (abstract_of(process(path)) for path in sorted((ROOT / folder).glob("*.txt")))
    for path in sorted((ROOT / "samples/recorded").rglob("*.json")):
        source = ROOT / "samples" / path.parent.name / path.name.removesuffix(".json")
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        yield abstract_of(process_document(Document(source.name, digest, tuple(recording.load(path)))))


def test_the_known_reports_do_not_contradict_each_other() -> None:
    found = [finding for finding in compare(known_reports()) if finding.fails]
    assert [(finding.rule, finding.severity) for finding in found if finding.severity != "hint"] == []
    twins = {frozenset(Path(evidence.file or "").stem[:3] for evidence in finding.evidence) for finding in found}
    assert twins == {frozenset({"001"}), frozenset({"003"})}, "the scans and their texts, and nothing else"
