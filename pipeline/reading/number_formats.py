"""Numbers of cells as a spreadsheet shows them in Vietnam: «1.234», «98,5%», «19/3/2026» (ECMA-376, part 1, 18.8.31).

A format code is written in American terms whatever the language of the office: «#,##0.00» groups and has a decimal
mark, and which signs these are depends on the machine that shows the sheet. Here they are those of Vietnam.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from itertools import takewhile

from .serial_dates import shown_date

GENERAL = "General"
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "dd/mm/yyyy",
    16: "dd/mm", 17: "mm/yyyy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0",
    42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 49: "@",
}  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>[hms]+)\]
    |\[(?P<condition>[<>=]+-?[\d.]+)\]|\[[^\]]*\]|(?P<general>general)|(?P<meridiem>am/pm|a/p)|(?P<date>y+|m+|d+|h+|s+)
    |(?P<exponent>e[+-])|(?P<digit>[0#?]+)|(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_UP)  # digits that a spreadsheet keeps
_SHORT = Context(prec=10, rounding=ROUND_HALF_UP)  # digits that the format General shows
_LONGEST = 400  # characters of a format code; Excel allows 255
_MOST_DECIMALS = 30


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a format code: `kind` is a group of _TOKEN, or ``literal``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a code, set off by «;»; `condition` is like «>=100»."""

    tokens: tuple[Token, ...]
    condition: str | None

    def has(self, *kinds: str) -> bool:
        """True when a token is of one of `kinds`."""
        return any(token.kind in kinds for token in self.tokens)


def shown(number: Decimal, code: str, *, from_1904: bool = False) -> str:
    """A number as a cell of the format `code` shows it; the serial number of a day where the code is of a date."""
    number = _SIGNIFICANT.create_decimal(number)
    if code in ("", GENERAL) or len(code) > _LONGEST or not number.is_finite():
        return general(number)
    sections = _sections(code)
    section, signed = _chosen(number, sections)
    if section.has("date", "elapsed"):
        return shown_date(number, [(t.kind, t.text) for t in section.tokens], from_1904=from_1904) or general(number)
    marks = {token.text for token in section.tokens if token.kind == "other"}
    if section.has("exponent") or "@" in marks or ("/" in marks and section.has("digit")):
        return general(number)
    sign = "-" if signed and number < 0 else ""
    if section.has("general"):
        return f"{sign}{_literals(section.tokens, general(abs(number)))}".strip()
    text = _numeric(abs(number), section.tokens) if section.has("digit") else _literals(section.tokens)
    return f"{sign}{text}".strip() if any(char in "123456789" for char in text) or not sign else text.strip()


def general(number: Decimal) -> str:
    """The format General: whole numbers in full, others with ten digits at most."""
    if number == number.to_integral_value():
        return f"{number:.0f}" if abs(number) < Decimal(10) ** 21 else f"{number:.5E}"
    short = _SHORT.create_decimal(number)
    return f"{short:f}".rstrip("0").rstrip(".").replace(".", ",") if abs(number) > Decimal("1e-9") else "0"


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: str | None = None
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup, match[0]
        if kind == "other" and text == ";":
            sections.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "condition":
            condition = match["condition"]
        elif kind is not None:
            tokens.append(_token(kind, match[kind]))
    return (*sections, Section(tuple(tokens), condition))


def _token(kind: str, text: str) -> Token:
    if kind == "quoted":
        return Token("literal", text.strip('"'))
    if kind in ("escaped", "currency"):
        return Token("literal", text)
    if kind == "other" and text not in ".,%@/:":
        return Token("literal", text)
    return Token(kind, text.lower())


def _chosen(number: Decimal, sections: Sequence[Section]) -> tuple[Section, bool]:
    """The section that shows `number`, and whether it needs a minus of its own."""
    for section in sections[:3]:
        if section.condition is not None and _holds(number, section.condition):
            return section, True
    if any(section.condition for section in sections):
        return next((section for section in sections if section.condition is None), sections[0]), True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    return (sections[2], False) if number == 0 and len(sections) > 2 else (sections[0], True)


def _holds(number: Decimal, condition: str) -> bool:
    sign = condition.rstrip("-.0123456789")
    try:
        bound = Decimal(condition[len(sign) :])
    except ArithmeticError:
        return False
    return {
        "<": number < bound, "<=": number <= bound, ">": number > bound, ">=": number >= bound,
        "=": number == bound, "<>": number != bound,
    }.get(sign, False)  # fmt: skip


def _literals(tokens: Sequence[Token], instead: str = "") -> str:
    """What of a section is shown as it stands, the word General as what stands `instead`."""
    return "".join(
        instead if token.kind == "general" else token.text
        for token in tokens
        if token.kind in ("literal", "general") or token.text in ("%", ".", ",", "/", ":")
    )


def _numeric(number: Decimal, tokens: Sequence[Token]) -> str:
    """`number`, not negative, through the placeholders of a section."""
    places = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    point = next((at for at, token in enumerate(tokens) if token.text == "." and token.kind == "other"), len(tokens))
    whole, after = [at for at in places if at < point], [at for at in places if at > point]
    scale = sum(len(list(takewhile(_is_comma, tokens[own[-1] + 1 :]))) for own in (whole, after) if own)
    grouped = any(_is_comma(token) for token in tokens[whole[0] : whole[-1]]) if whole else False
    percents = sum(token.text == "%" and token.kind == "other" for token in tokens)
    least = sum(tokens[at].text.count("0") for at in after)
    most = min(_MOST_DECIMALS, sum(len(tokens[at].text) for at in after))
    scaled = number.scaleb(2 * percents - 3 * scale).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP, _wide())
    digits, _, decimals = f"{scaled:f}".partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    return _filled(tokens, whole, after, digits.lstrip("0"), decimals, grouped)


def _is_comma(token: Token) -> bool:
    return token.text == "," and token.kind == "other"


def _wide() -> Context:
    return Context(prec=400)


def _filled(
    tokens: Sequence[Token], whole: Sequence[int], after: Sequence[int], digits: str, decimals: str, grouped: bool
) -> str:
    """The tokens of a section, with the digits in place of the placeholders, the last ones in the last placeholder."""
    parts: dict[int, str] = {}
    if grouped:
        digits = digits.rjust(sum(tokens[at].text.count("0") for at in whole), "0")
        parts[whole[0]] = f"{int(digits):,}".replace(",", ".") if digits else ""
    else:
        for at in reversed(whole):
            length = len(digits) if at == whole[0] else len(tokens[at].text)
            own, digits = digits[len(digits) - min(length, len(digits)) :], digits[: max(0, len(digits) - length)]
            parts[at] = own.rjust(tokens[at].text.count("0"), "0")
    if after:
        parts[after[0]] = decimals
    out = []
    for at, token in enumerate(tokens):
        if token.kind == "digit":
            out.append(parts.get(at, ""))
        elif token.kind == "literal" or (token.kind == "other" and token.text in "%/:"):
            out.append(token.text)
        elif token.kind == "other" and token.text == "." and decimals:
            out.append(",")
    return "".join(out)
