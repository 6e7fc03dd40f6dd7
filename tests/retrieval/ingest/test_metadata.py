from datetime import UTC, date, datetime

import pytest

from retrieval.errors import MetadataUnreadable
from retrieval.ingest.front_matter import split_front_matter
from retrieval.ingest.manifest import read_manifest
from retrieval.ingest.metadata import Metadata, read_metadata

MARCH_5 = date(2024, 3, 5)


def stated(text):
    return read_metadata(split_front_matter(text).stated)


def test_front_matter_gives_every_field():
    metadata, problems = stated(
        "---\ntitle: Ferry\npublisher: Harbour Post\ndate: 2024-03-05\n"
        "url: https://harbour.example/ferry\nlanguage: en-GB\nrestated: true\ntags: [a]\n---\nx"
    )

    assert problems == []
    assert metadata == Metadata(
        "Ferry", "Harbour Post", MARCH_5, "https://harbour.example/ferry", "en", True
    )


@pytest.mark.parametrize(
    "value",
    [
        MARCH_5,
        datetime(2024, 3, 5, 23, 30, tzinfo=UTC),
        "2024-03-05",
        "2024-03-05T23:30:00+02:00",
        "2024-03-05 08:00",
        "2024/3/5",
        "05.03.2024",
        "5 March 2024",
        "March 5, 2024",
        "Mar 5, 2024, 10:15 am",
        "5 марта 2024",
        "5 de marzo de 2024",
        "5 Mart 2024",
    ],
)
def test_a_date_is_read_as_the_day_it_states(value):
    assert read_metadata({"date": value}) == (Metadata(published=MARCH_5), [])


@pytest.mark.parametrize(
    "value",
    ["2024", 2024, "soon", "2024-02-30", "03/04/2024", "2024-03", "2024-03-055", ["x"], True],
)
def test_a_date_that_cannot_be_read_gives_a_line_and_stays_unknown(value):
    metadata, problems = read_metadata({"date": value, "title": "Ferry"})

    assert metadata == Metadata(title="Ferry")
    assert len(problems) == 1
    assert "date" in problems[0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "ftp://x.example"),
        ("url", "javascript:alert(1)"),
        ("url", "/ferry"),
        ("url", "https://"),
        ("url", "https://[x"),
        ("language", "English"),
        ("language", "eng"),
        ("restated", "perhaps"),
        ("title", ["a"]),
        ("publisher", {"a": 1}),
        ("title", "   "),
    ],
)
def test_a_value_that_cannot_be_used_gives_a_line(field, value):
    metadata, problems = read_metadata({field: value})

    assert metadata == Metadata()
    assert len(problems) == 1
    assert field in problems[0]


def test_norwegian_is_a_language_and_not_false():
    assert stated("---\nlanguage: no\n---\nx")[0].language == "no"
    assert read_metadata({"language": False})[0].language == "no"


def test_empty_fields_are_unknown_without_a_line():
    assert stated("---\ntitle:\ndate: ''\n---\nx") == (Metadata(), [])


def test_a_title_that_looks_like_a_number_is_text():
    assert stated("---\ntitle: 1984\n---\nx")[0].title == "1984"


@pytest.mark.parametrize("top", ["title: A: b", "title: [", "a: b\n- c", "a: &x [*y]", "{: }: a:"])
def test_front_matter_that_is_no_yaml_is_told_apart_from_the_text(top):
    front = split_front_matter(f"---\ntitle: x\n{top}\n---\nThe text.\n")

    assert isinstance(front.error, MetadataUnreadable)
    assert front.body == "The text.\n"


def test_front_matter_that_is_not_closed_is_reported():
    front = split_front_matter("---\ntitle: x\n\nThe text.\n")

    assert "closing line" in str(front.error)
    assert "The text." in front.body


@pytest.mark.parametrize(
    "text", ["---\nA line between rules.\n---\nText.", "---\n\nText.", "Text.\n---\na: b\n---\n"]
)
def test_rules_on_a_page_are_no_front_matter(text):
    assert split_front_matter(text) == ({}, text, None)


def test_a_manifest_states_files_and_the_dossier():
    manifest = read_manifest(
        b'[dossier]\ntitle = "The ferry"\nabout = "All of it."\nexamples = ["When?", "Why?"]\n'
        b'["a.txt"]\npublisher = "Harbour Post"\ndate = 2024-03-05\n'
        b"[b.txt]\ndate = 2024-03-05T08:00:00Z\nrestated = true\n"
    )

    assert manifest.problems == ()
    assert (manifest.title, manifest.about) == ("The ferry", "All of it.")
    assert manifest.examples == ("When?", "Why?")
    assert manifest.entries == {
        "a.txt": Metadata(publisher="Harbour Post", published=MARCH_5),
        "b.txt": Metadata(published=MARCH_5, restated=True),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('["a.txt"]\ntitel = "x"\n', "titel is not a field"),
        ('["a.txt"]\ndate = "soon"\n', "for a.txt: states date"),
        ('title = "x"\n', "outside a table"),
        ('dossier = "x"\n', "as a table"),
        ("[dossier]\ntitle = 3\n", "title of the dossier"),
        ('[dossier]\nexamples = "x"\n', "list of questions"),
    ],
)
def test_a_mistake_in_a_manifest_gives_a_line(text, said):
    (problem,) = read_manifest(text.encode()).problems

    assert said in problem


@pytest.mark.parametrize("data", [b"[", b"\xff\xfe", b'a = "x\n'])
def test_a_manifest_that_is_no_toml_is_refused(data):
    with pytest.raises(MetadataUnreadable):
        read_manifest(data)
