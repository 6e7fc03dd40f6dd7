"""The semantic fields as data: every line parses, and no field is malformed or written twice."""

import re
from collections import Counter
from importlib.resources import files
from typing import NamedTuple

import pytest

from retrieval.folding import fold
from retrieval.tokenization import terms

FOLDER = files("retrieval.lexicon") / "fields" / "en"
LISTS = {
    path.name: path.read_text(encoding="utf-8")
    for path in FOLDER.iterdir()
    if path.name.endswith(".txt")
}
NAMES = sorted(LISTS)

# Under eight words an idea is a line of the thesaurus; over seventy it is no narrow idea.
FEWEST_ENTRIES, MOST_ENTRIES = 8, 70
LONGEST_ENTRY = 5
WORD = r"[^\W_]+(?:['.&/-]+[^\W_]+)*['.]?"
ENTRY = re.compile(rf"{WORD}(?: {WORD})*")
NAME = re.compile(rf"{WORD}(?:,? {WORD})*")


class Field(NamedTuple):
    """A line of a list: the idea's name, and the words one speaks of it with."""

    file: str
    line: int
    name: str
    entries: tuple[str, ...]


def read_fields(file: str) -> list[Field]:
    fields = []
    for number, line in enumerate(LISTS[file].splitlines(), start=1):
        if line and not line.startswith("#"):
            name, _, entries = line.partition(": ")
            fields.append(Field(file, number, name, tuple(entries.split(", "))))
    return fields


FIELDS = [field for file in NAMES for field in read_fields(file)]


def repeated(words: tuple[str, ...]) -> list[str]:
    return [word for word, times in Counter(map(fold, words)).items() if times > 1]


def places(wrong: list[Field]) -> list[str]:
    return [f"{field.file}:{field.line}: {field.name}" for field in wrong]


def test_there_are_fields() -> None:
    assert FIELDS


@pytest.mark.parametrize("file", NAMES)
def test_a_list_says_at_its_top_what_it_is(file: str) -> None:
    assert LISTS[file].startswith("# ")


@pytest.mark.parametrize("file", NAMES)
def test_a_field_has_a_name_of_plain_words(file: str) -> None:
    wrong = [field for field in read_fields(file) if not NAME.fullmatch(field.name)]
    assert not wrong, places(wrong)


def test_no_two_fields_have_one_name() -> None:
    assert repeated(tuple(field.name for field in FIELDS)) == []


@pytest.mark.parametrize("file", NAMES)
def test_a_field_is_neither_a_group_of_synonyms_nor_a_whole_subject(file: str) -> None:
    sizes = range(FEWEST_ENTRIES, MOST_ENTRIES + 1)
    wrong = [field for field in read_fields(file) if len(field.entries) not in sizes]
    assert not wrong, [f"{place} has no fit size" for place in places(wrong)]


@pytest.mark.parametrize("file", NAMES)
def test_no_entry_stands_twice_in_a_field(file: str) -> None:
    wrong = {f.name: repeated(f.entries) for f in read_fields(file) if repeated(f.entries)}
    assert not wrong, wrong


@pytest.mark.parametrize("file", NAMES)
def test_entries_are_words_and_short_expressions(file: str) -> None:
    wrong = [
        (field.name, entry)
        for field in read_fields(file)
        for entry in field.entries
        if not ENTRY.fullmatch(entry) or len(entry.split()) > LONGEST_ENTRY
    ]
    assert not wrong, wrong


@pytest.mark.parametrize("file", NAMES)
def test_every_entry_has_a_word_that_search_knows(file: str) -> None:
    wrong = [
        (f.name, entry) for f in read_fields(file) for entry in f.entries if not terms(entry, "en")
    ]
    assert not wrong, wrong
