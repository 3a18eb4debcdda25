"""Whether a PDF bears a digital signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_SIGNATURES_EXIST = 1  # of /SigFlags
_MOST_FIELDS = 100_000


def is_signed(pdf: Pdf) -> bool:
    """True for a file with a signed field, the flag that there is one, or rights granted by a signature."""
    root = pdf.Root
    if "/Perms" in root and len(root["/Perms"].keys()):
        return True
    form = root.get("/AcroForm")
    if form is not None and int(form.get("/SigFlags", 0)) & _SIGNATURES_EXIST:
        return True
    fields = list(form.get("/Fields", [])) if form is not None else []
    notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
    return _holds_signature([*fields, *notes])


def _holds_signature(fields: list[Object]) -> bool:
    """True when one of `fields`, or of those below them, has the value of a signature."""
    seen = 0
    while fields and seen < _MOST_FIELDS:
        field = fields.pop()
        seen += 1
        value = field.get("/V")
        if value is not None and hasattr(value, "keys") and "/ByteRange" in value:
            return True
        fields += list(field.get("/Kids", []))
    return bool(fields)  # too many to look at: better not touched
