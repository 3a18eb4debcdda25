"""The colours of pictures and pages, as #rrggbb; their contrast is computed in tests/test_pictures_palette.py."""

from __future__ import annotations

PAPER = "#ffffff"
SHADE = "#f3f5f7"  # behind tables' headings and quotes
INK = "#1b1f24"
MUTED = "#57606a"
GRID = "#d0d7de"
BLUE = "#1f5fa8"
GREEN = "#2c7a4b"
RED = "#b3261e"
AMBER = "#8a5a00"
MARK = "#fff1a8"  # behind a quoted figure

SEVERITY = {"error": RED, "warning": AMBER, "hint": MUTED}
TEXT = (INK, MUTED, BLUE, GREEN, RED, AMBER)  # what is written in, on PAPER and SHADE
