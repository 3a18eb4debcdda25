"""Files, pages and people: read -> normalize -> extract -> check -> table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .report import Failure, Report, attempt, process, process_all, process_document

__all__ = ["Failure", "Report", "attempt", "process", "process_all", "process_document"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type is that of the name asked for
    """Load `pipeline.report` on first use: `vanthu --help` and `vanthu text` do without the extractors."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import report  # noqa: PLC0415

    return getattr(report, name)
