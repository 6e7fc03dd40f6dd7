"""The thesaurus as data: every file parses, and no group is malformed or repeated."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from retrieval.tokenization import terms

FOLDER = Path(__file__).parents[2] / "retrieval" / "lexicon" / "synonyms" / "en"
FILES = sorted(FOLDER.glob("*.txt"))
NAMES = [path.stem for path in FILES]

# Families and names are counted apart: the thesaurus proper is what paraphrases.
APART = {"derivations", "countries"}
POS = {"verb", "noun", "adjective", "adverb", "phrase"}
FEWEST_GROUPS = 2_000
LONGEST_ENTRY = 5
ENTRY = re.compile(r"[A-Za-z0-9]+(?:'? [A-Za-z0-9]+|['-][A-Za-z0-9]+)*")


class Group(NamedTuple):
    """A line of a list; `wanted` has only `entries` unless the line goes one way."""

    file: str
    line: int
    pos: str | None
    wanted: tuple[str, ...]
    entries: tuple[str, ...]


def read_groups(path: Path) -> list[Group]:
    groups = []
    pos = None
    for number, line in enumerate(path.read_text(encoding="ascii").splitlines(), start=1):
        if line.startswith("# pos:"):
            pos = line.removeprefix("# pos:").strip()
        elif line and not line.startswith("#"):
            left, _, right = line.rpartition(" => ")
            entries = tuple(right.split(", "))
            wanted = tuple(left.split(", ")) if left else entries
            groups.append(Group(path.stem, number, pos, wanted, entries))
    return groups


GROUPS = [group for path in FILES for group in read_groups(path)]


def found(wrong: list[Group]) -> list[str]:
    return [f"{g.file}.txt:{g.line}: {', '.join(g.entries)}" for g in wrong]


def test_there_are_enough_groups_to_paraphrase_with() -> None:
    assert sum(group.file not in APART for group in GROUPS) >= FEWEST_GROUPS


@pytest.mark.parametrize("name", NAMES)
def test_a_list_says_at_its_top_what_it_is(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="ascii")

    assert text.startswith("# English thesaurus: ")
    assert text.endswith("\n")


def test_every_group_stands_under_a_known_part_of_speech() -> None:
    assert not found([group for group in GROUPS if group.pos not in POS])


def test_a_group_has_two_to_twelve_entries_none_of_them_twice() -> None:
    lowered = [[entry.lower() for entry in group.entries] for group in GROUPS]

    assert not found([group for group in GROUPS if not 2 <= len(group.entries) <= 12])
    assert not found([g for g, low in zip(GROUPS, lowered, strict=True) if len({*low}) < len(low)])


def test_a_one_way_group_keeps_what_was_asked() -> None:
    assert not found([group for group in GROUPS if not {*group.wanted} <= {*group.entries}])


def test_entries_are_plain_trimmed_and_short() -> None:
    def is_fine(entry: str) -> bool:
        return bool(ENTRY.fullmatch(entry)) and len(entry.split()) <= LONGEST_ENTRY

    assert not found([group for group in GROUPS if not all(map(is_fine, group.entries))])


def test_no_two_groups_are_equal_in_any_two_files() -> None:
    first: dict[frozenset[str], Group] = {}
    again = [
        group
        for group in GROUPS
        if first.setdefault(frozenset(map(str.lower, group.entries)), group) is not group
    ]

    assert not found(again)


def test_stop_words_alone_are_entries_only_among_phrases() -> None:
    wrong = [
        group
        for group in GROUPS
        if group.pos != "phrase" and not all(terms(entry, "en") for entry in group.entries)
    ]

    assert not found(wrong)


def test_a_group_of_the_thesaurus_says_more_than_the_stemmer_knows() -> None:
    wrong = [
        group
        for group in GROUPS
        if group.file != "countries" and len({*map(tuple_of_terms, group.entries)}) < 2
    ]

    assert not found(wrong)


def tuple_of_terms(entry: str) -> tuple[str, ...]:
    return tuple(terms(entry, "en"))
