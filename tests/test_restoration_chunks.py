"""Garbled text cut up: the words to restore are marked ⟦…⟧; everything else stays as it is."""

import pytest
from marks import unmark

from normalizers.restoration.chunks import Kind, chunks

WORDS = [
    "⟦Ty⟧ ⟦1€⟧ ⟦nop⟧ ⟦hd⟧ ⟦so⟧ ⟦truc⟧ ⟦tuyén⟧ ⟦dat⟧ 100 %",
    "⟦Ty⟧ ⟦1&⟧ ⟦K&⟧ ⟦H¢⟧ ⟦B0⟧ ⟦S6⟧ ⟦@⟧ ⟦¢⟧",
    "(⟦hda⟧), «⟦tti⟧», “⟦H6⟧” ⟦vyec⟧...⟦ctia⟧ ⟦dat⟧/⟦khong⟧ ⟦Péc⟧ ⟦1ap⟧ - ⟦Tw⟧ ⟦do⟧",
    "⟦li¢u⟧ ⟦tha?c⟧ ⟦s6⟧ ⟦gi61⟧ ⟦16i⟧ ⟦sb6⟧ 766. ⟦Bo6⟧ ⟦4p⟧ ⟦6ng⟧ ⟦k¥⟧ ⟦M6n⟧",
    "⟦st?⟧ ⟦tin⟧, ⟦mt?c⟧ ⟦nao⟧? ⟦Co⟧ ⟦khong⟧?",
    "⟦tt’⟧ ⟦Bac⟧ ⟦vo'i⟧ ‘⟦vo⟧’",
    "⟦tai⟧ 1337/UBND-TTPVHCC, 66/NQ-CP ⟦ngay⟧ 07/4/2026, II.06a, QH15",
    "⟦Cong⟧ ⟦van⟧ ⟦sd⟧ 1170/ ⟦UBND⟧- ⟦TTPVHCC⟧",
    "⟦$6⟧:237/⟦x⟧ ⟦gia⟧ $6 ⟦va⟧ $500",
    "⟦dat⟧ 18 % ⟦va⟧ 9l% ⟦cua⟧ 6.258 ⟦ho⟧ ⟦so⟧, 6.2s8",
    "10l ⟦xang⟧, 5kg, 3 kg, 15h30, 2a, 100m2, ⟦1a⟧ 48, khoản".replace("khoản", "⟦khoản⟧") + " 1a) 12|34",
    "www.chinhphu.vn/van-ban, dichvucong.gov.vn, a.b@c.vn, https://x.vn/a?b=1. ⟦ngu@i⟧",
    "a) ⟦Cong⟧ ⟦tac⟧",
    "l2 ⟦hé⟧ ⟦so⟧, I6 ⟦xa⟧, l00 ⟦phiéu⟧, |5",
    "II. ⟦KET⟧ ⟦QUA⟧ ⟦VII⟧",
    "1. ⟦V&⟧ ⟦cong⟧ ⟦tac⟧ ⟦TTHC⟧",
]

KINDS = [
    ("2026", Kind.NUMBER, "<num>"),
    ("1.234,5", Kind.NUMBER, "<num>"),
    ("07/4/2026", Kind.NUMBER, "<num>"),
    ("5kg", Kind.NUMBER, "<num>"),
    ("864/UBND-TTPVHCC", Kind.CODE, "<code>"),
    ("QH15", Kind.CODE, "<code>"),
    ("x@y.vn", Kind.CODE, "<code>"),
    ("km2", Kind.FIXED, "km2"),
    ("HQI", Kind.WORD, "hqi"),
    ("–", Kind.PUNCTUATION, "-"),
    ("»", Kind.PUNCTUATION, '"'),
]


@pytest.mark.parametrize("marked", WORDS)
def test_words(marked: str) -> None:
    text, spans = unmark(marked)
    found = [chunk for chunk in chunks(text) if chunk.kind is Kind.WORD]
    assert [text[chunk.span.start : chunk.span.end] for chunk in found] == [text[start:end] for start, end in spans]
    assert [(chunk.span.start, chunk.span.end) for chunk in found] == spans
    assert all(text[chunk.span.start : chunk.span.end] == chunk.text for chunk in chunks(text))


@pytest.mark.parametrize(("text", "kind", "form"), KINDS)
def test_kinds(text: str, kind: Kind, form: str) -> None:
    assert [(chunk.kind, chunk.form) for chunk in chunks(text)] == [(kind, form)]
