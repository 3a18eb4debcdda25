"""The network: `python -m training.diacritics.network OUT.onnx --crops FILES --held-out FILES --steps 3900`.

Seven convolutions, the greatest and the mean of what they see, and two layers: 385,000 weights. It tells one of six
tones, one of five shapes, and d from đ (`pipeline.reading.diacritics.spellings`). Needs torch and onnx (extra `train`).
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.fusion import fuse_conv_bn_eval

from pipeline.reading.diacritics.crops import HEIGHT, WIDTH
from pipeline.reading.diacritics.spellings import SHAPES, TONES, Spelling

_CHANNELS, _STRIDES = (8, 16, 32, 56, 80, 112), (2, 1, 2, 1, 2, 1)
_LAST, _HIDDEN = 128, 96
_BATCH, _RATE, _WARM, _DECAY = 128, 2.5e-3, 200, 1e-2
_SMOOTHING = 0.03
_PARTS = (len(TONES), len(SHAPES), 2)


class Marks(nn.Module):  # type: ignore[misc]
    """From crops, (n, 1, HEIGHT, WIDTH), to scores, (n, classes)."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        width = 1
        for channels, stride in zip(_CHANNELS, _STRIDES, strict=True):
            layers += _layer(nn.Conv2d(width, channels, 3, stride, 1, bias=False))
            width = channels
        layers += _layer(nn.Conv2d(width, _LAST, (HEIGHT // 8, 3), 1, (0, 1), bias=False))
        self.trunk = nn.Sequential(*layers)
        self.head = nn.Sequential(nn.Linear(2 * _LAST, _HIDDEN), nn.ReLU(), nn.Linear(_HIDDEN, sum(_PARTS)))

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        """The scores of `crops`."""
        seen = self.trunk(crops)
        return self.head(torch.cat([torch.amax(seen, (2, 3)), torch.mean(seen, (2, 3))], 1))


def _layer(convolution: nn.Conv2d) -> list[nn.Module]:
    return [convolution, nn.BatchNorm2d(convolution.out_channels), nn.ReLU()]


def loss(scores: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
    """Cross entropy of the three parts; d and đ count only where there is one (else its class is -1)."""
    tones, shapes, strokes = scores.split(_PARTS, 1)
    total = cross_entropy(tones, classes[:, 0], label_smoothing=_SMOOTHING)
    total = total + cross_entropy(shapes, classes[:, 1], label_smoothing=_SMOOTHING)
    told = classes[:, 2] >= 0
    if told.any():
        share = 2 * told.float().mean()
        total = total + share * cross_entropy(strokes[told], classes[told, 2], label_smoothing=_SMOOTHING)
    return total


def varied(crops: torch.Tensor) -> torch.Tensor:
    """The crops paler or darker, a third with noise, all moved a little."""
    crops = crops * torch.empty(len(crops), 1, 1, 1).uniform_(0.75, 1.15)
    crops = torch.where(torch.rand(len(crops), 1, 1, 1) < 0.3, crops + 0.06 * torch.randn_like(crops), crops)
    moved = int(torch.randint(-1, 2, (1,))), int(torch.randint(-4, 5, (1,)))
    return torch.roll(crops, moved, (2, 3))


def trained(crops: torch.Tensor, classes: torch.Tensor, steps: int) -> Marks:
    """The network after so many steps of _BATCH crops."""
    network: Marks = Marks().to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=_DECAY)
    started, order = time.monotonic(), torch.empty(0, dtype=torch.long)
    for step in range(steps):
        if len(order) < _BATCH:
            order = torch.randperm(len(crops))
        some, order = order[:_BATCH], order[_BATCH:]
        for group in optimizer.param_groups:
            group["lr"] = _RATE * min(1, step / _WARM) * (1 + math.cos(math.pi * step / steps)) / 2 + 1e-5
        batch = varied(crops[some].float()[:, None]).contiguous(memory_format=torch.channels_last)
        found = loss(network(batch), classes[some])
        optimizer.zero_grad()
        found.backward()
        optimizer.step()
        if step % 300 == 299:
            print(f"{step + 1} steps, {time.monotonic() - started:.0f} s, loss {found.item():.3f}", flush=True)
    return network


def right(network: Marks, crops: torch.Tensor, classes: torch.Tensor) -> float:
    """The share of crops of which everything was told."""
    network.eval()
    with torch.no_grad():
        scores = torch.cat([network(some.float()[:, None]) for some in crops.split(1000)])
    told = torch.stack([part.argmax(1) for part in scores.split(_PARTS, 1)], 1)
    return float(((told == classes) | (classes < 0)).all(1).float().mean())


def loaded(files: Sequence[Path]) -> tuple[torch.Tensor, torch.Tensor]:
    """The crops of the `files`, float16, and the classes of their words."""
    archives = [np.load(file) for file in files]
    spelled = (Spelling.of(str(word)) for archive in archives for word in archive["words"])
    classes = [(each.tone, each.shape, int(each.stroke) if each.text[0] in "dđ" else -1) for each in spelled]
    return torch.from_numpy(np.concatenate([archive["crops"] for archive in archives])), torch.tensor(classes)


def exported(network: Marks, path: Path) -> None:
    """Write the network as ONNX, its normalisations folded into the convolutions."""
    network.eval()
    layers = list(network.trunk)
    folded = [(fuse_conv_bn_eval(layers[at], layers[at + 1]), layers[at + 2]) for at in range(0, len(layers), 3)]
    network.trunk = nn.Sequential(*(layer for pair in folded for layer in pair)).eval()
    free = {"crops": {0: "n"}, "scores": {0: "n"}}
    example = torch.zeros(2, 1, HEIGHT, WIDTH)
    torch.onnx.export(
        *(network, (example,), str(path)), input_names=["crops"], output_names=["scores"],
        dynamic_axes=free, opset_version=13, dynamo=False,
    )  # fmt: skip


def main() -> None:
    """Train, tell what is right of the crops held out, and write the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--crops", type=Path, nargs="+", required=True)
    parser.add_argument("--held-out", type=Path, nargs="+", required=True)
    parser.add_argument("--steps", type=int, default=3900)
    options = parser.parse_args()
    torch.manual_seed(1)
    network = trained(*loaded(options.crops), options.steps)
    print(f"{100 * right(network, *loaded(options.held_out)):.2f} % of the crops held out are right")
    exported(network, options.out)


if __name__ == "__main__":
    main()
