"""The channel, learnt from a few pairs of lines: which words a string may be the reading of."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from normalizers.restoration.arrays import ModelError, read_arrays, write_arrays
from normalizers.restoration.channel import Channel
from normalizers.restoration.lexicon import Lexicon
from normalizers.restoration.tokens import CLASSES
from training.alignment import word_pairs
from training.channel import train

LINES = [
    ("Tỷ lệ nộp hồ sơ trực tuyến đạt", "Ty 1€ nop hd so truc tuyén dat"),
    ("lệ phí trực tuyến, số lượng hồ sơ", "1é phi truc tuyén, s6 lugng hd so"),
    ("giải quyết thủ tục hành chính", "giai quyét thu tuc hanh chinh"),
    ("kết quả thực hiện của phường", "két qua thyc hién cua phwong"),
    ("số hồ sơ của người dân và bộ", "sd hd so ctia ngu¢i dan va bd"),
    ("kiểm soát thủ tục của bộ", "kiém soat tha tuc cia b6"),
    ("XÃ HỘI CHỦ NGHĨA", "XA HQI CHU NGHIA"),
    ("HỘ CỘNG MỘT SỐ", "HQ CQNG MQT SO"),
    ("người đọc Email về TTHC gửi Zalo", "nguoi doc Email vé TTHC gui Zalo"),
    ("hệ thống liên quan đến quyết định", "hé thong lién quan dén quyét dinh"),
]
BEST = [
    ("1€", "lệ"),
    ("quyét", "quyết"),
    ("hd", "hồ"),
    ("HQI", "hội"),
    ("hành", "hành"),  # was never read so
    ("lién", "liên"),
    ("thdng", "thống"),  # never seen
    ("MQt", "một"),
    ("Email", "email"),
    ("TTHC", "tthc"),
]


def _pairs(lines: list[tuple[str, str]]) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for truth, reading in lines:
        pairs.update((words[0], read[0]) for words, read in word_pairs(truth, reading) if len(words) == len(read))
    return pairs


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    words = sorted({word for truth, _ in LINES for word in truth.lower().replace(",", "").split()} - {"zalo"})
    words += ["hang", "nội"]
    return Lexicon.of([*CLASSES, *words], range(len(CLASSES) + len(words)))


@pytest.fixture(scope="module")
def channel(lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Channel:
    path = Path(tmp_path_factory.mktemp("channel") / "channel.bin")
    write_arrays(path, train(_pairs(LINES * 3), lexicon, 40))
    return Channel.from_arrays(read_arrays(path), lexicon)


@pytest.mark.parametrize(("observed", "word"), BEST)
def test_best(channel: Channel, observed: str, word: str) -> None:
    words, scores = channel.candidates(observed)
    assert channel.lexicon.words[words[0]] == word
    assert (scores <= 0).all()


@pytest.mark.parametrize("observed", ["hang", "Hang", "HANG", "nội", "tthc", "và"])
def test_a_word_is_among_its_own_candidates(channel: Channel, observed: str) -> None:
    words, _ = channel.candidates(observed)
    assert observed.lower() in [channel.lexicon.words[word] for word in words]


@pytest.mark.parametrize("observed", ["Zalo", "hd", "¶¶", "a" * 40])
def test_anything_may_be_an_unknown_word(channel: Channel, observed: str) -> None:
    words, scores = channel.candidates(observed)
    assert channel.lexicon.unknown in words
    assert np.isfinite(scores).all()


def test_unknown_words_are_likelier_when_spelled_like_those_known(channel: Channel) -> None:
    assert channel.as_it_stands("Zalo") > channel.as_it_stands("z¢ql")


def test_a_channel_belongs_to_its_lexicon(lexicon: Lexicon) -> None:
    other = Lexicon.of([*lexicon.words, "khác"], range(len(lexicon.words) + 1))
    with pytest.raises(ModelError):
        Channel.from_arrays(train(_pairs(LINES), lexicon, 0), other)


def test_training_is_deterministic(lexicon: Lexicon) -> None:
    one, other = train(_pairs(LINES), lexicon, 10), train(_pairs(LINES[::-1]), lexicon, 10)
    assert one.keys() == other.keys()
    assert all(np.array_equal(one[name], other[name]) for name in one)


ALIGNED = [
    ("Số: 12/BC của Bộ", "S6: 12/BC ctia BO", "Số=S6 của=ctia Bộ=BO"),
    ("giải quyết hồ sơ", "giaiquyét hd so", "giải+quyết=giaiquyét hồ=hd sơ=so"),
    ("đi về phường", "| di phudng", "đi=di phường=phudng"),
    ("nước ở đây", "nwéc @ day", "nước=nwéc ở=@ đây=day"),
]


@pytest.mark.parametrize(("truth", "reading", "aligned"), ALIGNED)
def test_word_pairs(truth: str, reading: str, aligned: str) -> None:
    assert " ".join("+".join(words) + "=" + "+".join(read) for words, read in word_pairs(truth, reading)) == aligned
