from datetime import date

import pytest

from retrieval.errors import NothingExtracted
from retrieval.ingest import read_folder
from retrieval.ingest.roles import assign_roles
from retrieval.ingest.webpage import declared_charset, read_webpage

FIRST = "The ferry Marisol did not leave Port Lenna on Tuesday. Some 200 people waited on the quay."
ARTICLE = """
<h1>Ferry stays in port</h1><p class="byline">By Ada Roe</p>
<p>The ferry Marisol did not leave Port Lenna on Tuesday.
Some <b>200</b> people waited on the <a href="/q">quay</a>.</p>
<h2>What went wrong</h2>
<p>Engineers found a crack in the bow door. It had been seen in 2019.</p>
<ul><li>First crossing cancelled at 06:00</li><li>Second crossing cancelled at 09:30</li></ul>
<blockquote><p>We did what we could, said the captain of the vessel.</p></blockquote>
<table><tr><th>Year</th><th>Trips</th></tr><tr><td>2022</td><td>310</td></tr></table>
<p>Sign up for our newsletter and never miss a ferry.</p>
<p>No.</p><p>The crossing is expected to open again in April.</p>
"""


def a_page(body=ARTICLE, head="<title>Ferry stays in port | Harbour Post</title>", lang="en-GB"):
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/n">News</a></nav><article>{body}</article>'
        "<footer>© 2024 Harbour Post. All rights reserved.</footer><script>x()</script></html>"
    )


def blocks(page):
    return [(block.role.value, block.text) for block in assign_roles(read_webpage(page))]


def meta(**tags):
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">'
        for name, value in tags.items()
    )


def test_the_article_is_told_apart_from_its_page():
    assert blocks(a_page()) == [
        ("title", "Ferry stays in port"),
        (
            "paragraph",
            FIRST,
        ),
        ("heading", "What went wrong"),
        ("paragraph", "Engineers found a crack in the bow door. It had been seen in 2019."),
        ("paragraph", "First crossing cancelled at 06:00"),
        ("paragraph", "Second crossing cancelled at 09:30"),
        ("paragraph", "We did what we could, said the captain of the vessel."),
        ("paragraph", "Year | Trips"),
        ("paragraph", "2022 | 310"),
        ("furniture", "Sign up for our newsletter and never miss a ferry."),
        ("paragraph", "No."),
        ("paragraph", "The crossing is expected to open again in April."),
    ]


def test_metadata_comes_from_the_tags_of_the_page():
    head = "<title>Other</title>" + meta(
        og__title="Ferry stays in port",
        og__site_name="Harbour Post",
        article__published_time="2024-03-05T23:30:00+02:00",
        og__url="https://harbour.example/ferry",
    )
    metadata = read_webpage(a_page(head=head)).metadata

    assert metadata.title == "Ferry stays in port"
    assert metadata.publisher == "Harbour Post"
    assert metadata.published == date(2024, 3, 5)
    assert metadata.url == "https://harbour.example/ferry"
    assert metadata.language == "en"


def test_metadata_comes_from_linked_data():
    head = """<script type="application/ld+json">not json</script>
    <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
    {"@type": ["NewsArticle"], "headline": "Ferry stays", "datePublished": "2024-03-05T08:00:00Z",
    "publisher": [{"name": "Harbour Post"}], "url": "https://harbour.example/f"}]}</script>"""
    metadata = read_webpage(a_page(head=head)).metadata

    assert (metadata.title, metadata.publisher) == ("Ferry stays", "Harbour Post")
    assert (metadata.published, metadata.url) == (date(2024, 3, 5), "https://harbour.example/f")


def test_the_publisher_is_taken_off_the_page_title():
    head = "<title>Ferry stays in port | Harbour Post</title>" + meta(og__site_name="Harbour Post")

    assert read_webpage(a_page(head=head)).metadata.title == "Ferry stays in port"


def test_nothing_is_guessed_from_the_text_of_the_page():
    body = (
        "<p>On 3 March 2024 the dam was opened, and the lake fell by two metres overnight.</p>" * 3
    )
    metadata = read_webpage(a_page(body, head="", lang="")).metadata

    assert metadata.published is None
    assert metadata.publisher is None
    assert metadata.url is None
    assert metadata.language is None


def test_a_date_that_cannot_be_read_gives_a_line():
    head = meta(article__published_time="yesterday")

    (problem,) = read_webpage(a_page(head=head)).problems

    assert "yesterday" in problem


@pytest.mark.parametrize("gap", ["<br><br>", "<br/>\n<br />&nbsp;<br>"])
def test_empty_lines_part_paragraphs(gap):
    lines = [
        "The ferry Marisol did not leave Port Lenna on Tuesday morning, the harbour master said.",
        "Some two hundred passengers waited on the quay until noon, and many of them went home.",
        "The operator had been told of rust in the hull as early as 2019, a letter shows.",
        "The next crossing is planned for April, if the yard can finish its work in time.",
    ]

    assert [text for _, text in blocks(a_page(f"<div>{gap.join(lines)}</div>"))] == lines


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<html><body><script>x()</script></body></html>", "no", "<", "<!---->"],
)
def test_a_page_without_an_article_is_refused(page):
    with pytest.raises(NothingExtracted):
        read_webpage(page)


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b'<meta charset="windows-1250">', "windows-1250"),
        (b"<meta http-equiv=x content='text/html; charset=iso-8859-9'>", "iso-8859-9"),
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        (b"<p>charset</p>", None),
    ],
)
def test_a_page_names_its_encoding(data, charset):
    assert declared_charset(data) == charset


def test_a_page_in_an_old_encoding_reads_right(tmp_path):
    page = a_page(
        "<p>Prom nie wypłynął dziś rano z portu, bo inżynierowie znaleźli pęknięcie.</p>" * 1
    )
    page = page.replace("utf-8", "windows-1250") + "<!-- " + "x" * 300 + " -->"
    (tmp_path / "prom.html").write_bytes(page.encode("cp1250"))

    (passage,) = read_folder(tmp_path).passages

    assert "pęknięcie" in passage.text
