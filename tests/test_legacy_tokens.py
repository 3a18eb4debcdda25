"""Words of many lines at once, and texts read at once, are those found one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.legacy import viqr
from normalizers.legacy.codec import decode
from normalizers.legacy.decoded import read_together
from normalizers.legacy.encodings import Encoding
from normalizers.legacy.tokens import TOKEN, tokens, word_of

TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("aÐ \t\n\f\0\x1f\x85\xa0\u2003\u2028\u3000'.^d")), max_size=40
)


@given(TEXT)
def test_tokens_are_the_words_that_the_pattern_finds(text: str) -> None:
    lines = [list(map(word_of, line)) for line in _lines(tokens(text + "\n"))]
    assert lines == [TOKEN.findall(line) for line in text.split("\n")]


def _lines(found: list[bytes]) -> list[list[bytes]]:
    lines: list[list[bytes]] = [[]]
    for token in found:
        if token == b"\0":
            lines.append([])
        else:
            lines[-1].append(token)
    return lines[:-1]


@pytest.mark.parametrize("encoding", [Encoding.VNI, Encoding.TCVN3, Encoding.VIQR])
@given(parts=st.lists(st.text(st.sampled_from("aoeduD^'.(+ñùïâø \n"), max_size=12), max_size=5))
def test_texts_read_at_once_say_what_each_says(encoding: Encoding, parts: list[str]) -> None:
    each = [decode(part, encoding) for part in parts]
    together = read_together(parts, lambda part: decode(part, encoding))
    assert [found.value for found in together] == [found.value for found in each]
    heads = [(found.heads or b"\1" * len(part)) for part, found in zip(parts, together, strict=True)]
    assert heads == [(found.heads or b"\1" * len(part)) for part, found in zip(parts, each, strict=True)]


@pytest.mark.parametrize(("written", "read"), [("ddd", "đd"), ("DDDD", "ĐĐ"), (r"d\dda", "ddda")])
def test_each_sign_of_viqr_is_read_once(written: str, read: str) -> None:
    assert viqr.read(written).value == read
