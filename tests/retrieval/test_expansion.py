"""What a question is taken to mean, and which of it must be said."""

import pytest

from retrieval.expansion import Expander
from retrieval.model import Form, FormKind
from retrieval.names import NameIndex, NameMatch
from retrieval.parsing import read_question
from retrieval.thesaurus import english_thesaurus
from retrieval.tokenization import terms

HELD = frozenset(terms("Rouhani opened a bridge, an envoy said", "en"))
SPELLINGS = {"Ruhani": "Rouhani", "Rouhanni": "Rouhani"}


class Spellings(NameIndex):
    """Knows other spellings by heart."""

    def __init__(self) -> None:
        super().__init__({}, lambda _: False)

    def find(self, word: str, limit: int = 3, language: str = "en") -> list[NameMatch]:
        del limit, language
        found = SPELLINGS.get(word)
        return [NameMatch(found, tuple(terms(found, "en")), 0.9)] if found else []


@pytest.fixture
def expand():
    expander = Expander(lambda term: int(term in HELD), (english_thesaurus(),), Spellings())
    return lambda text: expander.expand(read_question(text, ("en",)))


def test_a_word_that_the_dossier_has_in_another_spelling_was_understood_as_that(expand):
    assert expand("What did Ruhani open?").query.understood == (("Ruhani", "Rouhani"),)


def test_a_word_asked_twice_is_named_once_and_several_in_their_order(expand):
    question = expand("Did Rouhanni or Ruhani open it, Ruhani?")

    assert question.query.understood == (("Rouhanni", "Rouhani"), ("Ruhani", "Rouhani"))


def test_a_word_of_the_dossier_was_understood_as_asked(expand):
    assert expand("What did Rouhani open?").query.understood == ()


def test_other_words_for_the_same_are_not_another_reading_of_it(expand):
    question = expand("What did the ambassador say?")

    assert any(form.kind is FormKind.SYNONYM for word in question.words for form in word.forms)
    assert question.query.understood == ()


def test_the_query_still_finds_both_spellings(expand):
    [group] = expand("Ruhani").query.groups

    assert [(form.terms, form.kind) for form in group] == [
        (tuple(terms("Ruhani", "en")), FormKind.ASKED),
        (tuple(terms("Rouhani", "en")), FormKind.NAME),
    ]
    assert isinstance(group[0], Form)
