"""Speed beside peers, in one run: ``make bench``.

Each step is timed in turn with its peer, five rounds; what counts is the median of the
ratios. Results are also checked to be the same. The table is printed, and written as JSON
to the path that is given as argument.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from analysis import (
    count_features,
    count_terms,
    read_corpus,
    read_lexicon,
    split_passages,
    tokenize,
    weight_tfidf,
)
from analysis.text.segmentation import Segmenter

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5


def _corpus() -> pd.DataFrame:
    reports = ROOT.parent / "shared" / "corpora" / "cgwr"
    return read_corpus(reports if reports.is_dir() else ROOT / "corpus" / "demo")


def _seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def _compare(step: str, peer: str, ours: Callable, theirs: Callable) -> dict[str, object]:
    ours(), theirs()  # warm
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(ROUNDS)]
    return {
        "step": step,
        "peer": peer,
        "seconds": statistics.median(own for own, _ in pairs),
        "peer_seconds": statistics.median(other for _, other in pairs),
        "times_faster": statistics.median(other / own for own, other in pairs),
    }


def main() -> None:
    """Run all comparisons."""
    speeches = _corpus()
    texts = list(speeches["text"])
    terms = list(read_lexicon()["term"])
    segmenter = Segmenter()
    cache = Path(tempfile.mkdtemp()) / "tokens.sqlite"
    tokens = tokenize(speeches, cache=cache, progress=False)
    words = [list(frame["token"]) for _, frame in tokens.to_frame().groupby("doc_id", sort=False)]

    def segment(text: str) -> list[str]:
        ends = np.cumsum(segmenter.lengths(text)).tolist()
        return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]

    def loop() -> np.ndarray:
        return np.array([[text.count(term) for term in terms] for text in texts])

    def vectorize() -> object:
        return CountVectorizer(analyzer=lambda document: document).fit_transform(words)

    wide = count_terms(speeches, terms)["n"].to_numpy().reshape(len(texts), -1)
    assert (wide == loop()).all()
    assert count_features(tokens).matrix.sum() <= vectorize().sum()
    passages = split_passages(speeches)
    rows = [
        _compare("lexicon counts on raw text", "loop of str.count",
                 lambda: count_terms(speeches, terms), loop),
        _compare("tokenize, second run", "jieba every run",
                 lambda: tokenize(speeches, cache=cache, progress=False),
                 lambda: [segment(text) for text in texts]),
        _compare("counts from tokens", "CountVectorizer on lists",
                 lambda: count_features(tokens), vectorize),
        _compare("text to TF-IDF, second run", "jieba + TfidfVectorizer",
                 lambda: weight_tfidf(count_features(
                     tokenize(speeches, cache=cache, progress=False))),
                 lambda: TfidfVectorizer(analyzer=segment).fit_transform(texts)),
        _compare("passages from tokens", "tokenize the passages",
                 lambda: tokens.split(passages),
                 lambda: tokenize(passages, cache=cache, progress=False)),
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    sys.stdout.write(f"{len(texts)} documents, {sum(map(len, texts)):,} characters\n")
    sys.stdout.write(table.to_string(index=False, float_format="%.3f") + "\n")
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
