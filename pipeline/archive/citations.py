"""R-REF-DATE over the store: documents that its reports cite with several dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from ..checks.across.references import Usual, citations, odd_ones, usual
from ..checks.doubt import with_doubt
from .across_rows import Found, write_groups
from .batches import batches
from .comparison import abstracts_of, cited_group
from .schema import citations as table

Dates = dict[str, tuple[int, int, int]]  # how many reports give a date, the first of them, year of the document


def tell_citations(connection: Connection, cited: set[int]) -> Counter[str]:
    """Bring the findings about some cited documents up to date."""
    counts: Counter[str] = Counter()
    each = (table.c.cited, table.c.day, func.count(), func.min(table.c.document), func.min(table.c.year))
    for batch in batches(sorted(cited)):
        dates: dict[int, Dates] = defaultdict(dict)
        asked = select(*each).where(table.c.cited.in_(batch)).group_by(table.c.cited, table.c.day)
        for number, day, count, first, year in connection.execute(asked):
            dates[number][day] = count, first, year
        several = {number: given for number, given in dates.items() if len(given) > 1}
        found = [odd for number, given in several.items() for odd in _odd_ones(connection, number, given)]
        counts += write_groups(connection, batch, found)
    return counts


def _odd_ones(connection: Connection, number: int, dates: Dates) -> Iterator[Found]:
    """The reports that give one document another date than most."""
    year = next(iter(dates.values()))[2]
    day = usual({day: count for day, (count, _, _) in dates.items()}, year)
    count, first, _ = dates[day]
    others = set(connection.scalars(select(table.c.document).where(table.c.cited == number, table.c.day != day)))
    known = abstracts_of(connection, {*others, first})
    right = Usual(day, count, known[first])
    for other in sorted(others):
        abstract = known[other]
        cited = next(cited for cited, _ in citations(abstract) if cited_group(cited) == number)
        for finding in odd_ones(abstract, cited, right):
            yield Found.of(number, with_doubt(finding), (abstract.sha256, right.model.sha256))
