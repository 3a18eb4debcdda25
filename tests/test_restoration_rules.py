"""The rules around the models: which window is damaged, the case of a word, document symbols, spelling."""

from __future__ import annotations

import pytest
from marks import unmark

from normalizers import Text
from normalizers.restoration import codes
from normalizers.restoration.casing import cased, shouting
from normalizers.restoration.lexicon import Lexicon, canonical, strip
from normalizers.restoration.routing import Damage, damages
from normalizers.restoration.slots import stripped_slots
from normalizers.restoration.tokens import CLASSES, CODE, NUMBER, PUNCTUATION, SAME, tokens

SOUND = "Trong kỳ báo cáo, Ủy ban nhân dân xã đã tiếp nhận 6.306 hồ sơ; đã giải quyết trước hạn 6.215 hồ sơ."
STRIPPED = strip(SOUND)
GARBLED = "Trong ky bao cao UBND phudng di tiép nhan 6.306 ho so: Trong d6: Ho so tiép nhan truc tuyén 1a 6.258 ho so"
ENGLISH = "The quarterly report shows that the number of applications received online can increase in the next period."
FRENCH = (
    "Le présent rapport a été établi à la demande du ministère; les données figurent dans un tableau séparé, à côté."
)
GERMAN = "Die Verwaltung hat im vergangenen Jahr mehr als tausend Anträge für Genehmigungen über das Internet erhalten."
CODE_LISTING = "for item in items: result.append(transform(item)); return json.dumps(result, indent=2, sort_keys=True)"
INDONESIAN = (
    "Pemerintah daerah telah menerima lebih dari seribu permohonan melalui layanan publik secara elektronik tahun."
)

DAMAGES = [
    ((SOUND,), (Damage.NONE,)),
    ((STRIPPED,), (Damage.STRIPPED,)),
    ((STRIPPED.upper(),), (Damage.STRIPPED,)),
    ((GARBLED,), (Damage.GARBLED,)),
    ((SOUND, STRIPPED), (Damage.NONE, Damage.STRIPPED)),
    ((GARBLED, GARBLED, STRIPPED), (Damage.GARBLED,) * 3),  # what English OCR read without a mark is its work too
    ((GARBLED, SOUND, SOUND), (Damage.GARBLED, Damage.NONE, Damage.NONE)),
    ((SOUND, "BAO CAO"), (Damage.NONE, Damage.NONE)),  # too short to be judged by itself
    ((ENGLISH,), (Damage.NOT_VIETNAMESE,)),
    ((FRENCH,), (Damage.NOT_VIETNAMESE,)),
    ((GERMAN,), (Damage.NOT_VIETNAMESE,)),
    ((INDONESIAN,), (Damage.NOT_VIETNAMESE,)),
    ((CODE_LISTING,), (Damage.NOT_VIETNAMESE,)),
    (("12 345 6.789 98,5% 01/02/2026 -- | 17",), (Damage.NOT_VIETNAMESE,)),
    (("",), (Damage.NOT_VIETNAMESE,)),
    ((), ()),
]


@pytest.mark.parametrize(("paragraphs", "expected"), DAMAGES)
def test_what_has_happened_to_a_text(paragraphs: tuple[str, ...], expected: tuple[Damage, ...]) -> None:
    assert tuple(damages(paragraphs)) == expected


CASES = [
    ("hội", "HQI", True, "HỘI"),
    ("tỷ", "Ty", False, "Tỷ"),
    ("lệ", "1€", False, "lệ"),
    ("số", "$6", False, "Số"),
    ("số", "$6", True, "SỐ"),
    ("bộ", "B0", False, "Bộ"),
    ("bộ", "BO", False, "Bộ"),
    ("bộ", "BO", True, "BỘ"),
    ("hđnd", "HDND", False, "HĐND"),
    ("lđ", "LD", False, "LĐ"),
    ("xã", "xA", True, "XÃ"),
    ("xã", "xA", False, "xã"),
    ("lý", "Iy", False, "lý"),
    ("lý", "Ly", False, "Lý"),
    ("là", "Ja", False, "là"),
    ("ủy", "Uy", False, "Ủy"),
    ("ở", "O", False, "Ở"),
    ("đạt", "dat", True, "đạt"),
]


@pytest.mark.parametrize(("word", "observed", "shouted", "expected"), CASES)
def test_case_is_copied_and_mended(word: str, observed: str, shouted: bool, expected: str) -> None:
    assert cased(word, observed, shouted) == expected


def test_shouting_is_told_by_the_neighbours() -> None:
    assert shouting(["CONG", "HOA", "xa", "HOI"]) == [True, True, True, True]
    assert shouting(["Uy", "ban", "nhan", "dan"]) == [False] * 4
    assert shouting([]) == []
    assert shouting(["B0"]) == [False]


SYMBOLS = [
    ("Nghi dinh so ⟦118/2025/ND-CP⟧ cua", "118/2025/NĐ-CP"),
    ("Quyet dinh so ⟦65/QD-UBND⟧", "65/QĐ-UBND"),
    ("⟦5/CD-TTg⟧", "5/CĐ-TTg"),
    ("⟦01/QyD-UBND⟧", "01/QyĐ-UBND"),
    ("$6:⟦237/BC- UBND⟧ Thach Khoi", "237/BC-UBND"),
    ("⟦937/UBND- TTPVHCC⟧ ngay", "937/UBND-TTPVHCC"),
    ("⟦1170/ UBND- TTPVHCC⟧ ngay", "1170/ UBND-TTPVHCC"),
    ("⟦12 - ND⟧", "12 - ND"),
    ("nam ⟦2025- UBND⟧", "2025- UBND"),
    ("⟦66/NQ-CP⟧", "66/NQ-CP"),
    ("⟦12/KH-ND⟧", "12/KH-ND"),
]


@pytest.mark.parametrize(("marked", "expected"), SYMBOLS)
def test_symbols_in_damaged_text(marked: str, expected: str) -> None:
    text = Text.of(marked.replace("⟦", "").replace("⟧", ""))
    for step in (codes.types, codes.hyphens):
        text = text.edit(step(text.value))
    before, _, rest = marked.partition("⟦")
    assert text.value == before + expected + rest.partition("⟧")[2]


SPELLINGS = [("hoà", "hòa"), ("thuỷ", "thủy"), ("qúy", "quý"), ("quý", "quý"), ("nǎm", "năm"), ("e\u0323\u0302", "ệ")]


@pytest.mark.parametrize(("written", "expected"), SPELLINGS)
def test_one_spelling_for_the_models(written: str, expected: str) -> None:
    assert canonical(written) == expected


TOKENS = [
    ("⟦số⟧ ⟦66.7/2025/NQ-CP⟧⟦,⟧ ⟦ngày⟧ ⟦26/3/2025⟧", ["số", CODE, ",", "ngày", NUMBER]),
    ("⟦đạt⟧ ⟦99,52⟧⟦%⟧⟦.⟧", ["đạt", NUMBER, "%", "."]),
    ("⟦«⟧⟦Một⟧ ⟦cửa⟧⟦»⟧ ⟦–⟧ ⟦TTHC⟧", ['"', "một", "cửa", '"', "-", "tthc"]),
    ("⟦vanthu@haiphong.gov.vn⟧", [CODE]),
    ("⟦https://dichvucong.gov.vn/p/1-l?a=O1⟧", [CODE]),
    ("⟦www.gov.vn⟧ ⟦(⟧⟦a⟧⟦)⟧", [CODE, "(", "a", ")"]),
]


@pytest.mark.parametrize(("marked", "forms"), TOKENS)
def test_tokens(marked: str, forms: list[str]) -> None:
    text, spans = unmark(marked)
    found = list(tokens(text))
    assert [(token.start, token.end) for token in found] == spans
    assert [token.form for token in found] == forms


def test_a_sign_stands_for_one_of_the_classes() -> None:
    assert set(SAME.values()) <= set(PUNCTUATION)


LEXICON = Lexicon.of(
    [*CLASSES, "đạt", "dạt", "dat", "hồ", "hộ", "ho", "hđnd", "vi", "vị", "i", "ì"], range(30)[: 19 + 11]
)


def test_words_of_one_form_stand_together() -> None:
    assert [LEXICON.words[word] for word in LEXICON.of_form("dat")] == ["đạt", "dạt", "dat"]
    assert list(LEXICON.of_form("khong")) == []
    again = Lexicon.from_arrays(LEXICON.arrays())
    assert again.words == LEXICON.words
    assert again.members.tolist() == LEXICON.members.tolist()


OPEN = [
    ("⟦dat⟧ 98%, ⟦ho⟧ so", "a word may be any with its letters; one that no word has stays"),
    ("đạt ⟦ho⟧", "a word with its diacritics stays"),
    ("quy I nam, muc VI. ⟦ho⟧", "a Roman number stays"),
    ("⟦DAT⟧ ⟦HO⟧", "a title in capitals does not"),
    ("HO khau", "an abbreviation among other words stays when it looks like a word"),
    ("cua ⟦HDND⟧ xa", "else it is open"),
    ("i) ⟦ho⟧", "a list mark stays"),
]


@pytest.mark.parametrize("marked", [marked for marked, _ in OPEN])
def test_what_may_change_in_stripped_text(marked: str) -> None:
    text, spans = unmark(marked)
    slots = list(
        stripped_slots(text, LEXICON, lambda form: (words := LEXICON.of_form(form).tolist(), [0.0] * len(words)))
    )
    assert [(slot.start, slot.end) for slot in slots if slot.is_open] == spans
