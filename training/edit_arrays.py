"""The edit model as `normalizers.restoration.edits.Edits` reads it: probabilities, smoothed, by what is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from normalizers.restoration.arrays import Array
from normalizers.restoration.edits import BEFORE, LONGEST, Floats
from normalizers.restoration.lexicon import strip
from training.edits import OWN, Counts, count_edits

_ANY = 20.0  # weight of anything at all against the count of like letters
_RARE = 3e-6  # probability below which an edit is not kept apart from what may be read as anything
_UNKNOWN = 1e-3  # probability that a letter never met in training is read as anything
_LENGTHS = (0.2, 0.6, 0.15, 0.05)  # of what is read where the reading says nothing of the letter
_CHARACTERS = 254
Arrays = dict[str, Array]
Pairs = Counter[tuple[str, str]]  # word and reading -> count


def edit_arrays(pairs: Pairs) -> Arrays:
    """The edit model as `normalizers.restoration.edits.Edits` reads it."""
    counts, places = count_edits(pairs)
    letters = {name: read for name, read in counts.items() if len(name) == 1}
    doubles = {name: read for name, read in counts.items() if len(name) == 2 and sum(read.values()) > 0}
    characters = Counter(char for _, reading in pairs for char in reading)
    outputs = [char for char, _ in sorted(characters.items(), key=lambda item: (-item[1], item[0]))][:_CHARACTERS]
    frequency, lengths = _anything(pairs, outputs)
    chances = dict(zip(["", *outputs], frequency.tolist(), strict=True))
    probability, floor = smoothed(letters, chances, lengths)
    inputs = [BEFORE, *sorted(set(probability) - {BEFORE})]
    pair_names = sorted(doubles)
    gate = [sum(doubles[name].values()) / (places[name] + OWN) for name in pair_names]
    paired = {name: {w: v / (places[name] + OWN) for w, v in doubles[name].items()} for name in pair_names}
    return {
        "edit_inputs": text_array("".join(inputs)),
        "edit_outputs": text_array("".join(outputs)),
        "edit_pairs": text_array("".join(pair_names)),
        "edit_gate": np.array(gate, np.float32),
        "edit_floor": np.array([*(floor[letter] for letter in inputs), _UNKNOWN], np.float32),
        "edit_frequency": frequency.astype(np.float32),
        "edit_lengths": lengths.astype(np.float32),
        **_rules("single", inputs, probability, outputs),
        **_rules("double", pair_names, paired, outputs),
    }


def _anything(pairs: Pairs, outputs: Sequence[str]) -> tuple[Floats, Floats]:
    """The share of each character, unseen ones first, where a reading says nothing of the word; and of each length."""
    number = {char: at for at, char in enumerate(outputs, 1)}
    frequency = np.ones(len(outputs) + 1)
    for (word, reading), count in sorted(pairs.items()):
        for char in reading:
            frequency[number.get(char, 0)] += 0.1 * count * (char not in word)
    return frequency / frequency.sum(), np.array(_LENGTHS)


def _rules(name: str, sources: Sequence[str], probability: Counts, outputs: Sequence[str]) -> Arrays:
    number = {char: at for at, char in enumerate(outputs, 1)}
    rows = sorted(
        (sum(number[char] << 8 * place for place, char in enumerate(reversed(written))), at, value)
        for at, source in enumerate(sources)
        for written, value in probability[source].items()
        if value > _RARE and all(char in number for char in written) and len(written) <= LONGEST
    )
    written, first = np.unique(np.array([row[0] for row in rows], np.uint32), return_index=True)
    return {
        f"{name}_written": written,
        f"{name}_first": np.append(first, len(rows)).astype(np.uint32),
        f"{name}_sources": np.array([row[1] for row in rows], np.uint16),
        f"{name}_probability": np.array([row[2] for row in rows], np.float32),
    }


def smoothed(counts: Counts, frequency: Mapping[str, float], lengths: Floats) -> tuple[Counts, dict[str, float]]:
    """P(read | letter) of the single letters of `counts`, and the share of each left to anything at all.

    A letter of which little is known is read like the letters of its shape: its case, its diacritics apart.
    """
    like: Counts = defaultdict(lambda: defaultdict(float))
    for letter, read in counts.items():
        for written, value in read.items():
            like[strip(letter)][written] += value
    probability: Counts = {}
    floor: dict[str, float] = {}
    for letter, read in counts.items():
        own, shape = sum(read.values()), like[strip(letter)]
        known = sum(shape.values())
        floor[letter] = OWN / (own + OWN) * _ANY / (known + _ANY)
        written_like = {w for w, value in shape.items() if value / known > 1e-4} | set(read)
        probability[letter] = {
            w: (read.get(w, 0.0) + OWN * (shape[w] + _ANY * chance(w, frequency, lengths)) / (known + _ANY))
            / (own + OWN)
            for w in sorted(written_like)
        }
    return probability, floor


def chance(written: str, frequency: Mapping[str, float], lengths: Floats) -> float:
    """The share of a string among all that is read."""
    return float(lengths[len(written)] * np.prod([frequency.get(char, frequency[""]) for char in written]))


def text_array(value: str) -> Array:
    """A string in an array of bytes (UTF-8)."""
    return np.frombuffer(value.encode("utf-8"), np.uint8)
