"""``python -m training.net CORPUS OUT --minutes N``: net.onnx and net.bin from the training text (PyTorch).

Residual gated convolutions over the stripped forms and the case of words; the answer is a vector for each position,
whose product with a candidate's vector, plus its bias, is the candidate's score. Only candidates of the same stripped
form compete. On a processor with bfloat16 matrix units one core sees 100 million words in an hour and a half.
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from normalizers.restoration.arrays import read_arrays
from normalizers.restoration.lexicon import Lexicon
from normalizers.restoration.tokens import END, UNKNOWN, Case

from .corpus import NET_SHARES, lines, stream
from .language_model import numbered

WIDTH, ANSWER = 256, 96
DILATIONS = (1, 2, 4, 1, 2, 4)
_ROWS, _LENGTH = 64, 128  # a batch: so many windows of so many words
_MOST = 24  # candidates of a form that compete; no form has more
_RATE = 3e-3
_NOISE = 0.015  # of the words are read wrong, so that the net does not lean on any single neighbour
_LOWER, _SHOUTED = 0.06, 0.16  # of the windows lose their capitals, or have lines in capitals


class Block(nn.Module):
    """One gated convolution of three words, `dilation` apart, added to its input."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.norm = nn.LayerNorm(WIDTH)
        self.mix = nn.Linear(3 * WIDTH, 2 * WIDTH)
        nn.init.normal_(self.mix.weight, std=0.02)

    def forward(self, x: Tensor) -> Tensor:
        """(rows, words, WIDTH) to the same."""
        d, length = self.dilation, x.shape[1]
        y = functional.pad(_normed(x, self.norm), (0, 0, d, d))
        y = torch.cat((y[:, :length], y[:, d : d + length], y[:, 2 * d :]), 2)
        return x + functional.glu(self.mix(y), -1)


class Net(nn.Module):
    """Forms and cases, each (rows, words), to answers (rows, words, ANSWER)."""

    def __init__(self, forms: int, words: int) -> None:
        super().__init__()
        self.form = nn.Embedding(forms, WIDTH)
        self.case = nn.Embedding(len(Case), WIDTH)
        self.blocks = nn.ModuleList(Block(dilation) for dilation in DILATIONS)
        self.norm = nn.LayerNorm(WIDTH)
        self.answer = nn.Linear(WIDTH, ANSWER)
        self.word = nn.Embedding(words, ANSWER)
        self.bias = nn.Embedding(words, 1)
        for embedding, spread in ((self.form, 0.3), (self.case, 0.1), (self.word, 0.1), (self.bias, 0.0)):
            nn.init.normal_(embedding.weight, std=spread)
        self.precision = torch.bfloat16

    def forward(self, forms: Tensor, cases: Tensor) -> Tensor:
        """The answers."""
        x = (self.form(forms) + self.case(cases)).to(self.precision)
        for block in self.blocks:
            x = block(x)
        answers: Tensor = self.answer(_normed(x, self.norm))
        return answers


def _normed(x: Tensor, norm: nn.LayerNorm) -> Tensor:
    return functional.layer_norm(x, (WIDTH,), norm.weight.to(x.dtype), norm.bias.to(x.dtype))


@dataclass(frozen=True, slots=True)
class Candidates:
    """The words of each form (forms, _MOST), how many there are, and the place of each word among them (-1: none)."""

    words: Tensor
    count: Tensor
    place: Tensor

    @classmethod
    def of(cls, lexicon: Lexicon) -> Candidates:
        """The candidates of every form of `lexicon`."""
        words = np.zeros((len(lexicon.forms), _MOST), np.int64)
        count = np.minimum(np.diff(lexicon.first.astype(np.int64)), _MOST)
        place = np.full(len(lexicon.words), -1)
        for form, (start, size) in enumerate(zip(lexicon.first, count, strict=False)):
            words[form, :size] = lexicon.members[start : start + size]
            place[words[form, :size]] = np.arange(size)
        return cls(torch.from_numpy(words), torch.from_numpy(count), torch.from_numpy(place))


class Windows:
    """Batches of windows drawn from the texts by NET_SHARES, some in other cases, some words made unreadable."""

    def __init__(self, corpus: Path, lexicon: Lexicon) -> None:
        texts = {name: stream(lines(corpus, name)) for name in NET_SHARES}
        self.words = [numbered(text, lexicon) for text in texts.values()]
        self.cases = [text.cases for text in texts.values()]
        self.draw = np.random.default_rng(7)
        self.lexicon = lexicon

    def batch(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Forms as read, cases, true words, and which were made unreadable; each (_ROWS, _LENGTH)."""
        words = np.empty((_ROWS, _LENGTH), np.int64)
        cases = np.empty((_ROWS, _LENGTH), np.int64)
        for row, text in enumerate(self.draw.choice(len(self.words), _ROWS, p=list(NET_SHARES.values()))):
            start = self.draw.integers(0, len(self.words[text]) - _LENGTH)
            words[row] = self.words[text][start : start + _LENGTH]
            cases[row] = self._recased(self.cases[text][start : start + _LENGTH], words[row])
        unreadable = self.draw.random(words.shape) < _NOISE
        forms = self.lexicon.stripped[words].astype(np.int64)
        other = self.draw.integers(0, len(self.lexicon.forms), words.shape)
        other[self.draw.random(words.shape) < 0.5] = self.lexicon.form_number[UNKNOWN]
        forms = np.where(unreadable, other, forms)
        return tuple(map(torch.from_numpy, (forms, cases, words, unreadable)))  # type: ignore[return-value]

    def _recased(self, cases: NDArray[np.uint8], words: NDArray[np.int64]) -> NDArray[np.int64]:
        chance = self.draw.random()
        if chance < _LOWER:
            return np.zeros(len(cases), np.int64)
        if chance < _LOWER + _SHOUTED:
            line = np.cumsum(words == self.lexicon.number[END])
            return np.where((self.draw.random(line[-1] + 1) < 0.4)[line], int(Case.UPPER), cases)
        return cases.astype(np.int64)


def train(corpus: Path, lexicon: Lexicon, minutes: float) -> Net:
    """A net trained for `minutes`: AdamW, the rate falling as a cosine; the average of the late weights."""
    torch.manual_seed(1)
    windows, candidates = Windows(corpus, lexicon), Candidates.of(lexicon)
    net = Net(len(lexicon.forms), len(lexicon.words))
    average = {name: value.detach().clone() for name, value in net.named_parameters()}
    matrices = [value for value in net.parameters() if value.dim() == 2]
    others = [value for value in net.parameters() if value.dim() != 2]
    groups = [{"params": matrices, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=_RATE, betas=(0.9, 0.98), fused=True)
    start, step, spent = time.monotonic(), 0, 0.0
    while spent < 1:
        for group in optimizer.param_groups:
            group["lr"] = _RATE * min(1, (step + 1) / 300) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * spent)))
        loss = _loss(net, candidates, *windows.batch())
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        step, spent = step + 1, (time.monotonic() - start) / 60 / minutes
        if step % 10 == 0:
            _follow(average, net, min(0.99, step / (step + 100)))
        if step % 500 == 0:
            print(f"{step * _ROWS * _LENGTH:,} words, {spent:.0%}, loss {loss.item():.4f}", flush=True)
    net.load_state_dict(average, strict=False)
    return net


def _loss(net: Net, candidates: Candidates, forms: Tensor, cases: Tensor, words: Tensor, unreadable: Tensor) -> Tensor:
    """The cross-entropy of the true words among the candidates of their form, where there are several."""
    with torch.autocast("cpu", dtype=net.precision):
        answers = net(forms, cases)
    form = forms.masked_fill(unreadable, 0)
    open_ = (candidates.count[form] > 1) & (candidates.place[words] >= 0) & ~unreadable
    form, target, answer = form[open_], candidates.place[words[open_]], answers[open_]
    rivals = candidates.words[form]
    scores = torch.bmm(net.word(rivals).to(net.precision), answer[:, :, None])[..., 0].float()
    scores = (scores + net.bias(rivals)[..., 0]).masked_fill(
        torch.arange(_MOST) >= candidates.count[form][:, None], -1e9
    )
    return functional.cross_entropy(scores, target)


@torch.no_grad()
def _follow(average: dict[str, Tensor], net: Net, keep: float) -> None:
    for name, value in net.named_parameters():
        average[name].lerp_(value, 1 - keep)


def main() -> None:
    """Train and write the two files."""
    from .net_files import write_net  # noqa: PLC0415 - it imports this module

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path, help="where lexicon.bin is")
    parser.add_argument("--minutes", type=float, default=80)
    args = parser.parse_args()
    lexicon = Lexicon.from_arrays(read_arrays(args.out / "lexicon.bin"))
    write_net(train(args.corpus, lexicon, args.minutes), args.out)


if __name__ == "__main__":
    main()
