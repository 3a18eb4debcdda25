"""Where the letters come from: Liberation Serif 2.x, which has the widths of Times New Roman and all 134 letters.

Debian: `apt-get install fonts-liberation2` (or `fonts-liberation` from Debian 13 on); version 1.x lacks Vietnamese.
"""

from __future__ import annotations

from pathlib import Path

FAMILY = "Liberation Serif"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")


def find_faces() -> dict[str, Path]:
    """Map each of FACES to its TTF file; FileNotFoundError says what to install."""
    for folder in _FOLDERS:
        for regular in sorted(folder.rglob("LiberationSerif-Regular.ttf"), key=_newest_first):
            faces = {face: regular.with_name(f"LiberationSerif-{face}.ttf") for face in FACES}
            if all(path.exists() for path in faces.values()):
                return faces
    raise FileNotFoundError("Liberation Serif not found: apt-get install fonts-liberation2")


def _newest_first(path: Path) -> bool:
    # Debian 12 keeps 1.x in «liberation» and 2.x in «liberation2»; Debian 13 has 2.x in «liberation» alone.
    return path.parent.name != "liberation2"
