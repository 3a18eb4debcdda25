"""docs/data_dictionary.md tells every column, key and code as the code has it.

`python tests/test_data_dictionary.py` writes the tables between the marks anew from columns.toml and labels.toml.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from extractors.extraction import Date, DocumentNumber, DossierCount, OtherCount, Percentage, Period, Ratio
from pipeline.columns import Column, StoreTable, layout_of
from pipeline.labels import labels

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "data_dictionary.md"
MARKED = re.compile(r"(<!-- (\w+):begin -->\n)(.*?)(<!-- \2:end -->)", re.DOTALL)
TABLES = {name: layout_of(name) for name in get_args(StoreTable)}
BLOCKS = [
    "documents",
    "facts",
    "form_ii06",
    "findings",
    "files",
    "corrections",
    "kind",
    "measure",
    "role",
    "state",
    "severity",
    "verdict",
    "source",
]


def render(block: str) -> str:
    if block in TABLES:
        lines = ["| column | type | heading in XLSX | meaning |", "|---|---|---|---|"]
        lines += [
            f"| `{column.name}` | {column.type} | {column.label.vi} | {column.about.en} |"
            for column in TABLES[block].columns
        ]
    else:
        lines = ["| code | Vietnamese | English |", "|---|---|---|"]
        lines += [f"| `{code}` | {label.vi} | {label.en} |" for code, label in labels()[block].items()]
    return "\n".join(lines) + "\n"


def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def columns() -> list[tuple[str, Column]]:
    return [(table, column) for table, layout in TABLES.items() for column in layout.columns]


def test_every_table_of_the_document_is_that_of_the_code() -> None:
    written = {name: body for _, name, body, _ in MARKED.findall(text())}
    assert written == {name: render(name) for name in BLOCKS}


def test_the_json_keys_are_told() -> None:
    keys = set(re.findall(r"^\| `(\w+)` \|", text().split("## JSON")[1].split("\n## ")[0], re.MULTILINE))
    named = {
        name
        for value in (DocumentNumber, Date, Period, DossierCount, Percentage, Ratio, OtherCount)
        for name in value.__dataclass_fields__
    } - {"canonical", "iso", "count", "percent", "num", "den"}
    fact = {
        "kind",
        "value",
        "text",
        "start",
        "end",
        "normalized",
        "page",
        "boxes",
        "cell",
        "confidence",
        "rule",
        "state",
    }
    assert keys == named | fact | {"file"}


@pytest.mark.parametrize("table", TABLES)
def test_names_are_stable_and_unique(table: str) -> None:
    names = TABLES[table].names
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    titles = [layout.title.vi for layout in TABLES.values()]
    assert all(len(title) <= 31 for title in titles), "the longest title of a sheet"


@pytest.mark.parametrize(("table", "column"), columns(), ids=lambda part: getattr(part, "name", part))
def test_every_column_is_labelled_and_described_in_both_languages(table: str, column: Column) -> None:
    assert all((column.label.vi, column.label.en, column.about.vi, column.about.en)), (table, column.name)
    assert not column.about.vi.endswith("."), "no full stop: the texts are cells"
    assert 5 <= column.width <= 100


def test_every_indicator_the_extractors_name_has_a_label() -> None:
    indicators = tomllib.loads((ROOT / "extractors/data/indicators.toml").read_text(encoding="utf-8"))
    assert not set(indicators) - {"none"} - set(labels()["measure"])


if __name__ == "__main__":
    DOCUMENT.write_text(
        MARKED.sub(lambda match: match[1] + render(match[2]) + match[4], text()), encoding="utf-8", newline="\n"
    )
