"""What a refusal is in terms of HTTP."""

from __future__ import annotations

from ..archive.deciding import StaleError, UnknownError
from ..corrections import CorrectionError


def status_of(error: CorrectionError) -> int:
    """409 where somebody else was quicker, 404 where there is nothing of the kind, else 422."""
    if isinstance(error, StaleError):
        return 409
    return 404 if isinstance(error, UnknownError) else 422
