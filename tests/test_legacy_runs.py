"""Legacy encodings: each row is (encoding, raw with the runs marked, text); rows of SAME come out as they went in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from normalizers import Span
from normalizers.legacy import Encoding, repaired
from tests.marks import unmark

PAGE = Path(__file__).parent.parent / "docs" / "legacy.md"

CASES = [
    ("tcvn3", "⟦hå s¬ ®· gi¶i quyÕt⟧", "hồ sơ đã giải quyết"),
    ("tcvn3", "⟦§éc lËp - Tù do - H¹nh phóc⟧", "Độc lập - Tự do - Hạnh phúc"),
    ("tcvn3", "⟦Sè: 12/Q§-UBND ngµy 09/6/2025⟧", "Số: 12/QĐ-UBND ngày 09/6/2025"),
    ("tcvn3", "⟦Tr\xadëng phßng T\xad ph¸p tr\xad\xadng cÇu⟧", "Trưởng phòng Tư pháp trưưng cầu"),  # U+00AD is ư
    ("tcvn3", "⟦®·⟧ ⟦®¹t 98,5%⟧".replace("⟧ ⟦", " "), "đã đạt 98,5%"),
    ("tcvn3", "⟦uû ban nh©n d©n x·⟧", "uỷ ban nhân dân xã"),
    ("tcvn3", "⟦ñy ban nh©n d©n⟧", "ủy ban nhân dân"),
    ("tcvn3", "⟦BéNG HßA X· HéI CHñ NGHÜA VIÖT NAM⟧", "BỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("tcvn3", "⟦Uû ban nh©n d©n tØnh⟧: “x”".replace("⟧: “x”", "⟧"), "Uỷ ban nhân dân tỉnh"),
    ("vni", "⟦hoà sô ñaõ giaûi quyeát⟧", "hồ sơ đã giải quyết"),
    ("vni", "⟦Ñoäc laäp - Töï do - Haïnh phuùc⟧", "Độc lập - Tự do - Hạnh phúc"),
    ("vni", "⟦Soá: 12/QÑ-UBND, AÙnh saùng, Aùnh saùng⟧", "Số: 12/QĐ-UBND, Ánh sáng, Ánh sáng"),
    ("vps", "⟦hÒ sÖ Çã giäi quy‰t⟧", "hồ sơ đã giải quyết"),
    ("vps", "⟦ñ¶c lÆp - T¿ do - Hånh phúc⟧", "Độc lập - Tự do - Hạnh phúc"),
    ("viscii", "⟦h° s½ ðã giäi quyªt⟧", "hồ sơ đã giải quyết"),
    ("viscii", "⟦Ðµc l§p - Tñ do - HÕnh phúc⟧", "Độc lập - Tự do - Hạnh phúc"),
    ("viscii", "⟦QÐ-UBND v« vi®c ban hành “quy chª”⟧", "QĐ-UBND về việc ban hành “quy chế”"),
    ("bk_hcm2", "⟦höì sú àaä giaãi quyïët⟧", "hồ sơ đã giải quyết"),
    ("bk_hcm2", "⟦Àöåc lêåp - Tûå do - Haånh phuác⟧", "Độc lập - Tự do - Hạnh phúc"),
    ("vietware_f", "⟦hä s¥ ¢º gi¶i quyÕt⟧", "hồ sơ đã giải quyết"),
    ("cp1258", "⟦hôÌ sõ ðaÞ giaÒi quyêìt⟧", "hồ sơ đã giải quyết"),
    ("tcvn5712_1", "⟦B\x83O C\x83O KÕt qu¶ c«ng t¸c⟧", "BÁO CÁO Kết quả công tác"),
    ("utf8_read_as_cp1252", "⟦há»“ sÆ¡ Ä‘Ã£ giáº£i quyáº¿t⟧", "hồ sơ đã giải quyết"),
    ("utf8_read_as_cp1252", "⟦CÃ´ng tÃ¡c vÃ\xa0⟧", "Công tác và"),
    ("utf8_read_as_cp1252_twice", "⟦giÃ¡ÂºÂ£i quyÃ¡ÂºÂ¿t hÃ¡Â»â€œ sÃ†Â¡⟧", "giải quyết hồ sơ"),
    ("utf16_le_read_as_8_bit", "⟦H\0Ó\x1e \0s\0¡\x01⟧", "Hồ sơ"),
    ("utf16_be_read_as_8_bit", "⟦\0H\x1eÓ\0 \0s\x01¡⟧", "Hồ sơ"),
    ("decomposed", "⟦gia\u0309i quye\u0302\u0301t đu\u0301ng ha\u0323n⟧", "giải quyết đúng hạn"),
    ("decomposed_windows", "⟦giải quyê\u0301t hô\u0300 sơ⟧", "giải quyết hồ sơ"),
    ("viqr", "⟦Ho^` so+ dda~ gia?i quye^'t ddu'ng ha.n.⟧", "Hồ sơ đã giải quyết đúng hạn."),
    ("viqr", "⟦DDo^.c la^.p - Tu+. do - Ha.nh phu'c⟧", "Độc lập - Tự do - Hạnh phúc"),
    ("viqr", "⟦I. Ti`nh hi`nh, a. So^' lie^.u ra sao? DDa~ ddi.⟧", "I. Tình hình, a. Số liệu ra sao? Đã đi."),
    ("viqr", "⟦DDa~ ddi\\. Sao\\? Ra. va` va?\\.⟧", "Đã đi. Sao? Rạ và vả."),  # guarded as RFC 1456 has it
    # a part of a line, and the lines around
    ("tcvn3", "Số hồ sơ được tiếp nhận, nay là ⟦hå s¬ ®· gi¶i quyÕt ®óng h¹n⟧", "Số hồ sơ được tiếp nhận, nay là hồ sơ đã giải quyết đúng hạn"),
    ("tcvn3", "Ủy ban nhân dân tỉnh\n⟦KÕt qu¶ gi¶i quyÕt hå s¬⟧\nNơi nhận: như trên", "Ủy ban nhân dân tỉnh\nKết quả giải quyết hồ sơ\nNơi nhận: như trên"),
    ("vni", "⟦Uyû ban nhaân daân⟧\nhttps://example.org/a?b=1\n⟦Soá 98,5% (12/2025)⟧", "Uỷ ban nhân dân\nhttps://example.org/a?b=1\nSố 98,5% (12/2025)"),
    ("vni", "⟦xem https://example.org/xaõ veà keát quaû giaûi quyeát hoà sô⟧", "xem https://example.org/xaõ về kết quả giải quyết hồ sơ"),
]  # fmt: skip

SAME = [
    "tính toán, thành công, quân đội, là cá, Công ty, hoà, hôn, bé theo mẹ",
    "Hòa", "hoà", "là", "bà", "cô", "Cú", "12 mét", "mê", "phó", "Tú", "võ",
    "Ủy ban nhân dân xã Hồng Thái, 12/QĐ-UBND, 66.7/2025/NQ-CP, 98,5%, 20°C, 5 m²",
    "le thé vert, né à Hué, où, dû, MAÏ, forêt, l’été d’été, garçon",
    "Straße für Mädchen, größer, »E« und »No-Auto«, Müller, §5",
    "¿Qué?, año, señor, canción, más, té, mí, él, ¡hola!, nº 1ª",
    "łódź, żółty, góra, król, mój, półrozjaśnienie, WSPÓŁPRACOWNICY",
    "příští, září, úřad, méně, více, šestnáctkově, přihlášení",
    "coração, não, mãe, avô, pé, fé, à, às, português",
    "lorem ipsum dolor sit amet", "It's done. You're late? e.g. a.b, what?",
    "a[i] += b(i) * c^2; x = foo(a) + bar(o+1) ? u'text' : o.value", "`echo a~b`",
    "https://example.org/a(b)/o+u?e=a^b user.name@example.org",
    "™ ® © ª º ° ± × ÷ ½ ² ³ € £ ¥ – — … “ ” ‘ ’ « »", "ß\x80", "x\x00y", "L\x1d", "", "\n\n", "\u00ad", "thủ\u00ad tục",
    "naïve café: Ã is a letter, MANHÃ, São", "12\u00a0345,00\u00a0€", "nguyễn văn a\nCông ty",
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "marked", "after"), CASES)
def test_run(encoding: str, marked: str, after: str) -> None:
    raw, spans = unmark(marked)
    found = repaired(raw)
    assert found.text.value == after
    assert [(run.raw.start, run.raw.end) for run in found.runs] == spans
    assert {run.encoding for run in found.runs} == {Encoding(encoding)}
    for run in found.runs:
        assert run.before == run.raw.of(raw)
        assert found.text.from_raw(run.raw).of(found.text.value) == run.after


@pytest.mark.parametrize("text", SAME)
def test_sound_text_stays(text: str) -> None:
    found = repaired(text)
    assert found.text.value == text
    assert found.runs == ()


FONTS = [
    (".VnTimeH", "uû ban nh©n d©n", "UỶ BAN NHÂN DÂN"),
    ("ABCDEF+.VnTimeH,Bold", "tØnh", "TỈNH"),
    (".VnTime", "uû ban nh©n d©n", "uỷ ban nhân dân"),
    ("VNI-Times", "hoà", "hoà"),  # as good as it stands: the letters do not agree
    ("VNI-Times", "teá", "tế"),
    ("VNI-Helve-Condense", "caù", "cá"),
    (".VnTime", "Ủy ban nhân dân", "Ủy ban nhân dân"),  # declared fonts survive conversion to Unicode
    (".VnTimeH", "Công ty thành công", "Công ty thành công"),
    ("VNI-Times", "le garçon est né à Paris", "le garçon est né à Paris"),
    ("Arial", "hoà", "hoà"),
    ("Times New Roman", "hå s¬ ®· gi¶i quyÕt", "hồ sơ đã giải quyết"),
]


@pytest.mark.parametrize(("font", "raw", "after"), FONTS)
def test_a_font_is_believed_where_the_letters_agree(font: str, raw: str, after: str) -> None:
    assert repaired(raw, font).text.value == after


def test_fonts_of_ranges() -> None:
    raw = "uû ban nh©n d©n\nuû ban nh©n d©n"
    found = repaired(raw, [(Span(0, 15), ".VnTimeH"), (Span(16, 31), ".VnTime")])
    assert found.text.value == "UỶ BAN NHÂN DÂN\nuỷ ban nhân dân"
    assert [run.evidence.font for run in found.runs] == [".VnTimeH", ".VnTime"]


def test_a_font_of_capitals_for_one_letter_or_code() -> None:
    parts = [
        ("cña ", False),
        ("ñ", True),
        ("y ban nh©n d©n tØnh, c¨n cø N§ sè 86/", False),
        ("n®-cp", True),
        (" ngµy 5\n", False),
    ]
    raw, fonts = "", []
    for part, capitals in 3 * parts:
        fonts.append((Span(len(raw), len(raw) + len(part)), ".VnTimeH" if capitals else ".VnTime"))
        raw += part
    assert repaired(raw, fonts).text.value == 3 * "của Ủy ban nhân dân tỉnh, căn cứ NĐ số 86/NĐ-CP ngày 5\n"


def test_lines_around_help_a_short_one() -> None:
    assert repaired("hoà").text.value == "hoà"
    found = repaired("Soá hoà sô ñaõ giaûi quyeát\nhoà\nÑoäc laäp - Töï do - Haïnh phuùc")
    assert found.text.value == "Số hồ sơ đã giải quyết\nhồ\nĐộc lập - Tự do - Hạnh phúc"
    assert [run.evidence.neighbours for run in found.runs] == [False, True, False]


def test_the_evidence_tells_why() -> None:
    (run,) = repaired("hå s¬ ®· gi¶i quyÕt").runs
    assert run.evidence.words == 5
    assert run.evidence.gain is not None
    assert run.evidence.gain > 8
    assert run.evidence.lead is not None
    assert run.evidence.lead > 2
    assert run.evidence.runner_up is not None
    (misread,) = repaired("há»“ sÆ¡").runs
    assert misread.evidence.gain is None  # the form alone decides


def test_fonts_of_no_known_family_say_nothing() -> None:
    from normalizers.legacy.fonts import font_hint

    assert font_hint("Vni") is None
    assert font_hint("DejaVu Sans") is None
    assert font_hint("VNTIMEH") is not None
    hint = font_hint("SVNtimesH")
    assert hint is not None
    assert hint.capitals


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
def test_every_example_of_the_page_runs(example: str) -> None:
    assert "assert" in example
    exec(compile(example, "docs/legacy.md", "exec"), {})
