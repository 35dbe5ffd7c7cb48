"""``study.toml``: the researcher's decisions, read and checked."""

import itertools
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analysis.checks import near_key
from analysis.corpus.faults import CorpusError, Fault

SETTINGS_FILE = "study.toml"

Word = Annotated[str, Field(min_length=1, pattern=r"^\S+$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Terms(_Part):
    """The formulas (提法) of the study.

    Attributes
    ----------
    whole
        Kept whole by the segmenter, beside those of the lexicon.
    trend
        Followed through the years; kept whole as well. When empty, the notebooks choose
        the lexicon's terms that change most in the corpus.
    lexicon
        Whether the formulas of ``corpus/lexicon/terms.csv`` are kept whole too.
    """

    whole: list[Word] = []
    trend: list[Word] = []
    lexicon: bool = True


class Words(_Part):
    """Which tokens count as features.

    Attributes
    ----------
    stop
        Words left out of comparisons and topics, beside the stop list.
    stop_list
        Whether the words of ``corpus/lexicon/stopwords.txt`` are left out too.
    min_characters
        The shortest word that counts, in characters.
    """

    stop: list[Word] = []
    stop_list: bool = True
    min_characters: int = Field(default=2, ge=1)


class Groups(_Part):
    """Who is compared with whom.

    Attributes
    ----------
    column
        A column of the metadata, or ``"period"``.
    target
        The group whose words are sought.
    reference
        The group it is held against; when left out, all the rest.
    """

    column: str = Field(min_length=1)
    target: str | int
    reference: str | int | None = None


class Period(_Part):
    """A named span of years, both ends included."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)

    name: str = Field(min_length=1)
    first: int = Field(alias="from", ge=1, le=9999)
    last: int = Field(alias="to", ge=1, le=9999)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Period":
        if self.last < self.first:
            raise ValueError(f"the period {self.name!r} ends ({self.last}) before it begins")
        return self


class Topics(_Part):
    """The topic model.

    Attributes
    ----------
    number
        How many topics.
    method
        ``"nmf"`` (a passage may mix topics) or ``"kmeans"`` (a passage has one).
    passage_characters
        The length at which a passage is closed, in Han characters.
    """

    number: int = Field(default=10, ge=2, le=200)
    method: Literal["nmf", "kmeans"] = "nmf"
    passage_characters: int = Field(default=300, ge=50, le=5000)


class Settings(_Part):
    """All decisions of a study; what ``study.toml`` leaves out has the default below.

    Attributes
    ----------
    title
        What the study is called on its page of figures.
    language
        The language of labels in figures.
    seed
        The start of every random step.
    columns
        Our name of a metadata column → its name in the file.
    terms, words, groups, periods, topics
        See `Terms`, `Words`, `Groups`, `Period`, `Topics`.
    """

    title: str = ""
    language: Literal["en", "zh"] = "en"
    seed: int = Field(default=2012, ge=0, lt=2**32)
    columns: dict[str, str] = {}
    terms: Terms = Terms()
    words: Words = Words()
    groups: Groups | None = None
    periods: list[Period] = []
    topics: Topics = Topics()

    @model_validator(mode="after")
    def _periods_do_not_overlap(self) -> "Settings":
        spans = sorted(self.periods, key=lambda period: period.first)
        for earlier, later in itertools.pairwise(spans):
            if later.first <= earlier.last:
                raise ValueError(
                    f"the periods {earlier.name!r} and {later.name!r} overlap in {later.first}"
                )
        return self


def read_settings(corpus: Path | str) -> Settings:
    """Read the decisions of a study.

    Parameters
    ----------
    corpus
        A corpus folder, with or without ``study.toml`` in it.

    Returns
    -------
    Settings
        The decisions; all of them defaults when the folder has no ``study.toml``.

    Raises
    ------
    CorpusError
        If the file is not TOML, has unknown keys, or has values that cannot be; it names
        every fault, with the nearest key that is known.
    """
    file = Path(corpus) / SETTINGS_FILE
    if not file.is_file():
        return Settings()
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fault = Fault(SETTINGS_FILE, f"this is not TOML in UTF-8 ({error})", "mend that line")
        raise CorpusError(corpus, [fault]) from None
    try:
        return Settings.model_validate(content)
    except ValidationError as error:
        raise CorpusError(corpus, [_fault(problem) for problem in error.errors()]) from None


def _fault(problem: Any) -> Fault:  # noqa: ANN401 - pydantic's ErrorDetails has loose values
    place = ".".join(str(step) for step in problem["loc"])
    if problem["type"] == "extra_forbidden":
        *path, key = problem["loc"]
        return Fault(SETTINGS_FILE, f"unknown key {place}", near_key(str(key), _keys(path)))
    if problem["type"] == "value_error":
        return Fault(SETTINGS_FILE, str(problem["ctx"]["error"]), "change the years")
    value = None if problem["type"] == "missing" else str(problem["input"])
    return Fault(SETTINGS_FILE, place, problem["msg"], value=value)


def _keys(path: list[str | int]) -> list[str]:
    parts: dict[str, type[BaseModel]] = {
        "terms": Terms,
        "words": Words,
        "groups": Groups,
        "periods": Period,
        "topics": Topics,
    }
    part = parts[str(path[0])] if path else Settings
    return [field.alias or name for name, field in part.model_fields.items()]
