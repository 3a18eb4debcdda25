"""Tesseract's C API, bound by ctypes (https://tesseract-ocr.github.io/tessapi/5.x/, capi.h).

Run as a program, `python -I -S tesseract_api.py LIBRARY LANGUAGE`, it reads the pages that come through its input, one
after another, and starts within some milliseconds: hence nothing but the standard library here.
"""

from __future__ import annotations

import ctypes
import os
import signal
import struct
import sys
from typing import BinaryIO

ASKED = struct.Struct("<4I")  # width, height, dpi and page segmentation mode; width * height bytes of gray follow
TOLD = struct.Struct("<q")  # the length of the table that follows; -1 where the page cannot be read
READY = b"\1"
_HANDLE, _TEXT, _INT = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
_SIGNATURES = {  # name, what it returns, what it takes
    "TessVersion": (_TEXT,),
    "TessBaseAPICreate": (_HANDLE,),
    "TessBaseAPIInit3": (_INT, _HANDLE, _TEXT, _TEXT),
    "TessBaseAPISetVariable": (_INT, _HANDLE, _TEXT, _TEXT),
    "TessBaseAPISetPageSegMode": (None, _HANDLE, _INT),
    "TessBaseAPISetImage": (None, _HANDLE, _HANDLE, _INT, _INT, _INT, _INT),
    "TessBaseAPIRecognize": (_INT, _HANDLE, _HANDLE),
    "TessBaseAPIGetTsvText": (_HANDLE, _HANDLE, _INT),
    "TessDeleteText": (None, _HANDLE),
    "TessBaseAPIClear": (None, _HANDLE),
    "TessBaseAPIEnd": (None, _HANDLE),
    "TessBaseAPIDelete": (None, _HANDLE),
}


def bound(name: str) -> ctypes.CDLL:
    """The library of this name or path, its functions declared. Raises OSError or AttributeError where it is none."""
    functions = ctypes.CDLL(name)
    for function, (returned, *taken) in _SIGNATURES.items():
        getattr(functions, function).restype = returned
        getattr(functions, function).argtypes = taken
    return functions


class Instance:
    """One instance of the API, for one thread at a time. Raises OSError where the data of `language` are missing."""

    def __init__(self, functions: ctypes.CDLL, language: str) -> None:
        self._call = functions
        self._handle: int = functions.TessBaseAPICreate()
        self._set("debug_file", os.devnull)  # it would write its remarks on an empty crop to the screen
        if functions.TessBaseAPIInit3(self._handle, None, language.encode()):
            functions.TessBaseAPIDelete(self._handle)
            raise OSError(language)

    def prepare(self, dpi: int, psm: int, signs: str = "") -> None:
        """What holds for the images to come: resolution, page segmentation mode, and the only `signs` to be read."""
        self._set("user_defined_dpi", str(dpi))
        self._set("tessedit_char_whitelist", f"{signs} " if signs else "")  # the blank parts words
        self._call.TessBaseAPISetPageSegMode(self._handle, psm)

    def table(self, pixels: ctypes.Array[ctypes.c_char] | int, width: int, height: int) -> bytes | None:
        """Tesseract's TSV of the gray `pixels`, or of those at that address; None where they cannot be read."""
        self._call.TessBaseAPISetImage(self._handle, pixels, width, height, 1, width)
        if self._call.TessBaseAPIRecognize(self._handle, None):
            return None
        text = self._call.TessBaseAPIGetTsvText(self._handle, 0)
        if not text:
            return None
        try:
            return ctypes.string_at(text)
        finally:
            self._call.TessDeleteText(text)
            self._call.TessBaseAPIClear(self._handle)

    def end(self) -> None:
        """Give its memory back; the library complains of instances that nobody has ended."""
        self._call.TessBaseAPIEnd(self._handle)
        self._call.TessBaseAPIDelete(self._handle)

    def _set(self, name: str, value: str) -> None:
        self._call.TessBaseAPISetVariable(self._handle, name.encode(), value.encode())


def serve(instance: Instance, asked: BinaryIO, told: BinaryIO) -> None:
    """Answer each page that comes by its table, until there are no more."""
    told.write(READY)
    told.flush()
    while len(head := asked.read(ASKED.size)) == ASKED.size:
        width, height, dpi, psm = ASKED.unpack(head)
        pixels = ctypes.create_string_buffer(asked.read(width * height), width * height)
        instance.prepare(dpi, psm)
        table = instance.table(pixels, width, height)
        told.write(TOLD.pack(-1 if table is None else len(table)) + (table or b""))
        told.flush()


if __name__ == "__main__":
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as it is in the workers of an archive
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it in the midst of a page
    serve(Instance(bound(sys.argv[1]), sys.argv[2]), sys.stdin.buffer, sys.stdout.buffer)
