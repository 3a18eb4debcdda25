"""How commands end, and the options that most have; with cli.py and cli_archive.py the only imports of typer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from .labels import Language

if TYPE_CHECKING:
    from .console import Screen

INTERRUPTED = 130

Lang = Annotated[
    Language,
    typer.Option("--lang", envvar="VANTHU_LANG", help="Ngôn ngữ của thông báo. / Language of messages."),
]
Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="OUT", help="Ghi vào tệp này thay cho màn hình. / Write to this file."),
]


@contextmanager
def ending(language: Language) -> Iterator[Screen]:
    """Turn what stops a command into one sentence and its exit code."""
    from . import bugs  # noqa: PLC0415
    from .console import Screen  # noqa: PLC0415
    from .errors import VanthuError  # noqa: PLC0415
    from .labels import Label  # noqa: PLC0415

    screen = Screen(language)
    try:
        yield screen
        sys.stdout.flush()
    except VanthuError as error:
        screen.fail(Label(error.message, error.message_en))
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError:  # the reader, such as head, has what it wants
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
    except KeyboardInterrupt:
        screen.say(Label("Đã dừng theo yêu cầu.", "Interrupted."))
        raise typer.Exit(INTERRUPTED) from None
    except typer.Exit:
        raise
    except Exception as error:
        bugs.show_traceback()
        screen.fail(bugs.MESSAGE)
        raise typer.Exit(bugs.EXIT_CODE) from error
