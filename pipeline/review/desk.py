"""What every request needs: the store, the pictures, what is shown where nobody has chosen."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field

from ..archive.store import Store
from ..labels import Language
from .counted import Counted
from .guard import Policy
from .page_images import PageImages

STEP = 50  # documents on a page of the list
_LONGEST = 80  # characters of a name


@dataclass(frozen=True, slots=True)
class Desk:
    """`who` is the name of a reviewer who has given none."""

    store: Store
    policy: Policy
    language: Language = "vi"
    who: str = ""
    images: PageImages = field(default_factory=PageImages)
    counted: Counted = field(default_factory=Counted)


def packed_name(name: str) -> str:
    """A name as a cookie can hold it."""
    return base64.urlsafe_b64encode(" ".join(name.split())[:_LONGEST].encode()).decode("ascii")


def unpacked_name(cookie: str) -> str:
    """The name in a cookie; empty for anything else."""
    try:
        return base64.urlsafe_b64decode(cookie).decode()[:_LONGEST]
    except (binascii.Error, ValueError):
        return ""
