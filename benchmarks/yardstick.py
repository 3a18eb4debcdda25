"""The project's yardsticks, run as they are: `score.py` over the same files, `check_contract.py` over the command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .places import SAMPLES, sample_text
from .scoring import Align

_LATER = re.compile(r"(check|restore)\b")  # what the contract holds beyond text, extract and doctor
_COMMAND = re.compile(r"^  (check|restore)\s", re.MULTILINE)
_PROMISE = re.compile(r"(extract|check|restore|text|no argument|\w+\.(pdf|png))\b.*: ")  # not the messages quoted in it
_MOST_TOLD = 40  # promises that check_contract.py prints
_USAGE = ": Usage: vanthu [OPTIONS] COMMAND [ARGS]..."


class DisagreementError(Exception):
    """The yardstick gives another figure than `benchmarks.scoring`."""


@dataclass(frozen=True, slots=True)
class Contract:
    """The broken promises, and of them those of commands that `vanthu --help` does not list yet."""

    broken: tuple[str, ...]
    later: tuple[str, ...]


def agree(tools: Path, pairs: list[tuple[Path, Path]], align: Align, f1: float, *, strict: bool) -> None:
    """Have score.py measure the (gold, found) files too; raises DisagreementError unless it gives `f1`."""
    files = [str(path) for pair in pairs for path in pair]
    command = [sys.executable, str(tools / "score.py"), *files, "--align", align]
    done = subprocess.run([*command, *["--strict"] * strict], capture_output=True, text=True, check=True)
    theirs = done.stdout.split()[-1]
    if theirs != f"{f1:.4f}":
        raise DisagreementError(f"score.py: {theirs}, benchmarks.scoring: {f1:.4f}")


def contract(tools: Path) -> Contract:
    """What check_contract.py says of the command `vanthu` of this environment, on a text and a digital PDF."""
    environment = os.environ | {"PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))}
    files = [str(sample_text("000")), "--pdf", str(SAMPLES / "pdf" / "000.pdf")]
    command = [sys.executable, str(tools / "check_contract.py"), *files]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    listed = subprocess.run(["vanthu", "--help"], capture_output=True, text=True, env=environment, check=True)
    return sorted_out(done.stdout, listed.stdout)


def sorted_out(told: str, listed: str) -> Contract:
    """The promises broken by what check_contract.py `told`; `listed` is the help that lists the commands."""
    *lines, last = told.splitlines()
    broken = tuple(line.removesuffix(_USAGE) for line in lines if _PROMISE.match(line))
    if len(broken) != min(int(last.split()[0]), _MOST_TOLD):
        raise ValueError(f"check_contract.py says {last!r}, and tells of {len(broken)}")
    there = {found[1] for found in _COMMAND.finditer(listed)}
    later = tuple(line for line in broken if (found := _LATER.match(line)) and found[1] not in there)
    return Contract(broken, later)
