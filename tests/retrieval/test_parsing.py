from dataclasses import replace

from hypothesis import given, strategies as st

from retrieval.model import Form
from retrieval.parsing import AskedWord, read_question
from retrieval.wanted import Wanted

TERM = st.sampled_from("abcdef")
FORM = st.builds(
    Form,
    st.lists(TERM, min_size=1, max_size=3).map(tuple),
    st.sampled_from([0.95, 0.75, 0.5]),
)


def asked(text, *languages):
    return [word.text for word in read_question(text, languages or ("en",)).words]


def names(text):
    return [word.text for word in read_question(text, ("en",)).words if word.is_name]


def test_words_that_carry_no_topic_are_left_out():
    assert asked("hi, could you please tell me who built the bridge?") == ["built", "bridge"]


def test_words_spoken_to_the_bot_are_not_looked_up():
    assert asked("show me the articles, please") == []


def test_a_word_that_could_be_spoken_to_the_bot_is_looked_up_where_it_is_asked_for():
    assert asked("Which test did the source help with?") == ["test", "source", "help"]


def test_nothing_but_words_to_look_up_is_a_search_box_query():
    assert read_question("bridge crowns", ("en",)).is_keywords
    assert not read_question("the bridge", ("en",)).is_keywords


def test_names_are_told_by_capitals_that_grammar_does_not_ask_for():
    assert names("Where did Ilse Brandvold sail? Captains in March, says NATO") == [
        "Ilse",
        "Brandvold",
        "NATO",
    ]


def test_a_text_in_capitals_or_title_case_tells_no_names():
    assert names("WHERE IS ILSE") == names("Where Is Ilse Brandvold") == []


def test_a_word_is_looked_up_in_each_language_of_the_dossier():
    [word] = read_question("nations", ("en", "fr")).words

    assert word.terms == ("nation",)
    assert read_question("Brücken", ("en", "de")).query.terms == ("brucken", "bruck")


def test_stop_words_are_those_of_the_questions_own_language():
    assert asked("Where did they die?", "en", "de") == ["die"]
    assert asked("die Brücke im Fluss", "en", "de") == ["Brücke", "Fluss"]


def test_repeated_words_are_asked_twice():
    assert read_question("bridge bridges", ("en",)).query.terms == ("bridg", "bridg")


def test_the_query_keeps_the_question_as_asked_with_white_space_folded():
    assert read_question("  Who\n is  it? ", ("en",)).query.text == "Who is it?"


def a_word(*terms, forms=()):
    return AskedWord("clock", "clock", terms, 1.0, False, 0, tuple(forms))


def test_what_a_passage_holds_as_asked_it_holds_wholly():
    word = a_word("clock", "uhr", forms=[Form(("watch",), 0.7)])

    assert word.share_in({"uhr", "watch"}) == 1.0
    assert word.share_in({"watch", "bell"}) == 0.7
    assert word.share_in({"bell"}) == 0.0


def test_a_form_of_several_terms_is_held_only_whole():
    word = a_word("clock", forms=[Form(("time", "piec"), 0.7), Form(("piec",), 0.2)])

    assert word.share_in({"time", "piec"}) == 0.7
    assert word.share_in({"piec"}) == 0.2
    assert word.share_in({"time"}) == 0.0


@given(st.lists(FORM), st.sets(TERM), st.sets(TERM))
def test_more_terms_never_hold_less_of_a_word(forms, fewer, more):
    word = a_word("a", forms=forms)

    assert 0 <= word.share_in(fewer) <= word.share_in(fewer | more) <= 1


def test_a_question_knows_its_language_and_what_it_wants():
    question = read_question("Wann wurde die Uhr der Kirche repariert?", ("en",))

    assert (question.language, question.wanted) == ("de", Wanted.TIME)
    assert read_question("clock", ("en",)).wanted is Wanted.ANYTHING


def test_a_question_as_read_has_no_forms_yet():
    question = read_question("Who repaired the clock?", ("en",))

    assert question.query.groups == ()
    assert all(word.forms == () for word in question.words)


def test_all_terms_of_a_query_are_those_of_its_groups_too():
    query = read_question("clock", ("en",)).query

    assert query.all_terms == {"clock"}
    group = (Form(("clock",), 1.0), Form(("time", "piec"), 0.7))
    assert replace(query, groups=(group,)).all_terms == {"clock", "time", "piec"}
