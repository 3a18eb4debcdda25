"""What a text's figures must satisfy: a relation between named figures, and an identity with every legal reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from .figures import Values


class Relation(Protocol):
    """Something that holds or not for the values of some figures."""

    @property
    def names(self) -> tuple[str, ...]:
        """The figures it ties together."""
        ...

    def holds(self, values: Values) -> bool:
        """True when the values may stand side by side."""
        ...


@dataclass(frozen=True, slots=True)
class Identity:
    """A rule (A5, P2, R-DOC-YEAR) on these figures: broken when no reading, a set of relations, holds as a whole."""

    rule: str
    readings: tuple[tuple[Relation, ...], ...]

    @property
    def names(self) -> frozenset[str]:
        """The figures in it."""
        return frozenset(name for reading in self.readings for relation in reading for name in relation.names)

    def holds(self, values: Values) -> bool:
        """True when some reading holds."""
        return any(all(relation.holds(values) for relation in reading) for reading in self.readings)


def one(rule: str, relation: Relation) -> Identity:
    """An identity that can be read in one way only."""
    return Identity(rule, ((relation,),))


def broken(identities: Iterable[Identity], values: Values) -> list[Identity]:
    """The identities that the values contradict under every reading."""
    return [identity for identity in identities if not identity.holds(values)]
