"""Characters: Text -> Text, knowing nothing of files, pages or meaning."""

from .folding import fold
from .steps import STEPS, Change, Explained, explain, normalize
from .text import Edit, Span, Text

__all__ = ["STEPS", "Change", "Edit", "Explained", "Span", "Text", "explain", "fold", "normalize"]
