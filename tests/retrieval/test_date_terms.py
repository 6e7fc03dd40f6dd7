"""Days as terms, by which a question for a date finds sentences that tell it otherwise."""

from datetime import date

from retrieval.date_terms import MOST_TIMES, WITHIN, asked_times, date_terms
from retrieval.dates import dates_in
from retrieval.expansion import Expander
from retrieval.model import FormKind
from retrieval.names import NameIndex
from retrieval.parsing import read_question
from retrieval.tokenization import terms

TUESDAY = date(2025, 4, 29)


def told(sentence: str) -> tuple[str, ...]:
    return date_terms(dates_in(sentence, TUESDAY))


def asked(question: str, today: date | None = None, language: str = "en") -> dict[str, float]:
    """The terms of the times in a question, and what each counts."""
    times = asked_times(question, today, language)
    return {form.terms[0]: form.share for time in times for form in time.forms}


def expand(question: str, *held: str, today: date | None = None) -> dict[str, list[FormKind]]:
    """Asked word to the kinds of its forms, in a dossier that holds these terms."""
    expander = Expander(lambda term: int(term in held), [], NameIndex({}))
    words = expander.expand(read_question(question, ("en",), today)).words
    return {word.text: [form.kind for form in word.forms] for word in words}


def test_a_weekday_is_found_by_the_day_that_it_was() -> None:
    assert told("They met on Monday.") == ("day20250428",)


def test_days_told_together_are_a_term_each() -> None:
    assert told("They met on 26-28 April.") == ("day20250426", "day20250427", "day20250428")


def test_a_month_is_found_as_a_month_and_not_by_its_days() -> None:
    assert told("They met last month, and last year too.") == ("month202503", "year2024")


def test_a_term_is_left_as_it_is_by_every_language() -> None:
    languages = ("en", "ru", "tr", "az", "fa", "ar", "fr", "de", "es")

    assert all(terms("day20250428", language) == ["day20250428"] for language in languages)


def test_a_question_for_a_day_looks_up_that_day() -> None:
    assert asked("What happened on 28 April 2025?") == {"day20250428": 1.0}
    assert asked("28.04.2025") == asked("2025-04-28") == {"day20250428": 1.0}
    assert asked("Что произошло 28 апреля 2025 года?", language="ru") == {"day20250428": 1.0}


def test_a_question_for_a_month_looks_up_its_days_for_less() -> None:
    found = asked("What happened in February 2025?")

    assert found.pop("month202502") == 1.0
    assert len(found) == 28
    assert set(found.values()) == {WITHIN}


def test_a_day_without_its_year_may_be_of_any_year() -> None:
    found = asked("What happened on 28 April?")

    assert found["day20250428"] == found["day2019" + "0428"] == 1.0


def test_yesterday_is_told_from_today_and_means_nothing_without_it() -> None:
    assert asked("What happened yesterday?", TUESDAY) == {"day20250428": 1.0}
    assert asked("What happened yesterday?") == {}


def test_the_words_of_a_date_are_said_by_a_weekday_too() -> None:
    words = expand("What happened on 28 April 2025?", "day20250428")

    assert words["28"] == words["April"] == words["2025"] == [FormKind.DATE]


def test_a_day_that_the_dossier_does_not_tell_of_changes_nothing() -> None:
    words = expand("What happened on 28 April 2025?", "day20250427")

    assert not any(words.values())


def test_a_word_that_is_not_looked_up_is_where_it_tells_a_day() -> None:
    question = "What was there the day before yesterday?"

    with_day = expand(question, "day20250427", today=TUESDAY)
    without = expand(question, today=TUESDAY)

    assert set(with_day) >= set(without)
    assert any("yesterday" in text for text in with_day)


def test_a_pasted_calendar_asks_for_no_more_than_a_few_times() -> None:
    assert len(asked_times("1 May 2025, " * 600, None, "en")) == MOST_TIMES
