"""What is counted: letters that come back, lines that are read right, lines that must not change, time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from normalizers.legacy import Encoding, repaired
from normalizers.legacy.codec import cannot_hold, decode, encode
from normalizers.legacy.encodings import BYTE_OF, TABLED
from normalizers.legacy.letters import letters


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """A text encoded and decoded: characters that the encoding cannot hold, and those that were lost beside them."""

    encoding: Encoding
    cannot_hold: str
    lost: int
    changed: int


def round_trip(text: str, encoding: Encoding) -> RoundTrip:
    """`text` there and back."""
    found = decode(encode(text, encoding), encoding)
    excused = cannot_hold(text, encoding)
    if len(found.value) != len(text):
        return RoundTrip(encoding, "".join(sorted(excused)), len(text), len(text))
    changed = [before for before, after in zip(text, found.value, strict=True) if before != after]
    return RoundTrip(encoding, "".join(sorted(excused)), sum(char not in excused for char in changed), len(changed))


@dataclass(slots=True)
class Detected:
    """Lines of one kind: how many were read right, and the first of those that were not."""

    right: int = 0
    all: int = 0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Right over all."""
        return self.right / self.all if self.all else 1.0


def detected(lines: Sequence[str], encoding: Encoding) -> Detected:
    """Each line in `encoding`, alone; lines that the encoding writes as they are, or cannot write, do not count.

    Right is what says the same as the line, but for what the encoding cannot hold (capitals in TCVN3, for one).
    """
    found = Detected()
    for line in lines:
        written = encode(line, encoding)
        if written == line or (encoding in TABLED and _is_beyond(written)):
            continue
        read = repaired(written).text.value
        found.all += 1
        if same(read, line, encoding):
            found.right += 1
        else:
            found.wrong.append((line, written, read))
    return found


def _is_beyond(written: str) -> bool:
    """True when a letter was left that no eight-bit text has («nǎm»): in a file it would be a question mark."""
    return any(char > "\xff" and char.isalpha() and char not in BYTE_OF for char in written)


def same(read: str, line: str, encoding: Encoding) -> bool:
    """True when `read` says what `line` says, as far as `encoding` can write it."""
    if read == line or read == decode(encode(line, encoding), encoding).value:
        return True
    if encoding in TABLED and len(read) == len(line):
        excused = cannot_hold(line, encoding)
        fold: Callable[[str], str] = str.lower if letters(encoding).shared else str
        return all(fold(a) == fold(b) or b in excused for a, b in zip(read, line, strict=True))
    return False


def false_conversions(lines: Sequence[str], *, together: bool) -> list[tuple[str, str]]:
    """The lines that change and should not, each alone or all as one text."""
    if together:
        text = repaired("\n".join(lines))
        return [(run.before, run.after) for run in text.runs if run.before != run.after]
    return [(line, read) for line in lines if (read := repaired(line).text.value) != line]


def speed(text: str, rounds: int = 5) -> float:
    """MB of text (a million characters) repaired in a second of processor time, the best of `rounds`."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        repaired(text)
        best = min(best, time.process_time() - start)
    return len(text) / best / 1e6
