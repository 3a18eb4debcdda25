"""A trained net as files: the graph in ONNX with 8-bit weights, and the vectors of the words beside it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from normalizers.restoration.arrays import write_arrays

from .net import Net


def write_net(net: Net, folder: Path) -> None:
    """Write ``net.onnx`` and ``net.bin`` into `folder`."""
    net.precision = torch.float32
    net.eval()
    words = torch.tensor([[0, 1, 2]])
    names = {"input_names": ["forms", "cases"], "output_names": ["answers"]}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "net.onnx"
        length = {1: "words"}
        torch.onnx.export(
            net, (words, words * 0), whole, dynamic_axes=dict.fromkeys(("forms", "cases", "answers"), length),
            opset_version=17, dynamo=False, **names,
        )  # fmt: skip
        quantize_dynamic(
            whole, folder / "net.onnx", op_types_to_quantize=["MatMul", "Gather"], per_channel=True,
            weight_type=QuantType.QInt8,
        )  # fmt: skip
    vectors = net.word.weight.detach().numpy()
    scale = np.maximum(np.abs(vectors).max(1), 1e-6) / 127
    write_arrays(
        folder / "net.bin",
        {
            "vectors": np.round(vectors / scale[:, None]).astype(np.int8),
            "scale": scale.astype(np.float32),
            "bias": net.bias.weight.detach().numpy()[:, 0].astype(np.float32),
        },
    )
