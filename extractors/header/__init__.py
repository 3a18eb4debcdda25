"""Who issued the document, where, what it is, who signed and who receives it."""

from .header import Header, read_header
from .header_fields import Field

__all__ = ["Field", "Header", "read_header"]
