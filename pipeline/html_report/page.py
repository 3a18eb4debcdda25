"""Pages written as one HTML file: style, pictures and cuttings within it, nothing fetched, nothing run."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from ..labels import Language
from ..pictures import palette
from ..templating import environment

_COLOURS = ("PAPER", "SHADE", "INK", "MUTED", "GRID", "BLUE", "GREEN", "RED", "AMBER", "MARK")
_PACKAGE = "pipeline.html_report"


def page(template: str, language: Language, **values: Any) -> Iterator[bytes]:  # noqa: ANN401 - values of a template
    """The page piece by piece, as UTF-8."""
    style = _style()
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    made = environment(_PACKAGE, language).get_template(template)
    pieces = made.stream(style=style, policy=policy, version=version("vanthu"), **values)
    pieces.enable_buffering(200)
    for piece in pieces:
        yield piece.encode("utf-8")


def svg_address(svg: str) -> str:
    """A drawing as the address of an image (a data URI): what is in it can neither run nor reach out."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode('utf-8')).decode('ascii')}"


@cache
def _style() -> str:
    """The style sheet, with the colours of palette.py."""
    colours = "".join(f"--{name.lower()}:{getattr(palette, name)};" for name in _COLOURS)
    return f":root{{{colours}}}\n{files(_PACKAGE).joinpath('report.css').read_text(encoding='utf-8')}"
