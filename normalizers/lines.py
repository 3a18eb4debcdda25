"""Does a line continue the one before it? The evidence, one small rule each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .folding import fold
from .patterns import alternation, pattern

HEAD = 400  # characters of a paragraph that a decision may look back on


@dataclass(frozen=True, slots=True)
class Joint:
    """The place between two lines.

    `head` is the paragraph so far (its last HEAD characters, line ends as spaces), `last` its last line.
    """

    head: str
    last: str
    following: str
    blank: bool  # an empty line lies between
    width: int  # characters of a full line, 0 where the text is not wrapped

    @property
    def full(self) -> bool:
        """True when the first word of the next line would not have fitted in the last line."""
        needed = len(self.last) + 1 + len(self.following.split(" ", 1)[0])
        # A heading of one line may be nearly full by chance; a paragraph's line is full because it goes on.
        share = 0.97 if self.head == self.last and _ITEM.match(self.head) else 0.86
        return 0 < self.width * share <= needed


_ITEM = pattern(
    r"""
    [-+•●▪◦○❖➢✓–—*][ ] | [-+•●▪–—](?=[^\s\d-]) |        # - … ; «-Tỷ lệ» (000)
    (?:\(?(?:[ivx]{1,5}|[IVX]{1,5})\)|[IVXl1]{1,5}[.])(?=[ ]|$) |   # (ii) IV.
    \(\d{1,2}\)(?=[ ]|$) | \[\d{1,3}\] |                  # (2) [10]
    \d{1,2}(?:\.\d{1,2}){0,3}[.)](?=[ ]|$) |              # 1. 2) 3.1.
    \d{1,2}(?:\.\d{1,2}){1,3}[ ](?=\p{Lu}) |              # 3.1 Kết quả
    \S[.)](?=[ ]|$) |                                     # a) đ) ¢) (004)
    \d{1,3}$ |                                            # a page number or a cell
    (?:Điều|Chương|CHƯƠNG|Mục|MỤC|Phụ[ ]lục|PHỤ[ ]LỤC|Biểu[ ]số)[ ][IVX\d] |
    Nơi[ ]nhận | Kính[ ]gửi | Căn[ ]cứ[ ] | (?:TM|KT|TL|TUQ|Q)\.[ ]
    """,
    verbose=True,
)
_NUMBER_ALONE = pattern(r"\d{1,4}")
_TERMINAL = pattern(r"""[.!?:;…][”"»')\]]*\Z""")
_LOWER = pattern(r"\p{Ll}")
_WORDS_DUE = pattern(
    r"(?:\A|[ (])(?:bang|boi|cac|cho|cua|dat|den|do|duoc|gom|hoac|la|nhu|nhung|(?<!\bho )so|tai|theo|tren|trong|tu|va"
    r"|ve|voi)\Z"  # «số», not «hồ sơ»
)
_NUMBER_DUE = pattern(r"(?:\A|[ (])(?:so:?|ngay|thang|nam|quy|khoan|dieu)\Z")
_COUNT_FIRST = pattern(r"\d{1,3}(?:[.,]\d{3})*(?:,\d+)? ?(?:hồ sơ|hs|HS|bộ hồ sơ|TTHC|PAKN|%)[ ,;.)]")
_SENTENCE = 40  # characters: a shorter line may be a title
_SYMBOL_OPEN = pattern(r"(?:\A|[^\d/.,])\d{1,5}[a-z]?(?:/(?:19|20)\d\d)?/\Z|/[A-ZĐ][A-ZĐ&-]*-\Z")
_CUT_SYMBOL = pattern(r"(?:[\p{L}\d]|:)\n/ ?[A-ZĐ]{2}|/[A-ZĐ][A-ZĐ&]*\n-[A-ZĐ]{2}")
_ABBREVIATION = pattern(r"(?:\A|[ (])(?:TP|Tp|TX|Tx|ThS|TS)\.\Z")
# Words that begin a sentence in reports; inside a sentence they would be in lower case.
_OPENERS = ("can cu", "doi voi", "ket qua", "ngoai ra", "thuc hien", "tong so", "tren day", "trong ky", "tuy nhien")
_OPENER = pattern(alternation(_OPENERS) + r"\b")
_LEAD = pattern(r"(?:\[\d{1,3}\]|\(\d{1,2}\)|\d{1,2}[.)]|(?:Điều|Khoản|Mục) \d{1,3}\.)(?: [\p{L}\d]+)?")
_ENUMERATOR_LEFT = pattern(r"[:;,] \((?:[ivx]{1,4}|\d|[a-zđ])\)\Z")
_HEADING = pattern(r"(?:[IVXl1]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)] ")
_ABBREVIATION_FIRST = pattern(r"\p{Lu}{2,}(?:[.,;)]|,? \p{Ll})")
_BRACKET_FIRST = pattern(r"[(“\"]\p{Ll}")
_SYLLABLE = pattern(r"\p{Lu}*[AEIOUYÀ-Ỹ]\p{Lu}*")
_FORMULAE = (
    "cong hoa xa hoi chu nghia viet nam",
    "doc lap - tu do - hanh phuc",
    "uy ban nhan dan",
    "hoi dong nhan dan",
)


def is_item(line: str) -> bool:
    """True for a line that begins an item, a heading or a block of its own."""
    return _ITEM.match(line) is not None


def is_terminal(line: str) -> bool:
    """True for a line that ends a sentence or announces a list."""
    return _TERMINAL.search(line[-8:]) is not None


def goes_on_lower(joint: Joint) -> bool:
    """«… một cửa ⏎ liên thông»: lower case, also after a page break (004, «Pang giai ⏎ quyét»)."""
    if not _LOWER.match(joint.following):
        return False
    return not is_terminal(joint.head) or (joint.head.endswith(";") and not joint.blank and joint.full)


def breaks_symbol(joint: Joint) -> bool:
    """«1170/ ⏎ UBND-TTPVHCC», «1170 ⏎ /UBND», «UBND- ⏎ TTPVHCC»."""
    if joint.following[0] in "/-":
        return _CUT_SYMBOL.search(f"{joint.head[-24:]}\n{joint.following[:8]}") is not None
    return joint.following[0].isupper() and _SYMBOL_OPEN.search(joint.head[-24:]) is not None


def number_is_due(joint: Joint) -> bool:
    """«Công văn số ⏎ 861/UBND» (001, over a page break), «QUÝ I NĂM ⏎ 2020», «ngày 18 ⏎ tháng»."""
    return joint.following[0].isdecimal() and bool(_NUMBER_DUE.search(fold(joint.head[-8:])))


def count_is_due(joint: Joint) -> bool:
    """«… trong đó tiếp nhận trực tuyến ⏎ 1.987 hồ sơ, …»: a count in the midst of a sentence, no item begins so."""
    goes_on = _COUNT_FIRST.match(joint.following) is not None
    return goes_on and _LOWER.match(joint.head[-1:]) is not None and len(joint.head) >= _SENTENCE


def word_is_due(joint: Joint) -> bool:
    """«thuộc phạm vi của ⏎ 14 Bộ», «TP. ⏎ Hồ Chí Minh»: no line ends its sentence with such a word."""
    if joint.blank or joint.head.isupper():
        return False
    tail = joint.head[-8:]
    if tail.rpartition(" ")[2].istitle():  # «Lê Văn Đạt» is a name, not the verb
        return _ABBREVIATION.search(tail) is not None
    return any(
        found.search(at) for found, at in ((_WORDS_DUE, fold(tail)), (_ABBREVIATION, tail), (_ENUMERATOR_LEFT, tail))
    )


def is_inside_brackets(joint: Joint) -> bool:
    """«(trong đó, tiếp nhận trực tuyến ⏎ 4.900 hồ sơ; …)» (001): an open bracket; over a blank only to a number."""
    if joint.head.count("(") <= joint.head.count(")"):
        return False
    return joint.following[0].isdecimal() if joint.blank else not is_terminal(joint.head)


def ends_in_comma(joint: Joint) -> bool:
    """«Thủ trưởng cơ quan ngang bộ, ⏎ Chủ tịch Ủy ban nhân dân»."""
    return not joint.blank and joint.head.endswith(",")


def fills_line(joint: Joint) -> bool:
    """«… các dịch vụ công trực tuyến của Tổng Bí thư Tô ⏎ Lâm»: the line is full and its sentence open."""
    if joint.blank or not joint.full or joint.last.isupper() != _first_words(joint.following).isupper():
        return False
    if _OPENER.match(fold(joint.following[:12])):
        return False
    return (
        not is_terminal(joint.head)
        or joint.head.endswith(";")
        or (joint.head.endswith(":") and joint.following[0].isdecimal())
    )


def begins_inside_sentence(joint: Joint) -> bool:
    """«… đơn giản hóa ⏎ TTHC, ĐKKD, số lượng …», «… cắt giảm ⏎ (bãi bỏ) 248 TTHC» (28), where lines are wrapped."""
    if joint.blank or len(joint.last) * 2 < joint.width or not joint.width or is_terminal(joint.head):
        return False
    if _BRACKET_FIRST.match(joint.following):
        return True
    heading = joint.head.isupper() or (joint.head == joint.last and _HEADING.match(joint.head))
    return not heading and _ABBREVIATION_FIRST.match(joint.following) is not None


def goes_on_in_capitals(joint: Joint) -> bool:
    """«… DÂN, DOANH NGHIỆP TRONG THỰC HIỆN THỦ TỤC HÀNH ⏎ CHÍNH VÀ …» (29): a title or a numbered heading too long."""
    if joint.blank or not (joint.head.isupper() and joint.following.isupper()):
        return False
    if is_terminal(joint.head) and not joint.head.endswith(";"):
        return False
    return len(joint.head) >= 45 or _HEADING.match(joint.head) is not None


def breaks_formula(joint: Joint) -> bool:
    """«CỘNG HÒA XÃ ⏎ HỘI CHỦ NGHĨA VIỆT NAM», «TM. ỦY BAN NHÂN ⏎ DÂN» (28-30)."""
    if joint.blank:
        return False
    head, following = " " + fold(joint.head[-40:]), fold(joint.following[:40])
    return any(head.endswith(" " + start) and following.startswith(rest) for start, rest in _BROKEN_FORMULAE)


_BROKEN_FORMULAE = tuple(
    (formula[:at], formula[at + 1 :]) for formula in _FORMULAE for at, char in enumerate(formula) if char == " "
)


def is_lead_alone(joint: Joint) -> bool:
    """«[5] Tỷ ⏎ lệ TTHC», «Điều 4. ⏎ Trách nhiệm», «TẬP ⏎ TRUNG HOÀN THÀNH» (28, 30): a first word left alone."""
    if joint.blank:
        return False
    if _LEAD.fullmatch(joint.head):
        return True
    return bool(_SYLLABLE.fullmatch(joint.head)) and " " in joint.following and _first_words(joint.following).isupper()


def _first_words(line: str) -> str:
    return " ".join(line.split(" ", 3)[:3])


# Each is reason enough to join two lines, unless `never` says no.
REASONS: tuple[Callable[[Joint], bool], ...] = (
    goes_on_lower,
    number_is_due,
    count_is_due,
    word_is_due,
    ends_in_comma,
    is_inside_brackets,
    fills_line,
    begins_inside_sentence,
    goes_on_in_capitals,
    is_lead_alone,
    breaks_formula,
)


def continues(joint: Joint) -> bool:
    """True when the next line belongs to the paragraph before it; rows of a table, items and page numbers never do."""
    if "\t" in joint.last or "\t" in joint.following or _NUMBER_ALONE.fullmatch(joint.head):
        return False
    if breaks_symbol(joint):
        return True
    return not is_item(joint.following) and any(reason(joint) for reason in REASONS)
