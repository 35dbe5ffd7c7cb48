import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import count_characters
from analysis.text.characters import is_han


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("", 0),
        ("改革", 2),
        ("改革，开放。", 4),
        ("2024年GDP增长5%", 3),
        ("二〇二四年", 5),  # 〇 is a Chinese character
        ("二○二四年", 4),  # ○ is a circle
        ("　全 文\n\t", 2),
        ("（一）“三个代表”", 5),
        ("ＡＢ１２", 0),
        ("改革😀", 2),
        ("𠀀𰻞", 2),
        ("々ひらカタ한글", 0),
        ("⼀⺀", 0),  # radicals are symbols
    ],
)
def test_by_eye(text, n):
    assert count_characters(text) == n


@given(st.characters(exclude_categories=["Cn"]))
def test_unicode_calls_them_ideographs(character):
    name = unicodedata.name(character, "")
    expected = name.startswith(("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH"))
    assert bool(is_han(character)[0]) == (expected or character == "〇")


@given(st.text(), st.text())
def test_parts_add_up(one, other):
    assert count_characters(one + other) == count_characters(one) + count_characters(other)
    assert len(is_han(one)) == len(one)
