"""Sentences that say that something is not known are told from those that say it."""

import pytest

from retrieval.unsaid import says_unknown


@pytest.mark.parametrize(
    "sentence",
    [
        "Who paid for it remains unclear.",
        "The cause is not yet known.",
        "She declined to name the buyer.",
        "The ministry did not say how many were hurt.",
        "The operator hasn't said when it will reopen.",
        "No details were given.",
        "Nobody knows where the crate went.",
        "The two sides have yet to announce a date.",
        "He left without saying why.",
        "It cannot be established who drove.",
    ],
)
def test_what_is_not_known_is_told(sentence: str) -> None:
    assert says_unknown(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The buyer is known: a brewer from Ghent.",
        "He did not go home.",
        "The well-known singer declined the prize.",
        "There is no bridge.",
        "They said the road was clear.",
    ],
)
def test_what_is_said_is_not_unknown(sentence: str) -> None:
    assert not says_unknown(sentence)
