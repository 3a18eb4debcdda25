"""Where reports contradict each other: each is reduced to an Abstract, and only abstracts are compared."""

from .abstract import Abstract
from .compare import compare
from .reduction import abstract_of
from .storage import from_row, to_row

__all__ = ["Abstract", "abstract_of", "compare", "from_row", "to_row"]
