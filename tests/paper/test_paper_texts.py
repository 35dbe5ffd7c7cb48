import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.paper.columns import plan_columns
from analysis.paper.rows import fit_ticks
from analysis.paper.texts import display_width, escape, tick_texts, wrap, wrap_evenly


def test_han_characters_are_two_columns_wide():
    assert display_width("a改1") == 4


def test_long_text_keeps_its_beginning_and_its_end():
    (text,) = tick_texts(["国务院政府工作报告在全国人民代表大会上1978年"], columns=20)
    assert text == "国务院政府…上1978年"
    assert display_width(text) <= 20


def test_labels_that_would_become_alike_are_shortened_less():
    titles = [
        "国务院政府工作报告甲" + "一" * 20 + "在会议上",
        "国务院政府工作报告乙" + "一" * 20 + "在会议上",
    ]
    first, second = tick_texts(titles, columns=16)
    assert first != second


def test_dollars_and_line_feeds_of_the_data_are_harmless():
    assert tick_texts(["a\n$b$ "], columns=20) == [r"a \$b\$"]
    assert escape("$") == r"\$"


def test_wrap_breaks_between_han_characters_and_between_words():
    assert wrap("全国人民代表大会", columns=8) == "全国人民\n代表大会"
    assert wrap("State Council report", columns=13) == "State Council\nreport"
    assert wrap("1 改革 市场", columns=8) == "1 改革\n市场"


def test_wrap_evenly_leaves_no_lone_character():
    assert wrap_evenly("李克强总理政府工作报告", columns=20) == "李克强总理政\n府工作报告"


def test_last_line_is_shortened_when_there_is_a_limit():
    assert wrap("一二三四五六七八九十", columns=8, most=2) == "一二三四\n五六…十"


@given(st.text(st.sampled_from("改革ab1- “”"), max_size=40), st.integers(2, 30))
def test_wrap_loses_nothing_but_spaces(text, columns):
    wrapped = wrap(" ".join(text.split()), columns=columns)
    assert wrapped.replace("\n", "").replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("n", [1, 10, 47, 60, 300])
def test_labels_never_touch(n):
    fit = fit_ticks(400, n)
    assert fit.font_size >= 7
    assert fit.step * 400 / n >= fit.font_size


def test_years_are_thinned_to_round_ones():
    labels = plan_columns(list(range(1954, 2027)), width_pt=300)
    assert labels.texts[:3] == ["1960", "1970", "1980"]
    assert labels.rotation == 0


def test_few_groups_stand_upright_and_many_are_turned():
    names = [f"国务院第{i}号文件" for i in range(30)]
    assert plan_columns(names[:6], width_pt=300).rotation == 0
    assert plan_columns(names, width_pt=300).rotation == 90


def test_latin_names_are_never_broken():
    names = [f"gwy-report-{i}" for i in range(8)]
    assert all("\n" not in text for text in plan_columns(names, width_pt=300).texts)
