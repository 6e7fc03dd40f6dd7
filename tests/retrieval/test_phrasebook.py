import pytest

from retrieval.phrasebook import Phrasebook, phrasebook, spoken_words

BOOK = Phrasebook(
    [
        "# A comment.",
        "@me me|us",
        "[hedge]",
        "just",
        "[address]",
        "can|could you tell @me? about?",
        "please",
        "[greeting]",
        "hello there?",
    ]
)


def said(text, kinds=("address", "greeting"), at=0):
    found = BOOK.said_at(spoken_words(text), at, kinds)
    return (found.kind, found.end) if found else None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("can you tell me about the pier", 5),
        ("Could you tell us who", 4),
        ("could you tell who", 3),
        ("could you just tell me", 5),
    ],
)
def test_a_line_stands_for_all_its_ways_to_say_a_phrase(text, end):
    assert said(text) == ("address", end)


@pytest.mark.parametrize("text", ["can she tell me", "just tell me", "you can tell me", "can you"])
def test_what_is_not_wholly_said_is_not_found(text):
    assert said(text) is None


def test_only_the_kinds_asked_for_are_found():
    assert said("hello there", kinds=("address",)) is None
    assert said("hello there", kinds=("greeting",)) == ("greeting", 2)


def test_words_are_cut_at_apostrophes_and_keep_joiners_and_accents():
    text = "what's می\u200cخواهم Café"

    words = spoken_words(text)

    assert [word.folded for word in words] == ["what", "s", "میخواهم", "cafe"]
    assert [text[word.start : word.end] for word in words[2:]] == ["می\u200cخواهم", "Café"]


def test_single_words_of_a_kind_are_told():
    assert set(BOOK.words("hedge")) == {"just"}
    assert set(BOOK.words("nothing")) == set()


def test_a_language_without_a_file_has_an_empty_one():
    assert phrasebook("nl").said_at(spoken_words("hallo"), 0, {"greeting"}) is None
