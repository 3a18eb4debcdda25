"""The groups of a symbol after its number: `KH-UBND`, `TTLT-BTC-BNV`, `UBND-TTPVHCC`, read and spelled right."""

from __future__ import annotations

from dataclasses import dataclass

from normalizers import patterns

from .document_types import agencies, restored_agencies, restored_types, types

DASH = r"[-\u2010-\u2015\u2212]"
# «89/QĐ-TTgngày»: the space after a symbol gets lost.
GROUP = r"[A-ZĐÐƯ][A-ZĐÐƯ&\d]*(?:[a-zđ]{1,2}[A-ZĐÐƯ&\d]*)?(?:(?![\p{L}\d])|(?=ng[aà]y))"

_FIRST = patterns.pattern(GROUP)
_NEXT = patterns.pattern(rf"(?P<before>\s*)(?P<sign>{DASH}|[./])(?P<after>\s*)(?P<group>{GROUP})")
_DOUBLED = patterns.pattern(r"(\p{Lu})\1")


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one symbol: `type` (None for a công văn), the rest, both as they should be printed, the end."""

    type: str | None
    agency: str | None
    text: str
    end: int
    known: bool

    @property
    def several(self) -> bool:
        """True when there is more than a type or an agency alone."""
        return any(sign in self.text for sign in "-./") or (self.type is not None and self.agency is not None)


def read_groups(value: str, start: int) -> Groups | None:
    """The groups that begin at `start`, or None when no group does."""
    first = _FIRST.match(value, start)
    if first is None:
        return None
    printed, signs, end = [first[0]], [""], first.end()
    while (following := _NEXT.match(value, end)) and _continues(following, printed):
        signs.append(following["sign"] if following["sign"] in "./" else "-")
        printed.append(following["group"])
        end = following.end()
    return _spelled(printed, signs, end)


def _spelled(printed: list[str], signs: list[str], end: int) -> Groups:
    """The groups as they should be spelled."""
    kind = type_spelling(printed[0], printed[1] if len(printed) > 1 else None)
    rest = [_agency_spelling(group) for group in printed[1:]]
    head = kind or _agency_spelling(printed[0])
    text = head + "".join(sign + group for sign, group in zip(signs[1:], rest, strict=True))
    known = kind is not None or any(_is_agency(group) for group in (head, *rest))
    glued = _glued(head) if kind is None else None
    if glued:
        return Groups(glued[0], "-".join((glued[1], *rest)), text, end, known=True)
    if kind:
        return Groups(types()[kind].abbr, "-".join(rest) or None, text, end, known=True)
    return Groups(None, "-".join((head, *rest)), text, end, known)


def _continues(following: patterns.Match, printed: list[str]) -> bool:
    """True when the group after a separator still belongs to the symbol; white space around it makes this doubtful."""
    group, sign = following["group"], following["sign"]
    known = _is_agency(_agency_spelling(group)) or type_spelling(group) is not None
    after_type = len(printed) == 1 and type_spelling(printed[0]) is not None
    spaces = bool(following["before"]) + bool(following["after"])
    if sign == "." and spaces == 0 and printed[-1] in ("CT", "UB") and known:  # «QĐ-CT.UBT», «UB.NC»
        return True
    if sign in "./":  # «TTLT/BTC-BNV», «TTr.SXD»; «VPCP/KSTT» ends a form code
        return after_type and not (following["before"] and sign == ".") and (known or not spaces)
    if spaces == 0:
        return True
    if spaces == 2 and not after_type:  # «12/QĐ-STC - TTHC»: a dash of the sentence
        return False
    return known or (after_type and len(group) > 2 and group.isupper())


def type_spelling(group: str, agency: str | None = None) -> str | None:
    """The type a group means: `NĐ` for `ND`; before a known agency a doubled letter is a slip too (`NQQ-CP`)."""
    group = group.replace("Ð", "Đ")
    if group in types():
        return group
    if group in restored_types():
        return restored_types()[group]
    if agency is None or _is_agency(group) or not _is_agency(_agency_spelling(agency)):
        return None
    shorter = (group[: m.start()] + group[m.start() + 1 :] for m in _DOUBLED.finditer(group))
    return next((spelling for candidate in shorter if (spelling := type_spelling(candidate))), None)


def _glued(group: str) -> tuple[str, str] | None:
    """`QĐUB` as type and agency, the hyphen between them forgotten; None for any other group."""
    for cut in range(2, min(5, len(group))):
        kind = type_spelling(group[:cut])
        if kind and group[cut:] in {"UB", "UBND", "TTg", "CP", "HĐND"}:
            return types()[kind].abbr, group[cut:]
    return None


def _agency_spelling(group: str) -> str:
    """The agency a group means: `HĐND` for `HDND`."""
    group = restored_agencies().get(group.replace("Ð", "Đ"), group.replace("Ð", "Đ"))
    if _is_agency(group) or len(group) < 5:
        return group
    # English OCR reads «TTPVHCC» as «TIPVHCC».
    likely = (group[:at] + "T" + group[at + 1 :] for at, letter in enumerate(group) if letter == "I")
    return next((spelling for spelling in likely if _is_agency(spelling)), group)


def _is_agency(group: str) -> bool:
    """True for a known agency or unit, also with the number of its term (`QH15`, `UBTVQH14`)."""
    return group in agencies() or group.rstrip("0123456789") in agencies()
