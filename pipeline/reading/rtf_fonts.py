"""The fonts of an RTF file, and what its bytes mean in each of them (RTF 1.9.1, «Font Table»)."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

from normalizers.legacy.encodings import read_as_8_bit

from .legacy_fonts import is_legacy
from .symbol_fonts import addressed, is_symbols

_WESTERN = "cp1252"
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
}  # fmt: skip
_DEFAULT = 1
_LONGEST = 100  # characters of a name; Windows has 31


@dataclass(slots=True)
class RtfFont:
    """A font as its table tells it; its charset is 0 for Western."""

    charset: int = 0
    _name: bytearray = field(default_factory=bytearray)
    _called: str | None = None

    def name_on(self, data: bytes) -> None:
        """Go on with the name, which ends with a semicolon."""
        if len(self._name) > _LONGEST:
            return
        self._name += data
        self._called = read_as_8_bit(bytes(self._name)).partition(";")[0].strip() or None

    @property
    def called(self) -> str | None:
        """Its name; None for one without."""
        return self._called


def decoded(data: bytes, font: RtfFont | None, page: str) -> str:
    """Bytes of a text in `font`, in a file whose own code page is `page`.

    Bytes in a font of a Vietnamese 8-bit encoding, and those of Western text, come out as Windows-1252 with every byte
    kept: 0xAD, the ư of TCVN3, is the soft hyphen, what Windows-1252 leaves undefined a control character.
    """
    name = font.called if font is not None else None
    if name is not None and is_symbols(name):
        return addressed(data.decode("latin-1"))
    if data.isascii():
        return data.decode("ascii")
    own = page if font is None or font.charset == _DEFAULT else _CHARSETS.get(font.charset, _WESTERN)
    if own == _WESTERN or is_legacy(name):
        return read_as_8_bit(data)
    return data.decode(own, "replace")


def code_page(number: int) -> str:
    """The name of Windows' code page `number`; that of Western text where Python has none."""
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return _WESTERN
