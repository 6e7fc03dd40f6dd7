import pytest

from retrieval.compounds import Compounds
from retrieval.names import NameIndex

PAIRS = {("abdul", "rahman"), ("нур", "мухаммад"), ("mir", "hossein")}


def compounds_of(*names):
    terms = {name: (name.lower(),) for name in names}
    words = {name.lower(): (name.lower(),) for name in names}
    return Compounds(NameIndex(terms), words, lambda *pair: pair in PAIRS)


@pytest.mark.parametrize(
    ("first", "second", "written"),
    [
        ("Abdul", "Rahman", "Abdulrahman"),
        ("Abd", "Alrahman", "Abdulrahman"),
        ("Ak", "Mola", None),
        ("Mir", "Hossein", "Mirhossein"),
        ("Mir", "Hassan", None),
    ],
)
def test_two_words_find_the_name_that_is_written_as_one(first, second, written):
    found = compounds_of("Abdulrahman", "Mirhossein", "Akmola").joined(first, second)

    assert [match.word for match in found] == ([written] if written else [])


@pytest.mark.parametrize(
    ("asked", "names", "written"),
    [
        ("Abdulrahman", ("Abdul", "Rahman"), "Abdul Rahman"),
        ("Abdurrahman", ("Abdul", "Rahman"), None),
        ("Abdoulrahmane", ("Abdul", "Rahman"), "Abdul Rahman"),
        ("Nurmuhammad", ("Нур", "Мухаммад"), "Нур Мухаммад"),
        ("Mirhussein", ("Mir", "Hossein"), "Mir Hossein"),
        ("Rahmanabdul", ("Abdul", "Rahman"), None),
        ("Rahman", ("Abdul", "Rahman"), None),
    ],
)
def test_one_word_finds_the_name_that_is_written_as_two(asked, names, written):
    found = compounds_of(*names, "Lindqvist").parted(asked)

    assert [match.word for match in found][:1] == ([written] if written else [])
    assert not found or found[0].terms == tuple(name.lower() for name in names)
