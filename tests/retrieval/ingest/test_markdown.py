import pytest

from retrieval.errors import FileEmpty
from retrieval.ingest.markdown import read_markdown
from retrieval.ingest.roles import assign_roles
from retrieval.model import Role


def blocks(text):
    return [(block.role.value, block.text) for block in assign_roles(read_markdown(text))]


def paragraphs(text):
    return [text for role, text in blocks(text) if role == "paragraph"]


def test_headings_are_headings_and_the_first_top_one_is_the_title():
    text = "# Ferry stays in port\n\nShe is safe.\n\n## The crack\n\nIt is long.\n\n# Later\n\nNo."

    assert blocks(text) == [
        ("title", "Ferry stays in port"),
        ("paragraph", "She is safe."),
        ("heading", "The crack"),
        ("paragraph", "It is long."),
        ("heading", "Later"),
        ("paragraph", "No."),
    ]
    assert read_markdown(text).metadata.title == "Ferry stays in port"


def test_the_title_of_the_front_matter_wins_over_the_heading():
    draft = read_markdown("---\ntitle: Stated\n---\n# Shown\n\nText.\n")

    assert draft.metadata.title == "Stated"
    assert [p.role for p in draft.pieces] == [Role.TITLE, None]


def test_marks_are_dropped_and_links_are_their_text():
    text = "The **ferry** _Marisol_ left [Port Lenna](https://x.example 'so') in `1956`, ~~twice~~."

    assert paragraphs(text) == ["The ferry Marisol left Port Lenna in 1956, twice."]


def test_lines_of_a_paragraph_are_joined():
    assert paragraphs("The ferry left\nthe port.\\\nIt was late.") == [
        "The ferry left the port. It was late."
    ]


def test_list_items_are_paragraphs_also_nested_ones():
    text = "Known:\n\n- It is 40 cm long\n  - and 2 mm wide\n- New.\n\n1. First.\n2. Last.\n"

    assert paragraphs(text) == [
        "Known:", "It is 40 cm long", "and 2 mm wide", "New.", "First.", "Last.",
    ]  # fmt: skip


def test_quotes_tables_and_code_keep_their_words():
    text = (
        "> We did it,\n> said the captain.\n\n"
        "| Year | Trips |\n|---|---|\n| 2022 | [310](https://x.example) |\n\n"
        "```\nLOG 05:40 crack\n```\n"
    )

    assert paragraphs(text) == [
        "We did it, said the captain.", "Year | Trips", "2022 | 310", "LOG 05:40 crack",
    ]  # fmt: skip


def test_html_inside_is_text_and_scripts_are_nothing():
    text = (
        "<div>The <b>ferry</b> &amp; crew.</div>\n\n<script>alert(1)</script>\n\n<!-- no -->\n\nOk."
    )

    assert paragraphs(text) == ["The ferry & crew.", "Ok."]


def test_lists_of_links_and_pictures_are_furniture():
    text = (
        "The ferry sank.\n\n![At berth](a.jpg)\n\n## Related\n\n- [Bridge late](https://x.example)\n"
        "- [Roof leaks](https://x.example)\n\n## Sources\n\n* <https://x.example/a>\n"
    )

    assert [role for role, _ in blocks(text)] == ["paragraph"] + ["furniture"] * 6


def test_appeals_are_furniture_in_markdown_too():
    text = "The ferry sank.\n\nSign up for our newsletter.\n\nIt was old.\n"

    assert paragraphs(text) == ["The ferry sank.", "It was old."]


def test_a_heading_right_below_a_list_of_links_stays():
    text = (
        "A.\n\n## Related\n\n- [B](https://x.example)\n\n## What next\n\nThe ferry sails again.\n"
    )

    assert ("heading", "What next") in blocks(text)


@pytest.mark.parametrize("text", ["", "---\ntitle: x\n---\n", "<!-- no -->\n"])
def test_a_file_without_text_is_empty(text):
    with pytest.raises(FileEmpty):
        read_markdown(text)
