"""Made tables as reports have them: form II.06, lists of tasks, figures of offices, indicators."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random

from .ruled import Entry, Row, Rules, Sheet
from .texts import SetName

_DATA = Path(__file__).parent / "data" / "words.toml"
_ROMAN = ("I", "II", "III", "IV", "V")
Words = dict[str, list[str]]


@cache
def words(which: SetName) -> Words:
    """The words of a set, from data/words.toml."""
    found: Words = tomllib.loads(_DATA.read_text(encoding="utf-8"))[which]
    return found


def count(random: Random, most: int = 9000) -> int:
    """A count of dossiers: small ones are more frequent, zero comes often."""
    return 0 if random.random() < 0.18 else int(most ** random.random())


def printed(number: int, random: Random) -> str:
    """A count as clerks write it: «1.234», «07»; an empty cell or a dash may stand for zero."""
    if number == 0:
        return random.choice(("0", "0", "00", "", "-"))
    return (
        f"{number:,}".replace(",", ".") if number >= 1000 else f"{number:02d}" if random.random() < 0.4 else f"{number}"
    )


def form_ii06(random: Random, which: SetName, size: float, rows: int) -> Sheet:
    """Form II.06a of Thông tư 01/2020/TT-VPCP: thirteen columns under a head of two rows and a row of numbers."""
    told = words(which)
    first: Row = (
        _head("STT", down=2),
        _head("Lĩnh vực giải quyết", down=2),
        _head("Số lượng hồ sơ tiếp nhận", across=4),
        *[None] * 3,
        _head("Số lượng hồ sơ đã giải quyết", across=4),
        *[None] * 3,
        _head("Số lượng hồ sơ đang giải quyết", across=3),
        *[None] * 2,
    )
    names = (
        "Tổng số",
        "Trực tuyến",
        "Trực tiếp, bưu chính",
        "Từ kỳ trước",
        "Tổng số",
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
    )
    second: Row = (None, None, *(_head(name) for name in (*names, "Tổng số", "Trong hạn", "Quá hạn")))
    third: Row = tuple(Entry(f"({n})", "-Italic", "centre") for n in range(1, 14))
    body = [_account_row(str(n + 1), name, random) for n, name in enumerate(random.sample(told["fields"], rows))]
    body.append(_account_row("", "Tổng cộng", random, "-Bold"))
    shares = (5.2, 14.5, *[7.3] * 11)
    return Sheet(shares, (first, second, third, *body), 3, size=size, repeat=True, middle=True)


def _account_row(number: str, name: str, random: Random, face: str = "") -> Row:
    online, direct, before = (count(random) for _ in range(3))
    late = count(random, 30)
    early, due = count(random), count(random)
    pending, overdue = count(random, 400), count(random, 9)
    figures = [online + direct + before, online, direct, before, early + due + late, early, due, late]
    figures += [pending + overdue, pending, overdue]
    cells = (Entry(printed(figure, random), face, "centre") for figure in figures)
    return Entry(number, face, "centre"), Entry(name, face), *cells


def task_list(random: Random, which: SetName, size: float, rules: Rules = "grid", *, long: bool = False) -> Sheet:
    """Tasks under sections: STT «I», «1», «2»; some cells empty; a `long` list runs over the page."""
    told = words(which)
    rows: list[Row] = [
        tuple(_head(name) for name in ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn", "Kết quả"))
    ]
    for roman, section in zip(
        _ROMAN, random.sample(told["sections"], len(told["sections"]) if long else 3), strict=False
    ):
        rows.append((Entry(roman, "-Bold", "centre"), Entry(section, "-Bold", across=4), None, None, None))
        most = len(told["tasks"]) if long else random.randint(2, 4)
        for number, task in enumerate(random.sample(told["tasks"], most), start=1):
            month = random.randint(1, 12)
            due = random.choice(
                (f"{random.randint(1, 28):02d}/{month}/2026", f"Tháng {month:02d}/2026", "Thường xuyên", "")
            )
            unit = random.choice([*told["units"], ""])
            result = random.choice(told["results"])
            rows.append(
                (
                    Entry(str(number), align="centre"),
                    Entry(task),
                    Entry(unit),
                    Entry(due, align="centre"),
                    Entry(result),
                )
            )
    return Sheet((6, 36, 22, 17, 19), tuple(rows), 1, rules, size, repeat=random.random() < 0.5)


def office_figures(random: Random, which: SetName, size: float, rules: Rules = "grid") -> Sheet:
    """Figures of offices with a share in per cent; a total below; STT cells «1» to «9» alone in a narrow column."""
    told = words(which)
    heads = ("STT", "Đơn vị", "Tiếp nhận", "Đã giải quyết", "Đúng hạn", "Tỷ lệ (%)", "Ghi chú")
    rows: list[Row] = [tuple(_head(name) for name in heads)]
    for number, unit in enumerate(random.sample(told["units"], min(len(told["units"]), random.randint(5, 8))), start=1):
        received = count(random) + 5
        solved = random.randint(1, received)
        right = random.randint(solved // 2, solved)
        figures = [printed(figure, random) for figure in (received, solved, right)]
        note = random.choice(("", "", "", "Giảm so với kỳ trước"))
        cells = [Entry(figure, align="right") for figure in [*figures, f"{100 * right / solved:.2f}".replace(".", ",")]]
        rows.append((Entry(str(number), align="centre"), Entry(unit), *cells, Entry(note)))
    total = [Entry(printed(count(random) + 900, random), "-Bold", "right") for _ in range(3)]
    rows.append(
        (Entry("Tổng cộng", "-Bold", "centre", across=2), None, *total, Entry("97,15", "-Bold", "right"), Entry(""))
    )
    return Sheet((6, 31, 12, 13, 11, 12, 15), tuple(rows), 1, rules, size)


def indicators(random: Random, which: SetName, size: float, rules: Rules = "rows") -> Sheet:
    """Indicators of two years beside each other, often with horizontal rules only."""
    told = words(which)
    rows: list[Row] = [tuple(_head(name) for name in ("TT", "Chỉ tiêu", "Năm 2024", "Năm 2025", "Tăng/giảm"))]
    for number, name in enumerate(random.sample(told["indicators"], 5), start=1):
        before, after = (random.randint(3000, 9999) / 100 for _ in range(2))
        values = [f"{value:.2f}".replace(".", ",") for value in (before, after, abs(after - before))]
        values[2] = ("+" if after >= before else "-") + values[2]
        rows.append(
            (Entry(str(number), align="centre"), Entry(name), *(Entry(value, align="centre") for value in values))
        )
    return Sheet((7, 45, 16, 16, 16), tuple(rows), 1, rules, size, middle=True)


def _head(text: str, across: int = 1, down: int = 1) -> Entry:
    return Entry(text, "-Bold", "centre", across, down)
