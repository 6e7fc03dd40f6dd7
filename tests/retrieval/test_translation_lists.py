"""The lists in lexicon/translations keep the format their readers rely on."""

import re
from collections import Counter
from importlib.resources import files

import pytest

FEWEST_HEADWORDS = 1_500
MOST_ENGLISH = 5

_FOLDER = files("retrieval.lexicon") / "translations"
_LATIN = "a-z"
_ALPHABETS = {
    "ru": "а-яё",
    "ar": "\u0621-\u0652\u0670-\u06d3",
    "fa": "\u0621-\u0652\u0670-\u06d3\u200c",
    "tr": _LATIN + "çğıöşüâîû",
    "az": _LATIN + "çəğıöşü",
    "fr": _LATIN + "àâäçéèêëîïôöùûüÿœæ",
    "de": _LATIN + "äöüßé",
    "es": _LATIN + "áéíóúüñ",
}
_ENGLISH = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&'/-]*(?: [A-Za-z0-9&][A-Za-z0-9.&'/-]*){0,3}")


def _languages():
    return sorted(name[:-4] for file in _FOLDER.iterdir() if (name := file.name).endswith(".txt"))


def _entries(language):
    """Return (forms, English phrases) of each line that is no comment."""
    lines = (_FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    entries = []
    for line in lines:
        if line and not line.startswith("#"):
            left, equals, right = line.partition(" = ")
            assert equals, f"no ' = ' in {line!r}"
            entries.append((left.split(" | "), right.split(", ")))
    return entries


@pytest.fixture(params=_languages())
def language(request):
    return request.param


def test_a_list_is_of_a_language_whose_alphabet_is_known(language):
    assert language in _ALPHABETS


def test_a_list_is_long_enough_to_be_of_use(language):
    assert len(_entries(language)) >= FEWEST_HEADWORDS


def test_a_headword_stands_on_one_line_only(language):
    headwords = Counter(forms[0].casefold() for forms, _ in _entries(language))
    assert [word for word, count in headwords.items() if count > 1] == []


def test_a_line_says_nothing_twice(language):
    for forms, english in _entries(language):
        assert len(set(forms)) == len(forms), forms
        assert len(set(english)) == len(english), english


def test_headwords_are_written_in_the_script_of_their_language(language):
    # The dotted capital of Turkish and Azerbaijani lowers to two characters; one is a mark.
    written = re.compile(
        rf"[{_ALPHABETS[language]}0-9\u0307][{_ALPHABETS[language]}0-9\u0307 '’.,-]*"
    )
    forms = [form for forms, _ in _entries(language) for form in forms]
    assert [form for form in forms if not written.fullmatch(form.lower())] == []


def test_the_english_side_is_a_few_short_ascii_phrases(language):
    for forms, english in _entries(language):
        assert 1 <= len(english) <= MOST_ENGLISH, forms
        assert all(_ENGLISH.fullmatch(phrase) for phrase in english), (forms, english)


def test_a_file_begins_by_saying_what_it_is(language):
    assert (_FOLDER / f"{language}.txt").read_text(encoding="utf-8").startswith("# ")
