"""Arithmetic of tables: small tables of our own, one slip each, and tables that must stay silent."""

from __future__ import annotations

import random
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marks import unmark
from verdicts import quoted

from extractors.header.header import Header
from extractors.subject import Subject
from normalizers import normalize
from pipeline.checks import Finding
from pipeline.checks.submission import Submission
from pipeline.checks.tables import tables_agree
from pipeline.document import Document, Page

ROOT = Path(__file__).parent.parent
RULES = ("A10", "A18", "R-TABLE-PCT")


def told(raw: str) -> list[Finding]:
    """All verdicts on the tables of a text."""
    document = Document("bảng.txt", sha256(raw.encode()).hexdigest(), (Page(1, "text", "", text=raw),))
    return list(tables_agree(Submission(document, Subject.of(normalize(raw)), (), Header())))


def wrong(raw: str) -> list[Finding]:
    """The errors and warnings."""
    return [finding for finding in told(raw) if finding.severity in ("error", "warning")]


II06 = """STT\tLĩnh vực\tTiếp nhận\t\t\t\tĐã giải quyết\t\t\t\tĐang giải quyết\t\t
\t\tTổng số\tTrực tuyến\tTrực tiếp\tKỳ trước\tTổng số\tTrước hạn\tĐúng hạn\tQuá hạn\tTổng số\tTrong hạn\tQuá hạn
(1)\t(2)\t(3)=(4)+(5)+(6)\t(4)\t(5)\t(6)\t(7)=(8)+(9)+(10)\t(8)\t(9)\t(10)\t(11)=(12)+(13)\t(12)\t(13)
"""
FIELDS = """1\tHộ tịch\t412\t365\t40\t7\t405\t380\t24\t1\t7\t7\t0
2\tĐất đai\t{cell}\t211\t96\t72\t301\t120\t166\t15\t78\t66\t12
3\tChứng thực\t1.640\t1.102\t538\t0\t1.640\t1.640\t0\t0\t0\t0\t0
4\tBảo trợ xã hội\t87\t51\t25\t11\t74\t60\t14\t0\t13\t13\t0
"""
TOTAL = "\tTổng cộng\t2.518\t1.729\t699\t90\t2.420\t2.200\t204\t16\t98\t86\t12\n"
LEVELS = """TT\tTỉnh\tTổng số\tCấp tỉnh\tCấp xã
1\tBình Lâm\t1.705\t1.402\t303
2\tHà Trung\t1.688\t1.391\t297
3\tPhú Sơn\t{cell}
4\tTam Điền\t1.540\t1.288\t252
5\tVạn Thọ\t1.611\t1.300\t311
"""
REASONS = """STT\tNguyên nhân quá hạn\tSố hồ sơ
1\tDo đo đạc, chỉnh lý bản đồ\t14
2\tDo chậm luân chuyển hồ sơ\t09
3\tDo hệ thống gián đoạn\t5
4\tNguyên nhân khác\t2
\tTổng cộng\t{total}
"""
SECTIONS = """STT\tĐơn vị\tTiếp nhận\tĐã giải quyết\tĐang giải quyết
A\tCấp tỉnh\t1.130\t1.050\t80
1\tSở Xây dựng\t410\t380\t30
2\tSở Tư pháp\t{cell}
B\tCấp xã\t935\t890\t45
1\tXã An Hòa\t325\t310\t15
2\tXã Bình Phú\t290\t275\t15
3\tPhường Tân Lập\t320\t305\t15
\tTổng cộng (A+B)\t2.065\t1.940\t125
"""
RATES = """TT\tĐơn vị\tTiếp nhận\tTrực tuyến\tTỷ lệ (%)
1\tXã Đông Lĩnh\t1.204\t1.150\t95,51
2\tXã Tây Mỗ\t688\t601\t87,35
3\tPhường Nam Hà\t2.310\t2.288\t{cell}
4\tXã Bắc Sơn\t475\t402\t84,63
5\tXã Trung Nghĩa\t350\t350\t100
\tTổng\t5.027\t4.791\t95,31
"""
DECIMALS = """STT\tNguồn vốn (tỷ đồng)\tKế hoạch A\tKế hoạch B\tCộng
1\tGiao thông\t12,35\t8,4\t20,75
2\tThủy lợi\t7,05\t3,25\t{cell}
3\tGiáo dục\t10\t4,15\t14,15
4\tY tế\t6,6\t2,75\t9,35
Tổng số\t36\t18,55\t54,55
"""
MARKDOWN = """| TT | Kênh | Đã nhận | Đã xong | Còn lại |
|---|---|---|---|---|
| 1 | Trực tiếp | 1 246 | 1 101 | 145 |
| 2 | Trực tuyến | 3 870 | 3 799 | 71 |
| 3 | Bưu chính | 518 | 430 | {cell} |
| 4 | Điện thoại | 322 | 250 | 72 |
| | Tổng cộng | 5 956 | 5 580 | 376 |
"""
WRONG = [
    # the row and the column of one cell: the cell is named
    (II06 + FIELDS.format(cell="⟦397⟧") + TOTAL, "A18", "397", "379"),
    (II06 + FIELDS.format(cell="⟦279⟧") + TOTAL, "A18", "279", "379"),
    (II06 + FIELDS.format(cell=379) + TOTAL.replace("2.518", "⟦2.581⟧"), "A18", "2.581", "2.518"),
    (II06 + FIELDS.format(cell=379) + TOTAL.replace("\t204\t16", "\t⟦240⟧\t16"), "A18", "240", "204"),
    (II06 + FIELDS.format(cell=379).replace("\t15\t", "\t⟦51⟧\t") + TOTAL, "A18", "51", "15"),
    (II06 + FIELDS.format(cell=379).replace("1.102", "⟦1.120⟧") + TOTAL, "A18", "1.120", "1.102"),
    (LEVELS.format(cell="⟦1.456⟧\t⟦1.253⟧\t⟦303⟧"), "A10", "1.456", "1.556"),
    (REASONS.format(total="⟦31⟧"), "A18", "31", "30"),
    (SECTIONS.format(cell="⟦702⟧\t670\t50"), "A18", "702", "720"),
    (RATES.format(cell="⟦90,95⟧"), "R-TABLE-PCT", "90,95", "99,05%"),
    (DECIMALS.format(cell="⟦13,1⟧"), "A18", "13,1", "10,3"),
    (MARKDOWN.format(cell="⟦98⟧"), "A18", "98", "88"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "rule", "found", "expected"), WRONG)
def test_one_slip_is_one_finding_that_quotes_it(marked: str, rule: str, found: str, expected: str) -> None:
    raw, spans = unmark(marked)
    findings = wrong(raw)
    assert [(finding.rule, finding.found, finding.expected) for finding in findings] == [(rule, found, expected)]
    assert set(spans) <= set(quoted(findings[0]))
    assert len(findings[0].evidence) <= 8
    assert found in findings[0].message.vi


RIGHT = [
    II06 + FIELDS.format(cell=379) + TOTAL,
    LEVELS.format(cell="1.556\t1.253\t303"),
    REASONS.format(total=30),
    SECTIONS.format(cell="720\t670\t50"),
    RATES.format(cell="99,05"),
    RATES.format(cell="99,04"),  # cut off, not rounded: a hint
    DECIMALS.format(cell="10,3"),
    MARKDOWN.format(cell="88"),
]


@pytest.mark.parametrize("raw", RIGHT)
def test_right_tables_are_told_to_hold(raw: str) -> None:
    assert wrong(raw) == []
    assert {finding.verdict for finding in told(raw)} >= {"holds"}


SILENT = [
    # years and prices
    "STT\tChỉ tiêu\tNăm 2023\tNăm 2024\tNăm 2025\n1\tXã đạt chuẩn\t12\t14\t19\n2\tXã còn lại\t22\t20\t15\n3\tTiêu chí\t17\t18\t18\n4\tTỷ lệ\t35\t41\t56\n",
    "TT\tVật tư\tSố lượng\tĐơn giá\tThành tiền\n1\tGiấy A4\t20\t75.000\t1.500.000\n2\tMực in\t4\t450.000\t1.800.000\n3\tBút bi\t50\t4.000\t200.000\n\tTổng cộng\t\t\t3.500.000\n",
    # no total; a total of averages; ranks
    "TT\tXã\tTiếp nhận\tLượt truy cập\tĐiểm\n1\tA Lưới\t214\t900\t88\n2\tBa Tơ\t317\t415\t91\n3\tCô Tô\t98\t77\t79\n4\tĐông Hà\t55\t61\t80\n",
    "TT\tXã\tHài lòng (%)\tXếp hạng\n1\tA Lưới\t91,2\t3\n2\tBa Tơ\t97,4\t1\n3\tCô Tô\t95,0\t2\nTổng\t94,5\t\n",
    # a schedule, documents with their numbers and dates
    "Thời gian\tNội dung\tPhòng\n8\tKhai mạc\t201\n9\tThảo luận\t202\n10\tBế mạc\t201\n",
    "STT\tVăn bản\tSố\tNgày\n1\tKế hoạch\t12/KH-UBND\t05/01/2026\n2\tCông văn\t45/UBND-VP\t09/02/2026\n3\tBáo cáo\t77/BC-UBND\t10/3/2026\n",
    # two columns, one not summed: distinct procedures
    "TT\tPhòng\tSố TTHC\n1\tNội vụ\t40\n2\tKinh tế\t55\n3\tVăn hóa\t38\n\tTổng\t80\n",
    # rejected dossiers stand beside the states, in the rows that have some
    "TT\tXã\tTổng\tĐúng hạn\tQuá hạn\tTừ chối\n1\tA\t120\t100\t20\t0\n2\tB\t214\t200\t10\t4\n3\tC\t98\t90\t8\t0\n4\tD\t310\t290\t20\t0\n5\tE\t77\t60\t17\t0\n6\tG\t150\t131\t19\t0\n",
    # the note of the row tells the difference
    "TT\tXã\tTổng\tĐúng hạn\tQuá hạn\tGhi chú\n1\tA\t120\t100\t20\t\n2\tB\t214\t200\t10\t04 hồ sơ công dân rút\n3\tC\t98\t90\t8\t\n4\tD\t310\t290\t20\t\n5\tE\t77\t60\t17\t\n6\tG\t150\t131\t19\t\n",
    # parts not given
    "TT\tXã\tTổng\tĐúng hạn\tQuá hạn\n1\tA\t120\t100\t20\n2\tB\t214\t\t\n3\tC\t98\t90\t8\n4\tD\t310\t290\t\n5\tE\t77\t60\t17\n6\tG\t150\t131\t19\n",
    # a plan outdone
    "TT\tĐơn vị\tKế hoạch\tĐã làm\tCòn lại\n1\tA\t120\t100\t20\n2\tB\t200\t214\t0\n3\tC\t98\t90\t8\n4\tD\t310\t290\t20\n5\tE\t77\t60\t17\n6\tG\t150\t131\t19\n",
]


@pytest.mark.parametrize("raw", SILENT)
def test_tables_without_a_proven_sum_say_nothing(raw: str) -> None:
    assert wrong(raw) == []


@pytest.mark.parametrize("seed", range(40))
def test_shuffled_numbers_say_nothing(seed: int) -> None:
    chance = random.Random(seed)
    rows = [
        f"{row}\tXã {row}\t" + "\t".join(str(chance.randrange(chance.choice([3, 20, 2000]))) for _ in range(11))
        for row in range(1, chance.randrange(4, 40))
    ]
    last = "\tTổng cộng\t" + "\t".join(str(chance.randrange(9000)) for _ in range(11))
    assert wrong("\n".join([*rows, last])) == []


def _table(cells: list[list[int]], edit: tuple[int, int, int] | None = None) -> str:
    """Rows (total, parts …) with their total row; `edit` changes one cell by so much."""
    rows = [[sum(row), *row] for row in cells]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    if edit:
        rows[edit[0]][edit[1]] += edit[2]
    names = [f"{at}\tĐơn vị {at}" for at in range(1, len(rows))] + ["\tTổng cộng"]
    lines = [
        f"{name}\t" + "\t".join(f"{n:,}".replace(",", ".") for n in row) for name, row in zip(names, rows, strict=True)
    ]
    head = "STT\tĐơn vị\tTổng số\t" + "\t".join(f"Loại {chr(97 + at)}" for at in range(len(cells[0])))
    return "\n".join([head, *lines]) + "\n"


@st.composite
def _cells(draw: st.DrawFn) -> list[list[int]]:
    """Different figures, as offices have: a table of the same row again and again proves nothing."""
    rows, columns = draw(st.integers(3, 12)), draw(st.integers(2, 5))
    figures = draw(st.lists(st.integers(20, 4000), min_size=rows * columns, max_size=rows * columns, unique=True))
    return [figures[at : at + columns] for at in range(0, len(figures), columns)]


@settings(max_examples=120, deadline=None)
@given(_cells())
def test_a_table_that_adds_up_is_never_blamed(cells: list[list[int]]) -> None:
    assert wrong(_table(cells)) == []


@settings(max_examples=200, deadline=None)
@given(_cells(), st.data())
def test_one_changed_cell_is_always_found(cells: list[list[int]], data: st.DataObject) -> None:
    at = (
        data.draw(st.integers(0, len(cells))),
        data.draw(st.integers(0, len(cells[0]))),
        data.draw(st.integers(1, 999)),
    )
    (finding,) = wrong(_table(cells, at))
    assert finding.rule == "A18"


def test_serial_numbers_are_hints() -> None:
    rows = "\n".join(f"{n}\tXã số {n}\t{n * 7}" for n in (1, 2, 3, 4, 5, 7, 8, 9))
    (finding,) = [finding for finding in told(rows) if finding.rule == "R-STT-SEQ"]
    assert (finding.severity, [evidence.text for evidence in finding.evidence]) == ("hint", ["5", "7"])
    assert not [
        f
        for f in told(rows.replace("7\tXã số 7", "6\tXã số 7"))
        if "7, 8" not in f.message.vi and f.rule != "R-STT-SEQ"
    ]


def test_the_tables_of_the_development_set() -> None:
    findings = told((ROOT / "tests/devset/28_cd220_ttg_2025.txt").read_text(encoding="utf-8"))
    errors = [(finding.rule, finding.found, finding.expected) for finding in findings if finding.severity == "error"]
    assert errors == [
        ("A18", "115", "214"),
        ("A18", "2.466", "2.565"),
        ("A18", "1.199", "1.200"),
        ("A18", "517", "516"),
        ("A10", "2151", "2.251"),
        ("A10", "2102", "2.207"),
    ]
    held = [finding for finding in findings if finding.rule == "R-TABLE-PCT"]
    assert [finding.verdict for finding in held] == ["holds", "holds"]
    assert "34 tỷ lệ" in held[1].message.vi


TEXTS = sorted(
    path
    for folder in ("tests/devset", "samples/text", "benchmarks/reports")
    for path in (ROOT / folder).glob("*.txt")
    if not path.name.startswith("28_")
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_table_of_the_other_texts_is_blamed(path: Path) -> None:
    assert wrong(path.read_text(encoding="utf-8")) == []
