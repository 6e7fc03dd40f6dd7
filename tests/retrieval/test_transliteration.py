import pytest
from hypothesis import given, strategies as st

from retrieval.transliteration import latin, romanise, skeleton


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Чайковский", "chaykovskiy"),
        ("Гончаренко і Київ", "honcharenko i kyiv"),
        ("Құрманғазы", "qurmanghazy"),
        ("Ђорђевић", "dordevich"),
        ("Şirvanşah Ağakərim", "shirvanshah aghakarim"),
        ("Iğdır İzmit", "ighdir izmit"),
        ("Παπανδρέου Μπότσαρης", "papandreu botsaris"),
        ("თბილისი", "tbilisi"),
        ("Երևան", "yerevan"),
        ("ירושלים", "yrushlym"),
        ("شیراز كربلاء", "shiraz krbla"),
        ("میرزایف", "mirzaev"),
        ("부산", "busan"),
        ("Łódź Ångström Næss", "lodzh angstrom naess"),
        ("東京", "東京"),
        ("", ""),
    ],
)
def test_words_of_many_scripts_in_latin_letters(written, expected):
    assert latin(written) == expected


def test_letters_that_were_latin_keep_their_marks():
    assert romanise("Şuşa və Баку") == "şuşa və baku"


def test_the_letters_of_an_abjad_that_have_several_readings_stay():
    assert skeleton("مريم") == ["m", "r", "ی", "m"]
    assert skeleton("Maryam") == []


@given(st.text())
def test_any_text_can_be_put_in_latin_letters(text):
    assert latin(text) == latin(text).lower()
