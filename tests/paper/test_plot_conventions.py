"""What holds for every plot."""

import inspect
from itertools import combinations

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import result_tables as tables
from matplotlib.text import Text
from pandas.testing import assert_frame_equal

from analysis.paper.figures import save_figure
from analysis.paper.plots.comparison import plot_keyness, plot_top_features
from analysis.paper.plots.concordance import plot_kwic
from analysis.paper.plots.corpus import plot_coverage
from analysis.paper.plots.similarity import plot_clustering, plot_similarity
from analysis.paper.plots.topics import plot_topic_shares, plot_topic_terms
from analysis.paper.plots.trends import plot_term_trend_panels, plot_term_trends

LONG = "国务院总理在第十四届全国人民代表大会第一次会议上所作的政府工作报告"
LEAVES = ["甲", "乙", "丙", "丁"]

PLOTS = {
    plot_coverage: (tables.coverage_table(), {}, "n_speeches"),
    plot_keyness: (tables.keyness_table(), {}, "log_ratio"),
    plot_top_features: (tables.top_features_table(), {}, "value"),
    plot_term_trends: (tables.trends_table(), {}, "per_10k"),
    plot_term_trend_panels: (tables.trends_table(), {}, "low"),
    plot_topic_terms: (tables.topic_terms_table(), {}, "weight"),
    plot_topic_shares: (tables.topic_shares_table(), {}, "share"),
    plot_clustering: (tables.clustering_table(), {"leaves": LEAVES}, "distance"),
    plot_kwic: (tables.kwic_table(), {}, "position"),
}
ALL = {**PLOTS, plot_similarity: (tables.similarity_table(), {}, "gwy-1978")}


def figure_of(result):
    axes = result if isinstance(result, plt.Axes) else result[0]
    return axes.get_figure(root=True)


@pytest.mark.parametrize("plot", ALL)
def test_at_most_one_positional_parameter_and_a_language(plot):
    parameters = inspect.signature(plot).parameters.values()
    assert sum(parameter.kind != parameter.KEYWORD_ONLY for parameter in parameters) == 1
    assert inspect.signature(plot).parameters["language"].default == "en"


@pytest.mark.parametrize("plot", PLOTS)
def test_missing_column_names_the_function_to_call(plot):
    table, options, column = PLOTS[plot]
    source = plot.__name__.removeprefix("plot_").replace("_panels", "").replace("trend", "trends")
    source = source.replace("trendss", "trends")
    with pytest.raises(ValueError, match=rf"{plot.__name__}\(\).*'{column}'.*{source}\(\)"):
        plot(table.drop(columns=column), **options)


@pytest.mark.parametrize("plot", PLOTS)
def test_something_else_than_a_table_is_refused(plot):
    with pytest.raises(TypeError, match=rf"{plot.__name__}\(\).*got list"):
        plot([1, 2], **PLOTS[plot][1])


@pytest.mark.parametrize("plot", [plot for plot in PLOTS if plot is not plot_clustering])
def test_empty_table_is_refused(plot):
    with pytest.raises(ValueError, match="nothing to draw: the table has no rows"):
        plot(PLOTS[plot][0].iloc[:0])


@pytest.mark.parametrize("plot", ALL)
def test_unknown_language_is_refused(plot):
    table, options, _ = ALL[plot]
    with pytest.raises(ValueError, match="no language 'cn'; pass one of 'en', 'zh'"):
        plot(table, language="cn", **options)


@pytest.mark.parametrize("plot", ALL)
def test_plot_changes_neither_table_nor_rcparams_and_closes_nothing(plot):
    table, options, _ = ALL[plot]
    before, parameters = table.copy(deep=True), dict(mpl.rcParams)
    other = plt.figure()
    figure = figure_of(plot(table, **options))
    assert_frame_equal(table, before)
    assert dict(mpl.rcParams) == parameters
    assert plt.fignum_exists(other.number)
    assert plt.fignum_exists(figure.number)


@pytest.mark.parametrize(
    "plot", [plot for plot in ALL if "ax" in inspect.signature(plot).parameters]
)
def test_plot_draws_on_the_axes_given(plot):
    table, options, _ = ALL[plot]
    _, (left, right) = plt.subplots(1, 2)
    assert plot(table, ax=right, **options) is right
    assert not left.has_data()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("plot", ALL)
def test_plot_can_be_saved(plot, language, tmp_path):
    table, options, _ = ALL[plot]
    figure = figure_of(plot(table, language=language, **options))
    path = save_figure(figure, "plot", data=table, caption="c", folder=tmp_path)
    assert path.exists()


def texts_inside(figure):
    """Return the box of each text that is drawn, after checking that it is on the page."""
    figure.draw_without_rendering()
    width, height = figure.bbox.width, figure.bbox.height
    hidden = labels_out_of_view(figure)
    boxes = []
    for text in figure.findobj(Text):
        if not text.get_text().strip() or not text.get_visible() or id(text) in hidden:
            continue
        box = text.get_window_extent()
        assert box.x0 >= -1, text
        assert box.y0 >= -1, text
        assert box.x1 <= width + 1, text
        assert box.y1 <= height + 1, text
        assert text.get_fontsize() >= 6, text
        boxes.append((text, box))
    return boxes


def labels_out_of_view(figure):
    """Collect the labels of ticks beyond the limits: they are there, but never drawn."""
    hidden = set()
    for axis in (axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)):
        low, high = sorted(axis.get_view_interval())
        for tick in axis.get_major_ticks():
            if not low <= tick.get_loc() <= high:
                hidden |= {id(tick.label1), id(tick.label2)}
    return hidden


def many(n):
    return [f"{LONG}（{1954 + i}年）" for i in range(n)]


def crowded_tables(n):
    rng = np.random.default_rng(0)
    names = many(n)
    keyness = pd.DataFrame(
        {
            "n_target": rng.integers(0, 99_999, n),
            "n_reference": rng.integers(0, 99_999, n),
            "log_ratio": rng.normal(0, 9, n),
            "log_likelihood": rng.normal(0, 9999, n),
        },
        index=names,
    )
    similarity = tables.similarity_table(n).set_axis(names, axis=0).set_axis(names, axis=1)
    merges = pd.DataFrame({"left": [0, *range(n, 2 * n - 2)][: n - 1], "right": range(1, n)})
    shares = pd.DataFrame(
        [(name, topic, "改革 企业 市场", 0.5) for name in names for topic in (1, 2, 3)],
        columns=["group", "topic", "label", "share"],
    )
    hits = pd.DataFrame({"doc_id": names * 2, "position": rng.random(2 * n)})
    groups = many(min(n, 5))
    tops = pd.DataFrame({"group": np.repeat(groups, 3), "rank": [1, 2, 3] * len(groups)})
    tops = tops.assign(feature=many(len(tops)), value=0.123456)
    yield lambda **given: plot_keyness(keyness, target=LONG, reference=LONG, **given)
    yield lambda **given: plot_similarity(similarity, **given)
    yield lambda **given: plot_clustering(
        merges.assign(distance=merges.right), leaves=names, **given
    )
    yield lambda **given: plot_topic_shares(shares, **given)
    yield lambda **given: plot_kwic(hits, **given)
    yield lambda **given: plot_term_trends(tables.trends_table(many(min(n, 6))), **given)
    yield lambda **given: plot_term_trend_panels(tables.trends_table(many(min(n, 12))), **given)
    yield lambda **given: plot_top_features(tops, **given)


@pytest.mark.parametrize("n", [1, 3, 4, 5, 8])
def test_numbers_at_the_edge_of_a_panel_are_whole(n):
    texts_inside(figure_of(plot_topic_terms(tables.topic_terms_table(n))))
    years = tables.trends_table("甲乙丙丁戊己庚辛"[:n])
    years["year"] = 1980 + 10 * (years["year"] - 1978)  # the last tick is the last year
    texts_inside(figure_of(plot_term_trend_panels(years)))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("n", [1, 2, 8, 60])
@pytest.mark.parametrize("place", range(8))
def test_no_text_is_clipped_and_none_touches_another(place, n, language):
    plot = list(crowded_tables(n))[place]
    boxes = texts_inside(figure_of(plot(language=language)))
    for (first, a), (second, b) in combinations(boxes, 2):
        overlap_x = min(a.x1, b.x1) - max(a.x0, b.x0)
        overlap_y = min(a.y1, b.y1) - max(a.y0, b.y0)
        # boxes hold a line's full height, of which glyphs leave a fifth free
        assert min(overlap_x, overlap_y - 0.2 * min(a.height, b.height)) < 1, (first, second)
