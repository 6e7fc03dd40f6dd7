"""Other words for the same: our English thesaurus, and a dossier's own `synonyms.txt`.

The files are in the Solr and OpenSearch synonym format, so that a search engine can load them too:
`die, perish, lose one's life` stand for each other, `consulate => diplomatic mission` one way only.
A question is looked up by the stems of all its words, so that "take over" is not "take"; a passage
by an entry's content terms, so that "lost their lives" says "lose one's life".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from sys import intern

from retrieval.folding import fold
from retrieval.runs import ARTICLES, Runs
from retrieval.tokenization import stems, terms

# What another word of a group counts beside the asked word itself, by how many groups the asked
# word is in: a word of many senses is likelier meant in another one. Families of derivation
# ("explode, explosion") and country names say the same thing, and count almost as the word.
SHARES = (0.85, 0.75, 0.65)
FAMILY_SHARE = 0.9
FAMILIES = frozenset({"derivations", "countries"})

Terms = tuple[str, ...]

# Words whose loss does not change what an entry means.
_LIGHT = frozenset({"a", "an", "the", "be", "one's", "someone's", "one", "to", "of"})


@dataclass(frozen=True, slots=True)
class Expansion:
    """Other words for those at `places` in a question. text: as the thesaurus writes them."""

    places: tuple[int, ...]
    terms: Terms
    share: float
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase. terms: of its content words. stems: of all its words."""

    terms: Terms
    stems: Terms
    text: str

    @property
    def is_found_by_terms(self) -> bool:
        """Whether the content terms say what the entry says: not so for "take over"."""
        left_out = len(self.stems) - len(self.terms)
        if not self.terms or not left_out:
            return bool(self.terms)
        words = set(self.text.lower().split())
        return len(self.terms) > 1 or len(words - _LIGHT) <= 1


class Thesaurus:
    """Groups of entries that stand for each other; words: all that occur in them, but for names.

    language: in which they are read, and so are the questions and documents that they are for.
    """

    def __init__(
        self, lines: Iterable[str], families: Iterable[str] = (), language: str = "en"
    ) -> None:
        self._language = language
        self.words: set[str] = set()
        self._runs: Runs | None = None
        self._groups: defaultdict[Terms, list[tuple[tuple[Entry, ...], bool]]] = defaultdict(list)
        for line in lines:
            self._add(line, is_family=False)
        for line in families:
            self._add(line, is_family=True)

    def _add(self, line: str, *, is_family: bool) -> None:
        asked, others = _parse(line, self._language)
        for entry in (*asked, *others):
            if entry.text.islower():
                self.words.update(fold(entry.text).split())
        for entry in asked:
            if any(other.stems != entry.stems for other in others):
                self._groups[entry.stems].append((others, is_family))

    def expansions(self, asked: Sequence[str]) -> list[Expansion]:
        """Return the other words for every entry that stands in the asked stems."""
        if self._runs is None:
            self._runs = Runs(self._groups)
        return [
            expansion
            for run, places in self._runs.find(asked)
            for expansion in self._of_run(run, places)
        ]

    def _of_run(self, run: Terms, places: tuple[int, ...]) -> Iterator[Expansion]:
        groups = self._groups.get(run, ())
        senses = sum(not is_family for _, is_family in groups)
        share = SHARES[min(senses, len(SHARES)) - 1]
        for group, is_family in groups:
            for entry in group:
                if entry.stems == run or not entry.is_found_by_terms:
                    continue
                yield Expansion(
                    places, entry.terms, FAMILY_SHARE if is_family else share, entry.text
                )

    def __contains__(self, run: Terms) -> bool:
        return run in self._groups


@cache
def english_thesaurus() -> Thesaurus:
    """Return the thesaurus that ships with the project; read once."""
    folder = resources.files("retrieval.lexicon") / "synonyms" / "en"
    files = {
        file.name.removesuffix(".txt"): file.read_text(encoding="utf-8").splitlines()
        for file in folder.iterdir()
        if file.name.endswith(".txt")
    }
    return Thesaurus(
        (line for name, lines in sorted(files.items()) if name not in FAMILIES for line in lines),
        (line for name, lines in sorted(files.items()) if name in FAMILIES for line in lines),
    )


def _parse(line: str, language: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the entries that may be asked for, and those they stand for."""
    line = line.partition("#")[0]
    left, arrow, right = line.partition("=>")
    asked = entries(left, language)
    return (asked, entries(right, language)) if arrow else (asked, asked)


def entries(text: str, language: str = "en") -> tuple[Entry, ...]:
    """Return the entries of a comma-separated list in that language."""
    written = (part.strip() for part in text.split(","))
    found = [_entry(entry, language) for entry in written if entry]
    return tuple(entry for entry in found if entry.stems)


def _entry(text: str, language: str) -> Entry:
    # The same stems are met in many entries, and are kept once.
    run = tuple(intern(stem) for stem in stems(text, language) if stem not in ARTICLES)
    content = tuple(map(intern, terms(text, language)))
    return Entry(run if content == run else content, run, intern(text))
