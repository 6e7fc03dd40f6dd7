"""Entries of several words are found as they are asked, also with words between them."""

import pytest

from retrieval.runs import Runs
from retrieval.tokenization import stems


def found(entries: list[str], asked: str) -> list[tuple[str, tuple[int, ...]]]:
    runs = Runs({stems(entry, "en") for entry in entries})
    return [(" ".join(run), places) for run, places in runs.find(stems(asked, "en"))]


@pytest.mark.parametrize(
    ("entry", "asked", "places"),
    [
        ("put out", "who put the big fire out", (1, 5)),
        ("put out", "who put out the fire", (1, 2)),
        ("take over", "when did they take it over", (3, 5)),
        ("lose one's life", "how did he lose his life", (3, 4, 5)),
        ("lose one's life", "they lost their lives", (1, 2, 3)),
        ("drop anchor", "did the ship drop the anchor", (3, 5)),
        ("head of state", "the head of the state said", (1, 2, 4)),
        ("mill", "the mill", (1,)),
    ],
)
def test_an_entry_is_found_where_it_is_asked(entry: str, asked: str, places: tuple[int, ...]):
    assert [where for _, where in found([entry], asked)] == [places]


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        ("put out", "who put a message under the door when he went out"),
        ("put out", "out of what is it put"),
        ("lose one's life", "lose all life"),
        ("head of state", "head state"),
        ("take over", "take"),
    ],
)
def test_words_that_only_occur_together_are_no_entry(entry: str, asked: str):
    assert found([entry], asked) == []
