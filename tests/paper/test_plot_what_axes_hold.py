"""Each plot, by what its Axes hold."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import result_tables as tables
from matplotlib.collections import LineCollection, QuadMesh

from analysis.paper.plots.comparison import plot_keyness, plot_top_features
from analysis.paper.plots.concordance import plot_kwic
from analysis.paper.plots.corpus import plot_coverage
from analysis.paper.plots.similarity import plot_clustering, plot_similarity
from analysis.paper.plots.topics import plot_topic_shares, plot_topic_terms
from analysis.paper.plots.trends import plot_term_trend_panels, plot_term_trends


def tick_texts(axis):
    return [text.get_text() for text in axis.get_ticklabels()]


def legend_texts(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def notes(ax):
    return [text.get_text() for text in ax.texts]


def bars(ax):
    return [patch for container in ax.containers for patch in container.patches]


# coverage


def test_coverage_stacks_groups():
    ax = plot_coverage(tables.coverage_table())
    central, local = ax.containers
    assert [bar.get_height() for bar in central] == [2, 0, 0, 1, 1]
    assert [bar.get_y() for bar in local] == [2, 0, 0, 1, 1]
    assert legend_texts(ax) == ["中央", "地方", "no speeches"]
    assert central[0].get_hatch() != local[0].get_hatch()


def test_coverage_hatches_the_years_without_speeches():
    ax = plot_coverage(tables.coverage_table(), language="zh")
    (gap,) = [patch for patch in ax.patches if patch not in bars(ax)]
    assert (gap.get_x(), gap.get_x() + gap.get_width()) == (1978.5, 1980.5)
    assert gap.get_hatch()
    assert ax.get_ylabel() == "文本数（篇）"


def test_coverage_without_groups_and_gaps_needs_no_legend():
    table = tables.coverage_table().query("group == '中央' and year > 1980")
    assert plot_coverage(table).get_legend() is None


def test_coverage_names_speeches_without_a_group():
    table = tables.coverage_table().replace({"group": {"地方": ""}})
    assert legend_texts(plot_coverage(table, language="zh")) == ["中央", "未分组", "无文本"]


@pytest.mark.parametrize(("language", "shown"), [("en", "30"), ("zh", "3")])
def test_coverage_shows_characters_in_the_unit_of_the_language(language, shown):
    ax = plot_coverage(tables.coverage_table(), measure="n_characters", language=language)
    assert bars(ax)[0].get_height() == 30_000
    assert ax.yaxis.get_major_formatter()(30_000, 0) == shown


# keyness


def test_keyness_draws_the_strongest_of_each_side():
    ax = plot_keyness(tables.keyness_table(), n=2, target="李克强", reference="其他")
    assert tick_texts(ax.yaxis) == ["改革", "开放", "革命", "阶级"]
    assert [bar.get_width() for bar in bars(ax)] == [30, 20, -15, -25]
    assert ax.yaxis_inverted()
    assert legend_texts(ax) == ["李克强", "其他"]
    assert bars(ax)[0].get_hatch() != bars(ax)[-1].get_hatch()


def test_keyness_notes_log_ratio_and_counts():
    ax = plot_keyness(tables.keyness_table(), language="zh")
    assert notes(ax) == [
        *("对数比", "+3.2", "+∞", "+1.0", "–", "−2.5", "−∞"),
        *("频次", "90 : 1,000", "50 : 20", "40 : 20", "40 : 20", "5 : 30", "0 : 60"),
    ]
    assert legend_texts(ax) == ["目标语料", "参照语料"]


def test_keyness_keeps_ties_in_the_order_of_the_table():
    assert tick_texts(plot_keyness(tables.keyness_table()).yaxis)[2:4] == ["市场", "同分"]


@pytest.mark.parametrize("rows", [slice(0, 1), slice(5, 6)])
def test_keyness_with_one_side_only(rows):
    assert len(bars(plot_keyness(tables.keyness_table()[rows]))) == 1


# top features and topic terms


def test_top_features_has_a_panel_for_each_group():
    axes = plot_top_features(tables.top_features_table(), value="TF-IDF", columns=2)
    assert [ax.get_title(loc="left") for ax in axes] == ["邓小平", "江泽民", "胡锦涛"]
    assert tick_texts(axes[1].yaxis) == ["三个代表", "市场"]
    assert [bar.get_width() for bar in bars(axes[1])] == [0.8, 0.1]
    assert axes[0].figure.get_supxlabel() == "TF-IDF"
    assert len(axes[0].figure.axes) == 3


def test_panels_share_a_scale_that_holds_the_longest_bar():
    axes = plot_top_features(tables.top_features_table())
    assert [ax.get_xlim() for ax in axes] == [pytest.approx((0, 0.832))] * 3


def test_panels_draw_into_a_given_figure():
    part, _ = plt.figure().subfigures(1, 2)
    axes = plot_top_features(tables.top_features_table(), figure=part)
    assert axes[0].figure is part


def test_topic_terms_are_titled_by_number_and_label():
    axes = plot_topic_terms(tables.topic_terms_table(), n=2, language="zh")
    assert [ax.get_title(loc="left") for ax in axes][:2] == ["1 改革 企业1", "2 改革 企业2"]
    assert tick_texts(axes[3].yaxis) == ["词4-1", "词4-2"]
    assert axes[0].figure.get_supxlabel() == "主题词权重"


# trends


def test_trends_break_at_gaps_and_show_a_lone_year():
    ax = plot_term_trends(tables.trends_table(["改革"]))
    (line,) = ax.lines
    years = np.arange(1978, 1985)
    assert list(line.get_xdata()) == list(years)
    assert list(years[np.isnan(line.get_ydata())]) == [1980, 1982]
    lone = list(years).index(1981)
    assert line.get_markevery() == [lone]
    assert line.get_marker() == "o"
    (bar,) = [c for c in ax.collections if isinstance(c, LineCollection)]
    assert bar.get_segments()[0].tolist() == [[1981, 2.5], [1981, 3.5]]
    assert legend_texts(ax) == ["改革", "no speeches"]


def test_years_without_rows_are_gaps_too():
    table = tables.trends_table(["改革"]).dropna()
    line = plot_term_trends(table).lines[0]
    assert np.isnan(line.get_ydata()).tolist() == [False, False, True, False, True, False, False]


def test_terms_differ_without_colour():
    ax = plot_term_trends(tables.trends_table("甲乙丙丁戊己"))
    assert len({line.get_marker() for line in ax.lines}) == 6
    assert len({str(line._unscaled_dash_pattern) for line in ax.lines}) == 6


def test_lone_points_of_one_year_stand_side_by_side():
    ax = plot_term_trends(tables.trends_table("甲乙丙丁戊己"))
    places = [line.get_xdata()[3] for line in ax.lines]
    assert len(set(places)) == 6
    assert all(abs(place - 1981) < 0.4 for place in places)


def test_chosen_terms_keep_their_order():
    ax = plot_term_trends(tables.trends_table("甲乙丙"), terms=["丙", "甲"])
    assert [line.get_label() for line in ax.lines] == ["丙", "甲"]


def test_too_many_and_unknown_terms():
    table = tables.trends_table("一二三四五六七")
    with pytest.raises(ValueError, match=r"at most 6 terms, got 7.*plot_term_trend_panels\(\)"):
        plot_term_trends(table)
    with pytest.raises(ValueError, match="no term '八' in the table; it has 一, 二"):
        plot_term_trends(table, terms=["八"])
    with pytest.raises(ValueError, match="terms is empty"):
        plot_term_trends(table, terms=[])


def test_a_flat_zero_line_lies_on_the_axis():
    table = tables.trends_table(["改革"])
    table[["per_10k", "low", "high"]] *= 0
    assert plot_term_trends(table).get_ylim() == (-0.02, 1)


def test_trend_panels_have_their_own_scales_and_all_gaps():
    table = tables.trends_table("甲乙丙丁")
    table.loc[table["term"] == "丁", ["per_10k", "low", "high"]] *= 100
    axes = plot_term_trend_panels(table, language="zh")
    assert [ax.get_title(loc="left") for ax in axes] == ["甲", "乙", "丙", "丁"]
    assert axes[3].get_ylim()[1] > 10 * axes[0].get_ylim()[1]
    assert all(len(ax.patches) == 2 for ax in axes)
    assert axes[0].figure.get_supylabel() == "每万字频次"
    assert [text.get_text() for text in axes[0].figure.legends[0].get_texts()] == ["无文本"]


# topics


def test_topic_shares_are_cells_with_gaps():
    ax = plot_topic_shares(tables.topic_shares_table())
    (mesh,) = [c for c in ax.collections if isinstance(c, QuadMesh)]
    assert mesh.get_array().tolist() == [[0.75, None, 0.5], [0.25, None, 0.5]]
    assert mesh.get_cmap().name == "cividis"
    assert tick_texts(ax.yaxis) == ["1 改革 企业 市场", "2 改革 企业 市场"]
    assert tick_texts(ax.xaxis) == ["1978", "1979", "1980"]
    assert ax.patch.get_hatch()
    assert legend_texts(ax) == ["no speeches"]


def test_topic_shares_are_shown_in_per_cent():
    ax = plot_topic_shares(tables.topic_shares_table(), language="zh")
    scale = ax.figure.axes[1]
    assert scale.get_ylabel() == "主题占比（%）"
    assert scale.yaxis.get_major_formatter()(0.25, 0) == "25"


def test_topic_shares_of_groups_without_gaps_need_no_legend():
    table = tables.topic_shares_table().dropna()
    assert plot_topic_shares(table.assign(group=table["group"].astype(str))).get_legend() is None


def test_label_that_has_its_number_is_not_numbered_twice():
    table = tables.topic_shares_table()
    table["label"] = table["topic"].astype(str) + " 改革"
    assert tick_texts(plot_topic_shares(table).yaxis) == ["1 改革", "2 改革"]


# similarity


def test_similarity_leaves_the_diagonal_empty():
    ax = plot_similarity(tables.similarity_table())
    (mesh,) = [c for c in ax.collections if isinstance(c, QuadMesh)]
    assert mesh.get_array().tolist() == [[None, 0.75, 0.5], [0.75, None, 0.75], [0.5, 0.75, None]]
    assert mesh.get_clim() == (0.5, 0.8)
    assert sorted(notes(ax)) == ["0.50"] * 2 + ["0.75"] * 4
    assert tick_texts(ax.yaxis) == ["gwy-1978", "gwy-1979", "gwy-1980"]


def test_similarity_in_another_order_and_scale():
    order = ["gwy-1980", "gwy-1978", "gwy-1979"]
    ax = plot_similarity(tables.similarity_table(), order=order, limits=(0, 1))
    assert tick_texts(ax.yaxis) == order
    (mesh,) = [c for c in ax.collections if isinstance(c, QuadMesh)]
    assert mesh.get_array()[0].tolist() == [None, 0.5, 0.75]
    assert mesh.get_clim() == (0, 1)


def test_similarity_order_must_name_each_speech_once():
    with pytest.raises(ValueError, match=r"each of the 3 speeches once.*: x, gwy-1979"):
        plot_similarity(tables.similarity_table(), order=["gwy-1978", "x", "gwy-1980"])


def test_similarity_must_be_square():
    with pytest.raises(ValueError, match=r"draws what similarity\(\) returns"):
        plot_similarity(tables.similarity_table().iloc[:2])


def test_sixty_speeches_have_readable_labels():
    ax = plot_similarity(tables.similarity_table(60))
    ax.figure.draw_without_rendering()
    labels = ax.yaxis.get_ticklabels()
    assert len(labels) >= 30
    assert min(text.get_fontsize() for text in labels) >= 6
    assert notes(ax) == []


def test_clustering_draws_a_bracket_for_each_merge():
    ax = plot_clustering(tables.clustering_table(), leaves=["甲", "乙", "丙", "丁"])
    assert tick_texts(ax.yaxis) == ["甲", "丙", "乙", "丁"]
    first, second, third = ([*line.get_data()] for line in ax.lines)
    assert [list(part) for part in first] == [[0, 0.1, 0.1, 0], [0, 0, 1, 1]]
    assert [list(part) for part in second] == [[0, 0.3, 0.3, 0], [2, 2, 3, 3]]
    assert [list(part) for part in third] == [[0.1, 0.8, 0.8, 0.3], [0.5, 0.5, 2.5, 2.5]]
    assert ax.xaxis_inverted()


def test_clustering_agrees_with_scipy():
    from scipy.cluster.hierarchy import dendrogram, linkage

    merges = linkage(np.random.default_rng(0).random((20, 3)), "average")
    leaves = [f"d{i}" for i in range(20)]
    table = pd.DataFrame(merges, columns=["left", "right", "distance", "n_speeches"])
    theirs = dendrogram(merges, no_plot=True, labels=leaves)
    ax = plot_clustering(table, leaves=leaves)
    assert tick_texts(ax.yaxis) == theirs["ivl"]
    ours = sorted(list(line.get_xdata()) for line in ax.lines)
    assert ours == sorted(theirs["dcoord"])


def test_a_chain_of_two_thousand_merges_is_drawn():
    n = 2001
    left = [0, *range(n, 2 * n - 2)]
    table = pd.DataFrame({"left": left, "right": range(1, n), "distance": range(1, n)})
    assert len(plot_clustering(table, leaves=[f"d{i}" for i in range(n)]).lines) == n - 1


def test_clustering_of_one_speech_is_a_leaf():
    ax = plot_clustering(tables.clustering_table().iloc[:0], leaves=["甲"])
    assert tick_texts(ax.yaxis) == ["甲"]


def test_clustering_must_go_with_its_leaves():
    with pytest.raises(ValueError, match="3 merges and 3 leaves; n leaves have n - 1 merges"):
        plot_clustering(tables.clustering_table(), leaves=["甲", "乙", "丙"])
    with pytest.raises(ValueError, match="merge 0 joins node 4, which is not there"):
        plot_clustering(tables.clustering_table()[::-1], leaves=["甲", "乙", "丙", "丁"])


# concordance


def test_kwic_has_a_row_for_each_speech_and_a_stroke_for_each_hit():
    ax = plot_kwic(tables.kwic_table())
    lines, strokes = ax.collections
    assert [segment[0][0] for segment in strokes.get_segments()] == [0.1, 0.5, 1.0]
    assert [segment.mean(axis=0)[1] for segment in strokes.get_segments()] == [0, 0, 1]
    assert len(lines.get_segments()) == 2
    assert tick_texts(ax.yaxis) == ["gwy-1978", "gwy-1981"]
    assert notes(ax) == ["Hits", "2", "1"]
    assert ax.get_xlabel() == "Position in the speech (%)"


def test_kwic_of_three_hundred_speeches_fits_a_page():
    names = [f"d{i}" for i in range(300)]
    ax = plot_kwic(pd.DataFrame({"doc_id": names, "position": 0.5}))
    assert ax.figure.get_figheight() * 25.4 == pytest.approx(225)
    assert len(ax.get_yticks()) < 100
    assert len(ax.collections[-1].get_segments()) == 300
