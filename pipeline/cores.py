"""One core a page: pages and files are read side by side, and threads within one of them would only be in their way.

With other work on both of two cores the threads of OpenBLAS made a search among words six times as slow.
"""

import os

_SETTINGS = (
    "OMP_THREAD_LIMIT",  # Tesseract
    "OPENBLAS_NUM_THREADS",  # numpy
    "VECLIB_MAXIMUM_THREADS",  # numpy on macOS
    "OPENCV_FOR_THREADS_NUM",
)


def one_core_a_page() -> None:
    """Let libraries that are loaded from now on start no threads of their own, unless the environment tells how many.

    For commands and their workers; who calls the package from a program of their own decides that themselves.
    """
    for setting in _SETTINGS:
        os.environ.setdefault(setting, "1")
