"""Pictures of a store: what is computed, the same as tables, and drawn; see docs/report.md."""

from .overview import Overview, Picture, overview

__all__ = ["Overview", "Picture", "overview"]
