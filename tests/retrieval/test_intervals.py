import pytest

from retrieval.intervals import difference_interval, mean_interval


def test_the_interval_holds_the_share_and_narrows_with_more_questions():
    few = mean_interval([1.0, 1.0, 1.0, 0.0] * 5)
    many = mean_interval([1.0, 1.0, 1.0, 0.0] * 500)

    assert few.low < many.low < 0.75 < many.high < few.high


def test_it_comes_near_the_normal_one_where_questions_are_many():
    low, high = mean_interval([1.0] * 400 + [0.0] * 100)

    assert low == pytest.approx(0.8 - 1.96 * (0.16 / 500) ** 0.5, abs=0.004)
    assert high == pytest.approx(0.8 + 1.96 * (0.16 / 500) ** 0.5, abs=0.004)


def test_the_same_values_give_the_same_interval_every_time():
    assert mean_interval([0.0, 1.0, 1.0]) == mean_interval([0.0, 1.0, 1.0])


def test_nothing_has_no_interval():
    assert mean_interval([]) is None


def test_a_change_is_told_question_by_question():
    before = [1.0, 0.0] * 100
    after = [1.0, 0.0] * 95 + [1.0, 1.0] * 5

    paired = difference_interval(before, after)

    assert 0.0 < paired.low < 0.025 < paired.high < 0.06


def test_values_without_their_pair_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        difference_interval([1.0], [])
