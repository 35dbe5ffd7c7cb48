import pandas as pd
import pytest

from analysis.text import segmentation


@pytest.fixture
def make_speeches():
    """Make the least that `tokenize` needs: texts and their ids."""

    def make(texts: dict[str, str]) -> pd.DataFrame:
        index = pd.Index(list(texts), name="doc_id", dtype=str)
        return pd.DataFrame({"text": list(texts.values())}, index=index)

    return make


@pytest.fixture
def segmented(monkeypatch):
    """List the texts that are segmented anew."""
    texts: list[str] = []
    lengths = segmentation.Segmenter.lengths

    def watched(self, text, spans=None):
        texts.append(text)
        return lengths(self, text, spans)

    monkeypatch.setattr(segmentation.Segmenter, "lengths", watched)
    return texts
