"""Write docs/checks.md from the rules of the checks: every rule with its source, reading, tolerance and example."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.checks.identities import Reading, Share, bounds, identities, shares
from pipeline.checks.rules import Rule, rules
from pipeline.labels import name_of

PAGE = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
_FAMILIES = {
    "sums": "Cộng các số · Sums",
    "shares": "Tỷ lệ · Percentages",
    "repeats": "Cùng một điều, hai con số · The same thing, two values",
    "tables": "Bảng · Tables",
    "references": "Văn bản được dẫn · Documents cited",
    "calendar": "Ngày và kỳ báo cáo · Dates and periods",
    "numbering": "Đánh số · Numbering",
    "parts": "Số và các phần của nó · A number and its parts",
    "oddities": "Điều lạ · Oddities",
    "across": "Giữa các báo cáo · Across reports",
}
_HEAD = """# Kiểm tra số liệu · Checks

<!-- Made from pipeline/checks/data by `make rules`; change the data, not this page. -->

`vanthu check` tìm chỗ số liệu trong báo cáo mâu thuẫn với nhau và trích cả hai bên. Mỗi quy tắc trả lời một trong ba:
**fails** (sai), **holds** (khớp, hiện với `--all`), **not_applicable** (văn bản không in số nào để thử).
`vanthu check` finds where the figures of a report contradict each other and quotes both sides; a rule says that it
**fails**, **holds** (shown with `--all`), or is **not_applicable** (nothing printed to try it on).

| mức · severity | nghĩa · meaning |
| --- | --- |
| error | Mâu thuẫn theo mọi cách đọc được chấp nhận. · A contradiction in every accepted reading. |
| warning | Cần xem lại trang. · Look at the page. |
| hint | Hình thức, điều lạ. · Form, oddities. |

Chữ mà OCR đọc chưa chắc (dưới 0,85) hạ mức xuống một bậc, và lời nhắn nhắc xem trang trước. ·
Where OCR was not sure of a word (below 0.85) a finding is one step less grave, with the advice to look at the page.

Mỗi phát hiện trong `--format json` có · Each finding in `--format json` has: `rule`, `severity`, `message`,
`message_en`, `expected`, `found`, `verdict`, `file`, `evidence` (`text`, `start`, `end`, `page`, `boxes`, `value`,
in a workbook `cell`;
`file` khi so nhiều báo cáo · when reports are compared).
"""

_READINGS = """## Các đẳng thức · The identities

Một đẳng thức chỉ bị coi là sai khi mọi cách đọc đều sai. Phần trong ngoặc vuông chỉ cộng khi được in ra;
phần sau «±» có thể nằm trong hoặc ngoài các phần kia; «…» là còn có thể có phần khác không in ra. ·
An identity fails only where every reading fails. Parts in square brackets are added where printed; those behind
«±» may lie inside the others or beside them; «…» leaves room for parts that are not printed.
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for family, title in _FAMILIES.items():
        parts.append(f"## {title}\n")
        parts += [_section(rule) for rule in rules().values() if rule.family == family]
    parts.append(_identities())
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    rows = [
        ("nguồn · source", rule.source),
        ("cách đọc · reading", rule.reading),
        ("sai số · tolerance", rule.tolerance),
        ("ví dụ · example", rule.example),
    ]
    table = "\n".join(f"| {name} | {_cell(label.vi)} | {_cell(label.en)} |" for name, label in rows)
    head = f"| {rule.severity} | Tiếng Việt | English |\n| --- | --- | --- |"
    return f"### {rule.id}\n\n{rule.title.vi}. · {rule.title.en}.\n\n{head}\n{table}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _identities() -> str:
    """What must add up, reading by reading."""
    lines = [_READINGS, "| quy tắc · rule | cách đọc · readings |", "| --- | --- |"]
    lines += [f"| {i.rule} | {'<br>'.join(map(_reading, i.readings))} |" for i in identities()]
    lines += ["", "| A6 | không phần nào lớn hơn · no part greater than |", "| --- | --- |"]
    lines += [f"| {_names(bound.parts, ', ')} | {_names(bound.whole)} |" for bound in bounds()]
    lines += ["", "| tỷ lệ · share | tử số · above the line | mẫu số · below the line |", "| --- | --- | --- |"]
    lines += [_share(share) for share in shares()]
    return "\n".join(lines) + "\n"


def _reading(reading: Reading) -> str:
    optional = "".join(f" [+ {_name(key)}]" for key in reading.optional)
    beside = f" ± {_names(reading.beside, ', ')}" if reading.beside else ""
    rest = "" if reading.complete else " …"
    return f"{_names(reading.whole)} = {_names(reading.parts)}{optional}{beside}{rest}"


def _share(share: Share) -> str:
    parts, of = ("<br>".join(_names(keys) for keys in terms) for terms in (share.parts, share.of))
    return f"| {share.rule} | {parts} | {of} |"


def _names(keys: Iterable[str], sign: str = " + ") -> str:
    return sign.join(map(_name, keys)).replace("+ −", "− ")


def _name(key: str) -> str:
    bare = key.removeprefix("-")
    name = " + ".join(name_of("measure", part, "vi") for part in bare.split("+"))
    return f"−{name}" if key.startswith("-") else name


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
