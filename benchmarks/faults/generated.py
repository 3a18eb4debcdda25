"""Reports in varied wordings, every sum right, with all identities that their printed figures take part in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from . import tables
from .accounts import Counts, account, identities, others, shares
from .dates import Before, Covers, NotAfter, Real, YearOf
from .identities import Identity, one
from .office_calendar import (
    DATA,
    NEW,
    Cited,
    Period,
    cited_by,
    month_end,
    numbered,
    period,
    slashed,
    spelled,
    working_day,
)
from .page import Document, Page, reprinted, stripped, wrapped
from .printing import Style

_TOKEN = re.compile(r"\{([^{}]+)\}")
_NOT_COUNTS = {"unit", "upper", "from", "to", "period", "plan", "order", "local", "national"}
Template = dict[str, Any]


@cache
def wording() -> dict[str, Any]:
    """The phrasings."""
    return tomllib.loads((DATA / "wording.toml").read_text(encoding="utf-8"))


def reports(count: int, seed: int = 4) -> Iterable[Document]:
    """`count` reports, the same for the same seed; every phrasing of the dossiers comes in turn."""
    templates = wording()["dossiers"]
    return (_Writer(Random(f"{seed}/{n}"), n, templates[n % len(templates)]).report() for n in range(count))


@dataclass
class _Writer:
    """One report: what is drawn for it, and the page it is written on."""

    random: Random
    number: int
    main: Template
    page: Page = field(default_factory=Page)

    def __post_init__(self) -> None:
        """Draw office, time, style and what will be said."""
        random = self.random
        self.style = Style.drawn(random)
        kind = self.main.get("only") or random.choice(("month", "quarter", "half"))
        era = self.main.get("era") or random.choice(("old", "new"))
        self.period: Period = period(random, kind, 2026 if era == "new" else random.randint(2018, 2024))
        self.day = working_day(self.period.end + timedelta(random.randint(1, 6)))
        self.new = self.day >= NEW
        self.unit, self.place, self.upper, self.size = _office(
            random, self.new, province=bool(self.main.get("province"))
        )
        self.nationals = cited_by(self.day, random)
        self.cited: dict[str, Cited] = {}
        self.parts = {name: random.choice(wording()[name]) for name in ("petitions", "procedures", "tasks", "payments")}
        self.parts["branches"] = random.choice(wording()["branches"])
        self.table = self._table()
        self.scopes = list(self.main.get("scopes", ())) or [row.scope for row in self.table.rows if self.table]
        self.counts = self._counts()

    def _table(self) -> tables.Table:
        alone = {"scopes", "cumulative", "jw"} & set(self.main) or {"B", "PS"} & set(_names(self.main["text"]))
        free = not alone  # the columns of the tables have no place for these
        return (
            tables.drawn(self.random, wording(), units="tỉnh" in self.unit)
            if free and self.random.random() < 0.45
            else tables.NONE
        )

    def _counts(self) -> Counts:
        asked = {name for text in self._texts() for name in _names(text)}
        bare = {name.rpartition(".")[2] for name in asked} | set(self.table.columns)
        outside, none = self.main.get("jw"), self.main.get("none", ())
        counts = others(self.random)
        for scope in self.scopes:
            size = max(40, self.size // len(self.scopes))
            counts |= _under(scope, account(self.random, size, bare, outside, none))
        whole = account(self.random, self.size, bare, outside, none)
        if self.scopes:
            whole = {name: sum(counts[f"{scope}.{name}"] for scope in self.scopes) for name in whole}
        counts |= whole | _under("v", account(self.random, self.size // 8 + 20, {"C", "N", "O", "D"}, None))
        if self.main.get("cumulative"):
            before = account(self.random, self.size * max(1, int(self.period.number) - 1), bare, None)
            counts |= _under("m", whole) | _under("c", {name: whole[name] + before[name] for name in whole})
        return counts

    def _texts(self) -> list[str]:
        return [self.main["text"], *(part["text"] for part in self.parts.values())]

    def report(self) -> Document:
        """The finished report."""
        blank = self.random.random() < 0.1
        self._header(blank)
        self._body()
        self._closing(blank)
        source = "".join(self.page.text)
        if self.random.random() < 0.15:
            source = wrapped(source, self.random.randint(70, 95))
        if self.random.random() < 0.05:
            source = stripped(source)
        counted = {name for name in self.page.printed if name in self.counts}
        found = [*identities(counted, self.scopes), *self.page.identities, *self.page.repeated(), *self._named_period()]
        name = f"generated {self.number:03d} «{self.main['name']}»"
        return Document(name, source, reprinted(self.page.figures, source), tuple(found))

    def _header(self, blank: bool) -> None:
        write = self.page.write
        motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        write(f"ỦY BAN NHÂN DÂN\n{self.unit.removeprefix('UBND ').upper()}\n")
        self.own = numbered(self.random, self.day, 1.3)
        write("Số: ")
        if not blank:
            self.page.put("own number", "number", "own number", f"{self.own:02d}")
        write(f"/BC-UBND\n\n{motto}{self.place}, ngày ")
        if blank:
            write(f"tháng {self.day.month} năm {self.day.year}")
        else:
            self._dated("own date", "own date", self.day, spelled(self.day))
        write("\n\nBÁO CÁO\n")
        self.render(self.random.choice(wording()["titles"][self.period.kind]))
        if self.random.random() < 0.5:
            self.render("\n(Số liệu từ ngày {from} đến ngày {to})")
        self.render(f"\n\n{self.random.choice(wording()['basis']['openings'])}\n\n")

    def _body(self) -> None:
        basis = wording()["basis"]
        self.render(
            f"I. KẾT QUẢ THỰC HIỆN\n\n1. Công tác chỉ đạo, điều hành\n\n{self.random.choice(basis['steering'])}\n"
        )
        if self.random.random() < 0.6:
            self.render(self.parts["procedures"]["text"] + "\n")
        since = self.random.choice(("", " (từ ngày {from} đến ngày {to})"))
        self.render(f"\n2. Tình hình, kết quả giải quyết thủ tục hành chính{since}\n\n{self.main['text'].strip()}\n")
        for name, head in (
            ("branches", ""),
            ("payments", "\n3. Thực hiện thủ tục hành chính trên môi trường điện tử\n\n"),
            ("petitions", "\n4. Tiếp nhận, xử lý phản ánh, kiến nghị\n\n"),
            ("tasks", "\n5. Kết quả thực hiện nhiệm vụ\n\n"),
        ):
            if head or self.random.random() < 0.5:
                self.render(f"{head}{self.parts[name]['text']}\n")
        summaries = [s for s in wording()["summaries"] if set(_names(s["text"])) <= self.page.printed]
        self.render(
            f"\nII. ĐÁNH GIÁ CHUNG\n\n{self.random.choice(summaries)['text']}\n{self.random.choice(basis['limits'])}\n"
        )
        self.render(f"\nIII. PHƯƠNG HƯỚNG, NHIỆM VỤ\n\n{self.random.choice(basis['goals'])}\n\n")

    def _closing(self, blank: bool) -> None:
        if self.random.random() < 0.8:
            self.render("Trên đây là báo cáo công tác kiểm soát thủ tục hành chính {period} của {unit}./.\n")
        self.page.write("\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n")
        if not self.table.rows:
            return
        self.page.write("\nPHỤ LỤC\nTÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH\n(Kèm theo Báo cáo số ")
        if blank:
            self.page.write("     /BC-UBND ngày      của ")
        else:
            self.page.put("own number", "number", "own number", f"{self.own:02d}")
            self.page.write("/BC-UBND ngày ")
            self._dated("own date", "own date", self.day, slashed(self.day))
            self.page.write(" của ")
        self.page.write(f"{self.unit})\n\n")
        for text in self.table.lines():
            self.render(text)

    def render(self, template: str) -> None:
        """Write a template: words as they are, names and figures in their places."""
        for at, piece in enumerate(_TOKEN.split(template)):
            if at % 2 == 0:
                self.page.write(piece)
            else:
                self._token(piece)

    def _token(self, token: str) -> None:
        match token:
            case "unit" | "upper":
                self.page.write(self.unit if token == "unit" else self.upper)
            case "from" | "to":
                self._bound(token)
            case "period":
                self._period()
            case "plan" | "order" | "local" | "national":
                self._cite(token)
            case _ if token.startswith("~"):
                self.page.write(self.style.rounded(self.counts[token[1:]]))
            case _ if token.startswith("%"):
                self._share(token[1:])
            case _:
                name, _, part = token.partition(":")
                role = {"n": "ratio numerator", "d": "ratio denominator", "c": "table cell"}.get(part, "count")
                text = self.style.cell(self.counts[name]) if part == "c" else self.style.count(self.counts[name])
                self.page.put(name, "count", role, text)

    def _share(self, formula: str) -> None:
        printed = self.style.percentage(formula, self.counts)
        role = "table percentage" if formula.endswith(":c") else "percentage"
        formula = formula.removesuffix(":c")
        name = self.page.put(f"%{formula}", "percentage", role, printed)
        told = {token for token in self._all_names() if token in self.counts}
        self.page.identities += shares(name, formula, self.counts, told)

    def _all_names(self) -> set[str]:
        """All counts that the finished report prints: those before and, in the same paragraph or table, after."""
        return self.page.printed | set(_names(self.main["text"])) | self._said_later() | self.table.names()

    def _said_later(self) -> set[str]:
        return {name for part in ("tasks", "payments") for name in _names(self.parts[part]["text"])} | (
            set(_names(self.parts["procedures"]["text"])) if self.page.printed & {"tN", "tF"} else set()
        )

    def _period(self) -> None:
        if self.period.kind == "half":
            self.page.write(f"6 tháng {self.period.number} năm ")
        else:
            self.page.write({"month": "tháng ", "quarter": "quý "}[self.period.kind])
            self.page.put("period number", "period", "period", self.period.number)
            self.page.write(" năm ")
        self.page.put("period year", "period", "period", str(self.period.year))

    def _named_period(self) -> Iterable[Identity]:
        number = self.period.number if self.period.kind == "half" else "period number"
        name = self.period.kind, number, "period year"
        if "from" in self.page.printed:
            yield one("R-TITLE-PERIOD", Covers(*name, "from", "to"))
        if "own date" in self.page.printed:
            yield one("R-PERIOD", Covers(*name, None, "own date"))

    def _bound(self, which: str) -> None:
        day = self.period.start if which == "from" else self.period.end
        name = self._dated(which, f"period {'start' if which == 'from' else 'end'}", day, slashed(day))
        if which == "to":
            start = name.replace("to", "from")
            self.page.identities.append(one("R-PERIOD", NotAfter(start, name, self.period.longest)))

    def _dated(self, name: str, role: str, day: date, text: str) -> str:
        own = self.page.put(name, "date", role, text)
        self.page.identities.append(one("R-DATE-VALID", Real(own)))
        return own

    def _cite(self, token: str) -> None:
        cited = self._cited(token)
        key = f"{cited.number}{cited.year}{cited.tail}"
        self.page.write(f"{cited.says} {cited.number}")
        if cited.year:
            year = self.page.put(f"year of {key}", "year", "document year", cited.year)
        self.page.write(f"{cited.tail} ngày ")
        name = self._dated(f"date of {key}", "document date", cited.day, self.style.date(cited.day))
        if cited.year:
            self.page.identities.append(one("R-DOC-YEAR", YearOf(year, name)))
        signed = NotAfter(name, "own date") if "own date" in self.page.printed else Before(name, month_end(self.day))
        self.page.identities.append(one("R-FUTURE", signed))
        self.page.write(f" {cited.of}" if cited.of else "")

    def _cited(self, token: str) -> Cited:
        if token == "national":
            return self.nationals.pop() if len(self.nationals) > 1 else self.nationals[0]
        if token in self.cited and token != "order":
            return self.cited[token]
        year = self.period.year
        if token == "plan":
            day = working_day(date(year, 1, self.random.randint(6, 27)))
            made = Cited("Kế hoạch số", f"{numbered(self.random, day, 0.6):02d}", "", "/KH-UBND", day, "")
        elif token == "local":
            day = working_day(self.day - timedelta(self.random.randint(4, 12)))
            made = Cited("Công văn số", str(numbered(self.random, day, 9)), "", "/VPUBND-KSTT", day, "")
        else:
            back = self.random.randint(3, 12) + 13 * ("order" in self.cited)  # the second one on another day
            day = working_day(self.period.end - timedelta(back))
            made = Cited("Công văn số", str(numbered(self.random, day, 5)), "", "/UBND-VP", day, "")
        self.cited[token] = made
        return made


def _names(text: str) -> list[str]:
    """The counts in a template."""
    tokens = [token.partition(":")[0] for token in _TOKEN.findall(text)]
    return [token for token in tokens if token[0] not in "%~" and token not in _NOT_COUNTS]


def _under(scope: str, counts: Counts) -> Counts:
    return {f"{scope}.{name}": count for name, count in counts.items()}


def _office(random: Random, new: bool, *, province: bool) -> tuple[str, str, str, int]:
    """Unit, place, the office above it, and about how many dossiers it gets."""
    communes = ("Bình Sơn", "Tân Lập", "Đông Hưng", "Phước Hải", "Mường Lự", "Cẩm Thạch", "Ea Krông", "Vĩnh Hòa")
    districts = ("Lương Phú", "Yên Hưng", "Cư Prông", "Thạnh An", "Nam Sách", "Hòa Vang")
    provinces = ("Hà Sơn", "Phú An", "Hưng An", "Tân Giang")
    above = random.choice(provinces)
    if province or random.random() < 0.2:
        return f"UBND tỉnh {above}", above, "Văn phòng Chính phủ", random.randint(9000, 60000)
    if not new and random.random() < 0.6:
        name = random.choice(districts)
        return f"UBND huyện {name}", name, f"UBND tỉnh {above}", random.randint(2000, 16000)
    name = random.choice(communes)
    return f"UBND {random.choice(('xã', 'phường'))} {name}", name, f"UBND tỉnh {above}", random.randint(300, 7000)
