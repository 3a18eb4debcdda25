"""What the content of a PDF page draws: earlier invisible text taken out, and whether nothing but pictures is left."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction

    Instruction = ContentStreamInstruction | ContentStreamInlineImage
    Instructions = Sequence[Instruction]

_INVISIBLE = 3
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_STATE = frozenset(("q", "Q", "cm", "gs", "w", "J", "j", "M", "d", "i", "n", "BT", "ET", "BMC", "BDC", "EMC", "MP"))
_TEXT_STATE = frozenset(("Tf", "TL", "Tr", "Td", "TD", "T*", "Tm", "Tc", "Tw", "Tz", "Ts", "g", "G", "rg", "RG"))
_CLIPPING = frozenset(("W", "W*", "re", "m", "l", "c", "v", "y", "h"))
# What places and clips pictures, or changes nothing of them; gray and RGB are those of the profile of the file.
_PLACING = (_STATE | _TEXT_STATE | _CLIPPING | {"Do"}) - {"gs", "BDC"}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What a page draws without its invisible text, whether there was any, and whether text is left that shows."""

    instructions: Instructions
    had_invisible: bool
    shows_text: bool


def without_invisible(instructions: Instructions, forms: Collection[str] = ()) -> Cleaned:
    """`instructions` less what an earlier OCR left: text objects all invisible, and the `forms` that hold only such."""
    kept: list[Instruction] = []
    modes = [0]
    begun: int | None = None  # where the text object begins in `kept`
    hidden, shown, dropped, shows = False, False, False, False
    for each in instructions:
        operator = str(each.operator)
        if operator == "Do" and str(each.operands[0]) in forms:
            dropped = True
            continue
        _follow(modes, operator, each)
        kept.append(each)
        if operator == "BT":
            begun, hidden, shown = len(kept), False, False
        elif operator in _SHOWING:
            hidden, shown = hidden or modes[-1] == _INVISIBLE, shown or modes[-1] != _INVISIBLE
        elif operator == "ET" and begun is not None:
            shows = shows or shown
            if hidden and not shown:
                kept[begun:] = [one for one in kept[begun:] if str(one.operator) not in _SHOWING]
                dropped = True
            begun = None
    return Cleaned(kept, dropped, shows)


def unbalanced(instructions: Instructions) -> tuple[int, int]:
    """How many saved states the instructions take back too many, and how many they leave open."""
    depth, missing = 0, 0
    for each in instructions:
        operator = str(each.operator)
        if operator == "q":
            depth += 1
        elif operator == "Q" and depth:
            depth -= 1
        elif operator == "Q":
            missing += 1
    return missing, depth


def _follow(modes: list[int], operator: str, instruction: Instruction) -> None:
    """Keep the rendering modes of text that the instructions set, save and bring back."""
    if operator == "q":
        modes.append(modes[-1])
    elif operator == "Q" and len(modes) > 1:
        modes.pop()
    elif operator == "Tr" and instruction.operands:
        modes[-1] = int(instruction.operands[0])


def holds_only_invisible(instructions: Instructions) -> bool:
    """True when text in the invisible mode is all that is drawn."""
    cleaned = without_invisible(instructions)
    idle = _STATE | _TEXT_STATE | _CLIPPING
    return cleaned.had_invisible and all(str(each.operator) in idle for each in cleaned.instructions)


def draws_pictures_only(instructions: Instructions) -> bool:
    """True when nothing but pictures is drawn, so that only these need be looked at."""
    return all(str(each.operator) in _PLACING for each in instructions)
