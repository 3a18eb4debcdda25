"""The tables of letters, and what must hold for every text that is encoded, decoded or repaired."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers import Span, Text
from normalizers.legacy import Encoding, repaired
from normalizers.legacy.codec import cannot_hold, decode, decode_bytes, decoded_text, encode
from normalizers.legacy.encodings import TABLED, as_latin_1, read_as_8_bit
from normalizers.legacy.letters import letters, written

LETTERS = "".join(written()[Encoding.TCVN3])
EACH = pytest.mark.parametrize("encoding", list(Encoding), ids=str)
TEXTS = st.text(st.sampled_from(LETTERS + "aAdDuoO bcgh,.()'?^+\\~`-/0123456789\n"), max_size=60)
ANY = st.text(max_size=60) | TEXTS


def test_every_encoding_has_every_letter_once() -> None:
    assert len(set(LETTERS)) == 134
    for encoding in TABLED:
        table = written()[encoding]
        codes = [code for letter, code in table.items() if letter.lower() not in letters(encoding).shared]
        assert len(codes) == len(set(codes))
        assert len(table) == 134


def test_only_the_fonts_of_hanoi_lack_toned_capitals() -> None:
    assert {encoding for encoding in TABLED if letters(encoding).shared} == {Encoding.TCVN3, Encoding.VIETWARE_F}
    assert len(letters(Encoding.TCVN3).shared) == 60


def test_cp1258_is_that_of_python() -> None:
    for letter, code in written()[Encoding.CP1258].items():
        assert unicodedata.normalize("NFC", code.decode("cp1258")) == letter


@pytest.mark.skipif(not shutil.which("iconv"), reason="needs iconv")
@pytest.mark.parametrize(("encoding", "name"), [(Encoding.VISCII, "VISCII"), (Encoding.TCVN5712_1, "TCVN")])
def test_the_tables_are_those_of_iconv(encoding: Encoding, name: str) -> None:
    text = "\n".join(LETTERS)
    done = subprocess.run(["iconv", "-f", "UTF-8", "-t", name], input=text.encode(), capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"this iconv does not know {name}")
    assert done.stdout == b"\n".join(written()[encoding][letter] for letter in LETTERS)


def test_an_eight_bit_text_keeps_every_byte() -> None:
    everything = bytes(range(256))
    assert as_latin_1(read_as_8_bit(everything)).encode("latin-1") == everything
    assert decode_bytes("hồ sơ".encode("utf-16-le"), Encoding.UTF16_LE_READ_AS_8_BIT) == "hồ sơ"
    assert decode_bytes(bytes.fromhex("68e520 73ac".replace(" ", "")), Encoding.TCVN3) == "hồ sơ"


@EACH
def test_every_letter_comes_back(encoding: Encoding) -> None:
    excused = cannot_hold(LETTERS, encoding)
    assert excused == {letter.upper() for letter in letters(encoding).shared} if encoding in TABLED else not excused
    text = " ".join(LETTERS)
    back = decode(encode(text, encoding), encoding).value
    assert "".join(a for a, b in zip(text, back, strict=True) if a not in excused and a != b) == ""


@EACH
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_round_trip(encoding: Encoding, text: str) -> None:
    back = decode(encode(text, encoding), encoding).value
    assert len(back) == len(text)
    excused = cannot_hold(text, encoding)
    assert all(a == b or a in excused for a, b in zip(text, back, strict=True))


@EACH
@settings(max_examples=60, deadline=None)
@given(text=ANY)
def test_every_decoded_character_has_its_own(encoding: Encoding, text: str) -> None:
    found = decode(text, encoding)
    heads = b"\1" * len(text) if found.heads is None else found.heads
    assert len(heads) == len(text)
    assert sum(heads) == len(found.value)
    assert set(heads) <= {0, 1}
    assert not heads or heads[0] == 1
    aligned = decoded_text(Text.of(text), encoding)
    assert list(aligned.starts) == [at for at, head in enumerate(heads) if head]
    assert list(aligned.ends) == [*list(aligned.starts)[1:], *([len(text)] if text else [])]


@EACH
@settings(max_examples=40, deadline=None)
@given(text=TEXTS)
def test_each_letter_is_made_of_its_own_code(encoding: Encoding, text: str) -> None:
    raw = encode(text, encoding)
    aligned = decoded_text(Text.of(raw), encoding)
    if encoding is not Encoding.VIQR:  # signs are guarded there by what stands before them
        for at, char in enumerate(text):
            assert aligned.to_raw(Span(at, at + 1)).of(raw) == encode(char, encoding)


PIECES = [
    "hå s¬ ®· gi¶i quyÕt",
    "hoà sô ñaõ giaûi quyeát",
    "Ðµc l§p",
    "há»“ sÆ¡",
    "so^' lie^.u",
    "quyê\u0301t",
    "12/Q§-UBND",
    "98,5%",
]
PIECES += [
    "Ủy ban nhân dân",
    "né à Paris",
    "größer",
    " ",
    "\n",
    "\n",
    "1.234",
    "http://example.org/à",
    "“",
    "®",
    "\0",
    "\xad",
    "QÐ-UBND",
]
MIXED = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join)


def digits(text: str) -> list[str]:
    return [char for char in text if char.isdecimal()]


@settings(max_examples=250, deadline=None)
@given(MIXED)
def test_repairing_is_aligned_and_keeps_digits(raw: str) -> None:
    found = repaired(raw)
    text = found.text
    assert len(text.starts) == len(text.ends) == len(text.value)
    assert list(text.starts) == sorted(text.starts)
    assert all(0 <= start < end <= len(raw) for start, end in zip(text.starts, text.ends, strict=True))
    assert digits(text.value) == digits(raw)
    assert text.value.count("\n") == raw.count("\n") or "\0" in raw
    untouched = Span(0, found.runs[0].raw.start if found.runs else len(raw))
    assert text.value[: len(untouched)] == untouched.of(raw)


@settings(max_examples=100, deadline=None)
@given(MIXED)
def test_an_earlier_alignment_is_carried_on(raw: str) -> None:
    shifted = Text.of("xx" + raw).edit([])
    cut = Text(shifted.value[2:], shifted.starts[2:], shifted.ends[2:])
    assert [start - 2 for start in repaired(cut).text.starts] == list(repaired(raw).text.starts)


FOREIGN = """the office année élève déjà forêt garçon où né là très naïve cœur à peine le la les et
die Straße größer Mädchen für Übung Käse Müller und nicht »E« §5 20°C
el señor año canción más té qué niño los de ¿qué? nº
w łódź żółty góra król mój który się
v příští září úřad méně a je se
o coração não mãe avô pé é à com
lorem ipsum dolor 12 98,5% m² «x» “y” – … © user@example.org https://example.org/é a(b) e.g. don't x^2 o+1"""
LANGUAGES = [line.split() for line in FOREIGN.splitlines()]


@settings(
    max_examples=500, deadline=None, derandomize=True
)  # likely, not certain: some nonsense may read as Vietnamese
@given(st.one_of([st.lists(st.sampled_from(words), max_size=12).map(" ".join) for words in LANGUAGES]))
def test_other_languages_stay(text: str) -> None:
    assert repaired(text).text.value == text


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="ascii"), max_size=60))
def test_ascii_without_marks_of_viqr_stays(text: str) -> None:
    plain = "".join(char for char in text if char not in "`^(+~'?.\\" and (char.isprintable() or char.isspace()))
    if "dd" not in plain.lower():
        assert repaired(plain).text.value == plain


def test_a_text_without_anything_odd_opens_no_model() -> None:
    code = (
        "import sys; from normalizers.legacy import repaired\n"
        "for text in ('plain text, 12/BC', 'Ủy ban nhân dân xã\\nCông ty\\nhồ sơ, 5 m²'): assert not repaired(text).runs\n"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


HOSTILE = [
    "a",
    "é",
    "®",
    "\0a",
    "a\0",
    "a\x1e",
    "\x1e",
    " \x20",
    "Ã",
    "Ã\x83",
    "a\u0301",
    "\u0301",
    "a^",
    "a.",
    "^",
    "\\",
    "dd",
    "o+'",
    "a@",
    "x. ",
    "ñ\n",
    "A®",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_input_takes_long(piece: str) -> None:
    raw = "hoà sô ñaõ a^ " + piece * (20_000 // len(piece))
    started = time.process_time()
    found = repaired(raw)
    assert time.process_time() - started < 2
    assert len(found.text.value) <= len(raw)
