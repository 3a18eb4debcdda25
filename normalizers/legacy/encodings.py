"""The names of the encodings, and the eight-bit reading of a text."""

from __future__ import annotations

from enum import StrEnum


class Encoding(StrEnum):
    """A way in which Vietnamese was written before, or is spoilt instead of, composed Unicode."""

    TCVN3 = "tcvn3"  # ABC: the fonts .VnTime, .VnTimeH
    VNI = "vni"  # VNI-Windows: the fonts VNI-Times, VNI-Helve
    VPS = "vps"
    VISCII = "viscii"
    BK_HCM2 = "bk_hcm2"
    VIETWARE_F = "vietware_f"
    CP1258 = "cp1258"
    TCVN5712_1 = "tcvn5712_1"  # VN1: TCVN3 with the toned capitals
    UTF8_READ_AS_CP1252 = "utf8_read_as_cp1252"
    UTF8_READ_AS_CP1252_TWICE = "utf8_read_as_cp1252_twice"
    UTF16_LE_READ_AS_8_BIT = "utf16_le_read_as_8_bit"
    UTF16_BE_READ_AS_8_BIT = "utf16_be_read_as_8_bit"
    DECOMPOSED = "decomposed"  # the marks of one letter in the order of NFD
    DECOMPOSED_WINDOWS = "decomposed_windows"  # â ă ê ô ơ ư whole, the tone after them
    VIQR = "viqr"


# Those with a table of letters (data/legacy/letters.tsv), in the order in which equal readings are preferred.
TABLED = (
    Encoding.TCVN3,
    Encoding.VNI,
    Encoding.VISCII,
    Encoding.VPS,
    Encoding.CP1258,
    Encoding.BK_HCM2,
    Encoding.VIETWARE_F,
    Encoding.TCVN5712_1,
)


def _cp1252() -> dict[int, str]:
    """What bytes 0x80..0x9F are in CP1252; the five undefined ones stay control characters."""
    return {byte: bytes((byte,)).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}


CHAR_OF = {byte: chr(byte) if char == "\ufffd" else char for byte, char in _cp1252().items()}
BYTE_OF = {char: byte for byte, char in CHAR_OF.items()}
_AS_CP1252 = {byte: char for byte, char in CHAR_OF.items() if ord(char) != byte}
_AS_LATIN_1 = {ord(char): byte for char, byte in BYTE_OF.items() if ord(char) != byte}


def read_as_8_bit(data: bytes) -> str:
    """`data` read as CP1252; bytes that CP1252 leaves undefined become the control characters of Latin-1."""
    return data.decode("latin-1").translate(_AS_CP1252)


def as_latin_1(value: str) -> str:
    """`value` with each character of CP1252 as the Latin-1 character of the same byte; others stay."""
    return value if value.isascii() else value.translate(_AS_LATIN_1)
