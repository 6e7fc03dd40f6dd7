"""Words of one field stand for each other a little, and the more the more fields they share."""

import pytest

from retrieval.fields import RELATED_SHARE, Fields, english_fields

LINES = (
    "# a comment",
    "alarms: siren, alarm, wail, go off, warning bell",
    "guarding: watchman, guard, sentry, night shift, keep watch",
    "sport: guard, forward, centre, pivot",
    "warning: warn, alarm, caution, alert, siren",
)


def related(asked: str) -> dict[str, float]:
    return {e.text: e.share for e in Fields(LINES).expansions(asked.split())}


def test_a_word_is_met_by_those_of_its_field_and_by_no_others() -> None:
    assert {"guard", "sentry", "night shift"} <= set(related("watchman"))
    assert not set(related("watchman")) & {"watchman", "siren", "forward"}
    assert related("harbour") == {}


def test_a_phrase_is_asked_for_and_found_as_one() -> None:
    [siren] = [e for e in Fields(LINES).expansions(["it", "go", "off"]) if e.text == "siren"]

    assert siren.places == (1, 2)


def test_no_word_counts_as_much_as_the_asked_one() -> None:
    assert all(0 < share <= RELATED_SHARE for share in related("siren").values())


def test_two_fields_in_common_are_nearer_than_one_and_other_senses_take_away() -> None:
    fields = Fields(LINES)

    assert fields.similarity(("siren",), ("siren",)) == pytest.approx(1.0)
    assert fields.similarity(("alarm",), ("siren",)) > fields.similarity(("wail",), ("siren",))
    assert fields.similarity(("guard",), ("watchman",)) < fields.similarity(
        ("sentri",), ("watchman",)
    )
    assert fields.similarity(("wail",), ("pivot",)) == 0.0


def test_a_word_belongs_most_to_the_fields_at_whose_head_it_stands() -> None:
    fields = Fields(["rope: rope, cord, knot, hemp", "ships: ship, mast, sail, rope"])

    assert fields.similarity(("rope",), ("knot",)) > fields.similarity(("rope",), ("mast",))


def test_hardly_related_words_are_left_out() -> None:
    many = [f"idea {n}: word{n}, term{n}, noun{n}, drum" for n in range(1_200)]

    assert not Fields(many).expansions(["drum"])


def test_the_fields_that_ship_relate_words_that_no_thesaurus_joins() -> None:
    fields = english_fields()

    assert fields.similarity(("ballot",), ("elector",)) > fields.similarity(("ballot",), ("judg",))
