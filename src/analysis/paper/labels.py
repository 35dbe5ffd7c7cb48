"""Every word that a plot function writes on a figure, in both languages."""

from collections.abc import Mapping
from typing import Literal, get_args

from analysis.checks import check_choice

Language = Literal["en", "zh"]
"""The language of axis labels and legends; the data keep their own."""

LABELS: Mapping[str, Mapping[Language, str]] = {
    "year": {"en": "Year", "zh": "年份"},
    "n_speeches": {"en": "Speeches", "zh": "文本数（篇）"},
    "n_characters": {"en": "Characters (thousands)", "zh": "字数（万字）"},
    "no_speeches": {"en": "no speeches", "zh": "无文本"},
    "no_group": {"en": "no group", "zh": "未分组"},
    "per_10k": {"en": "Frequency per 10,000 characters", "zh": "每万字频次"},
    "log_likelihood": {"en": "Log-likelihood (G²), signed", "zh": "对数似然值（G²，带符号）"},
    "log_ratio": {"en": "Log ratio", "zh": "对数比"},
    "count": {"en": "Count", "zh": "频次"},
    "target": {"en": "target", "zh": "目标语料"},
    "reference": {"en": "reference", "zh": "参照语料"},
    "value": {"en": "Value", "zh": "数值"},
    "topic": {"en": "Topic", "zh": "主题"},
    "weight": {"en": "Weight in the topic", "zh": "主题词权重"},
    "share": {"en": "Share of the topic (%)", "zh": "主题占比（%）"},
    "similarity": {"en": "Similarity", "zh": "相似度"},
    "distance": {"en": "Distance", "zh": "距离"},
    "position": {"en": "Position in the speech (%)", "zh": "在文本中的相对位置（%）"},
    "hits": {"en": "Hits", "zh": "频次"},
}


def label(key: str, language: Language = "en") -> str:
    """Look up a label text.

    Parameters
    ----------
    key
        A key of `LABELS`.
    language
        The language of the text.

    Returns
    -------
    str
        The text, ready to be drawn.

    Raises
    ------
    ValueError
        If the key or the language is unknown; the message lists those that exist.
    """
    check_choice("label", "language", language, get_args(Language))
    check_choice("label", "key", key, list(LABELS))
    return LABELS[key][language]
