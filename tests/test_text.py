"""The alignment of a text with its raw characters, carried through edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers import Edit, Span, Text
from normalizers.patterns import pattern

# raw, edits as (start, end, replacement), value, and for a span of the value marked ⟦…⟧ the raw text behind it
CASES = [
    ("Số: /BC- UBND", [(8, 9, "")], "Số: ⟦/BC-UBND⟧", "/BC- UBND"),
    ("ngày\n2020", [(4, 5, " ")], "ngày⟦ ⟧2020", "\n"),
    ("hoà", [(1, 3, "òa")], "h⟦ò⟧a", "o"),
    ("e\u0323\u0302m", [(0, 3, "ệ")], "⟦ệ⟧m", "e\u0323\u0302"),
    ("a&lt;b", [(1, 5, "<")], "a⟦<⟧b", "&lt;"),
    ("ab", [(1, 1, "-")], "a⟦-⟧b", ""),
    ("ab", [(1, 1, "-")], "⟦a-b⟧", "ab"),
    ("abc", [(0, 1, ""), (2, 3, "xyz")], "⟦b⟧xyz", "b"),
    ("abc", [(0, 1, ""), (2, 3, "xyz")], "bx⟦y⟧z", "c"),
    ("abc", [], "⟦abc⟧", "abc"),
]


def unmark(marked: str) -> tuple[str, Span]:
    start = marked.index("⟦")
    end = marked.index("⟧") - 1
    return marked.replace("⟦", "").replace("⟧", ""), Span(start, end)


@pytest.mark.parametrize(("raw", "edits", "marked", "behind"), CASES)
def test_edits_carry_the_alignment(raw: str, edits: list[tuple[int, int, str]], marked: str, behind: str) -> None:
    value, span = unmark(marked)
    text = Text.of(raw).edit(Edit(Span(start, end), new) for start, end, new in edits)
    assert text.value == value
    assert text.to_raw(span).of(raw) == behind


def test_edits_add_up() -> None:
    text = (
        Text.of("1170/\nUBND- TTPVHCC")
        .edit([Edit(Span(5, 6), " ")])
        .edit([Edit(Span(5, 6), ""), Edit(Span(11, 12), "")])
    )
    assert text.value == "1170/UBND-TTPVHCC"
    assert text.to_raw(Span(0, len(text))) == Span(0, 19)
    assert text.to_raw(Span(5, 9)) == Span(6, 10)


def test_sub_takes_a_string_or_a_function_that_may_decline() -> None:
    digits = pattern(r"\d")
    assert Text.of("a1b2").sub(digits, "").value == "ab"
    assert Text.of("a1b2").sub(digits, lambda match: "x" if match[0] == "1" else None).value == "axb2"


@pytest.mark.parametrize("edits", [[(1, 3, ""), (2, 4, "")], [(2, 3, ""), (0, 1, "")], [(3, 9, "")]])
def test_edits_out_of_order_or_outside_are_refused(edits: list[tuple[int, int, str]]) -> None:
    with pytest.raises(ValueError, match="overlaps the one before it or leaves the text"):
        Text.of("abcd").edit(Edit(Span(start, end), new) for start, end, new in edits)


def test_spans_are_checked() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)
    with pytest.raises(IndexError):
        Text.of("abc").to_raw(Span(2, 4))


def test_text_without_edits_is_the_same_object() -> None:
    text = Text.of("Độc lập")
    assert text.edit([]) is text


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    raw = draw(st.text(max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(raw)), max_size=8)))
    spans = zip(cuts[::2], cuts[1::2], strict=False)
    return raw, [Edit(Span(start, end), draw(st.text(max_size=3))) for start, end in spans]


@given(edited())
def test_alignment_is_monotone_and_finds_its_way_back(case: tuple[str, list[Edit]]) -> None:
    raw, edits = case
    text = Text.of(raw).edit(edits)
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)
    for at in range(len(text)):
        behind = text.to_raw(Span(at, at + 1))
        assert not len(behind) or text.from_raw(behind).contains(Span(at, at + 1))


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_an_unedited_text_maps_every_span_to_itself(raw: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(raw)), min(other, len(raw))))
    text = Text.of(raw)
    assert text.to_raw(Span(start, end)) == Span(start, end)
    assert start == end or text.from_raw(Span(start, end)) == Span(start, end)
