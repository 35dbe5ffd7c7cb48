import pytest

from analysis import CorpusError, Settings, read_settings


def faults_of(folder):
    with pytest.raises(CorpusError) as caught:
        read_settings(folder)
    return caught.value.faults


def study(make_corpus, content):
    return make_corpus({"study.toml": content})


def test_defaults_without_a_file(tmp_path):
    settings = read_settings(tmp_path)
    assert settings == Settings()
    assert (settings.language, settings.groups, settings.periods) == ("en", None, [])
    assert settings.terms.lexicon
    assert settings.topics.method == "nmf"


def test_everything_that_can_be_written(make_corpus):
    settings = read_settings(
        study(
            make_corpus,
            '\ufefftitle = "研究"\r\nlanguage = "zh"\r\nseed = 7\r\n'
            '[columns]\ntitle = "标题"\n'
            '[terms]\nwhole = ["新常态"]\ntrend = ["改革"]\nlexicon = false\n'
            '[words]\nstop = ["同志"]\nstop_list = false\nmin_characters = 1\n'
            '[groups]\ncolumn = "level"\ntarget = "省"\nreference = "县"\n'
            '[[periods]]\nname = "前"\nfrom = 2000\nto = 2011\n'
            '[[periods]]\nname = "后"\nfrom = 2012\nto = 2025\n'
            '[topics]\nnumber = 5\nmethod = "kmeans"\npassage_characters = 200\n',
        )
    )
    assert settings.title == "研究"
    assert settings.columns == {"title": "标题"}
    assert settings.terms.whole == ["新常态"]
    assert settings.groups is not None
    assert settings.groups.reference == "县"
    assert [(p.name, p.first, p.last) for p in settings.periods] == [
        ("前", 2000, 2011),
        ("后", 2012, 2025),
    ]
    assert settings.topics.number == 5


@pytest.mark.parametrize(
    ("content", "place", "hint"),
    [
        ("sed = 1", "unknown key sed", "did you mean 'seed'?"),
        ('[terms]\nwhol = ["改革"]', "unknown key terms.whol", "did you mean 'whole'?"),
        ('[[periods]]\nname = "a"\nform = 1\nfrom = 1\nto = 2', "periods.0.form", "'from'?"),
        ("[topics]\nzzz = 1", "unknown key topics.zzz", "known here: number, method"),
    ],
)
def test_unknown_key_suggests_the_near_one(make_corpus, content, place, hint):
    (fault,) = faults_of(study(make_corpus, content))
    assert place in fault.problem
    assert hint in fault.remedy


@pytest.mark.parametrize(
    ("content", "place", "value"),
    [
        ('seed = "1"', "seed", "1"),
        ("seed = -1", "seed", "-1"),
        ('language = "fr"', "language", "fr"),
        ('terms = "改革"', "terms", "改革"),
        ('[terms]\nwhole = "改革"', "terms.whole", "改革"),
        ('[terms]\nwhole = ["改革", "两 词"]', "terms.whole.1", "两 词"),
        ('[terms]\nlexicon = "no"', "terms.lexicon", "no"),
        ("[topics]\nnumber = 1", "topics.number", "1"),
        ('[topics]\nmethod = "lda"', "topics.method", "lda"),
    ],
)
def test_wrong_values_are_named(make_corpus, content, place, value):
    (fault,) = faults_of(study(make_corpus, content))
    assert fault.file == "study.toml"
    assert (fault.problem, fault.value) == (place, value)
    assert fault.remedy


def test_missing_key(make_corpus):
    (fault,) = faults_of(study(make_corpus, '[groups]\ncolumn = "level"'))
    assert fault.problem == "groups.target"


def test_several_faults_at_once(make_corpus):
    content = 'sed = 1\nlanguage = "fr"\n[topics]\nnumber = 0\n[words]\nstp = []\n'
    assert len(faults_of(study(make_corpus, content))) == 4


def test_overlap_of_periods(make_corpus):
    content = (
        '[[periods]]\nname = "后"\nfrom = 2011\nto = 2020\n'
        '[[periods]]\nname = "前"\nfrom = 2000\nto = 2011\n'
    )
    (fault,) = faults_of(study(make_corpus, content))
    assert fault.problem == "the periods '前' and '后' overlap in 2011"


def test_period_that_ends_before_it_begins(make_corpus):
    (fault,) = faults_of(study(make_corpus, '[[periods]]\nname = "a"\nfrom = 2\nto = 1'))
    assert "ends (1) before it begins" in fault.problem


@pytest.mark.parametrize("content", ["title = ", "题 = 1", "title = '题'\ntitle = 'x'"])
def test_what_is_not_toml(make_corpus, content):
    (fault,) = faults_of(study(make_corpus, content))
    assert "not TOML" in fault.problem
    assert "at " in fault.problem  # tomllib says where


def test_other_encodings(make_corpus):
    folder = make_corpus({"study.toml": "title = '题'".encode("gb18030")})
    assert "not TOML in UTF-8" in faults_of(folder)[0].problem


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        Settings().seed = 1  # ty: ignore[invalid-assignment]
