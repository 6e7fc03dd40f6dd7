"""Questions for a day, answered by sentences that tell it by a weekday or without its year."""

from datetime import date

import pytest

from retrieval.answering import Answering
from retrieval.index.building import digest_of
from tests.retrieval.builders import ADossier, a_document, of_documents

SANK = "The old ferry sank on Monday off the cape."
ROSE = "The tide rose on Saturday and took two boats."
FILLER = ("The choir sang.", "Trees grow by the road.", "Bread was baked at night.")


def a_dated_dossier(published: date | None = date(2025, 4, 29)) -> ADossier:
    return of_documents(a_document(SANK, ROSE, *FILLER, published=published))


@pytest.mark.parametrize(
    "question",
    [
        "What happened on 28 April 2025?",
        "What happened on April 28?",
        "28.04.2025",
        "Was geschah am 28. April 2025?",
        "Что произошло 28 апреля 2025 года?",
    ],
)
def test_a_day_is_found_by_the_weekday_that_it_was(question: str) -> None:
    reply = Answering(a_dated_dossier()).ask(question)

    assert reply.quotes[0].text == SANK
    assert [inferred.text for inferred in reply.quotes[0].inferred] == ["Monday"]


def test_another_day_is_not_found_so() -> None:
    texts = [q.text for q in Answering(a_dated_dossier()).ask("What happened on 26 April?").quotes]

    assert texts[0] == ROSE
    assert SANK not in texts


def test_no_day_is_found_in_a_document_without_a_date() -> None:
    assert Answering(a_dated_dossier(None)).ask("What happened on 28 April 2025?").quotes == ()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What happened yesterday?", SANK),
        ("What happened last Saturday?", ROSE),
        ("Что произошло вчера?", SANK),
    ],
)
def test_yesterday_is_told_from_the_day_of_the_question(question: str, text: str) -> None:
    today = date(2025, 4, 29)

    reply = Answering(a_dated_dossier(), today=lambda: today).ask(question)

    assert reply.outcome == "answer"
    assert reply.quotes[0].text == text


def test_nobody_knows_what_yesterday_was_without_a_clock() -> None:
    assert Answering(a_dated_dossier()).ask("What happened yesterday?").outcome != "answer"


def test_a_document_with_another_date_is_another_document_to_the_index() -> None:
    first, second = a_dated_dossier(), a_dated_dossier(date(2025, 4, 30))

    digests = {digest_of(d.documents[0], d.passages) for d in (first, second)}

    assert len(digests) == 2
