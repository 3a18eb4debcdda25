"""What is read of a store for its pictures: whose report is whose, which of two files counts, what is left out."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from filled_stores import fill, relate, reports
from generated_stores import generate
from html_pages import checked
from sqlalchemy import select, update

from pipeline.archive import schema
from pipeline.archive.export_filter import Filter
from pipeline.archive.export_rows import BrokenRowError
from pipeline.archive.store import Store
from pipeline.archive.told import Fault, faults_between, told
from pipeline.pictures import Overview, overview

ROOT = Path(__file__).resolve().parent.parent


def seen(where: str, wanted: Filter | None = None) -> Overview:
    with closing(Store.open(where)) as store, store.reading() as connection:
        return overview(connection, wanted or Filter())


def change(where: str, **cells: object) -> None:
    """Give every document other cells."""
    with closing(Store.open(where)) as store, store.begin() as connection:
        connection.execute(update(schema.documents).values(**cells))


def test_a_generated_store_is_seen_as_it_was_made(store_url: str) -> None:
    reports_made = generate(store_url, units=20, quarters=6)
    found = seen(store_url)
    assert found.documents == reports_made == 112
    assert found.coverage.periods == ("I/2020", "II/2020", "III/2020", "IV/2020", "I/2021", "II/2021")
    assert len(found.coverage.units) == 20
    cells = [cell for row in found.coverage.units for cell in row.cells]
    assert sum(cell.reports for cell in cells) == reports_made
    assert sum(cell.state in ("missing", "before") for cell in cells) == 20 * 6 - reports_made
    assert sum(moment.reports for moment in found.flow.moments) == reports_made
    assert {row.measure: row.target for row in found.rates} == {
        "online_submission": 95.0,
        "digitised": 100.0,
        "online_payment": 80.0,
        "satisfaction": 95.0,
    }
    assert all(row.reports == reports_made for row in found.rates)
    assert sum(found.faults.total) == sum(sum(row.counts) for row in found.faults.rules)


def test_a_condition_is_one_on_every_picture(tmp_path: Path) -> None:
    store = str(tmp_path / "kho.db")
    generate(store, units=20, quarters=6)
    found = seen(store, Filter(issuer="an binh 1", period="2020"))
    assert [row.unit for row in found.coverage.units] == ["UBND xã An Bình 1"]
    assert found.coverage.periods[-1] == "IV/2020"
    assert [row.name for row in found.faults.units] in ([], ["UBND xã An Bình 1"])
    assert found.documents == 3


def test_the_second_file_of_a_report_does_not_count_twice(tmp_path: Path) -> None:
    store = str(tmp_path / "kho.db")
    generate(store, units=2, quarters=3)
    with closing(Store.open(store)) as opened, opened.begin() as connection:
        one = connection.scalars(select(schema.compared.c.sha256).order_by(schema.compared.c.sha256)).first()
        connection.execute(update(schema.compared).where(schema.compared.c.sha256 == one).values(single=False))
    found = seen(store)
    assert found.documents == 5
    assert sum(moment.reports for moment in found.flow.moments) == 4
    assert max(row.reports for row in found.rates) == 4


def test_units_are_told_by_the_comparison_and_else_by_name(store_url: str) -> None:
    fill(store_url, reports())
    with closing(Store.open(store_url)) as store, store.reading() as connection:
        assert {document.unit for document in told(connection, Filter())} == {
            "name ubnd xa dong hai",
            "name so noi vu",
            None,
        }


def test_findings_between_reports_count_for_each_unit(store_url: str) -> None:
    found = reports()
    fill(store_url, found)
    relate(store_url, found[:2], found)
    with closing(Store.open(store_url)) as store, store.reading() as connection:
        every = list(faults_between(connection, Filter()))
        some = list(faults_between(connection, Filter(issuer="nội vụ")))
        none = list(faults_between(connection, Filter(issuer="không ai")))
    assert [fault for fault, _ in every] == [Fault("X01", "error", 1)] * 2
    assert every[1][1] == {"name ubnd xa dong hai", "name so noi vu"}
    assert all(units == {"name so noi vu"} for _, units in some)
    assert none == []


def test_an_abstract_of_another_version_tells_nothing(tmp_path: Path) -> None:
    store = str(tmp_path / "kho.db")
    generate(store, units=2, quarters=3)
    change(store, abstract=json.dumps({"format": 999}))
    found = seen(store)
    assert found.documents == 5
    assert found.flow.moments == ()
    assert found.coverage.units == ()


def test_a_broken_row_is_told(tmp_path: Path) -> None:
    store = str(tmp_path / "kho.db")
    generate(store, units=1, quarters=3)
    change(store, abstract="{hỏng")
    with pytest.raises(BrokenRowError):
        seen(store)


# `vanthu`, which tells its processor time and its peak at the end; ru_maxrss is that of the parent at the fork
_MEASURED = """
import atexit, pathlib, runpy, time
status = pathlib.Path("/proc/self/status")
atexit.register(lambda: print(time.process_time(), status.read_text().split("VmHWM:")[1].split()[0]))
runpy.run_module("pipeline", run_name="__main__")
"""


@pytest.mark.slow
def test_a_hundred_thousand_documents(tmp_path: Path) -> None:
    """Processor time and peak memory of the whole command on a store of quarterly reports of 4,430 units."""
    store, out = str(tmp_path / "kho.db"), tmp_path / "r.html"
    count = generate(store, units=4430, quarters=24)
    command = [sys.executable, "-c", _MEASURED, "report", "--store", store, "-o", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, kib = map(float, done.stdout.split()[-2:])
    megabytes = kib // 1024
    print(f"{count} documents: {seconds:.0f} s, {megabytes} MB, page {out.stat().st_size // 1024} kB")
    assert count > 100_000
    assert f"Văn bản trong báo cáo này {count:,}".replace(",", ".") in checked(out.read_text(encoding="utf-8")).words
    assert out.stat().st_size < 10_000_000
    assert seconds < 90
    assert megabytes < 400
