"""One core a page: what the command tells the libraries it loads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_ASKED = """
import sys
from pipeline.__main__ import main
sys.argv = ["vanthu", "--version"]
try:
    main()
except SystemExit:
    pass
import os, cv2
print(cv2.getNumThreads(), os.environ["OPENBLAS_NUM_THREADS"], os.environ["OMP_THREAD_LIMIT"])
"""


@pytest.mark.parametrize(("told", "found"), [({}, "1 1 1"), ({"OPENBLAS_NUM_THREADS": "3"}, "1 3 1")])
def test_a_command_reads_with_one_core_a_page_unless_told_otherwise(told: dict[str, str], found: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OMP_", "OPENBLAS_", "OPENCV_"))}
    done = subprocess.run([sys.executable, "-c", _ASKED], env=kept | told, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == found
