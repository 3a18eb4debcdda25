"""Characters: Text -> Text, knowing nothing of files, pages or meaning."""

from .folding import fold
from .recognised import Recognised
from .restoration import Correction, ModelError, corrections, restore
from .steps import DECODING, STEPS, Change, Explained, explain, normalize, normalize_with_corrections
from .text import Edit, Span, Text

__all__ = [
    "DECODING",
    "STEPS",
    "Change",
    "Correction",
    "Edit",
    "Explained",
    "ModelError",
    "Recognised",
    "Span",
    "Text",
    "corrections",
    "explain",
    "fold",
    "normalize",
    "normalize_with_corrections",
    "restore",
]
