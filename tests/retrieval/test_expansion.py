from types import MappingProxyType

import pytest
from hypothesis import given, strategies as st

from retrieval.answering import Answering
from retrieval.expansion import BESIDE_ASKED, MOST_FORMS, SECOND_HAND, TRANSLATION_SHARES, Expander
from retrieval.model import FormKind
from retrieval.names import NameIndex
from retrieval.parsing import read_question
from retrieval.reasons import Reason, ReasonKind
from retrieval.thesaurus import SHARES, Thesaurus
from retrieval.tokenization import terms
from tests.retrieval.builders import a_document, a_dossier, of_documents

LINES = ("quarrel, spat, row", "vessel => ship, boat", "drop anchor, moor", "take over, assume")
WORDS = ("quarrel", "spat", "row", "vessel", "ship", "boat", "drop", "anchor", "moor", "the")
FILLER = (
    "The choir sang until late.",
    "Trees grow along the road.",
    "Cats sleep on the roof.",
    "Rain fell for a week.",
    "A prize was handed out.",
)


def an_expander(held, lines=LINES, names=MappingProxyType({})):
    """An expander for a dossier that holds the terms of these words, each in one passage."""
    found = set(terms(held, "en"))
    return Expander(lambda term: int(term in found), [Thesaurus(lines)], NameIndex(names))


def forms(expander, question, *languages):
    """Asked word to the texts of its forms, words without any left out."""
    asked = expander.expand(read_question(question, languages or ("en",)))
    return {word.text: [form.text for form in word.forms] for word in asked.words if word.forms}


def test_synonyms_that_the_dossier_holds_are_forms_of_the_asked_word():
    [word] = an_expander("spat row").expand(read_question("quarrel", ("en",))).words

    assert [(form.text, form.kind, form.share) for form in word.forms] == [
        ("row", FormKind.SYNONYM, SHARES[0]),
        ("spat", FormKind.SYNONYM, SHARES[0]),
    ]


def test_what_the_dossier_lacks_is_no_form():
    assert forms(an_expander("row"), "quarrel") == {"quarrel": ["row"]}
    assert forms(an_expander("tree"), "quarrel") == {}


def test_a_one_way_line_works_one_way():
    expander = an_expander("vessel ship boat")

    assert forms(expander, "vessel") == {"vessel": ["boat", "ship"]}
    assert forms(expander, "ship") == {}


def test_a_phrase_in_a_question_gives_its_forms_to_each_of_its_words():
    expander = an_expander("moor")

    assert forms(expander, "where did they drop anchor") == {"drop": ["moor"], "anchor": ["moor"]}
    assert forms(expander, "anchor the drop") == {}


def test_take_over_is_not_take():
    expander = an_expander("assume take")

    assert forms(expander, "who will take over the mill") == {"take": ["assume"]}
    assert forms(expander, "who will take the mill") == {}
    assert forms(expander, "who will assume") == {}


def test_a_question_without_forms_is_looked_up_as_before():
    question = read_question("Why did the bridges fall?", ("en",))

    expanded = an_expander("bridge").expand(question)

    assert expanded == question
    assert not expanded.query.groups


def test_words_with_forms_are_groups_and_the_rest_are_terms():
    query = an_expander("spat mill").expand(read_question("quarrel mill", ("en",))).query

    assert query.terms == ("mill",)
    [group] = query.groups
    assert [(form.terms, form.kind) for form in group] == [
        (("quarrel",), FormKind.ASKED),
        (("spat",), FormKind.SYNONYM),
    ]
    assert group[0].share == 1.0


def test_each_thesaurus_is_asked():
    held = {"spat", "tiff"}
    thesauri = [Thesaurus(["quarrel, spat"]), Thesaurus(["quarrel, tiff"])]
    expander = Expander(lambda term: int(term in held), thesauri, NameIndex({}))

    assert forms(expander, "quarrel") == {"quarrel": ["spat", "tiff"]}


def test_a_form_given_twice_keeps_its_greater_share():
    held = {"spat"}
    own = Thesaurus([], families=["quarrel, spat"])
    expander = Expander(
        lambda term: int(term in held), [Thesaurus(["quarrel, spat"]), own], NameIndex({})
    )

    [word] = expander.expand(read_question("quarrel", ("en",))).words

    assert [form.share for form in word.forms] == [0.9]


def test_a_word_has_only_so_many_forms():
    words = [f"{a}{b}k" for a in "bcdfghlmnp" for b in "aeiou"]
    expander = an_expander(" ".join(words), [", ".join(["quarrel", *words])])

    [word] = expander.expand(read_question("quarrel", ("en",))).words

    assert len(word.forms) == MOST_FORMS


def test_english_words_are_forms_of_foreign_ones_the_first_sense_counting_most():
    asked = an_expander("bridge port harbour").expand(
        read_question("Welche Brücke ist im Hafen?", ("en",))
    )

    found = {word.text: [(f.text, f.share) for f in word.forms] for word in asked.words}

    assert found["Brücke"] == [("bridge", TRANSLATION_SHARES[0])]
    assert found["Hafen"] == [("port", TRANSLATION_SHARES[0]), ("harbour", TRANSLATION_SHARES[1])]
    assert {f.kind for word in asked.words for f in word.forms} == {FormKind.TRANSLATION}


def test_a_synonym_of_a_translation_counts_less_than_the_translation():
    expander = an_expander("bridge viaduct", ["bridge, viaduct"])

    [word] = expander.expand(read_question("Какой мост?", ("en",))).words

    assert [form.text for form in word.forms] == ["bridge", "viaduct"]
    assert word.forms[1].share == pytest.approx(TRANSLATION_SHARES[0] * SECOND_HAND * SHARES[0])
    assert SECOND_HAND < 1


def test_translations_count_less_where_a_document_has_the_word_itself():
    held = {"мост", *terms("bridge", "en")}
    expander = Expander(lambda term: int(term in held), [], NameIndex({}))

    [word] = expander.expand(read_question("Какой мост?", ("en", "ru"))).words

    assert word.forms[0].share == pytest.approx(TRANSLATION_SHARES[0] * BESIDE_ASKED)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Körpü nə vaxt uçdu?", ["Körpü", "uçdu"]),
        ("پل را چه کسی ساخت؟", ["پل", "ساخت"]),
        ("كم عدد الجسور؟", ["الجسور"]),
    ],
)
def test_question_phrases_of_other_languages_are_not_looked_up(question, left):
    asked = an_expander("bridge").expand(read_question(question, ("en",)))

    assert [word.text for word in asked.words] == left


def test_a_question_phrase_stays_where_the_dossier_holds_its_words():
    held = {*terms("bridge", "en"), *terms("vaxt", "az")}
    expander = Expander(lambda term: int(term in held), [], NameIndex({}))

    asked = expander.expand(read_question("Körpü nə vaxt uçdu?", ("en", "az")))

    assert "vaxt" in [word.text for word in asked.words]


def test_another_spelling_of_a_name_is_a_form_and_another_name_is_none():
    names = {"Tchoubarov": ("tchoubarov",), "Lindqvist": ("lindqvist",)}
    expander = an_expander("Tchoubarov Lindqvist", names=names)

    asked = expander.expand(read_question("Where is Chubarov?", ("en",)))

    [form] = asked.words[0].forms
    assert (form.text, form.kind) == ("Tchoubarov", FormKind.NAME)
    assert 0.85 < form.share <= 1
    assert forms(expander, "Where is Moreau?") == {}


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Chubarov repair?", "Tchoubarov"),
        ("Что починил Чубаров?", "Tchoubarov"),
        ("Çubarov nə təmir etdi?", "Tchoubarov"),
        ("Where did Djamila sing?", "Cəmilə"),
        ("Где пела Джамиля?", "Cəmilə"),
        ("Wo sang Dschamila?", "Cəmilə"),
    ],
)
def test_a_name_in_other_spellings_and_scripts_finds_its_passage(question, name):
    answering = Answering(
        a_dossier("In Kelder the smith Tchoubarov repaired it.", "Later sang Cəmilə.", *FILLER)
    )

    assert name in answering.ask(question).quotes[0].text


def test_a_typing_error_is_looked_up_as_what_it_was_meant_to_be():
    answering = Answering(a_dossier("The carpenter repaired the belfry.", *FILLER))

    answer = answering.ask("What did the carpetner repair?")

    assert answer.quotes[0].text == "The carpenter repaired the belfry."
    assert answer.query.understood == (("carpetner", "carpenter"),)


def test_two_words_written_as_one_and_one_as_two_are_found():
    answering = Answering(a_dossier("The lighthouse keeper slept.", *FILLER))

    assert answering.ask("the light house keeper").quotes[0].text == "The lighthouse keeper slept."
    assert answering.ask("lighthousekeeper").quotes[0].text == "The lighthouse keeper slept."


def test_only_words_that_the_dossier_lacks_are_understood_otherwise():
    answering = Answering(a_dossier("In Kelder Tchoubarov met Chubarov.", "A row.", *FILLER))

    assert answering.ask("Where did Chubarov meet him?").query.understood == ()
    assert answering.ask("Why did they quarrel?").query.understood == ()
    assert answering.ask("Where was Czubarov?").query.understood == (("Czubarov", "Chubarov"),)


@pytest.mark.parametrize("name", ["Zubarev", "Lindqvist", "Moreau", "Чумаков"])
def test_a_different_name_finds_no_passage(name):
    answering = Answering(a_dossier("In Kelder the smith Tchoubarov repaired it.", *FILLER))

    reply = answering.ask(f"Where did {name} live?")

    assert reply.outcome == "nothing"
    assert reply.reason == Reason(ReasonKind.NAME_UNKNOWN, (name,))


@pytest.mark.parametrize(
    ("one", "other"),
    [("quarrel", "row"), ("attorney", "lawyer"), ("frontier", "border"), ("harbour", "port")],
)
def test_a_synonym_is_found_but_never_before_the_asked_word_itself(one, other):
    answering = Answering(
        of_documents(
            a_document(f"They spoke of the {one} again.", id="a", title=None),
            a_document(f"They spoke of the {other} again.", id="b", title=None),
            a_document(*FILLER, id="c", title=None),
        )
    )

    for word, first in ((one, "a"), (other, "b")):
        quotes = answering.ask(f"the {word}").quotes
        assert quotes[0].citation.document_id == first
    assert [q.citation.document_id for q in answering.ask(f"the {one}").quotes] == ["a", "b"]


def test_many_synonyms_in_a_passage_do_not_outweigh_the_other_asked_words():
    answering = Answering(
        of_documents(
            a_document("The baker started a row.", id="a", title=None),
            a_document("A row, an argument, one more spat: rows.", id="b", title=None),
            a_document(*FILLER, id="c", title=None),
        )
    )

    assert answering.ask("the baker's quarrel").quotes[0].citation.document_id == "a"


@given(st.lists(st.sampled_from(WORDS)), st.sets(st.sampled_from(WORDS)))
def test_forms_are_held_shares_of_what_was_asked(words, held):
    expander = an_expander(" ".join(held))
    found = set(terms(" ".join(held), "en"))

    question = read_question(" ".join(words), ("en",))
    asked = expander.expand(question)

    assert [word.position for word in asked.words] == [word.position for word in question.words]
    assert asked.query.text == question.query.text
    for word in asked.words:
        shares = [form.share for form in word.forms]
        assert shares == sorted(shares, reverse=True)
        assert all(0 < share < 1 for share in shares)
        assert all(set(form.terms) <= found for form in word.forms)
        assert word.terms not in [form.terms for form in word.forms]
