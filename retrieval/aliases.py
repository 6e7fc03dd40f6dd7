"""A dossier's own `aliases.txt`: names of one and the same which no rule could join.

A question is read word by word in its own language, so that a name is met in any of its cases; a
passage holds the other name by its terms in the languages of the dossier.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.folding import fold
from retrieval.inflection import base_forms
from retrieval.model import Form, FormKind
from retrieval.tokenization import Token, stems, terms, tokenize

Words = tuple[str, ...]
Names = Mapping[str, Sequence[frozenset[str]]]


@dataclass(frozen=True, slots=True)
class AliasRun:
    """`length` asked words from `start` on that are a name, and the other names of the same.

    text: as asked. own: what the name itself is found by, in each of the dossier's languages.
    """

    start: int
    length: int
    text: str
    own: tuple[Words, ...]
    forms: tuple[Form, ...]


class Aliases:
    """The names of a dossier's lists. languages: those of its documents."""

    def __init__(
        self, groups: Iterable[Collection[str]] = (), languages: Collection[str] = ("en",)
    ) -> None:
        self._groups = [tuple(dict.fromkeys(group)) for group in groups]
        self._languages = tuple(languages)
        # A chat is in a few languages.
        self._names_in = lru_cache(maxsize=16)(self._read)

    def find(self, tokens: Sequence[Token], language: str) -> list[AliasRun]:
        """Return the names in a question of that language, the longest where several begin."""
        if not self._groups:
            return []
        asked = [_forms_of(token.text, language) for token in tokens]
        names, begins = self._names_in(language)
        found: list[AliasRun] = []
        for start in range(len(asked)):
            if found and start < found[-1].start + found[-1].length:
                continue
            meant = _longest(asked[start:], names, begins)
            if meant:
                words = tokens[start : start + len(names[meant[0]])]
                found.append(self._run(start, [token.text for token in words], meant))
        return found

    def _read(self, language: str) -> tuple[Names, dict[str, list[str]]]:
        """Return each name with the forms of its words, and by each form of the first of them.

        The forms are those that a question in that language has.
        """
        names = {
            name: [_forms_of(token.text, language) for token in tokenize(name, language)]
            for group in self._groups
            for name in group
        }
        begins: dict[str, list[str]] = {}
        for name, words in names.items():
            for form in words[0] if words else ():
                begins.setdefault(form, []).append(name)
        return names, begins

    def _run(self, start: int, words: Sequence[str], meant: Sequence[str]) -> AliasRun:
        own = tuple(found_by for name in meant for found_by in self._found_by(name))
        return AliasRun(start, len(words), " ".join(words), own, tuple(self._others(meant)))

    def _others(self, meant: Sequence[str]) -> Iterator[Form]:
        for group in self._groups:
            if not set(group).isdisjoint(meant):
                for name in group:
                    if name not in meant:
                        for found_by in self._found_by(name):
                            yield Form(found_by, 1.0, FormKind.NAME, name)

    def _found_by(self, name: str) -> list[Words]:
        analysed = (tuple(terms(name, language)) for language in self._languages)
        return [words for words in dict.fromkeys(analysed) if words]


def _forms_of(word: str, language: str) -> frozenset[str]:
    """Return what two forms of one word share some of: its stem, and what it is without endings."""
    without_endings = (fold(form) for form in base_forms(word, language))
    return frozenset({*stems(word, language), *without_endings})


def _longest(
    asked: Sequence[frozenset[str]], names: Names, begins: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return the names with which the asked words begin, of those with most words."""
    possible = dict.fromkeys(name for form in sorted(asked[0]) for name in begins.get(form, ()))
    found = [
        name
        for name in possible
        if len(names[name]) <= len(asked)
        and not any(map(frozenset.isdisjoint, names[name], asked[: len(names[name])]))
    ]
    most = max((len(names[name]) for name in found), default=0)
    return [name for name in found if len(names[name]) == most]
