"""The columns of every table, read once from data/columns.toml: the one place that names and describes them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from .labels import Label

ColumnType = Literal["text", "integer", "number", "date", "boolean", "boxes"]
TableName = Literal["documents", "facts", "form_ii06", "findings"]  # of a report
StoreTable = Literal["documents", "facts", "form_ii06", "findings", "files", "corrections"]  # of a store


@dataclass(frozen=True, slots=True)
class Column:
    """A column: stable `name`, what it is called, what it means, and its width in characters on a sheet."""

    name: str
    type: ColumnType
    width: int
    label: Label
    about: Label

    def __post_init__(self) -> None:
        if self.type not in get_args(ColumnType):
            raise ValueError(f"columns.toml: column {self.name}: unknown type {self.type}")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table: the title of its sheet and its columns in order."""

    title: Label
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]


def layouts() -> dict[TableName, Layout]:
    """The tables of a report by name, in the order of a workbook."""
    return {name: layout_of(name) for name in get_args(TableName)}


@cache
def layout_of(table: StoreTable) -> Layout:
    """The layout of one table."""
    entry = _read()[table]
    return Layout(Label(**entry["sheet"]), tuple(_column(column) for column in entry["columns"]))


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files("pipeline").joinpath("data/columns.toml").read_text(encoding="utf-8"))


def _column(entry: dict[str, Any]) -> Column:
    about = Label(entry["vi"], entry["en"])
    return Column(entry["name"], entry["type"], entry["width"], Label(**entry["label"]), about)
