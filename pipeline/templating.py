"""Pages made of templates; the only import of jinja2.

Whatever is filled in comes from documents or file names: it is escaped as HTML, and what does not print is written out.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .decimals import decimal
from .labels import Language, name_of
from .printable import escaped


@cache
def environment(package: str, language: Language) -> Environment:
    """The templates of a package's folder `templates`, for pages in one language."""
    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals |= {
        "lang": language,
        "t": lambda vi, en: en if language == "en" else vi,
        "number": lambda value: decimal(value, language),
        "name_of": lambda group, code: name_of(group, code, language),
    }
    return made


def _shown(value: object) -> object:
    return escaped(value, keep="\n") if isinstance(value, str) and not isinstance(value, Markup) else value
