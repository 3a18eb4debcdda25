"""docs/normalizers.md has a row for every step, and every row is true."""

import re
from pathlib import Path

import pytest

from normalizers import STEPS, Text
from normalizers.lines import REASONS

PAGE = (Path(__file__).parent.parent / "docs" / "normalizers.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| `((?:[^`])+)` \| `((?:[^`])+)` \|", PAGE, re.MULTILINE)


def written(cell: str) -> str:
    plain = cell.replace("⏎", "\n").replace("⇥", "\t").replace("␌", "\f").replace(r"\|", "|")
    return re.sub("⟨([0-9A-F]{4})⟩", lambda match: chr(int(match[1], 16)), plain)


def test_every_step_has_its_row_in_order() -> None:
    assert [name for name, _, _ in ROWS] == [step.__name__ for step in STEPS]


@pytest.mark.parametrize(("name", "before", "after"), ROWS)
def test_every_row_is_true(name: str, before: str, after: str) -> None:
    step = {step.__name__: step for step in STEPS}[name]
    value = written(before)
    assert Text.of(value).edit(step(value)).value == written(after)


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
def test_every_example_runs(example: str) -> None:
    assert "assert" in example
    exec(compile(example, "docs/normalizers.md", "exec"), {})


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_quotes_the_text_that_asked_for_it(reason: object) -> None:
    assert "⏎" in str(reason.__doc__)
