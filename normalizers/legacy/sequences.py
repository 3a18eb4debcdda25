"""What UTF-8 looks like when its bytes were read as CP1252 or Latin-1."""

from __future__ import annotations

import re

from .encodings import CHAR_OF

# A lead byte and what may follow it. The lead bytes of Vietnamese: C3..C6, CC (marks), E1 (Ạ..ỹ), E2 (signs).
_AFTER = "[" + "".join(map(re.escape, [*CHAR_OF.values(), *map(chr, range(0x80, 0xC0))])) + "]"
MAYBE = re.compile(f"[\xc2-\xf4]{_AFTER}")  # quicker: where this is not, no sequence is
SEQUENCE = re.compile(
    rf"[\xc2-\xf4]{_AFTER}(?:(?<=[\xc2-\xdf].)|(?<=[\xe0-\xef].){_AFTER}|(?<=[\xf0-\xf4].){_AFTER}{{2}})"
)
