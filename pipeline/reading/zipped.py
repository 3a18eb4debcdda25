"""ZIP packages of office formats: measured before anything is unpacked, their parts read as XML."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from pipeline.errors import TooLargeError

from .limits import MIB, Limits
from .refusals import damaged, encrypted, too_large
from .trees import Element, MarkupError, attribute, xml_elements, xml_tree

_DAMAGE = (zipfile.BadZipFile, zlib.error, MarkupError, KeyError, EOFError, OSError, NotImplementedError)
_MOST_MARKS = 8_000_000  # signs «<» of a part: a tree of so many elements and ends takes half a gigabyte


def check_package(path: Path, form: str, limits: Limits) -> None:
    """Raise TooLargeError for an archive bomb, TruncatedError for what is no archive; nothing is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise damaged(form) from error
    unpacked = sum(member.file_size for member in members)
    packed = max(1, path.stat().st_size)
    if unpacked > limits.archive_bytes or unpacked > limits.archive_ratio * packed:
        raise TooLargeError(
            f"Tệp {form} bung ra {unpacked // MIB} MiB từ {packed // 1024} KiB, quá giới hạn: hãy kiểm tra nguồn tệp.",
            f"The {form} unpacks to {unpacked // MIB} MiB from {packed // 1024} KiB, over the limit: check its origin.",
        )


class Package:
    """An opened package of the format called `form`; every method raises TruncatedError for damage."""

    def __init__(self, archive: zipfile.ZipFile, form: str, limits: Limits) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._form = form
        self._limits = limits

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def data(self, part: str) -> bytes:
        """The bytes of an XML part; raises TooLargeError when a tree of them would fill the memory."""
        with self._told():
            if self._archive.getinfo(part).file_size > self._limits.part_bytes:
                raise too_large(self._form, f"phần {part}", f"the part {part}")
            data = self._archive.read(part)
        if data.count(b"<") > _MOST_MARKS:
            raise too_large(self._form, f"phần {part}", f"the part {part}")
        return data

    def tree(self, part: str) -> Element:
        """The root of a part."""
        data = self.data(part)
        with self._told():
            return xml_tree(data)

    def elements(self, part: str, *names: str) -> Iterator[Element]:
        """The elements of one of `names` in a part, one at a time."""
        data = self.data(part)
        with self._told():
            yield from xml_elements(BytesIO(data), *names)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """The last word of the type, and the name, of each part that `part` refers to by its id (ECMA-376, part 2)."""
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        if relations not in self:
            return {}
        found = {}
        for relation in self.tree(relations):
            kind, target = (relation.get("Type") or "").rpartition("/")[2], relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                aim = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                found[attribute(relation, "Id") or ""] = (kind, aim.lstrip("/"))
        return found

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:  # zipfile: the member is encrypted
            raise encrypted() from error
        except _DAMAGE as error:
            raise damaged(self._form) from error


@contextmanager
def opened_package(path: Path, form: str, limits: Limits) -> Iterator[Package]:
    """The package at `path`, its size checked; raises TooLargeError and TruncatedError."""
    check_package(path, form, limits)
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise damaged(form) from error
    with archive:
        yield Package(archive, form, limits)
