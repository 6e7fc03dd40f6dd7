"""The lists in lexicon/suffixes keep the format a stemmer relies on, and do what they are for."""

import re
from importlib.resources import files

import pytest

LETTERS_KEPT = 3

_FOLDER = files("retrieval.lexicon") / "suffixes"
_ALPHABETS = {"az": "a-zçəğıöşü"}


def _suffixes(language):
    lines = (_FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _stem(word, suffixes):
    """Strip the first suffix that leaves enough, and again until none does."""
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= LETTERS_KEPT:
            return _stem(word.removesuffix(suffix), suffixes)
    return word


@pytest.fixture(params=sorted(_ALPHABETS))
def language(request):
    return request.param


def test_a_suffix_is_letters_of_the_language(language):
    letters = re.compile(f"[{_ALPHABETS[language]}]+")
    assert [suffix for suffix in _suffixes(language) if not letters.fullmatch(suffix)] == []


def test_no_suffix_stands_twice(language):
    suffixes = _suffixes(language)
    assert len(set(suffixes)) == len(suffixes) > 100


def test_longer_suffixes_come_first(language):
    lengths = [len(suffix) for suffix in _suffixes(language)]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    "forms",
    [
        "şəhər şəhərin şəhərə şəhəri şəhərdə şəhərdən şəhərlər şəhərlərimizdən şəhərdir",
        "ölkə ölkənin ölkəyə ölkəni ölkədə ölkədən ölkəsi ölkəsinin ölkələr ölkələrində",
        "bakı bakının bakıya bakını bakıda bakıdan bakıdır bakıdakı",
        "kitab kitabın kitaba kitabı kitabında kitablarını kitablarımız kitabdır",
        "gölün göl gölü gölə göldə göldən göllər göllərin",
        "seçmək seçdi seçib seçir seçən seçəcək seçmiş seçilməsinə seçildilər seçilib seçmədi",
        "yazmaq yazdı yazıb yazır yazan yazacaq yazmışdır yazılması yazıldı yazdığı yazmayıb",
    ],
)
def test_inflected_forms_of_an_azerbaijani_word_share_a_stem(forms):
    assert len({_stem(form, _suffixes("az")) for form in forms.split()}) == 1


def test_a_stem_keeps_three_letters():
    assert _stem("ada", _suffixes("az")) == _stem("adalar", _suffixes("az")) == "ada"
    assert _stem("evdə", _suffixes("az")) == "evd"
