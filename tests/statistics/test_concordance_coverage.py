import pandas as pd
import pytest
from small_corpora import speeches_of

from analysis import coverage, kwic


def test_lines_are_as_many_as_str_count(cgwr):
    part = cgwr[cgwr["year"] >= 2010]
    for term in ("改革", "改革开放", "，", "无此一说"):
        lines = kwic(part, term)
        counts = lines.groupby("doc_id").size().reindex(part.index, fill_value=0)
        assert counts.tolist() == [text.count(term) for text in part["text"]]
    lines = kwic(part, "改革", width=12)
    for row in lines.itertuples():
        text = part.loc[row.doc_id, "text"].replace("\n", " ")
        assert (
            row.left + row.node + row.right
            == text[row.start - len(row.left) :][: len(row.left) + 2 + len(row.right)]
        )
    assert lines["node"].eq("改革").all()
    assert lines["position"].between(0, 1).all()


def test_left_and_right_by_eye():
    lines = kwic(speeches_of("全面深化改革。\n改革开放", "不改"), "改革", width=3)
    assert lines.to_numpy().tolist() == [
        ["d0", 4, "面深化", "改革", "。 改", 4 / 12],
        ["d0", 8, "革。 ", "改革", "开放", 8 / 12],
    ]


def test_no_context_and_no_line():
    lines = kwic(speeches_of("改革"), "改革", width=0)
    assert lines[["left", "node", "right"]].to_numpy().tolist() == [["", "改革", ""]]
    nothing = kwic(speeches_of("改革"), "开放")
    assert list(nothing.columns) == list(lines.columns)
    assert nothing.empty


def test_a_negative_width_and_an_empty_term_are_refused():
    with pytest.raises(ValueError, match="negative; got -1"):
        kwic(speeches_of("改革"), "改革", width=-1)
    with pytest.raises(ValueError, match="''"):
        kwic(speeches_of("改革"), "")


def test_coverage_by_eye_with_a_gap_year():
    speeches = speeches_of("一二，", "三", "四五六abc", "七", years=[2003, 2001, 2003, None])
    table = coverage(speeches)
    assert table.to_numpy().tolist() == [[2001, "", 1, 1], [2002, "", 0, 0], [2003, "", 2, 5]]
    assert list(table.columns) == ["year", "group", "n_speeches", "n_characters"]
    assert table.attrs["parameters"] == {"n_undated": 1}


def test_coverage_of_groups_in_the_order_of_categories():
    speeches = speeches_of("一二", "三", "四五六", years=[2001, 2001, 2002])
    labels = pd.Series(
        pd.Categorical(["县", None, "省"], categories=["省", "市", "县"]), index=speeches.index
    )
    table = coverage(speeches, labels)
    assert table.to_numpy().tolist() == [
        [2001, "省", 0, 0],
        [2001, "县", 1, 2],
        [2001, "", 1, 1],
        [2002, "省", 1, 3],
        [2002, "县", 0, 0],
        [2002, "", 0, 0],
    ]
    plain = coverage(speeches, pd.Series(["b", "a", "b"], index=speeches.index)[::-1])
    assert plain["group"].unique().tolist() == ["a", "b"]


def test_coverage_adds_up_to_the_corpus(cgwr):
    table = coverage(cgwr, cgwr["speaker"])
    assert table["n_speeches"].sum() == len(cgwr)
    years = range(cgwr["year"].min(), cgwr["year"].max() + 1)
    assert table["year"].unique().tolist() == list(years)


def test_coverage_of_a_corpus_without_a_year_is_empty():
    table = coverage(speeches_of("一", years=[None]))
    assert table.empty
    assert table.attrs["parameters"] == {"n_undated": 1}
