"""Scraped pages of our own invention, each line marked with the role it must get.

A line of `pages/` starts with T(itle), H(eading), P(aragraph) or F(urniture); a mark after a plus
sign goes on in the same line of the page.
"""

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from retrieval.ingest.plain import read_plain
from retrieval.ingest.roles import assign_roles
from retrieval.model import Role

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
ROLES = {role.value[0].upper(): role for role in Role}
LIGHTHOUSE = """
The lighthouse of Cape Orm was built in 1871 from granite that came by sea from the quarries of \
Hald. Its lamp burned oil for thirty years, and was then changed to gas. The keeper's log of 1902 \
speaks of a fog that lasted eleven days.
In 1956 the lamp became electric, and the last keeper left the tower to live in the village \
below, where his daughter kept the post office until the road was built.
The tower can be climbed in summer. Children under eight are not let in, because the stairs are \
steep and the rail was made for grown people.
"""
MARK = re.compile(r"^(\+?)([THPF])\| ", re.MULTILINE)


def scraped(page):
    text = page.read_text(encoding="utf-8")
    return re.sub(r"^[THPF]\| ", "", re.sub(r"\n\+[THPF]\| ", " ", text), flags=re.MULTILINE)


def expected(page):
    lines = [line for line in page.read_text(encoding="utf-8").split("\n") if line]
    return [(ROLES[MARK.match(line)[2]], MARK.sub("", line)) for line in lines]


def roles(text, repeated=frozenset()):
    return [(block.role, block.text) for block in assign_roles(read_plain(text), repeated)]


def words(text):
    return text.split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_line_of_a_scraped_page_gets_its_role(page):
    assert roles(scraped(page)) == expected(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_line_ends_and_spaces_around_lines_do_not_matter(page):
    spaced = scraped(page).replace("\n", " \u00a0\n \t")

    assert roles(spaced) == expected(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_word_of_a_page_is_lost(page):
    text = scraped(page)

    assert " ".join(block for _, block in roles(text)).split() == words(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "Share",
                "The ferry sank.",
                "Related",
                "What next",
                "",
                "Help us!",
                "- a",
                "By Ada Quill",
            ]
        ),
        min_size=1,
        max_size=12,
    ).filter(any)
)
def test_whatever_the_lines_are_none_is_lost(lines):
    text = "\n".join(lines)

    assert " ".join(block for _, block in roles(text)).split() == words(text)


@given(st.text(max_size=400).map(lambda text: text + " word"))
def test_any_text_at_all_has_roles_and_keeps_its_letters(text):
    blocks = "".join(block for _, block in roles(text))

    assert [c for c in blocks if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize("width", [60, 66, 72, 78, 90])
def test_a_wrapped_text_is_joined_into_its_paragraphs(width):
    paragraphs = LIGHTHOUSE.strip().split("\n")
    text = "\n\n".join(textwrap.fill(p, width) for p in ["THE LIGHTHOUSE OF CAPE ORM", *paragraphs])

    assert [text for role, text in roles(text) if role is Role.PARAGRAPH] == paragraphs


def test_paragraphs_of_one_line_each_are_not_joined():
    text = (
        "Dam opens two of its gates\n"
        "Engineers opened two of the four gates of the Orrin dam on Monday, the county said.\n"
        "The lake had risen by three metres in a week, more than in any year since 1984.\n"
        "Residents of Dunmore moved their cattle uphill before the water came to the meadows.\n"
    )

    assert [role for role, _ in roles(text)] == [Role.TITLE] + [Role.PARAGRAPH] * 3


def test_a_first_line_that_is_a_long_sentence_is_no_title():
    text = (
        "Engineers opened two of the four gates of the Orrin dam on Monday, the county said, after "
        "the lake had risen by three metres in a week.\nNobody was hurt.\n"
    )

    assert [role for role, _ in roles(text)] == [Role.PARAGRAPH, Role.PARAGRAPH]


@pytest.mark.parametrize(
    ("first_line", "published"),
    [
        ("date 2024-03-05", "2024-03-05"),
        (" date 2024-03-05 Rely on us? We rely on you. Support our work.", "2024-03-05"),
        ("Published: 5 March 2024, 10:15 GMT", "2024-03-05"),
        ("Published on March 5, 2024", "2024-03-05"),
        ("Veröffentlicht am 5. März 2024", "2024-03-05"),
        ("Publié le 1er mars 2024 à 18h30", "2024-03-01"),
        ("Опубликовано 5 марта 2024", "2024-03-05"),
        ("Yayınlanma: 05.03.2024 10:15", "2024-03-05"),
        ("Posted 2024/3/5", "2024-03-05"),
        ("Published on 3 March 2024, the report says that the gates were never tested.", "None"),
        ("Updated 5 March 2024", "None"),
        ("5 March 2024", "None"),
        ("Published 03/04/2024", "None"),
        ("Published 31 February 2024", "None"),
        ("The date 2024-03-05 is on the plate.", "None"),
    ],
)
def test_only_a_labelled_date_near_the_top_is_when_a_page_was_published(first_line, published):
    draft = read_plain(f"{first_line}\n\nThe ferry left the port on 7 April 2025.\n")

    assert str(draft.metadata.published) == published
