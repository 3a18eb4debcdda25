"""One export of a store with its time and the most memory its process took: `python -m benchmarks.archive.exporting`.

The figures go to standard output as JSON (Linux: the peak is VmHWM of /proc/self/status).
"""

from __future__ import annotations

import argparse
import json
import time
from typing import get_args

from benchmarks.memory import status_kib
from pipeline.archive.export import Export, export_store
from pipeline.archive.export_forms import Form
from pipeline.columns import StoreTable
from pipeline.console import Screen


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive.exporting", description=__doc__)
    parser.add_argument("--format", dest="form", choices=get_args(Form), default="parquet")
    parser.add_argument("--table", choices=get_args(StoreTable))
    parser.add_argument("store", metavar="STORE")
    parser.add_argument("output", metavar="OUT")
    wanted = parser.parse_args()
    begun = time.perf_counter()
    export_store(wanted.store, Export(wanted.form, wanted.table, output=wanted.output), Screen("en"))
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": round(seconds, 2), "peak_mb": round(status_kib("self", "VmHWM") * 1024 / 1e6)}))


if __name__ == "__main__":
    main()
