"""What a cited document is about: the words after its number («về việc …»), and whether two such are the same."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from extractors.subject import Subject
from normalizers import fold, patterns

Likeness = Literal["similar", "different", "unknown"]

_VERBS = (
    r"ban\s+hanh|phe\s+duyet|quy\s+dinh|huong\s+dan|cong\s+bo|thanh\s+lap|kien\s+toan|sua\s+doi|trien\s+khai"
    r"|tang\s+cuong|thuc\s+hien|kiem\s+soat|cai\s+cach|ra\s+soat|cong\s+tac"
)
_BEGINS = patterns.pattern(rf"[\s,*_)\"“”]*(?:v[e\w]\s+(?:vi\w{{1,3}}\s+)?|v/v\s*:?\s*|(?={_VERBS}))(?=\p{{L}})")
_ENDS = patterns.pattern(
    r"\d\s?/\s?[\p{L}\d]|[;:()“”\"]|\.(?:\s|$)|\n\s*\n|\n\s*[-+*•\d]|\n\s*can cu|\t"
    r"|,\s*(?:ubnd|uy ban|bao cao|trong do)|,?\s+(?:co\s+)?hieu\s+luc|,?\s+nhu\s+sau"
)
_ABOUT = patterns.pattern(r"[\s,*_)]*(?:ve\s|v/v)")
_VOWEL = patterns.pattern(r"[aeiouy]")
_WORD = patterns.pattern(r"[\p{L}\d]+")
_YEAR = patterns.pattern(r"(?<!\w)(?<!thang\s+\d{1,2}\s+)n\w{1,2}m\s+((?:19|20)\d\d)(?!\d)")
_TELLING = patterns.pattern(r"(?<!\w)(?:\d+|qu\w\s+(?:[ivl]+|\d))(?!\w)")
_LONGEST = 170  # characters of a title that are read
_COMPARED = 90  # characters that are compared
_SHORTEST = 14  # a shorter title («về CCHC») tells nothing
_SIMILAR, _DIFFERENT = 0.75, 0.45
_ABBREVIATIONS = {
    "tthc": "thu tuc hanh chinh",
    "cchc": "cai cach hanh chinh",
    "kstthc": "kiem soat thu tuc hanh chinh",
    "pakn": "phan anh kien nghi",
    "ubnd": "uy ban nhan dan",
    "cds": "chuyen doi so",
    "cntt": "cong nghe thong tin",
    "kt": "kinh te",
    "xh": "xa hoi",
    "dvc": "dich vu cong",
}
_COMMON = fold(  # words of nearly every title
    "về việc ban hành kế hoạch thực hiện triển khai công tác nhiệm vụ của các trên địa bàn năm quy định quyết phê "
    "duyệt cho theo trong tại với đến tháng ngày một số điều hướng dẫn nội dung"
).split()


@dataclass(frozen=True, slots=True)
class Title:
    """The words about a document: `words` folded and written out, `years` named in «năm …», `end` in the text.

    `full` for one that stands behind «về» and is printed to its end.
    """

    words: str
    years: frozenset[str]
    telling: frozenset[str]
    end: int = 0
    full: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The words that tell the subject, without numbers and years."""
        return frozenset(word for word in self.content if word.isalpha())

    @property
    def spelt_out(self) -> bool:
        """True where no abbreviation is left that may stand for the other's words."""
        return all(_VOWEL.search(word) for word in self.words.split() if word.isalpha() and len(word) > 1)

    @property
    def content(self) -> frozenset[str]:
        """The words that only this subject has."""
        return frozenset(word for word in self.words.split() if len(word) > 1 and word not in _COMMON)


def title_after(subject: Subject, start: int) -> Title | None:
    """The title that begins at `start` of the text, None where other words follow the number."""
    begins = _BEGINS.match(subject.folded, start)
    if begins is None:
        return None
    limit = min(len(subject.folded), begins.end() + _LONGEST)
    ends = _ENDS.search(subject.folded, begins.end(), limit)
    end = ends.start() if ends else limit
    printed = subject.folded[begins.end() : end]
    words = " ".join(_ABBREVIATIONS.get(word[0], word[0]) for word in _WORD.finditer(printed))
    years = frozenset(match[1] for match in _YEAR.finditer(printed))
    telling = frozenset(" ".join(match[0].split()) for match in _TELLING.finditer(printed))
    full = (ends is not None or end == len(subject.folded)) and _ABOUT.match(subject.folded, start) is not None
    return Title(words, years, telling, begins.end() + len(printed.rstrip()), full)


def likeness(one: Title | None, other: Title | None) -> Likeness:
    """Whether two titles are of one document, allowing for misread letters and for one that is cut short."""
    if one is None or other is None:
        return "unknown"
    length = min(len(one.words), len(other.words), _COMPARED)
    if length < _SHORTEST:
        return "unknown"
    ratio = SequenceMatcher(None, one.words[:length], other.words[:length], autojunk=False).ratio()
    if ratio < _DIFFERENT or (one.telling and other.telling and not one.telling & other.telling):
        return "different"
    return "similar" if ratio >= _SIMILAR else "unknown"
