"""The vocabulary files themselves, and phrases found on clean, stripped and garbled text."""

from __future__ import annotations

import unicodedata

import pytest
from marks import unmark, unrestored

from extractors.dossiers.dossier_states import SPECIFIC, STAGES
from extractors.matching.garble import Respeller, is_garbled
from extractors.matching.phrases import VOCABULARIES, book
from extractors.subject import Subject
from extractors.vocabulary import VocabularyError, check, load
from normalizers import Text, fold


@pytest.mark.parametrize("name", VOCABULARIES)
def test_phrases_are_lower_case_composed_and_single_spaced(name: str) -> None:
    for label, phrases in load(name).items():
        for phrase in phrases:
            assert phrase == unicodedata.normalize("NFC", phrase).lower(), (name, label, phrase)
            assert phrase == " ".join(phrase.split()), (name, label, phrase)
            assert len(set(phrases)) == len(phrases), (name, label)


def test_every_state_of_the_vocabulary_is_known_to_the_rules() -> None:
    others = {"reason", "total", "part_of", "rate", "none", "interlinked"}
    assert set(load("dossier_states")) == set(SPECIFIC) | set(STAGES) | others


BROKEN = [
    ({"early": "trước hạn"}, "early"),
    ({"early": ["trước hạn", " "]}, "early"),
    ({"early": ["đúng hạn"], "on_time": ["dung han"]}, "on_time"),
]


@pytest.mark.parametrize(("content", "key"), BROKEN)
def test_a_broken_vocabulary_names_file_and_key(content: dict[str, object], key: str) -> None:
    with pytest.raises(VocabularyError, match=rf"states\.toml.*{key}"):
        check("states", content)


def test_an_unlisted_vocabulary_is_refused() -> None:
    with pytest.raises(VocabularyError, match="nowhere"):
        book("nowhere")


CUES = [
    ("⟦đã giải quyết⟧ ⟦trước hạn⟧", "resolved early"),
    ("hồ sơ ⟦trước và đúng hạn⟧", "early_or_on_time"),
    ("⟦Đúng hạn⟧, ⟦quá hạn⟧ và ⟦từ chối⟧", "on_time overdue rejected"),
    ("xe buýt rụt rè; cái nộm", ""),
    ("⟦tiếp nhạn⟧ hồ sơ", "received"),
    ("⟦tiếp nhận⟧ mỗi ngày", "received"),
    ("số hồ sơ cũ", ""),
]


@pytest.mark.parametrize(("marked", "labels"), CUES)
def test_cues(marked: str, labels: str) -> None:
    raw, spans = unmark(marked)
    subject = Subject.of(Text.of(raw))
    cues = [cue for cue in book("dossier_states").find(subject) if cue.label in SPECIFIC or cue.label in STAGES]
    assert [(cue.start, cue.end) for cue in cues] == spans
    assert [cue.label for cue in cues] == labels.split()


READINGS = [("1€", "lệ"), ("1¢", "lệ"), ("s6", "số"), ("hd", "hồ"), ("so", "sơ"), ("trudc", "trước"), ("quyét", "quyết"),
            ("giai", "giải"), ("thii", "thủ"), ("1a", "là"), ("xyz", None), ("2026", None)]  # fmt: skip


@pytest.mark.parametrize(("token", "word"), READINGS)
def test_garbled_tokens_are_read_as_vocabulary_words(token: str, word: str | None) -> None:
    respeller = Respeller(["lệ", "số", "hồ", "sơ", "trước", "quyết", "giải", "thủ", "là"])
    assert respeller.respell(fold(token)) == (fold(word) if word else token)


CLEAN = "Trung tâm Phục vụ hành chính công đã tiếp nhận hồ sơ giải quyết thủ tục hành chính"
GARBLED = [
    (CLEAN, False),
    (fold(CLEAN), True),
    ("Ty 1€ nop hd so truc tuyén dat, Ty 1& hd so da giai quyét trudc han, dung han dat", True),
    ("Số: 12", False),
]


@pytest.mark.parametrize(("text", "garbled"), GARBLED)
def test_lost_marks_are_noticed(text: str, garbled: bool) -> None:
    assert is_garbled(unrestored(text).value) is garbled
