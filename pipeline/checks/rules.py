"""The rules of the checks, read from data/rules/*.toml: severity, source, reading, tolerance, example, wording."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from normalizers import Span

from ..labels import Label
from .finding import Evidence, Finding, Severity

Said = str | int | Label  # what a message may be filled with; a Label in the language of the message


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `says` has its messages by name, with ``{fields}`` to fill; `family` is the name of its file."""

    id: str
    family: str
    severity: Severity
    title: Label
    source: Label
    reading: Label
    tolerance: Label
    example: Label
    says: Mapping[str, Label]

    def fails(
        self,
        message: str,
        evidence: Iterable[Evidence],
        *,
        severity: Severity | None = None,
        expected: object = None,
        found: object = None,
        cause: Label | None = None,
        **fields: Said,
    ) -> Finding:
        """A finding that says `message`; `severity` where this case is not as grave as the rule."""
        told = self._told(message, fields)
        return Finding(
            self.id, "fails", severity or self.severity, told, _once(evidence), _text(expected), _text(found), cause
        )

    def holds(self, evidence: Iterable[Evidence], message: str = "holds", **fields: Said) -> Finding:
        """The verdict that these figures were checked and agree."""
        return Finding(self.id, "holds", None, self._told(message, fields), _once(evidence))

    def not_applicable(self) -> Finding:
        """The verdict that the document prints nothing that the rule could be tried on."""
        told = Label(
            f"Không có số liệu để kiểm tra: {self.title.vi}.", f"Nothing printed to check this with: {self.title.en}."
        )
        return Finding(self.id, "not_applicable", None, told)

    def _told(self, message: str, fields: Mapping[str, Said]) -> Label:
        says = self.says[message]
        vi = {name: said.vi if isinstance(said, Label) else said for name, said in fields.items()}
        en = {name: said.en if isinstance(said, Label) else said for name, said in fields.items()}
        return Label(says.vi.format_map(vi), says.en.format_map(en))


def _once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each quote once, those of one file in the order of its text."""
    files: dict[str | None, dict[Span, Evidence]] = {}
    for each in evidence:
        files.setdefault(each.file, {}).setdefault(each.span, each)
    return tuple(quotes[span] for quotes in files.values() for span in sorted(quotes))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the files; raises ValueError for an id or a severity that is wrong."""
    found: dict[str, Rule] = {}
    for path in sorted(files("pipeline").joinpath("checks/data/rules").iterdir(), key=lambda path: path.name):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if name in found or table["severity"] not in get_args(Severity):
                raise ValueError(f"{path.name}: rule {name} is there twice or has no known severity")
            found[name] = _rule(name, path.name.removesuffix(".toml"), table)
    return found


def rule(name: str) -> Rule:
    """The rule with this id; raises KeyError when no file has it."""
    return rules()[name]


def _rule(name: str, family: str, table: dict[str, Any]) -> Rule:
    said = {key: Label(**says) for key, says in table["says"].items()}
    told = {key: Label(**table[key]) for key in ("title", "source", "reading", "tolerance", "example")}
    return Rule(name, family, table["severity"], says=said, **told)
