"""What must hold for every text, whatever is in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers import STEPS, Span, Text, explain, normalize

PIECES = [
    *(
        "Ủy ban nhân dân",
        "xã",
        "hồ sơ",
        "TTHC",
        "Báo cáo",
        "KẾ HOẠCH",
        "quý",
        "hoà",
        "thuỷ",
        "khoẻ",
        "e\u0323\u0302",
        "ngǎn",
    ),
    *(
        "số",
        "Số:",
        "ngày",
        "tháng",
        "năm",
        "QUÝ I NĂM",
        "CỘNG",
        "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "DÂN",
        "Điều 4.",
        "[5]",
        "Tỷ",
    ),
    *(
        "1170/",
        "UBND-",
        "TTPVHCC",
        "/BC-",
        "BC",
        "UBND",
        "30c/NQ-CP",
        "66.7/2025/NQ-CP",
        "225",
        "-CV/ĐU",
        "-",
        "–",
        "/",
        "&",
    ),
    *(
        "2O26",
        "l5/3/2026",
        "4.9OO",
        "9l%",
        "80,",
        "68%",
        "100 %",
        "4.266",
        "98.7%",
        "09/6/2025",
        "II.06",
        "B1",
        "I1.",
        "3",
    ),
    *(
        "**",
        "*",
        "***",
        "(*)",
        "<p>",
        "</td>",
        "<br/>",
        "< 5",
        "&amp;",
        "&lt;",
        "&nbsp;",
        "## ",
        "-----",
        "* * *",
        "|",
        "| a | b |",
    ),
    *(
        "a)",
        "1.",
        "+",
        "•",
        "(i)",
        "(",
        ")",
        ",",
        ".",
        ";",
        ":",
        "./.",
        "TM.",
        "Nơi nhận:",
        "\u00ad",
        "\u200b",
        "\ufeff",
        "\u00a0",
    ),
    *(
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\n\n\n",
        "\f",
        "\r\n",
        "\n|\n",
        "\n3\n",
        "https://dichvucong.gov.vn/p/1-l?a=O1&amp;b=2",
    ),
]
REPORTS = st.lists(st.sampled_from(PIECES) | st.sampled_from([" ", "\n"]), max_size=60).map("".join)
TEXTS = st.text(max_size=80) | REPORTS


def digits(value: str) -> list[str]:
    return [char for char in value if char.isdecimal()]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_total_and_idempotent(raw: str) -> None:
    once = normalize(raw).value
    assert normalize(once).value == once


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_alignment_is_monotone_and_inside_the_raw_text(raw: str) -> None:
    text = normalize(raw)
    assert len(text.starts) == len(text.ends) == len(text.value)
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)
    assert all(0 <= start <= end <= len(raw) for start, end in zip(text.starts, text.ends, strict=True))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_can_be_found_again_from_its_raw_place(raw: str) -> None:
    text = normalize(raw)
    for at in range(len(text)):
        raw_span = text.to_raw(Span(at, at + 1))
        if len(raw_span):
            assert text.from_raw(raw_span).contains(Span(at, at + 1))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_explain_replays_to_the_same_text(raw: str) -> None:
    text = Text.of(raw)
    steps = {step.__name__: step for step in STEPS}
    for explained in explain(raw):
        assert explained.step in steps
        assert all(raw[c.raw.start : c.raw.end] or not c.before or c.raw.start == c.raw.end for c in explained.changes)
        text = text.edit(change.edit for change in explained.changes)
    assert text == normalize(raw)
