"""One hash that says which speeches a result was made from."""

import hashlib
import json

import pandas as pd


def corpus_fingerprint(speeches: pd.DataFrame) -> str:
    """Hash the speeches with all their columns, in the order of their ids.

    Parameters
    ----------
    speeches
        What `read_corpus` returns, or a part of it.

    Returns
    -------
    str
        SHA-256 in hexadecimal. It moves when a text, an id or any metadata moves, and not
        when rows or columns are only put in another order.
    """
    digest = hashlib.sha256()
    columns = sorted(map(str, speeches.columns))
    for doc_id, row in sorted(speeches.iterrows(), key=lambda item: str(item[0])):
        cells = {column: str(row[column]) for column in columns}
        digest.update(json.dumps([str(doc_id), cells], ensure_ascii=False).encode())
    return digest.hexdigest()
