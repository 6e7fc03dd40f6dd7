import numpy as np
import pytest
from hypothesis import given, strategies as st

from retrieval.strings import (
    StringMap,
    Strings,
    find_owners,
    hash_of,
    hashes_of,
    pack,
    string_arrays,
    string_map_arrays,
)


@given(st.lists(st.text(max_size=8), unique=True))
def test_strings_come_back_by_number_and_number_by_string(written):
    strings = Strings(string_arrays("words", written, is_looked_up=True), "words")

    assert list(strings) == written
    assert [strings.number(string) for string in written] == list(range(len(written)))
    assert strings.number("a string of more than eight letters") is None


def test_strings_that_are_not_looked_up_have_no_numbers():
    strings = Strings(string_arrays("words", ["harbour"]), "words")

    assert strings[0] == "harbour"
    assert strings.number("harbour") is None


def test_one_of_several_strings_is_enough():
    strings = Strings(string_arrays("words", ["mole", "pier"], is_looked_up=True), "words")

    assert strings.first_number(["quay", "pier", "mole"]) == 1
    assert strings.first_number(["quay"]) is None


def test_strings_of_the_same_hash_are_told_apart():
    assert hash_of("plumless") == hash_of("buckeroo")  # a known collision of CRC-32
    words = string_map_arrays("words", {"plumless": ("plum",)})

    assert "buckeroo" not in StringMap(words, "words")
    assert StringMap(words, "words")["plumless"] == ("plum",)


@given(st.dictionaries(st.text(max_size=5), st.lists(st.sampled_from(["mole", "quai", "42"]))))
def test_a_mapping_comes_back_as_it_was(values):
    mapping = {key: tuple(value) for key, value in values.items()}

    assert dict(StringMap(string_map_arrays("map", mapping), "map")) == mapping


def test_what_no_array_has_is_a_missing_key():
    empty = StringMap(string_map_arrays("map", {}), "map")

    assert empty.get("mole") is None
    with pytest.raises(KeyError):
        empty["mole"]


def test_owners_are_found_by_any_of_their_hashes_each_entry_once():
    entries = pack(np.array([7, 3, 7, 3]), np.array([0, 1, 2, 1]))

    assert len(entries) == 3
    assert find_owners(entries, np.array([7, 5, 3], dtype=np.uint64)).tolist() == [0, 2, 1]
    assert find_owners(entries, hashes_of([])).tolist() == []
