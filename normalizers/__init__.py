"""Characters: Text -> Text, knowing nothing of files, pages or meaning."""

from .folding import fold
from .text import Edit, Span, Text

__all__ = ["Edit", "Span", "Text", "fold"]
