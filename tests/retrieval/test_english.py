import pytest

from retrieval.english import base_forms, english_names, english_words, inflections


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("walked", "walk"),
        ("stopped", "stop"),
        ("visited", "visit"),
        ("agreed", "agree"),
        ("dances", "dance"),
        ("churches", "church"),
        ("carried", "carry"),
        ("plays", "play"),
        ("seeing", "see"),
        ("basically", "basic"),
        ("possibly", "possible"),
        ("happiness", "happy"),
        ("understaffed", "staff"),
        ("panicking", "panic"),
    ],
)
def test_a_form_leads_to_its_base(form, base):
    assert base in base_forms(form)


@pytest.mark.parametrize(
    ("mistyped", "base"),
    [
        ("stoped", "stop"),
        ("walkked", "walk"),
        ("roomms", "room"),
        ("argueed", "argue"),
        ("paies", "pay"),
        ("dropes", "drop"),
        ("churchs", "church"),
    ],
)
def test_what_breaks_a_rule_of_spelling_is_no_form(mistyped, base):
    assert base not in base_forms(mistyped)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("carry", ("carries", "carried", "carrying")),
        ("dance", ("dances", "danced", "dancing")),
        ("stop", ("stops", "stopped", "stopping")),
        ("pass", ("passes", "passed", "passing")),
        ("visit", ("visits", "visited", "visiting")),
        ("panic", ("panics", "panicked", "panicking")),
    ],
)
def test_regular_forms_follow_the_rules_of_spelling(word, forms):
    assert inflections(word) == forms
    assert all(word in base_forms(form) for form in forms)


def test_names_are_among_the_words_that_are_spelt_right():
    assert "patricia" in english_names()
    assert english_names() <= english_words()
