"""Whether a PDF is so simple that it can be called PDF/A-2b without a validator: nothing in it but plain scans.

Followed is ISO 19005-2: everything that it forbids or ties to conditions is not simple, and so is all that is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .unpacking import filters_of, unpacked

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

_CATALOG = frozenset(("/Type", "/Pages", "/PageMode", "/PageLayout", "/Metadata", "/Version", "/Lang"))
_PAGE = frozenset(("/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Trans", "/Dur"))
_PICTURE_KIND = ("/Type", "/Subtype", "/Name", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Decode")
_PICTURE_DATA = ("/Filter", "/DecodeParms", "/Length", "/ImageMask", "/Interpolate")
_PICTURE = frozenset((*_PICTURE_KIND, *_PICTURE_DATA))
_FILTERS = frozenset(("/DCTDecode", "/FlateDecode", "/CCITTFaxDecode", "/JBIG2Decode", "/RunLengthDecode"))
_PLAIN_COLOURS = frozenset(("/DeviceGray", "/DeviceRGB"))
_CHANNELS = {b"GRAY": 1, b"RGB ": 3}
_PROFILE_CLASSES = frozenset((b"scnr", b"mntr", b"prtr", b"spac"))
_HEADER_BYTES, _LONGEST_PROFILE = 128, 4 << 20
_SHORTEST_SIDE, _LONGEST_SIDE = 3.0, 14400.0  # points


def has_plain_catalog(pdf: Pdf) -> bool:
    """True when the file has no forms, scripts, attachments, layers or actions."""
    return set(pdf.Root.keys()) <= _CATALOG


def is_plain_page(page: Page) -> bool:
    """True when the page has no annotations or actions and all its pictures are plain; its content is not looked at."""
    left, bottom, right, top = (float(side) for side in page.mediabox.as_list())
    sides = abs(right - left), abs(top - bottom)
    if not set(page.obj.keys()) <= _PAGE or min(sides) < _SHORTEST_SIDE or max(sides) > _LONGEST_SIDE:
        return False
    drawn = page.resources.get("/XObject")
    return drawn is None or all(is_plain_picture(picture) for _, picture in drawn.items())


def is_plain_picture(picture: Object) -> bool:
    """True for a picture of gray or RGB, in a packing that PDF/A allows, without transparency or outside files."""
    if str(picture.get("/Subtype")) != "/Image" or not set(picture.keys()) <= _PICTURE:
        return False
    if bool(picture.get("/Interpolate", False)):
        return False
    if not set(filters_of(picture)) <= _FILTERS:
        return False
    return bool(picture.get("/ImageMask", False)) or _is_plain_colour(picture.get("/ColorSpace"))


def _is_plain_colour(space: Object | None) -> bool:
    """True for gray or RGB, by itself, with a sound profile, or as the base of a palette."""
    if space is None or str(space).startswith("/"):
        return str(space) in _PLAIN_COLOURS
    kind, base = str(space[0]), space[1]
    if kind == "/Indexed":
        return _is_plain_colour(base)
    return kind == "/ICCBased" and _is_sound_profile(base)


def _is_sound_profile(stream: Object) -> bool:
    """True when an ICC profile is whole, of a kind and version that PDF/A-2 allows, with the channels stated."""
    profile = unpacked(stream, _LONGEST_PROFILE)
    return (
        profile is not None
        and len(profile) >= _HEADER_BYTES
        and int.from_bytes(profile[:4]) == len(profile)
        and profile[36:40] == b"acsp"
        and profile[8] <= 4
        and profile[12:16] in _PROFILE_CLASSES
        and _CHANNELS.get(profile[16:20]) == int(stream.get("/N", 0))
    )
