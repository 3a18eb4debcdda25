"""Text in the encodings that Vietnamese was written in before Unicode, and in Unicode that was misread."""

from .encodings import Encoding
from .evidence import Evidence, Repaired, Run
from .repair import repaired

__all__ = ["Encoding", "Evidence", "Repaired", "Run", "repaired"]
