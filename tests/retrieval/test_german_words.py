import pytest

from retrieval.german_words import compound_parts, particle_after
from retrieval.tokenization import tokenize
from retrieval.translation import Translator

KNOWN = {"wahl", "tag", "amt", "zeit", "grenze", "wache", "stadt", "rat", "feuer", "wehr", "mann"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("wahltag", ("wahl", "tag")),
        ("amtszeit", ("amt", "zeit")),
        ("stadterat", ("stadt", "rat")),
        ("grenzwache", ("grenze", "wache")),
        ("feuerwehrmann", ("feuer", "wehr", "mann")),
        ("xyzgrenze", ("grenze",)),
        ("xyztag", ()),
        ("wahl", ()),
        ("tag", ()),
        ("2026tag", ()),
    ],
)
def test_a_compound_is_its_known_parts(word, parts):
    assert compound_parts(word, KNOWN.__contains__) == parts


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("wann sagte er das treffen ab", 5),
        ("wer kam an und wer ging", 2),
        ("wer kam an die tür", None),
        ("wer kam", None),
    ],
)
def test_the_separated_part_of_a_verb_ends_its_clause(text, at):
    assert particle_after(text.split(), 1) == at


def _translated(lines, text):
    found = Translator(lines, "de").translate(tokenize(text, "de"))
    return [(each.start, each.english) for each in found]


def test_a_verb_in_two_places_is_one():
    lines = ["kündigen = dismiss", "ankündigen = announce", "an = at", "Streik = strike"]

    asked = _translated(lines, "Wer kündigte den Streik an?")

    assert asked == [(1, ("announce",)), (3, ("strike",))]


def test_a_strong_verb_in_two_places_is_found_too():
    assert _translated(["teilnehmen = take part"], "Wer nahm daran teil?") == [(1, ("take part",))]
    assert _translated(["vorschlagen | schlug vor = propose"], "Was schlug er vor?") == [
        (1, ("propose",))
    ]


def test_a_preposition_at_its_place_is_no_part_of_a_verb():
    lines = ["kommen = come", "ankommen = arrive"]

    assert _translated(lines, "Wer kam an den Hafen?") == [(1, ("come",))]


def test_a_compound_means_itself_its_parts_and_what_else_they_mean():
    lines = ["Wahl = election, vote", "Tag = day"]

    assert _translated(lines, "Wahltag") == [(0, ("election day", "election", "day", "vote"))]
    assert _translated([*lines, "Wahltag = polling day"], "Wahltags") == [(0, ("polling day",))]
