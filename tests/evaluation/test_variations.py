import re
from random import Random

import pytest

from retrieval.answering import Answering
from tests.evaluation.peers import read, read_splits
from tests.evaluation.rephrasing import FRAMES, mistyped, other_romanisation, turned_round
from tests.evaluation.respelling import in_script, respelt
from tests.evaluation.variations import VARIATIONS, Cost, costs, format_costs, names_of

# In points of hit@3 on the test split, one or two above what is reached: lower them when it is
# beaten. The goal is 3 for each.
MOST_POINTS = {
    "typing errors": 6.0,
    "other romanisation": 5.0,
    "other script": 5.0,
    "filler": 2.0,
    "turned round": 2.0,
    "lower case, no marks": 2.0,
}
QUESTION = "When did the judge Zhanybek Ormonov leave the court in Temirtash, and why?"
NAMES = frozenset({"Zhanybek", "Ormonov", "Temirtash"})


def test_every_content_word_has_one_error_and_no_other_word_any():
    made = mistyped(QUESTION, NAMES, Random(3))

    words = zip(re.findall(r"\w+", QUESTION), re.findall(r"\w+", made), strict=True)
    for before, after in words:
        is_short = before.lower() in {"when", "did", "the", "in", "and", "why"}
        assert distance(before.lower(), after.lower()) == (0 if is_short else 1), (before, after)


@pytest.mark.parametrize("seed", range(40))
def test_short_words_keep_their_first_letter(seed):
    assert mistyped("fire", frozenset(), Random(seed)).startswith("f")


def test_only_names_are_respelt():
    made = other_romanisation(QUESTION, NAMES, Random(1))

    changed = [a for a, b in zip(QUESTION.split(), made.split(), strict=True) if a != b]
    assert [word.strip(",?") for word in changed] == ["Zhanybek", "Ormonov", "Temirtash"]


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Khalid", {"Xalid", "Halid", "Khaleed", "Xaleed", "Haleed"}),
        ("Ivanov", {"Ivanoff"}),
        ("Müller", {"Mueller", "Muller"}),
        ("Şahin", {"Shahin", "Şaheen"}),
        ("Hassan", {"Hasan"}),
        ("Jin-Woo", {"Jin-Voo"}),
    ],
)
def test_a_name_is_respelt_by_one_or_two_habits(name, spellings):
    made = {respelt(name, Random(seed)) for seed in range(60)}

    assert made == spellings


def test_a_name_without_any_habit_stays_as_it_is():
    assert respelt("Bond", Random(1)) is None


@pytest.mark.parametrize(
    ("name", "script", "written"),
    [
        ("Shchukin", "cyrillic", "Щукин"),
        ("Yörükoğlu", "cyrillic", "Йёрюкоглу"),
        ("Ellen", "cyrillic", "Эллен"),
        ("Lamçe", "cyrillic", "Ламче"),
        ("Mansour", "arabic", "مانسور"),
        ("Ibrahim", "arabic", "ایبراهیم"),
    ],
)
def test_a_name_is_written_in_another_script(name, script, written):
    assert in_script(name, script) == written


def test_a_turned_question_keeps_its_words():
    made = {turned_round(QUESTION, NAMES, Random(seed)) for seed in range(20)}

    asked = set(re.findall(r"\w+", QUESTION.lower()))
    assert len(made) > 1
    for turned in made:
        assert len(asked - set(re.findall(r"\w+", turned.lower()))) <= 1, turned


def test_every_frame_holds_the_question_once():
    assert all(frame.count("{}") == 1 for frame in FRAMES)


def test_names_are_what_the_dossier_only_writes_with_a_capital():
    names = names_of(read("election"))

    assert {"Ormonov", "Shakirova", "Temirtash"} <= names
    assert not names & {"The", "Wednesday", "November", "Court", "Russian"}


def test_a_cost_is_what_is_lost_in_points():
    cost = Cost([1.0, 1.0, 1.0, 0.0], [1.0, 0.0, 0.0, 0.0])

    assert cost.points == 50.0
    assert "above the goal" in format_costs({"typing errors": cost})


def test_no_variation_costs_more_than_it_did():
    test = read_splits()["test"]
    answerings = {asked.name: Answering(asked.dossier) for asked in test}

    found = costs(test, lambda asked: answerings[asked.name].ask)

    assert set(found) == set(VARIATIONS) == set(MOST_POINTS)
    above = {name: cost.points for name, cost in found.items() if cost.points > MOST_POINTS[name]}
    assert above == {}


def distance(a: str, b: str) -> int:
    """Return how many letters were dropped, added, replaced or swapped with the next."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        rows.append([i])
        for j, y in enumerate(b, 1):
            cost = min(rows[i - 1][j - 1] + (x != y), rows[i - 1][j] + 1, rows[i][j - 1] + 1)
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, rows[i - 2][j - 2] + 1)
            rows[i].append(cost)
    return rows[-1][-1]
