from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from rank_bm25 import BM25Okapi

from retrieval import postings, selection
from retrieval.model import Form
from retrieval.postings import build_postings

# More terms than a passage holds, so that each is in less than half of them and weighs something.
TERMS = [chr(number) for number in range(0x61, 0x61 + 40)]


@pytest.fixture(autouse=True, params=["choosing", "adding up few"])
def way(monkeypatch, request):
    """Both ways that are for large dossiers only."""
    few = 0 if request.param == "choosing" else 10**9
    for module in (selection, postings):
        monkeypatch.setattr(module, "FEW_PASSAGES", 0)
        monkeypatch.setattr(module, "FEW_POSTINGS", few)
    monkeypatch.setattr(selection, "_FEW_CANDIDATES", 3)
    monkeypatch.setattr(selection, "_FIRST_POSTINGS", 3)


def passages_of(random, count):
    """Passages in which some terms are ten times as frequent as others."""
    weights = [1 / (rank + 1) for rank in range(len(TERMS))]
    return [random.choices(TERMS, weights, k=random.randint(1, 6)) for _ in range(count)]


fixed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@fixed
@given(st.integers(0, 2**32 - 1), st.integers(1, 25), st.integers(1, 6))
def test_choosing_finds_what_adding_up_everything_finds_to_the_last_bit(seed, top, asked):
    random = Random(seed)
    passages = passages_of(random, 300)
    query = random.choices(TERMS[4:], k=asked)

    best = build_postings(passages).best(query, top)

    scores = BM25Okapi(passages).get_scores(query)
    expected = sorted(np.flatnonzero(scores > 0).tolist(), key=lambda n: (-scores[n], n))[:top]
    assert best == [(number, scores[number]) for number in expected]


@fixed
@given(st.integers(0, 2**32 - 1), st.integers(1, 25))
def test_choosing_among_groups_of_forms_finds_what_adding_up_everything_finds(seed, top):
    random = Random(seed)
    built = build_postings(passages_of(random, 300))
    terms = random.choices(TERMS[4:], k=2)
    groups = [
        [
            Form(tuple(random.sample(TERMS[4:], random.randint(1, 2))), random.choice([1.0, 0.6]))
            for _ in range(random.randint(1, 4))
        ]
        for _ in range(2)
    ]

    best = built.best(terms, top, groups)

    scores = built.scores(terms, groups)
    greatest = sorted(scores[scores > 0].tolist(), reverse=True)[:top]
    assert [score for _, score in best] == pytest.approx(greatest, rel=1e-12)
    assert all(score == pytest.approx(scores[number], rel=1e-12) for number, score in best)


def test_equal_scores_at_the_end_of_the_best_are_those_that_come_first():
    postings = build_postings([["sun"], ["sky"], *[["dam", "sun"]] * 2, *[["sea"]] * 9])

    assert [number for number, _ in postings.best(["dam", "sky"], 2)] == [1, 2]


def test_room_is_empty_again_after_each_use():
    postings = build_postings([["dam", "sky"], ["dam"], *[["sea"]] * 9])

    first = postings.best(["dam", "sky"], 5)

    assert postings.best(["dam", "sky"], 5) == first
    with postings.room.taken() as sums:
        assert not sums.any()
