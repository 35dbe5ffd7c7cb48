"""Result tables as the statistics return them, small enough to count by eye."""

import itertools

import numpy as np
import pandas as pd


def coverage_table():
    """1978–1982 in two groups; nothing in 1979 and 1980."""
    rows = [
        (1978, "中央", 2, 30_000),
        (1978, "地方", 1, 10_000),
        (1979, "中央", 0, 0),
        (1979, "地方", 0, 0),
        (1980, "中央", 0, 0),
        (1980, "地方", 0, 0),
        (1981, "中央", 1, 20_000),
        (1981, "地方", 0, 0),
        (1982, "中央", 1, 15_000),
        (1982, "地方", 3, 45_000),
    ]
    return pd.DataFrame(rows, columns=["year", "group", "n_speeches", "n_characters"])


def keyness_table():
    rows = [
        ("改革", 90, 1000, 3.21, 30.0),
        ("开放", 50, 20, np.inf, 20.0),
        ("市场", 40, 20, 1.0, 10.0),
        ("同分", 40, 20, np.nan, 10.0),
        ("革命", 5, 30, -2.5, -15.0),
        ("阶级", 0, 60, -np.inf, -25.0),
    ]
    columns = ["feature", "n_target", "n_reference", "log_ratio", "log_likelihood"]
    return pd.DataFrame(rows, columns=columns).set_index("feature")


def top_features_table():
    rows = [
        ("邓小平", 1, "改革", 0.4),
        ("邓小平", 2, "开放", 0.2),
        ("江泽民", 1, "三个代表", 0.8),
        ("江泽民", 2, "市场", 0.1),
        ("胡锦涛", 1, "和谐社会", 0.3),
    ]
    return pd.DataFrame(rows, columns=["group", "rank", "feature", "value"])


def trends_table(terms=("改革", "开放")):
    """1978–1984 without 1980 and 1982: 1981 stands alone."""
    rows = []
    for (place, term), year in itertools.product(enumerate(terms), range(1978, 1985)):
        gap = year in (1980, 1982)
        rate = np.nan if gap else float(year - 1978 + place)
        rows.append((term, year, rate, 0 if gap else 2, rate, rate - 0.5, rate + 0.5))
    columns = ["term", "year", "n", "n_speeches", "per_10k", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def topic_terms_table(n_topics=4, n_terms=3):
    rows = [
        (topic, f"改革 企业{topic}", rank, f"词{topic}-{rank}", 0.1 * topic / rank)
        for topic in range(1, n_topics + 1)
        for rank in range(1, n_terms + 1)
    ]
    return pd.DataFrame(rows, columns=["topic", "label", "rank", "term", "weight"])


def topic_shares_table():
    shares = {1978: (0.75, 0.25), 1979: (np.nan, np.nan), 1980: (0.5, 0.5)}
    rows = [
        (year, topic, "改革 企业 市场", share, 0 if year == 1979 else 3)
        for year, pair in shares.items()
        for topic, share in enumerate(pair, start=1)
    ]
    return pd.DataFrame(rows, columns=["group", "topic", "label", "share", "n_speeches"])


def similarity_table(n=3):
    names = pd.Index([f"gwy-{1978 + i}" for i in range(n)], name="doc_id")
    places = np.arange(n)
    values = 1 - 0.5 * np.abs(places[:, None] - places) / max(n - 1, 1)
    return pd.DataFrame(values, index=names, columns=names)


def clustering_table():
    """甲 and 丙 first, then 乙 and 丁, then all."""
    rows = [(0, 2, 0.1, 2), (1, 3, 0.3, 2), (4, 5, 0.8, 4)]
    return pd.DataFrame(rows, columns=["left", "right", "distance", "n_speeches"])


def kwic_table():
    rows = [("gwy-1978", 0.1), ("gwy-1978", 0.5), ("gwy-1981", 1.0)]
    return pd.DataFrame(rows, columns=["doc_id", "position"])
