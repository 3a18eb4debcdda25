"""The command `vanthu`, also as `python -m pipeline`."""

import sys

from .cores import one_core_a_page
from .interrupts import held_back, never_swallowed

_INTERRUPTED = 130


def main() -> None:
    """Run the command; a Ctrl-C while it is still being loaded ends it without a word."""
    try:
        one_core_a_page()
        never_swallowed()
        with held_back():
            from .cli import main as command  # noqa: PLC0415
        command()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
