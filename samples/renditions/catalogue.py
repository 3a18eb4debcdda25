"""Which sample is made into what, and with which office's habits."""

from __future__ import annotations

from dataclasses import dataclass, field

from .mixed import Origin
from .printing import Look
from .scanning import Scanner


@dataclass(frozen=True, slots=True)
class Sample:
    """One report: its text's name begins with `name`; `committed` are the scanned pages (from 0) kept in samples/."""

    name: str
    seed: int
    look: Look = field(default_factory=Look)
    scanner: Scanner = field(default_factory=Scanner)
    committed: tuple[int, ...] = ()


SAMPLES = (
    Sample("000", 11, scanner=Scanner(noise=2.5, quality=65), committed=(0, 1, 2, 3)),
    Sample("001", 12, scanner=Scanner(blur=1.0, noise=2.0, paper=228, ink=52)),
    Sample(
        "002",
        13,
        look=Look(landscape_appendix=True, cell_size=11.5, repeat_heading=True),
        scanner=Scanner(noise=3.0, paper=242, quality=70),
        committed=(8, 9, 10, 11),
    ),
    Sample("003", 14),
)
MIXED, FAX, PICTURE, WORD = "001", "003", "000", "000"
MIXED_PAGES = (
    Origin.PRINTED,
    Origin.SCANNED,
    Origin.MISREAD,
    Origin.PRINTED,
    Origin.PRINTED,
    Origin.SCANNED,
)
FOOTNOTE = ("(TTHC)", "Sau đây viết tắt là TTHC.")
