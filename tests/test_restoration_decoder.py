"""The search finds what trying every path finds; the hash tables and files give back what was put in."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers.restoration.arrays import ModelError, read_arrays, write_arrays
from normalizers.restoration.cuckoo import Cuckoo, place
from normalizers.restoration.decoder import KEPT, decode
from normalizers.restoration.lattice import Lattice
from normalizers.restoration.ngrams import Ngrams
from training.kneser_ney import Order, estimate, find, mix
from training.model_files import ngram_arrays

BOUNDARY, WORDS = 0, 7


def stream(seed: int, size: int = 400) -> np.ndarray:
    """A row of words with a boundary at both ends and now and then between."""
    draw = np.random.default_rng(seed)
    words = draw.choice(WORDS, size, p=[0.1, 0.3, 0.2, 0.15, 0.1, 0.1, 0.05]).astype(np.uint16)
    words[1:][(words[1:] == BOUNDARY) & (words[:-1] == BOUNDARY)] = 1
    return np.concatenate([[BOUNDARY], words, [1, BOUNDARY]]).astype(np.uint16)


@pytest.fixture(scope="module")
def model() -> list[Order]:
    return mix(
        [estimate(stream(1), BOUNDARY, WORDS, (0, 0, 0, 0)), estimate(stream(2), BOUNDARY, WORDS, (0, 0, 1, 1))],
        [0.7, 0.3],
    )


@pytest.fixture(scope="module")
def ngrams(model: list[Order]) -> Ngrams:
    return Ngrams.from_arrays(ngram_arrays(model))


def probability(model: list[Order], history: tuple[int, ...], word: int) -> float:
    """P(word | history) by the definition of backoff."""
    if not history:
        return float(model[0].probability[word])
    key = 0
    for each in (*history, word):
        key = key << 14 | each
    order = model[len(history)]
    at = int(find(order.keys, np.array([key], np.uint64))[0])
    if at >= 0:
        return float(order.probability[at])
    above = model[len(history) - 1]
    at = int(find(above.keys, np.array([key >> 14], np.uint64))[0])
    backoff = float(above.backoff[at]) if at >= 0 else 1.0
    return backoff * probability(model, history[1:], word)


@pytest.mark.parametrize("history", [(), (1,), (0,), (1, 2), (0, 3), (2, 1, 3), (0, 1, 2), (6, 6, 6)])
def test_probabilities_of_all_words_sum_to_one(model: list[Order], history: tuple[int, ...]) -> None:
    assert sum(probability(model, history, word) for word in range(WORDS)) == pytest.approx(1, abs=1e-6)


def path_score(model: list[Order], path: list[int], evidence: list[float]) -> float:
    score = sum(evidence)
    for at in range(1, len(path)):
        score += math.log10(probability(model, tuple(path[max(0, at - 3) : at]), path[at]))
    return score


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(1, WORDS - 1), min_size=1, max_size=KEPT, unique=True), min_size=1, max_size=4))
def test_the_search_finds_the_best_path_and_its_lead(
    model: list[Order], ngrams: Ngrams, candidates: list[list[int]]
) -> None:
    draw = np.random.default_rng(len(candidates))
    rows = [[BOUNDARY], *candidates, [BOUNDARY]]
    evidence = [[0.0], *([float(-draw.random()) for _ in row] for row in candidates), [0.0]]
    flat = Lattice(
        np.array([word for row in rows for word in row], np.int64),
        np.array([each for row in evidence for each in row], np.float32),
        np.cumsum([0, *(len(row) for row in rows)]),
        BOUNDARY,
    )
    found = decode(flat, ngrams)
    paths = {
        choice: path_score(
            model,
            [row[i] for row, i in zip(rows, choice, strict=True)],
            [row[i] for row, i in zip(evidence, choice, strict=True)],
        )
        for choice in itertools.product(*(range(len(row)) for row in rows))
    }
    best = max(paths.values())
    chosen = tuple(int(place - start) for place, start in zip(found.best, flat.first, strict=False))
    # 8-bit values: a path as good as the best to a few hundredths of log10 may be chosen
    assert paths[chosen] == pytest.approx(best, abs=0.15)


def test_two_paragraphs_do_not_know_of_each_other(ngrams: Ngrams) -> None:
    def words(paragraphs: list[list[list[int]]]) -> list[int]:
        rows = [[BOUNDARY]]
        for paragraph in paragraphs:
            rows += [*paragraph, [BOUNDARY]]
        flat = np.array([word for row in rows for word in row], np.int64)
        first = np.cumsum([0, *(len(row) for row in rows)])
        return flat[decode(Lattice(flat, np.zeros(len(flat), np.float32), first, BOUNDARY), ngrams).best].tolist()

    one, two = [[1, 2, 3], [4, 5], [1, 6]], [[2, 3], [1, 5, 6], [3], [1, 2]]
    assert words([one, two]) == [*words([one]), *words([two])[1:]]
    assert words([two, one, two]) == [*words([two]), *words([one])[1:], *words([two])[1:]]


@given(st.sets(st.integers(1, 2**56), min_size=1, max_size=300))
@settings(max_examples=30, deadline=None)
def test_every_key_is_found_at_its_own_place(numbers: set[int]) -> None:
    keys = np.array(sorted(numbers), np.uint64)
    fingerprints, places = place(keys)
    assert len(set(places.tolist())) == len(keys)
    assert (Cuckoo.of(fingerprints).find(keys) == places).all()


def test_a_key_that_is_not_there_is_seldom_found() -> None:
    keys = np.arange(1, 20_001, dtype=np.uint64) * np.uint64(7919)
    table = Cuckoo.of(place(keys)[0])
    absent = np.arange(1, 50_001, dtype=np.uint64) * np.uint64(104_729) + np.uint64(1)
    absent = absent[~np.isin(absent, keys)]
    assert (table.find(absent) >= 0).mean() < 5e-4


def test_arrays_come_back_and_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    arrays = {"one": np.arange(5, dtype=np.uint16), "two": np.zeros((2, 3), np.float32), "none": np.zeros(0, np.uint8)}
    for name in ("a", "b"):
        write_arrays(tmp_path / name, arrays)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    back = read_arrays(tmp_path / "a")
    assert {name: array.tolist() for name, array in back.items()} == {n: a.tolist() for n, a in arrays.items()}


@pytest.mark.parametrize("content", [b"", b"vanthu arrays 1\n", b"something else\n{}", b"vanthu arrays 1\n{bad"])
def test_a_broken_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model.bin").write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.bin"):
        read_arrays(tmp_path / "model.bin")


def test_a_cut_file_is_told(tmp_path: Path) -> None:
    write_arrays(tmp_path / "model.bin", {"one": np.arange(500, dtype=np.uint16)})
    whole = (tmp_path / "model.bin").read_bytes()
    (tmp_path / "model.bin").write_bytes(whole[:-300])
    with pytest.raises(ModelError):
        read_arrays(tmp_path / "model.bin")
