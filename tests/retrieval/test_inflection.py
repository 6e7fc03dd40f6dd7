import pytest

from retrieval.inflection import base_forms


@pytest.mark.parametrize(
    ("written", "language", "base"),
    [
        ("Чубарову", "ru", "чубаров"),
        ("Полтавой", "ru", "полтава"),
        ("Марии", "ru", "мария"),
        ("Заславскому", "ru", "заславский"),
        ("Bakıdakı", None, "bakı"),
        ("Trabzonda", "tr", "trabzon"),
        ("Meiers", "de", "meier"),
        ("وبيروت", "ar", "بيروت"),
    ],
)
def test_a_name_is_among_the_forms_its_case_may_be_of(written, language, base):
    assert base in base_forms(written, language)


def test_the_name_as_written_comes_first():
    assert base_forms("Марии")[0] == "марии"


def test_english_names_keep_what_looks_like_an_ending():
    assert base_forms("Amanda", "en") == ("amanda",)


def test_little_words_are_not_cut():
    assert base_forms("Ада", "ru") == ("ада",)
