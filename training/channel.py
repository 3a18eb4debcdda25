"""The channel, learnt from pairs of lines: `python -m training.channel LEXICON OUT --channel english PAIRS...`.

P(reading | word) is count(reading, word) / (n + own) + own / (n + own) x the edit model, n the count of the word.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from normalizers.restoration.arrays import Array, read_arrays, write_arrays
from normalizers.restoration.channel import KEPT, Channel, key, quantised
from normalizers.restoration.lexicon import Lexicon
from normalizers.restoration.tokens import CLASSES, Case, case_of
from training.alignment import line_pairs, word_pairs
from training.edit_arrays import Arrays, Pairs, edit_arrays, text_array

STRINGS = {"english": 30_000, "vietnamese": 20_000}  # kept with their candidates
OWN = 10.0  # weight of the edit model against the counts of a word's readings,
KINDS = 8.0  # and what each kind of reading adds to it: a word read in many ways will be read in others
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of whole words of the lexicon, and of the words out of it that were read right."""

    readings: dict[str, Counter[tuple[int, int]]]  # reading -> case and word -> count
    totals: Floats  # (3, words) counts by case
    own: Floats  # (3, words) weight of the edit model
    strange: Counter[str]  # words out of the lexicon, read right
    right: float  # their share of all words out of the lexicon

    @classmethod
    def of(cls, pairs: Pairs, lexicon: Lexicon) -> Seen:
        """The counts of `pairs`."""
        readings: dict[str, Counter[tuple[int, int]]] = {}
        totals, kinds = np.zeros((3, len(lexicon.words))), np.zeros((3, len(lexicon.words)))
        strange: Counter[str] = Counter()
        strangers = 1
        for (word, reading), count in pairs.items():
            number, case = lexicon.number.get(word.lower()), case_of(word)
            if number is None or case is Case.MIXED:
                strangers += count
                strange[reading] += count if word == reading else 0
            else:
                readings.setdefault(reading, Counter())[case, number] += count
                totals[case, number] += count
                kinds[case, number] += 1
        return cls(readings, totals, OWN + KINDS * kinds, +strange, (strange.total() + 0.5) / strangers)

    def cases(self) -> Floats:
        """P(case | word), smoothed by the cases of all words: (3, words)."""
        usual = (self.totals.sum(1, keepdims=True) + 1) / (self.totals.sum() + 3)
        result: Floats = (self.totals + 2 * usual) / (self.totals.sum(0) + 2)
        return result


def read_pairs(paths: Sequence[Path], limit: int | None = None) -> Pairs:
    """Words and their readings, counted in the first `limit` lines."""
    pairs: Pairs = Counter()
    for at, (truth, reading) in enumerate(line_pairs(paths)):
        if at == limit:
            break
        for words, read in word_pairs(truth, reading):
            if len(words) == len(read):
                pairs[words[0], read[0]] += 1
    return pairs


def train(pairs: Pairs, lexicon: Lexicon, strings: int) -> Arrays:
    """The arrays of a channel that keeps so many strings."""
    seen = Seen.of(pairs, lexicon)
    arrays = edit_arrays(pairs) | word_arrays(seen, lexicon)
    return arrays | string_arrays(seen, Channel.from_arrays(arrays | _no_strings(), lexicon), strings)


def word_arrays(seen: Seen, lexicon: Lexicon) -> Arrays:
    """What the channel knows of each word besides its letters, and of the words it does not know."""
    totals = seen.totals.sum(0)[len(CLASSES) :] + 0.3
    edited = (seen.cases() * seen.own / (seen.totals + seen.own))[:, len(CLASSES) :]
    outputs = sorted({char for text in seen.strange for char in text})
    return {
        "lexicon_key": np.array([key("\n".join(lexicon.words))], np.uint64),
        "word_edited": quantised(np.log10(edited)),
        "word_prior": quantised(np.log10(totals / totals.sum())),
        "spelled_right": np.array([np.log10(seen.right)], np.float32),
        "spelling_characters": text_array("".join(outputs)),
        "spelling": quantised(np.log10(_spelling(seen.strange, outputs))),
    }


def _spelling(words: Mapping[str, int], outputs: Sequence[str]) -> Floats:
    """P(next character | character), smoothed by the share of the next (Witten and Bell); 0 is the end of a word."""
    number = {char: at for at, char in enumerate(outputs, 1)}
    size = len(outputs) + 2  # the last: any other character
    counts = np.zeros((size, size))
    for word, count in words.items():
        numbers = [0, *(number[char] for char in word), 0]
        np.add.at(counts, (numbers[:-1], numbers[1:]), count)
    share = (counts.sum(0) + 0.5) / (counts.sum() + 0.5 * size)
    kinds = (counts > 0).sum(1, keepdims=True) + 1
    result: Floats = (counts + kinds * share) / (counts.sum(1, keepdims=True) + kinds)
    return result


def string_arrays(seen: Seen, channel: Channel, strings: int) -> Arrays:
    """The strings read most often, with their candidates."""
    total = {text: sum(counts.values()) for text, counts in seen.readings.items()}
    for text, count in seen.strange.items():
        total[text] = total.get(text, 0) + count
    chosen = sorted(total, key=lambda text: (-total[text], text))[:strings]
    kinds, strangers = len(seen.strange) + 1, seen.strange.total() + 1
    known = seen.cases() / (seen.totals + seen.own)
    rows: list[tuple[int, Array, Array]] = []
    for text in chosen:
        scores = 10 ** channel.by_edits(text)
        for place, count in seen.readings.get(text, Counter[tuple[int, int]]()).items():
            scores[place[1] - len(CLASSES)] += known[place] * count
        words, best = channel.best(text, np.log10(scores), KEPT)
        right = seen.strange[text] / (strangers + kinds)
        best[-1] = np.log10(10**channel.right * right + 10 ** best[-1] * kinds / (strangers + kinds))
        rows.append((key(text), words.astype(np.uint16), quantised(best)))
    rows.sort(key=lambda row: row[0])
    sizes = [0, *(len(row[1]) for row in rows)]
    return {
        "seen_keys": np.array([row[0] for row in rows], np.uint64),
        "seen_first": np.cumsum(sizes).astype(np.uint32),
        "seen_words": np.concatenate([np.zeros(0, np.uint16), *(row[1] for row in rows)]),
        "seen_scores": np.concatenate([np.zeros(0, np.uint8), *(row[2] for row in rows)]),
    }


def _no_strings() -> Arrays:
    return {
        "seen_keys": np.zeros(0, np.uint64),
        "seen_first": np.zeros(1, np.uint32),
        "seen_words": np.zeros(0, np.uint16),
        "seen_scores": np.zeros(0, np.uint8),
    }


def main(arguments: Iterable[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lexicon", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--channel", choices=sorted(STRINGS), required=True)
    parser.add_argument("--lines", type=int, help="learn from so many lines only")
    parser.add_argument("pairs", type=Path, nargs="+")
    args = parser.parse_args(None if arguments is None else list(arguments))
    start = time.monotonic()
    pairs = read_pairs(args.pairs, args.lines)
    print(f"{pairs.total()} words, {len(pairs)} pairs: {time.monotonic() - start:.0f} s", flush=True)
    arrays = train(pairs, Lexicon.from_arrays(read_arrays(args.lexicon)), STRINGS[args.channel])
    write_arrays(args.out, arrays)
    print(f"{len(arrays['seen_keys'])} strings, {args.out.stat().st_size} bytes: {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
