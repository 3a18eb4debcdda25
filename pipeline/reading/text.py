"""Text files: their encoding, and pages at form feeds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from normalizers.legacy import repaired
from pipeline.document import Page
from pipeline.errors import TruncatedError, UnsupportedError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HIGH_BYTES = frozenset((0x00, 0x01, 0x03, 0x1E, 0x20))  # the blocks Vietnamese and its punctuation are written in
NOT_UNICODE = "not Unicode: read as Windows-1252 bytes"  # a note on the whole file
_STRAY = re.compile("[\udc80-\udcff]+")
_MOST_PLACES = 10  # told of in one note
_JUNK_SHARE = 0.02
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_OR_SIGN = re.compile(f"[{_TONES}]|[®µ¸¶·¹¬](?=[a-z])|(?<=[a-z])[®µ¸¶·¹¬]")  # the signs are letters of TCVN3
_TONE_ON_VOWEL = re.compile(f"[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ][{_TONES}]")
_ON_VOWELS = 0.95  # of these; the bytes of tones are letters that follow consonants too in TCVN3 and VNI
_WHITE = frozenset("\t\n\v\f\r\x1a")  # ^Z closes files of the DOS age


def _windows_1252() -> dict[int, str]:
    """C1 code point to the letter Windows-1252 has there; its five holes stay the C1 characters they are."""
    table = {}
    for code in range(0x80, 0xA0):
        letter = bytes((code,)).decode("cp1252", errors="ignore")
        if letter:
            table[code] = letter
    return table


WINDOWS_1252 = _windows_1252()
_ESCAPED = {0xDC00 + byte: WINDOWS_1252.get(byte, chr(byte)) for byte in range(0x80, 0x100)}  # of "surrogateescape"


def read_text(path: Path) -> Iterator[Page]:
    """The pages of a text file; joined by form feeds they are the decoded file, byte order mark left out.

    Raises TruncatedError for a file without content and UnsupportedError for one that is not text.
    """
    value, encoding, notes = decode(path.read_bytes())
    if not value:
        raise TruncatedError("Tệp không có nội dung: hãy lấy lại bản gốc.", "The file is empty: fetch it again.")
    if _is_junk(value):
        raise UnsupportedError(
            "Tệp không phải văn bản, PDF, ảnh hay tệp Office: hãy kiểm tra lại tệp hoặc lưu thành PDF.",
            "The file is neither text, PDF, image nor an office document: check it or save it as PDF.",
        )
    for number, part in enumerate(value.split("\f"), start=1):
        yield Page(number, "text", f"text file, {encoding}", text=part, notes=notes)


def decode(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """The text of `data`, the name of its encoding, and notes for the reader where bytes did not fit; never fails."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(data[len(bom) :], encoding)
    if (guess := _utf16(data)) is not None:
        return _decode_marked(data, guess)
    return _decode_unmarked(data)


def decode_declared(data: bytes, charset: str | None) -> tuple[str, str]:
    """The text of `data` in a mail or web page that declares `charset`, and the name of its encoding.

    Unicode is told by the bytes, but for UTF-7, which is ASCII. Of 8-bit encodings only Windows-1258 is taken as
    declared, where its tones stand on vowels: texts in fonts of TCVN3 or VNI declare anything, and their bytes are to
    come out as those of Windows-1252.
    """
    text, encoding, _ = decode(data)
    declared = _codec(charset or "")
    if declared == "utf-7" and data.isascii():
        return data.decode("utf-7", "replace"), declared
    if encoding == "windows-1252" and declared == "cp1258":
        as_declared = data.decode("cp1258", "replace")
        tones = len(_TONE_OR_SIGN.findall(as_declared))
        if tones and len(_TONE_ON_VOWEL.findall(as_declared)) >= _ON_VOWELS * tones:
            return as_declared, "windows-1258"
    return text, encoding


def _codec(charset: str) -> str:
    """What Python calls a charset; empty for one that it does not know."""
    try:
        return codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""


def _decode_marked(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    if encoding == "utf-8":
        return _decode_unmarked(data)
    value = data.decode(encoding, errors="replace")
    if "\ufffd" not in value or "\ufffd".encode(encoding) in data:
        return value, encoding, ()
    return value, encoding, (_broken(value, re.compile("\ufffd"), "UTF-16"),)


def _decode_unmarked(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """UTF-8; a few stray bytes in it are read as Windows-1252, and many make the whole file an 8-bit one."""
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        value = data.decode("utf-8", errors="surrogateescape")
    stray = sum("\udc80" <= char <= "\udcff" for char in value)
    proper = sum(char > "\x7f" for char in value) - stray
    if proper >= 10 * stray:
        return value.translate(_ESCAPED), "utf-8", (_broken(value, _STRAY, "UTF-8"),)
    return data.decode("latin-1").translate(WINDOWS_1252), "windows-1252", (NOT_UNICODE,)


def _broken(value: str, sign: re.Pattern[str], encoding: str) -> str:
    """What is told of the places where `sign` stands for bytes that are none of the encoding: the first lines."""
    places = [match.start() for match in sign.finditer(value)]
    numbers = list(dict.fromkeys(value.count("\n", 0, place) + 1 for place in places[:_MOST_PLACES]))
    lines = ", ".join(map(str, numbers)) + ("…" if len(places) > _MOST_PLACES else "")
    return (
        f"dòng {lines}: có {len(places)} chỗ không phải {encoding}, chữ ở đó có thể sai: hãy sửa tệp"
        f" · lines {lines}: {len(places)} places are no {encoding}, their characters may be wrong: correct the file"
    )


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark, told by its high bytes: few values, and zero for every ASCII letter."""
    if len(data) < 8 or len(data) % 2:
        return None
    sample = data[:65536]
    for encoding, high, low in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        known = sum(byte in _HIGH_BYTES for byte in high) / len(high)
        if known > 0.95 and high.count(0) > 0.3 * len(high) and low.count(0) < 0.02 * len(low):
            return encoding
    return None


def _is_junk(value: str) -> bool:
    """True when control characters are more than text ever has; VPS has letters among them."""
    sample = value[:262144]
    most = max(1, _JUNK_SHARE * len(sample))
    return _controls(sample) > most and ("\0" in sample or _controls(repaired(sample).text.value) > most)


def _controls(sample: str) -> int:
    return sum(char < " " and char not in _WHITE for char in sample)
