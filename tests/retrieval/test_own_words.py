"""What a dossier's own lists of words and names change in the answers."""

import pytest

from retrieval.answering import Answering
from retrieval.model import Answer
from tests.retrieval.builders import ADossier, a_document, of_documents

GROUPS = (("Fulmar Rock", "Bird Island"),)
ISLAND = "A lamp was lit on Fulmar Rock in the spring."


def a_dossier_with(*groups: tuple[str, ...], text: str = ISLAND, language: str = "en") -> ADossier:
    dossier = of_documents(
        a_document(text, "The choir sang.", "Trees grew.", "Bread was baked.", language=language)
    )
    return ADossier(dossier.documents, dossier.passages, aliases=groups)


def test_the_bot_answers_by_the_other_name_and_says_so() -> None:
    reply = Answering(a_dossier_with(*GROUPS)).ask("When was a lamp lit on Bird Island?")

    assert isinstance(reply, Answer)
    assert reply.quotes[0].text == ISLAND
    assert reply.query.understood == (("Bird Island", "Fulmar Rock"),)


def test_without_the_list_it_does_not_know_the_name() -> None:
    reply = Answering(a_dossier_with()).ask("When was a lamp lit on Bird Island?")

    assert reply.query.understood == ()


def test_nothing_is_said_where_the_dossier_has_the_asked_name() -> None:
    reply = Answering(a_dossier_with(*GROUPS)).ask("When was a lamp lit on Fulmar Rock?")

    assert reply.query.understood == ()


def test_an_alias_that_the_dossier_lacks_changes_nothing() -> None:
    reply = Answering(a_dossier_with(("Bird Island", "Gull Skerry"))).ask("Where is Bird Island?")

    assert reply.query.understood == ()


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [
        ("Лампу зажгли на Птичьем острове весной.", "ru", "When was a lamp lit on Fulmar Rock?"),
        (ISLAND, "en", "Когда зажгли лампу на Птичьем острове?"),
    ],
)
def test_names_are_joined_across_scripts(text: str, language: str, question: str) -> None:
    dossier = a_dossier_with(("Fulmar Rock", "Птичий остров"), text=text, language=language)

    reply = Answering(dossier).ask(question)

    assert reply.quotes[0].text == text


def test_a_synonym_of_the_dossiers_own_finds_a_passage() -> None:
    dossier = a_dossier_with(text="The gasworks closed in spring.")
    with_list = ADossier(dossier.documents, dossier.passages, synonyms=("smelly end, gasworks",))

    reply = Answering(with_list).ask("When was the smelly end closed?")

    assert isinstance(reply, Answer)
    assert reply.quotes[0].text == "The gasworks closed in spring."


def test_a_synonym_is_one_in_the_language_of_the_documents_too() -> None:
    text = "Лампу зажгли на маяке весной."
    dossier = a_dossier_with(text=text, language="ru")
    with_list = ADossier(dossier.documents, dossier.passages, synonyms=("мигалка, маяк",))

    reply = Answering(with_list).ask("Что зажгли на мигалке?")

    assert isinstance(reply, Answer)
    assert reply.quotes[0].text == text
