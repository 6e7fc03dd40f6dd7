import pytest
from hypothesis import given, strategies as st

from retrieval.runs import LONGEST_ENTRY
from retrieval.thesaurus import (
    FAMILY_SHARE,
    SHARES,
    Thesaurus,
    english_thesaurus,
)
from retrieval.tokenization import stems

WORDS = ("sail", "voyage", "ship", "vessel", "put", "to", "sea", "moor", "drop", "anchor")


def expanded(thesaurus, asked):
    """The other words for a question, as the thesaurus writes them."""
    return [found.text for found in thesaurus.expansions(stems(asked, "en"))]


def test_entries_of_a_line_stand_for_each_other():
    thesaurus = Thesaurus(["sail, voyage, cruise"])

    assert expanded(thesaurus, "sail") == ["voyage", "cruise"]
    assert expanded(thesaurus, "cruise") == ["sail", "voyage"]


def test_a_one_way_line_works_one_way():
    thesaurus = Thesaurus(["vessel => ship, ferry"])

    assert expanded(thesaurus, "vessel") == ["ship", "ferry"]
    assert expanded(thesaurus, "ship") == []
    assert expanded(thesaurus, "ferry") == []


def test_what_stands_on_both_sides_of_an_arrow_is_not_its_own_synonym():
    thesaurus = Thesaurus(["vessel, craft => vessel, craft, ship"])

    assert expanded(thesaurus, "vessel") == ["craft", "ship"]
    assert expanded(thesaurus, "ship") == []


def test_any_form_of_an_asked_word_is_looked_up():
    thesaurus = Thesaurus(["sail, voyage"])

    assert expanded(thesaurus, "sailing") == expanded(thesaurus, "sails") == ["voyage"]


def test_an_entry_of_several_words_is_asked_for_as_a_phrase():
    thesaurus = Thesaurus(["drop anchor, moor"])

    [found] = thesaurus.expansions(stems("where did they drop anchors yesterday", "en"))

    assert (found.places, found.text) == ((3, 4), "moor")
    assert expanded(thesaurus, "anchor drop") == []
    assert expanded(thesaurus, "drop the anchor") == ["moor"]
    assert expanded(thesaurus, "drop another anchor") == []
    assert expanded(thesaurus, "drop") == expanded(thesaurus, "anchor") == []


def test_take_over_is_not_take():
    thesaurus = Thesaurus(["take over, assume", "take, carry"])

    assert expanded(thesaurus, "take") == ["carry"]
    assert "assume" in expanded(thesaurus, "who will take over")
    assert "take over" not in expanded(thesaurus, "assume")


def test_a_phrase_is_found_by_its_content_where_that_says_the_same():
    thesaurus = Thesaurus(["perish, lose one's life", "voyage, put to sea"])

    [found] = thesaurus.expansions(stems("perished", "en"))

    assert found.terms == ("lose", "live")
    assert expanded(thesaurus, "voyage") == ["put to sea"]


def test_comments_and_empty_lines_say_nothing():
    thesaurus = Thesaurus(
        ["", "# sail, voyage", "moor, berth  # pos: verb", "alone", ", ,", " => "]
    )

    assert expanded(thesaurus, "sail") == expanded(thesaurus, "alone") == []
    assert expanded(thesaurus, "berth") == ["moor"]


def test_a_word_of_many_senses_counts_less_in_each():
    lines = ["bank, shore", "bank, lender", "bank, tilt", "bank, row"]

    shares = [
        {e.share for e in Thesaurus(lines[:senses]).expansions(stems("bank", "en"))}
        for senses in (1, 2, 3, 4)
    ]

    assert shares == [{SHARES[0]}, {SHARES[1]}, {SHARES[2]}, {SHARES[2]}]
    assert [e.share for e in Thesaurus(lines).expansions(stems("shore", "en"))] == [SHARES[0]]


def test_a_family_of_derivation_counts_almost_as_the_word_and_is_no_further_sense():
    thesaurus = Thesaurus(["arrive, land"], families=["arrive, advent"])

    shares = {e.text: e.share for e in thesaurus.expansions(stems("arrive", "en"))}

    assert shares == {"land": SHARES[0], "advent": FAMILY_SHARE}


def test_shares_fall_with_senses_and_none_is_the_whole_word():
    assert sorted(SHARES, reverse=True) == list(SHARES)
    assert all(0 < share < 1 for share in (*SHARES, FAMILY_SHARE))


def test_words_are_those_of_the_entries_but_for_names():
    thesaurus = Thesaurus(["put to sea, sail", "Low Countries, Netherlands"])

    assert thesaurus.words == {"put", "to", "sea", "sail"}


def test_membership_is_of_what_may_be_asked():
    thesaurus = Thesaurus(["vessel => ship"])

    assert stems("vessels", "en") in thesaurus
    assert stems("ship", "en") not in thesaurus


@pytest.mark.parametrize(
    ("asked", "found"),
    [("quarrel", "row"), ("lawyer", "attorney"), ("frontier", "border"), ("die", "death")],
)
def test_the_english_thesaurus_knows_usual_words(asked, found):
    assert found in expanded(english_thesaurus(), asked)


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_expansions_lie_within_the_question_and_are_not_what_was_asked(asked):
    thesaurus = Thesaurus(["sail, voyage, put to sea", "vessel => ship", "drop anchor, moor"])
    run = [stem for word in asked for stem in stems(word, "en")]

    for found in thesaurus.expansions(run):
        assert 0 <= found.places[0] <= found.places[-1] < len(run)
        assert 1 <= len(found.places) <= LONGEST_ENTRY
        assert stems(found.text, "en") != tuple(run[place] for place in found.places)
        assert found.terms
