"""Names that one text writes as one word and another as two: Abdulrahman, Abdul Rahman."""

from collections.abc import Callable, Mapping
from itertools import product

from retrieval.folding import fold
from retrieval.names import NameIndex, NameMatch

_SHORTEST_PART = 3
_SHORTEST_WHOLE = 7
# Two parts that are each only similar are less sure to be the name than one word is.
_PARTED_PRICE = 0.02
# One that begins or ends like it is not enough: Mir Hassan is not Mirhossein.
_LEAST = 0.92


class Compounds:
    """Finds names whose words are parted otherwise than in the question.

    words: the folded words of the dossier, with their terms. follows: whether it has the second
    folded word right after the first.
    """

    def __init__(
        self,
        names: NameIndex,
        words: Mapping[str, tuple[str, ...]],
        follows: Callable[[str, str], bool],
    ) -> None:
        self._names = names
        self._words = words
        self._follows = follows

    def joined(self, first: str, second: str, language: str | None = None) -> list[NameMatch]:
        """Return the names of one word that two words of a question may be, best first."""
        if min(len(first), len(second)) < _SHORTEST_PART or not (first + second).isalpha():
            return []
        return self._likely(first + second.lower(), language)

    def parted(self, word: str, language: str | None = None) -> list[NameMatch]:
        """Return the names of two words that a word of a question may be, best first."""
        if len(word) < _SHORTEST_WHOLE or not word.isalpha():
            return []
        found = []
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            firsts = self._likely(word[:at].capitalize(), None)
            seconds = self._likely(word[at:].capitalize(), language) if firsts else []
            found += [_both(*pair) for pair in product(firsts, seconds) if self._stand(*pair)]
        return sorted(found, key=lambda match: (-match.similarity, match.word))

    def _likely(self, word: str, language: str | None) -> list[NameMatch]:
        folded = fold(word)
        itself = [NameMatch(word, self._words[folded], 1.0)] if folded in self._words else []
        found = self._names.find(word, language=language)
        return itself + [match for match in found if match.similarity >= _LEAST]

    def _stand(self, first: NameMatch, second: NameMatch) -> bool:
        return self._follows(fold(first.word), fold(second.word))


def _both(first: NameMatch, second: NameMatch) -> NameMatch:
    similarity = min(first.similarity, second.similarity) - _PARTED_PRICE
    return NameMatch(f"{first.word} {second.word}", first.terms + second.terms, similarity)
