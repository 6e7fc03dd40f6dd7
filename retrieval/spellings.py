"""How the dossier may spell what was asked: names in other spellings, and words without errors.

A name is looked up as one word, then with the word after it as one, then as two. What is in doubt,
a guess, counts half at most; surer errors are corrected before a question is read (correction.py).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from retrieval.compounds import Compounds
from retrieval.model import Form, FormKind
from retrieval.names import NameIndex, NameMatch
from retrieval.parsing import AskedWord, Question
from retrieval.spelling import CONFIDENCE_OF_GUESS, Speller
from retrieval.tokenization import Token

MOST_SPELLINGS = 3

Holds = Callable[[str], int]
Found = Iterator[tuple[int, Form]]


class Spellings:
    """Finds other spellings of asked words; made for one dossier.

    containing: how many passages hold a term. speller: None repairs nothing and parts no names.
    words: the folded words of the dossier, with their terms.
    """

    def __init__(
        self,
        containing: Holds,
        names: NameIndex,
        speller: Speller | None,
        words: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._containing = containing
        self._names = names
        self._speller = speller
        self._words = words
        self._compounds = Compounds(names, words, speller.follows) if speller else None

    def find(
        self, question: Question, tokens: Sequence[Token], known: frozenset[int]
    ) -> dict[int, list[Form]]:
        """Return other spellings of names, and what words the dossier lacks were meant to be.

        tokens: all words of the question. known: positions of names that have an alias, where
        nothing is to be repaired.
        """
        found: dict[int, list[Form]] = {word.position: [] for word in question.words}
        for word in question.words:
            if word.is_exact:
                continue
            matches = self._names.find(word.text, MOST_SPELLINGS, question.language)
            found[word.position] += map(_form, matches)
            if not matches and word.position not in known:
                for position, form in self._otherwise(word, tokens, question.language):
                    found.setdefault(position, []).append(form)
        return found

    def _otherwise(self, word: AskedWord, tokens: Sequence[Token], language: str) -> Found:
        """Yield (position, form) for what the dossier writes as one word less, or one more."""
        is_held = any(map(self._containing, word.terms))
        parted = list(self._parted_otherwise(word, tokens, language, is_held))
        yield from parted
        if not parted and not is_held:
            yield from self._repaired(word, tokens, language)

    def _parted_otherwise(
        self, word: AskedWord, tokens: Sequence[Token], language: str, is_held: bool
    ) -> Found:
        if self._compounds is None or (is_held and not word.is_name):
            return
        at = word.position
        after = tokens[at + 1].text if at + 1 < len(tokens) and tokens[at + 1].terms else ""
        for match in self._compounds.joined(word.text, after, language):
            yield from ((position, _form(match)) for position in (at, at + 1))
        if not is_held:
            yield from (
                (at, _form(match))
                for match in self._compounds.parted(word.text, language)[:MOST_SPELLINGS]
            )

    def _repaired(self, word: AskedWord, tokens: Sequence[Token], language: str) -> Found:
        """Yield what a word was meant to be, for each of the words it was written as."""
        at = word.position
        before = tokens[at - 1].folded if at else None
        after = tokens[at + 1].folded if at + 1 < len(tokens) else None
        speller = self._speller
        repair = speller.repair(word.text, before, after, language) if speller else None
        if repair is None:
            return
        meant = tuple(t for part in repair.word.split() for t in self._words.get(part, ()))
        if meant:
            text = repair.word.capitalize() if word.text[0].isupper() else repair.word
            form = Form(meant, repair.confidence, FormKind.REPAIR, text)
            yield from ((position, form) for position in sorted({at, at + repair.joins}))


def guessed_names(question: Question, containing: Holds) -> list[AskedWord]:
    """Return the names that the dossier has at best with other letters, which may be others."""
    return [
        word
        for word in question.words
        if word.is_name
        and word.forms
        and all(f.kind is FormKind.REPAIR and f.share <= CONFIDENCE_OF_GUESS for f in word.forms)
        and not any(map(containing, word.terms))
    ]


def _form(match: NameMatch) -> Form:
    return Form(match.terms, match.similarity, FormKind.NAME, match.word)
