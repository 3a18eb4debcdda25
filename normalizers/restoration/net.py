"""The net: what the words around say about each candidate; the only import of onnxruntime.

Without onnxruntime, or without the files, restoring works by the language model alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .arrays import Array, read_arrays
from .ngrams import Floats, Words

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


@dataclass(frozen=True, slots=True)
class Net:
    """Vectors of words, and the graph that turns forms and cases into what they are compared with."""

    session: InferenceSession
    vectors: Array  # int8 (words, size)
    scale: Floats
    bias: Floats

    @classmethod
    def open(cls, folder: Path) -> Net | None:
        """The net of `folder`; None where onnxruntime or a file is missing."""
        try:
            import onnxruntime  # noqa: PLC0415 - optional, and 0.2 s to import
        except ImportError:
            return None
        graph = folder / "net.onnx"
        if not graph.exists():
            return None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        arrays = read_arrays(folder / "net.bin")
        return cls(session, arrays["vectors"], arrays["scale"], arrays["bias"])

    def evidence(self, forms: Words, cases: Words, words: Words, first: Words) -> Floats:
        """log10 P(word | the forms and cases of its text), among the candidates ``first[i]..first[i + 1]`` of each i.

        `forms` and `cases` have one item a position, `words` one a candidate.
        """
        size = np.diff(first)
        score = np.zeros(len(words), np.float32)
        open_ = np.flatnonzero(np.repeat(size > 1, size))
        if not len(open_):
            return score
        (answers,) = self.session.run(None, {"forms": forms[None], "cases": cases[None]})
        position = np.repeat(np.arange(len(size)), size)[open_]
        rivals = words[open_]
        product = np.einsum("ij,ij->i", self.vectors[rivals].astype(np.float32), answers[0][position])
        score[open_] = product * self.scale[rivals] + self.bias[rivals]
        score -= np.maximum.reduceat(score, first[:-1]).repeat(size)
        total = np.add.reduceat(np.exp(score), first[:-1]).repeat(size)
        log10: Floats = ((score - np.log(total)) / np.log(10)).astype(np.float32)
        return log10
