import codecs
import hashlib
import random
import shutil

import pandas as pd
import pytest

from analysis import CorpusError, read_corpus
from analysis.corpus.metadata import STANDARD_COLUMNS

TWO = {
    "speeches.csv": "doc_id,title,date,level\nb,乙,2024-03-05,省\na,甲,2013,县\n",
    "texts/a.txt": "甲的讲话。",
    "texts/b.txt": "乙的讲话。",
}


def faults_of(folder):
    with pytest.raises(CorpusError) as caught:
        read_corpus(folder)
    return caught.value


# --- sound corpora


def test_metadata_by_doc_id(make_corpus):
    speeches = read_corpus(make_corpus(TWO))
    assert speeches.index.name == "doc_id"
    assert list(speeches.index) == ["a", "b"]  # by date, not by row
    assert list(speeches["text"]) == ["甲的讲话。", "乙的讲话。"]
    assert list(speeches["date"]) == ["2013", "2024-03-05"]
    assert speeches["year"].dtype == "Int64"
    assert list(speeches["year"]) == [2013, 2024]
    assert list(speeches["speaker"]) == ["", ""]
    assert set(speeches["title_from"]) == set(speeches["year_from"]) == {"metadata"}
    expected = [*STANDARD_COLUMNS, "title_from", "year_from", "file", "text"]
    assert list(speeches.columns) == expected


def test_metadata_by_file(make_corpus):
    table = "file,title,year,theme\n./sub/x.txt,题,2020,水\ny.txt,题,2019,\n"
    folder = make_corpus({"speeches.csv": table, "sub/x.txt": "一", "texts/y.txt": "二"})
    speeches = read_corpus(folder)
    assert list(speeches.index) == ["y", "sub/x"]
    assert list(speeches["file"]) == ["texts/y.txt", "sub/x.txt"]
    assert list(speeches["theme"]) == ["", "水"]  # a column of the researcher's own is kept


def test_doc_id_and_file_side_by_side(make_corpus):
    table = "doc_id,file,year\n甲,x.txt,2020\n"
    speeches = read_corpus(make_corpus({"speeches.csv": table, "x.txt": "一"}))
    assert list(speeches.index) == ["甲"]


def test_columns_renamed_in_study_toml(make_corpus):
    folder = make_corpus(
        {
            "meta.csv": "文件,标题,日期\n一.txt,题目,2024年3月5日\n",
            "study.toml": '[columns]\nfile = "文件"\ntitle = "标题"\ndate = "日期"\n',
            "一.txt": "讲话",
        }
    )
    speech = read_corpus(folder).loc["一"]
    assert (speech["title"], speech["date"], speech["year"]) == ("题目", "2024-03-05", 2024)


def test_renaming_a_column_that_is_not_there(make_corpus):
    folder = make_corpus(TWO | {"study.toml": '[columns]\nspeaker = "levle"\n'})
    message = str(faults_of(folder))
    assert "columns.speaker" in message
    assert "did you mean 'level'?" in message


def test_texts_only_with_guesses_marked(make_corpus):
    folder = make_corpus(
        {
            "2019-报告.txt": "政府工作报告\n\n各位代表：\n现在报告工作。",
            "b.txt": "同志们：\n今天开会。",
            "c.txt": "在会上的讲话\n（二〇二一年三月五日）\n\n同志们：",
        }
    )
    speeches = read_corpus(folder)
    columns = ["title", "title_from", "year", "year_from"]
    found = {doc_id: list(row) for doc_id, row in speeches[columns].astype(object).iterrows()}
    assert found["2019-报告"] == ["政府工作报告", "heading", 2019, "file name"]
    assert found["c"] == ["在会上的讲话", "heading", 2021, "heading"]
    assert found["b"][:2] == ["b", "file name"]
    assert pd.isna(found["b"][2])
    assert found["b"][3] == ""
    assert list(speeches.index) == ["2019-报告", "c", "b"]  # of unknown year: last


def test_empty_cells_are_proposed_and_the_rest_is_kept(make_corpus):
    table = "doc_id,title,year\na,,2001\nb,题,\n"
    folder = make_corpus({"speeches.csv": table, "a.txt": "标题\n正文。", "b.txt": "正文。"})
    speeches = read_corpus(folder)
    assert list(speeches["title_from"]) == ["heading", "metadata"]
    assert list(speeches["year_from"]) == ["metadata", ""]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_marks_and_line_ends(make_corpus, mark, encoding):
    table = mark + "doc_id,title,year\r\na,题,2020\r\n".encode(encoding)
    text = mark + "第一行\r\n第二行\r第三行\n𠀀".encode(encoding)
    speech = read_corpus(make_corpus({"speeches.csv": table, "a.txt": text})).loc["a"]
    assert speech["text"] == "第一行\n第二行\n第三行\n𠀀"
    assert speech["title"] == "题"


def test_cells_with_commas_quotes_and_line_ends(make_corpus):
    table = 'doc_id,title\na,"题,""上""\n下"\n\n,\nb,尾\n'
    folder = make_corpus({"speeches.csv": table, "a.txt": "甲", "b.txt": "乙"})
    speeches = read_corpus(folder)
    assert list(speeches["title"]) == ['题,"上"\n下', "尾"]


def test_words_that_pandas_would_take_for_missing_are_kept(make_corpus):
    table = "doc_id,title,code\nNA,null,007\n"
    speech = read_corpus(make_corpus({"speeches.csv": table, "NA.txt": "甲"})).loc["NA"]
    assert (speech["title"], speech["code"]) == ("null", "007")


def test_endings_in_capitals_are_texts_too(make_corpus):
    table = "file,year\nA.TXT,2020\n"
    speeches = read_corpus(make_corpus({"speeches.csv": table, "A.TXT": "甲"}))
    assert list(speeches.index) == ["A"]


def test_originals_hidden_files_and_other_folders_are_no_speeches(make_corpus):
    others = {"originals/x.txt": "旧", ".git/y.txt": "隐", "gold/z.txt": "注", "runs/w.txt": "果"}
    speeches = read_corpus(make_corpus(TWO | others | {"README.md": "说明"}))
    assert list(speeches.index) == ["a", "b"]


def test_order_of_files_and_rows_does_not_matter(make_corpus):
    numbers = list(range(30))
    texts = {f"texts/d{n:02}.txt": f"第{n}篇" for n in numbers}
    tables = []
    for seed in (1, 2):
        chance = random.Random(seed)  # noqa: S311 - no secret
        order = chance.sample(numbers, len(numbers))
        rows = "".join(f"d{n:02},{1990 + n % 7}\n" for n in order)
        files = {"speeches.csv": f"doc_id,year\n{rows}"}
        files |= {path: texts[path] for path in chance.sample(list(texts), 30)}
        tables.append(read_corpus(make_corpus(files, f"corpus{seed}")))
    pd.testing.assert_frame_equal(tables[0], tables[1])
    assert list(tables[0].index[:2]) == ["d00", "d07"]


def test_folder_is_unchanged_after_reading(make_corpus):
    folder = make_corpus(TWO)

    def state():
        return {
            file.relative_to(folder): (
                file.stat().st_mtime_ns,
                hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "",
            )
            for file in folder.rglob("*")
        }

    before = state()
    read_corpus(folder)
    assert state() == before


# --- faults


def test_every_fault_in_one_reading(make_corpus):
    rows = [
        "doc_id,file,date,year",
        "there,there.txt,2020-01-01,2020",
        "gone,gone.txt,,",
        "twice,twice-1.txt,,",
        "twice,twice-2.txt,,",
        "day,day.txt,2024-02-30,",
        "year,year.txt,,20x4",
        "both,both.txt,2019-05-01,2020",
        "empty,empty.txt,,",
        "gbk,gbk.txt,,",
        "out,../out.txt,,",
        "absolute,/etc/hostname.txt,,",
        "ragged,ragged.txt,2020",
        ",nameless.txt,,",
        "word,word.docx,,",
    ]
    present = ["there", "twice-1", "twice-2", "day", "year", "both", "ragged", "nameless"]
    files: dict[str, str | bytes] = {}
    files |= {f"texts/{name}.txt": "讲话。" for name in [*present, "unlisted"]}
    files["texts/empty.txt"] = " \n　\n"
    files["texts/gbk.txt"] = "人民的国家，人民的大会。".encode("gbk")
    files["word.docx"] = b"PK"
    files["speeches.csv"] = "\n".join(rows)
    error = faults_of(make_corpus(files))
    found = {(f.file, f.row, f.column, f.value) for f in error.faults}
    table = "speeches.csv"
    assert found == {
        (table, 3, "file", "gone.txt"),
        (table, 4, "doc_id", "twice"),
        (table, 5, "doc_id", "twice"),
        (table, 6, "date", "2024-02-30"),
        (table, 7, "year", "20x4"),
        (table, 8, "year", "2020"),
        ("texts/empty.txt", None, None, None),
        ("texts/gbk.txt", None, None, "c8 cb c3 f1"),
        (table, 11, "file", "../out.txt"),
        (table, 12, "file", "/etc/hostname.txt"),
        (table, 13, None, None),
        ("texts/ragged.txt", None, None, None),
        (table, 14, "doc_id", ""),
        (table, 15, "file", "word.docx"),
        ("texts/unlisted.txt", None, None, None),
    }
    message = str(error)
    assert f"{len(error.faults)} faults" in message.splitlines()[0]
    for fault in error.faults:
        assert fault.remedy
        assert str(fault) in message
    assert (
        "speeches.csv, row 6, column date: there is no such day: '2024-02-30'; "
        "write it as 2024-03-05, 2024-03 or 2024" in message
    )
    assert "the date is 2019-05-01, but the year is '2020'" in message
    assert "byte 0 is not UTF-8 text: 'c8 cb c3 f1'; it reads as GB18030" in message
    assert "the row has 3 cells, the header 4" in message
    assert "leads out of the corpus: '../out.txt'; copy the text into" in message


def test_row_numbers_are_those_of_the_file(make_corpus):
    table = 'doc_id,title,year\na,"上\n下",2020\n\nb,题,x\n'
    error = faults_of(make_corpus({"speeches.csv": table, "a.txt": "甲", "b.txt": "乙"}))
    assert [fault.row for fault in error.faults] == [5]


@pytest.mark.parametrize(
    ("mark", "good", "bad", "offset"),
    [
        (b"", "会议".encode(), b"\xff\xfe\x00", 6),
        (codecs.BOM_UTF8, "会议".encode(), b"\xff", 9),
        (codecs.BOM_UTF16_LE, "会议".encode("utf-16-le"), b"\x00", 6),
    ],
)
def test_offset_of_undecodable_bytes_is_that_of_the_file(make_corpus, mark, good, bad, offset):
    folder = make_corpus({"a.txt": mark + good + bad})
    (fault,) = faults_of(folder).faults
    assert f"byte {offset} " in fault.problem
    content = (folder / "a.txt").read_bytes()
    assert fault.value == content[offset : offset + 4].hex(" ")


@pytest.mark.parametrize(("codec", "name"), [("gb18030", "GB18030"), ("big5", "Big5")])
def test_likely_encoding_is_a_hint(make_corpus, codec, name):
    text = "人民的大會是中國人民的，在一起。" if codec == "big5" else "人民的大会是中国人民的。"
    (fault,) = faults_of(make_corpus({"a.txt": text.encode(codec)})).faults
    assert fault.remedy == f"it reads as {name}: save the file as UTF-8"


def test_undecodable_table(make_corpus):
    table = "doc_id,标题\na,题\n".encode("gb18030")
    (fault,) = faults_of(make_corpus({"speeches.csv": table, "a.txt": "甲"})).faults
    assert fault.file == "speeches.csv"
    assert "byte 7 " in fault.problem


def test_text_in_the_folder_and_in_texts_without_a_table(make_corpus):
    error = faults_of(make_corpus({"a.txt": "甲", "texts/a.txt": "乙"}))
    assert {(fault.file, fault.value) for fault in error.faults} == {
        ("a.txt", "a"),
        ("texts/a.txt", "a"),
    }


def test_one_text_in_two_rows(make_corpus):
    table = "file,year\na.txt,2020\na.txt,2021\n"
    error = faults_of(make_corpus({"speeches.csv": table, "a.txt": "甲"}))
    assert {(fault.row, fault.column, fault.value) for fault in error.faults} == {
        (2, "file", "a.txt"),
        (3, "file", "a.txt"),
    }


def test_one_id_in_two_rows_of_a_table_without_files(make_corpus):
    table = "doc_id,year\na,2020\na,2021\nb,2020\ntexts/b,2021\ngone,2020\ngone,2020\n"
    error = faults_of(make_corpus({"speeches.csv": table, "a.txt": "甲", "texts/b.txt": "乙"}))
    assert sorted((fault.row, fault.column, fault.value) for fault in error.faults) == [
        (2, "doc_id", "a"),
        (3, "doc_id", "a"),
        (4, "file", "texts/b.txt"),
        (5, "file", "texts/b.txt"),
        (6, "doc_id", "gone"),
        (6, "doc_id", "gone"),
        (7, "doc_id", "gone"),
        (7, "doc_id", "gone"),
    ]


def test_files_that_are_not_there_in_a_table_without_ids(make_corpus):
    table = "file,year\ngone.txt,2020\n,2021\na.txt,2022\n"
    error = faults_of(make_corpus({"speeches.csv": table, "a.txt": "甲"}))
    assert [(fault.row, fault.value) for fault in error.faults] == [(2, "gone.txt"), (3, "")]


def test_speech_pasted_into_the_cell_for_its_file(make_corpus):
    table = f"file,year\n{'长' * 500},2020\na.txt,2020\n"
    (fault,) = faults_of(make_corpus({"speeches.csv": table, "a.txt": "甲"})).faults
    assert (fault.row, fault.problem) == (2, "there is no file")


def test_two_files_that_would_have_one_id(make_corpus):
    table = "file,year\na.txt,2020\ntexts/a.txt,2021\n"
    error = faults_of(make_corpus({"speeches.csv": table, "a.txt": "甲", "texts/a.txt": "乙"}))
    assert {(fault.row, fault.column, fault.value) for fault in error.faults} == {
        (2, "doc_id", "a"),
        (3, "doc_id", "a"),
    }


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("doc_id,title,title", "this column stands twice:"),
        ("doc_id,text,x", "kept for the program"),
        ("doc_id,title,", "a column has no name"),
        ("name,title,x", "neither a column file nor doc_id"),
    ],
)
def test_bad_headers(make_corpus, header, problem):
    folder = make_corpus({"speeches.csv": f"{header}\na,b,c\n", "a.txt": "甲"})
    error = faults_of(folder)
    assert any(problem in fault.problem for fault in error.faults)
    assert all(fault.file == "speeches.csv" for fault in error.faults)


@pytest.mark.parametrize("table", ['doc_id,title\na,"open\n', 'doc_id,title\na,"x"y\n'])
def test_bad_quotes(make_corpus, table):
    error = faults_of(make_corpus({"speeches.csv": table, "a.txt": "甲"}))
    assert "mend the quotes" in str(error)


def test_empty_table_empty_folder_and_two_tables(make_corpus):
    assert "give it a header" in str(faults_of(make_corpus({"speeches.csv": ""}, "1")))
    assert "holds no speech" in str(faults_of(make_corpus({}, "2")))
    assert "holds no speech" in str(faults_of(make_corpus({"speeches.csv": "doc_id\n"}, "3")))
    two = faults_of(make_corpus({"x.csv": "", "y.csv": ""}, "4"))
    assert "x.csv, y.csv" in str(two)


def test_no_such_folder(tmp_path):
    with pytest.raises(FileNotFoundError, match="is not there"):
        read_corpus(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileNotFoundError, match="is a file, not a folder"):
        read_corpus(tmp_path / "file")


def test_corpus_error_survives_pickling(make_corpus):
    import pickle

    error = faults_of(make_corpus({}))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (str(again), again.faults) == (str(error), error.faults)


# --- real corpora


def test_demo_corpus_reads():
    from analysis.paths import project_folder

    speeches = read_corpus(project_folder() / "corpus" / "demo")
    assert len(speeches) >= 20
    assert set(speeches["year_from"]) == {"metadata"}


def test_cgwr_reads_as_it_lies(cgwr):
    assert len(cgwr) == 58
    assert cgwr["year"].is_monotonic_increasing
    assert (cgwr["year"].min(), cgwr["year"].max()) == (1954, 2026)
    assert cgwr.loc["1954", "speaker"] == "周恩来"
    assert "source_repo" in cgwr.columns


def test_seed_speech_is_a_corpus_of_one(shared, tmp_path):
    shutil.copy(shared / "seed_speech.txt", tmp_path)
    speeches = read_corpus(tmp_path)
    assert list(speeches.index) == ["seed_speech"]
    raw = (shared / "seed_speech.txt").read_bytes().decode("utf-8-sig")
    assert speeches["text"].iloc[0] == raw.replace("\r\n", "\n")
