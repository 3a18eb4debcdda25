"""Who issued a cited document: «của UBND thành phố Hải Phòng», «UBND xã ban hành Kế hoạch số …»."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Literal

from extractors.subject import Subject
from extractors.symbols.type_words import NUMBER_SIGN
from normalizers import patterns

Relation = Literal["same", "alike", "different", "unknown"]

# English OCR reads «của» as cua, cia, ciia, ctua, cta (domain.md 3): every such word before an agency is meant.
_OF = r"[\s,*_(]{0,4}c\w{0,3}a\s+"
_BODIES = {
    "standing": r"u\w ban thuong vu quoc hoi|ubtvqh",
    "assembly": r"quoc hoi",
    "front": r"u\w ban (?:mttq|mat tran to quoc)|ubmttq",
    "office": r"(?:bo truong,?\s*(?:chu nhiem)?\s*)?van ph\w{1,3}ng",
    "ubnd": r"(?:pho\s+)?(?:chu tich\s+)?(?:ubnd|u\w{1,2}\s+ban\s+nh\w{1,3}\s+d\w{1,3})",
    "hdnd": r"(?:thuong truc\s+)?(?:hdnd|hoi dong nh\w{1,3} d\w{1,3})",
    "pm": r"thu tu\w{1,3}ng(?:\s+chinh ph\w{1,3})?",
    "government": r"chinh ph\w{1,3}",
    "politburo": r"bo chinh tri",
    "secretariat": r"ban bi thu",
    "committee": r"ban (?:chap hanh|thuong vu)|bch|btv|(?:tinh|thanh|huyen|quan|thi|dang)\s+uy|dang bo",
    "ministry": r"bo\s+truong(?:\s+bo)?|lien bo|bo",
    "department": r"giam doc so|lien so|so",
    "centre": r"trung tam|tt",
    "other": r"ban|phong|cong an|tong cuc|cuc|chi cuc|ngan hang|kho bac|toa an|hoi dong|bao hiem|thanh tra"
    r"|chu tich nuoc|chu tich",
}
_LEVELS = {
    "province": r"tinh",
    "city": r"thanh\s+ph\w{1,3}|tp\.?",
    "district": r"huyen|quan|thi xa",
    "township": r"thi tran",
    "commune": r"xa",
    "ward": r"ph\w{1,4}ng",
    "zone": r"dac khu",
}
_BODY = "|".join(rf"(?P<{name}>{words})" for name, words in _BODIES.items())
_LEVEL = "|".join(rf"(?P<{name}>{words})" for name, words in _LEVELS.items())
_ISSUER = rf"(?<!\w)(?:{_BODY})(?!\w)(?:\s+(?:{_LEVEL})(?!\w))?"
_AFTER = patterns.pattern(rf"{_OF}{_ISSUER}")
_ANYWHERE = patterns.pattern(_ISSUER)
_STOP = (
    r"ve|v/v|ban\s+hanh|quy\s+dinh|huong\s+dan|phe\s+duyet|sua|bai\s+bo|cong\s+bo|thanh\s+lap|trien\s+khai"
    r"|ngay|da|va|tai|so"
)
_NAME = patterns.pattern(rf"(?:\s+(?!(?:{_STOP})(?!\w))[^\W\d_][\w’'-]*){{0,6}}")
_SENTENCE = patterns.pattern(r"[;:]|\.\s|\n\s*\n|\n\s*[-+*•]")
_ISSUED = patterns.pattern(
    rf"[^;:()\d]{{0,60}}?(?<!\w)(?:ban\s+hanh|co|ky|gui|trinh|phe\s+duyet|xay\s+dung|tai|theo)\s[^;:()\d]{{0,50}}?(?:{NUMBER_SIGN}\s*)?[:.]?\s*"
)
_BEFORE = 150  # characters in which the issuer is looked for before a number
_ALIKE = 0.75  # of the letters of a name, of which OCR may have read some wrong


@dataclass(frozen=True, slots=True)
class Issuer:
    """An agency: what kind of body, of which level (None where not printed), and its name, folded."""

    body: str
    level: str | None
    name: str


def issuer_after(subject: Subject, start: int) -> tuple[Issuer, int] | None:
    """The issuer in «của …» that begins at `start`, and where its name ends."""
    match = _AFTER.match(subject.folded, start)
    return _read(subject, match) if match else None


def issuer_before(subject: Subject, end: int) -> Issuer | None:
    """The issuer in «UBND xã đã ban hành Kế hoạch số» that ends at `end`."""
    start = max(0, end - _BEFORE)
    for match in _SENTENCE.finditer(subject.folded, start, end):
        start = match.end()
    last: Issuer | None = None
    for match in _ANYWHERE.finditer(subject.folded, start, end):
        issuer, name_end = _read(subject, match)
        if _ISSUED.fullmatch(subject.folded, min(name_end, end), end) and (issuer.level or issuer.body != "other"):
            last = issuer
    return last


def issuer_named(name: Subject) -> Issuer | None:
    """The issuer that a letterhead prints."""
    match = _ANYWHERE.search(name.folded)
    return _read(name, match)[0] if match else None


def relation(one: Issuer | None, other: Issuer | None) -> Relation:
    """Whether two printed issuers are the same, may well be (`alike`: a name is missing), or cannot be."""
    if one is None or other is None:
        return "unknown"
    if one.body != other.body or (one.level and other.level and one.level != other.level):
        return "different"
    if one.level != other.level:
        return "unknown"
    if not one.name or not other.name:
        return "alike"
    length = min(len(one.name), len(other.name))
    likeness = SequenceMatcher(None, one.name[:length], other.name[:length], autojunk=False).ratio()
    return "same" if likeness >= _ALIKE else "different"


def has_one_issuer(agency: str | None) -> bool:
    """True for a symbol that one agency of the whole country has: NĐ-CP, QĐ-TTg, TT-BTC, VPCP-KSTT."""
    head = (agency or "").split("-")[0].rstrip("0123456789")
    return head in _central()


@cache
def _central() -> frozenset[str]:
    """The central agencies: `BCĐ` and `TCT` are there once in every province, `TW` is many."""
    listed = tomllib.loads(files("extractors").joinpath("data/agencies.toml").read_text(encoding="utf-8"))
    return frozenset((*listed["state"], *listed["ministries"])) - {"BCĐ", "BCĐĐA06", "TCT", "TCTĐA06", "BHXH", "UBATGT"}


def _read(subject: Subject, match: patterns.Match) -> tuple[Issuer, int]:
    """The issuer of a match, and where its name ends: the words with a capital letter, or all for a ministry."""
    body = next(name for name in _BODIES if match[name])
    level = next((name for name in _LEVELS if match[name]), None)
    named = _NAME.match(subject.folded, match.end())
    words, end = [], match.end()
    for word in _WORD.finditer(subject.value, end, named.end() if named else end):
        if (level or body in {"ubnd", "hdnd"}) and not word[0][0].isupper():
            break
        words.append(subject.folded[word.start() : word.end()])
        end = word.end()
    return Issuer(body, level, " ".join(words)), end


_WORD = patterns.pattern(r"[^\s]+")
