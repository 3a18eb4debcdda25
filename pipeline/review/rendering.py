"""Templates of the review page to HTML, everything escaped."""

from __future__ import annotations

from typing import Any

from ..labels import Language, name_of
from ..templating import environment
from .strings import strings

OTHER: dict[Language, Language] = {"vi": "en", "en": "vi"}


def rendered(template: str, language: Language, **told: Any) -> str:  # noqa: ANN401 - what templates show
    """The HTML of a template with what it is told, in `language`."""

    def say(name: str) -> str:
        return strings()[name].to(language)

    def label(group: str, code: str | None) -> str:
        return name_of(group, code, language) if code else ""

    return (
        environment("pipeline.review", language)
        .get_template(template)
        .render(say=say, label=label, language=language, other=OTHER[language], number=_number(language), **told)
    )


def _number(language: Language) -> Any:  # noqa: ANN401 - a function for templates
    """Whole numbers with thousands set apart as the language has it."""
    sign = "." if language == "vi" else ","
    return lambda count: f"{count:,}".replace(",", sign)
