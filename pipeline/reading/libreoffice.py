"""LibreOffice without a window: one file, one process, one profile of its own, nothing run and nothing fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.archive.processes import end_family
from pipeline.errors import MissingOfficeError, TimeLimitError
from pipeline.installing import office_command

from .refusals import damaged

_PROGRAMS = ("soffice", "libreoffice")
_ELSEWHERE = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
)
_MODULES = {"doc": "libswlo", "xls": "libsclo", "ppt": "libsdlo"}  # the libraries of Writer, Calc and Impress
_SUFFIXES = (".so", ".dylib", ".dll")
_FORMAT = "http://openoffice.org/2001/registry"
# (component and path, property, value): no macros, no links or pictures from elsewhere, no Java, no way out.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Load", "UserDefinedSettings", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_WESTERN = {"LC_ALL": "C"}  # bytes of files that tell no code page are Latin-1 then, and not UTF-8 that is none
_NO_WAY_OUT = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """What is installed: the program's path, its version, and which old formats its modules read."""

    program: str | None
    version: str | None
    formats: tuple[str, ...]


def status() -> OfficeStatus:
    """Look for LibreOffice; it is started once, to ask for its version."""
    program = _program()
    if program is None:
        return OfficeStatus(None, None, ())
    return OfficeStatus(program, _version(program), tuple(kind for kind in _MODULES if _has_module(program, kind)))


def convert(path: Path, kind: str, target: str, folder: Path, seconds: float) -> Path:
    """The file at `path`, of the format `kind`, written into `folder` in the format `target`.

    Raises MissingOfficeError, TimeLimitError, and TruncatedError where LibreOffice makes nothing of the file.
    """
    program = _program()
    if program is None or not _has_module(program, kind):
        raise _missing(kind)
    with TemporaryDirectory(prefix="vanthu-office-") as private:
        profile, source = Path(private, "profile"), Path(private, f"input.{kind}")
        _write_settings(profile)
        shutil.copyfile(path, source)  # under a plain name, beside nothing that a link could mean
        _run(_command(program, profile, source, target, folder), private, seconds)
    outcome = folder / f"input.{target}"
    if not outcome.is_file() or not outcome.stat().st_size:
        raise damaged(f".{kind}")
    return outcome


def _command(program: str, profile: Path, source: Path, target: str, folder: Path) -> list[str]:
    switches = ("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo")
    return [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *switches,
        "--convert-to",
        target,
        "--outdir",
        str(folder),
        str(source),
    ]


def _run(command: list[str], home: str, seconds: float) -> None:
    """Run LibreOffice for `seconds` at most; what it started ends with it."""
    environment = os.environ | _NO_WAY_OUT | _WESTERN | {"HOME": home, "TMPDIR": home, "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(  # noqa: S603 - no shell, and the names are ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise TimeLimitError(
            f"LibreOffice không chuyển xong tệp trong {seconds:.0f} giây: hãy tách tệp hoặc lưu thành .docx, .xlsx.",
            f"LibreOffice did not convert the file in {seconds:.0f} seconds: split it or save it as .docx or .xlsx.",
        ) from error
    finally:
        if process.poll() is None:
            end_family(process.pid)
            process.wait()


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="{_FORMAT}">{items}</oor:items>', encoding="utf-8"
    )


def _program() -> str | None:
    found = next((path for name in _PROGRAMS if (path := shutil.which(name)) is not None), None)
    return found or next((str(path) for path in _ELSEWHERE if path.is_file()), None)


def _has_module(program: str, kind: str) -> bool:
    """Whether the part of LibreOffice for a format is there: distributions install them one by one."""
    folder = Path(program).resolve().parent
    folders = (folder, folder.parent / "Frameworks")
    names = [f"{stem}{suffix}" for stem in (_MODULES[kind], _MODULES[kind][3:]) for suffix in _SUFFIXES]
    return any((each / name).is_file() for each in folders for name in names)


@cache
def _version(program: str) -> str | None:
    with TemporaryDirectory(prefix="vanthu-office-") as private:
        command = [program, f"-env:UserInstallation={Path(private).as_uri()}", "--version"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            return None
    words = done.stdout.split()
    return words[1] if len(words) > 1 else None


def _missing(kind: str) -> MissingOfficeError:
    return MissingOfficeError(
        f"Cần LibreOffice để đọc tệp .{kind} (cài: {office_command()}), hoặc lưu lại tệp thành .docx, .xlsx, .pptx.",
        f"LibreOffice is needed to read .{kind} (install: {office_command()}), or save it as .docx, .xlsx, .pptx.",
    )
