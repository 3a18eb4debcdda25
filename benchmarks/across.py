"""Reports against each other: time, growth and memory over made stores, the faults put in and the false alarms.

A made store holds the quarterly reports of communes whose names repeat from province to province: every figure is
carried over rightly, one report in ten does not name its province, one in twenty is there a second time as a scan.
Then faults are put in, one to a commune. The hard store is the worst that comparing could meet: one form, one name of
a unit, one period and nearly one set of figures for everybody.
"""

from __future__ import annotations

import json
import random
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log

from pipeline.checks import Finding
from pipeline.checks.across import Abstract, compare, to_row
from pipeline.checks.across.abstract import OwnNumber, Quote, Reference, Total, Unit
from pipeline.checks.across.candidates import candidates
from pipeline.checks.across.fingerprint import digest_of, sketch_of
from pipeline.checks.term import term_of

from .results import Figure, Part, table

SIZES = (1_000, 3_000, 10_000)
BAR = 60  # seconds for the largest
_GROWTH = 1.5  # the pairs looked at are in proportion to the reports (see the details); caches and noise do the rest
_QUARTERS = (
    ("2026-Q1", "2025-12-15/2026-03-14"),
    ("2026-Q2", "2026-03-15/2026-06-14"),
    ("2026-Q3", "2026-06-15/2026-09-14"),
    ("2026-Q4", "2026-09-15/2026-12-14"),
)
_PROVINCES, _WORDS, _OWN_WORDS, _FORM_WORDS = 34, 2000, 60, 400
_UNPLACED, _SCANNED, _FAULTY = 0.1, 0.05, 0.2  # shares of the reports, of the reports and of the communes
_RUNS = 3  # the fastest counts
_LOST = 0.15  # words of a scan that are misread


@dataclass(frozen=True, slots=True)
class Store:
    """Made abstracts, and how many faults of each rule were put in."""

    abstracts: list[Abstract]
    faults: Counter[str]


def measure_across() -> Part:
    """The figures; the details say how time grows and what was found."""
    part = Part("across")
    stores = [made_store(size) for size in SIZES]
    took = [_timed(store.abstracts, _RUNS) for store in stores]
    largest, (seconds, found) = stores[-1], took[-1]
    caught, wrong = _judged(largest, found)
    growth = [
        seconds / before * (small * log(small)) / (large * log(large))
        for (before, _), (seconds, _), small, large in zip(took, took[1:], SIZES, SIZES[1:], strict=False)
    ]
    hard, _ = _timed(hard_store(SIZES[-1]))
    on = f"{SIZES[-1]:,} báo cáo · reports"
    part.figures += [
        Figure("so nhiều báo cáo · across reports", seconds, BAR, "max", "s", 2, on),
        Figure("so nhiều báo cáo, kho xấu nhất · the worst store", hard, BAR, "max", "s", 2, on),
        Figure("thời gian so với n log n · time against n log n", max(growth), _GROWTH, "max", "", 2, f"{SIZES}"),
        Figure("lỗi cài vào bị bắt · faults caught", caught, 0.97, "min", "", 4, f"{sum(largest.faults.values())}"),
        Figure("báo sai · false errors and warnings", wrong, 0, "max", "", 0, on),
        Figure("bộ nhớ một bản tóm tắt · memory of an abstract", _bytes(largest.abstracts), None, "max", "B", 0, on),
        Figure("bộ nhớ thêm khi so · memory while comparing", _peak(largest.abstracts), None, "max", "MB", 1, on),
    ]
    rows = [
        [f"{size:,}", f"{seconds:.2f}", f"{len(found):,}"] for size, (seconds, found) in zip(SIZES, took, strict=True)
    ]
    part.details.append(f"### Across reports\n\n{table(['n', 's', 'verdicts'], rows)}")
    looked = [sum(1 for _ in candidates(store.abstracts)) / len(store.abstracts) for store in stores]
    part.details.append(f"Pairs looked at for each report: {', '.join(f'{pairs:.1f}' for pairs in looked)}.")
    part.details.append(f"{dict(largest.faults)} put in; {dict(_told(found))} told.")
    return part


def made_store(size: int, seed: int = 1) -> Store:
    """About `size` reports in a random order."""
    chance = random.Random(seed)
    words = [f"tu{index}" for index in range(_WORDS)]
    form = chance.choices(words, k=_FORM_WORDS)
    abstracts: list[Abstract] = []
    faults: Counter[str] = Counter()
    commune = 0
    while len(abstracts) < size:
        reports = _commune(chance, commune, form, words)
        if chance.random() < _FAULTY:
            fault = chance.choice(list(_FAULTS))
            _FAULTS[fault](reports)
            faults[fault] += 1
        abstracts += [scan for report in reports for scan in _scans(chance, report)]
        commune += 1
    chance.shuffle(abstracts)
    return Store(abstracts, faults)


def hard_store(size: int) -> list[Abstract]:
    """Reports that all look alike: every bucket is full."""
    chance = random.Random(2)
    words = [f"tu{index}" for index in range(_WORDS)]
    model = _commune(chance, 0, words[:_FORM_WORDS], words)[0]
    return [
        replace(
            _with_figures(model, {"received_total": 2000 + index % 7, "resolved_total": 1900 + index % 11}),
            file=f"{index}.txt",
            sha256=f"{index:064x}",
            content=f"{index:x}",
            unit=Unit("ubnd xa tan tien"),
            own=None,
        )
        for index in range(size)
    ]


def _commune(chance: random.Random, index: int, form: list[str], words: list[str]) -> list[Abstract]:
    """Four quarters of one commune."""
    province, name = f"tinh {index % _PROVINCES}", f"ubnd xa ten {index // _PROVINCES}"
    own_words = chance.choices(words, k=_OWN_WORDS)
    pending, reports = chance.randint(5, 200), []
    for quarter, (period, days) in enumerate(_QUARTERS):
        carried, new = pending, chance.randint(200, 6000)
        pending = min(chance.randint(5, 200), new)
        figures = {"carried_over": carried, "received_new": new, "received_total": carried + new}
        figures |= {"resolved_total": carried + new - pending, "pending_total": pending}
        said = [*form, *own_words, *map(str, figures.values()), period]
        number = str(chance.randint(1, 90) + 100 * quarter)
        unplaced = chance.random() < _UNPLACED
        report = Abstract(
            file=f"{index}-{period}.txt",
            sha256=f"{index:x}-{period}",
            unit=Unit(name, None if unplaced else province),
            type="BC",
            own=OwnNumber(number, "/BC-UBND", 2026, Quote(f"{number}/BC-UBND", 120)),
            date=days.partition("/")[2],
            title=Quote(f"Công tác kiểm soát thủ tục hành chính {period}", 200),
            subject="cong tac kiem soat thu tuc hanh chinh",
            signer=f"nguoi {index}",
            term=term_of(period, days),
            references=tuple(_citation(number) for number in range(20)),
            content=digest_of(said),
            sketch=sketch_of(said),
        )
        reports.append(_with_figures(report, figures))
    return reports


def _citation(number: int) -> Reference:
    day = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return Reference(
        f"{number}/2025/NĐ-CP", 2025, "CP", day, "chinh phu", Quote(f"{number}/2025/NĐ-CP ngày {day}", 900)
    )


def _with_figures(report: Abstract, figures: dict[str, int]) -> Abstract:
    kept = {total.measure: total.value for total in report.totals} | figures
    totals = (Total(key, None, value, Quote(f"{value}", 3000 + 9 * i)) for i, (key, value) in enumerate(kept.items()))
    return replace(report, totals=tuple(totals))


def _scans(chance: random.Random, report: Abstract) -> list[Abstract]:
    """The report, now and then with its scan: the figures are right, some words are not."""
    if chance.random() >= _SCANNED:
        return [report]
    lost = bytearray(report.sketch)
    for place in range(0, len(lost), 2):
        if chance.random() < _LOST:
            lost[place : place + 2] = chance.randbytes(2)
    return [
        report,
        replace(report, file=f"scan-{report.file}.pdf", sha256=f"s{report.sha256}", content="", sketch=bytes(lost)),
    ]


def _wrong_carry(reports: list[Abstract]) -> None:
    carried = reports[2].total("carried_over")
    reports[2] = _with_figures(reports[2], {"carried_over": carried.value + 9}) if carried else reports[2]


def _second_number(reports: list[Abstract]) -> None:
    reports[3] = replace(reports[3], own=reports[0].own)


def _restated(reports: list[Abstract]) -> None:
    again = _with_figures(reports[1], {"received_total": 7001})
    own = OwnNumber("99", "/BC-UBND", 2026, Quote("99/BC-UBND", 120))
    reports.append(replace(again, file=f"again-{again.file}", sha256=f"a{again.sha256}", content="", own=own))


def _other_day(reports: list[Abstract]) -> None:
    wrong = replace(reports[0].references[5], date="2025-12-31")
    reports[0] = replace(reports[0], references=(*reports[0].references[:5], wrong, *reports[0].references[6:]))


_FAULTS: dict[str, Callable[[list[Abstract]], None]] = {
    "A8": _wrong_carry,
    "R-DUP-NUMBER": _second_number,
    "R-RESTATED": _restated,
    "R-REF-DATE": _other_day,
}


def _timed(abstracts: Sequence[Abstract], runs: int = 1) -> tuple[float, list[Finding]]:
    """Seconds of processor time of the one thread that compares, the least of `runs`, and what it says."""
    took = []
    for _ in range(runs):
        start = time.process_time()
        found = list(compare(abstracts))
        took.append(time.process_time() - start)
    return min(took), found


def _told(found: Sequence[Finding]) -> Counter[str]:
    return Counter(f"{finding.rule} {finding.severity}" for finding in found if finding.fails)


def _judged(store: Store, found: Sequence[Finding]) -> tuple[float, int]:
    """The share of the faults that are told, as a hint where the province is not, and what else is told."""
    told = Counter(finding.rule for finding in found if finding.fails)
    grave = Counter(finding.rule for finding in found if finding.fails and finding.severity != "hint")
    caught = sum(min(told[rule], count) for rule, count in store.faults.items())
    return caught / sum(store.faults.values()), sum(max(0, count - store.faults[rule]) for rule, count in grave.items())


def _bytes(abstracts: Sequence[Abstract]) -> float:
    """Bytes of the row of an abstract in a store, on average."""
    return sum(len(json.dumps(to_row(abstract), ensure_ascii=False)) for abstract in abstracts) / len(abstracts)


def _peak(abstracts: Sequence[Abstract]) -> float:
    tracemalloc.start()
    for _ in compare(abstracts):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


if __name__ == "__main__":
    measured = measure_across()
    print(table(["what", "on", "bar", "figure", ""], [figure.row() for figure in measured.figures]))
    print("\n".join(measured.details))
    sys.exit(0 if all(figure.met for figure in measured.figures) else 1)
