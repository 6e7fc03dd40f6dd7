"""Other words for the same: our English thesaurus, and a dossier's own `synonyms.txt`.

The files are in the Solr and OpenSearch synonym format, so that a search engine can load them too:
`die, perish, lose one's life` stand for each other, `consulate => diplomatic mission` one way only.
A question is looked up by the stems of all its words, so that "take over" is not "take"; a passage
by an entry's content terms, so that "lost their lives" says "lose one's life".
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retrieval.folding import fold
from retrieval.runs import ARTICLES, Runs
from retrieval.tokenization import stems_and_terms
from retrieval.word_sets import Rows, StemsNumbers, StemsOf, Texts, WordSet

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


class _Read:
    """Groups of entries as they are read."""

    def __init__(self) -> None:
        self.runs: dict[Terms, int] = {}
        self.groups: list[list[int]] = []
        # By run, the groups in which it is asked for; those that are families, below 0.
        self.groups_of: list[list[int]] = []
        self.entries: dict[str, Entry] = {}
        self._numbers: dict[str, int] = {}

    def add(self, asked: Sequence[Entry], others: Sequence[Entry], *, is_family: bool) -> None:
        """Take a line: the entries that may be asked for, and those they stand for."""
        group = len(self.groups)
        self.groups.append(list(map(self._number, others)))
        for entry in asked:
            if any(other.stems != entry.stems for other in others):
                self.groups_of[self.run(entry)].append(~group if is_family else group)

    def run(self, entry: Entry) -> int:
        """Return the number of an entry's stems."""
        number = self.runs.setdefault(entry.stems, len(self.runs))
        if number == len(self.groups_of):
            self.groups_of.append([])
        return number

    def _number(self, entry: Entry) -> int:
        self.run(entry)
        self.entries.setdefault(entry.text, entry)
        return self._numbers.setdefault(entry.text, len(self._numbers))


class Thesaurus:
    """Groups of entries that stand for each other; words: all that occur in them, but for names.

    language: in which they are read, and so are the questions and documents that they are for.
    """

    def __init__(
        self, lines: Iterable[str], families: Iterable[str] = (), language: str = "en"
    ) -> None:
        read = _Read()
        words: set[str] = set()
        for is_family, group in ((False, lines), (True, families)):
            for asked, others in (_parse(line, language) for line in group):
                words.update(_words(asked), _words(others))
                read.add(asked, others, is_family=is_family)
        self.words = WordSet(words)
        self._numbers = StemsNumbers(read.runs)
        self._groups, self._groups_of = Rows(read.groups), Rows(read.groups_of)
        entries = list(read.entries.values())
        self._run_of = array("i", (read.runs[entry.stems] for entry in entries))
        # Of those that are found by terms; none of the others.
        self._terms = StemsOf(entry.terms if entry.is_found_by_terms else () for entry in entries)
        self._texts = Texts(read.entries)
        self._runs: Runs | None = None

    def expansions(self, asked: Sequence[str]) -> list[Expansion]:
        """Return the other words for every entry that stands in the asked stems."""
        if self._runs is None:
            self._runs = Runs(self._numbers)
        return [
            expansion
            for run, places in self._runs.find(asked)
            for expansion in self._of_run(self._numbers.number(run), places)
        ]

    def _of_run(self, run: int, places: tuple[int, ...]) -> Iterator[Expansion]:
        groups = self._groups_of[run]
        senses = sum(group >= 0 for group in groups)
        share = SHARES[min(senses, len(SHARES)) - 1]
        for group in groups:
            for entry in self._groups[group if group >= 0 else ~group]:
                terms = self._terms[entry]
                if terms and self._run_of[entry] != run:
                    said = FAMILY_SHARE if group < 0 else share
                    yield Expansion(places, terms, said, self._texts[entry])

    def __contains__(self, run: Terms) -> bool:
        number = self._numbers.number(run)
        return number >= 0 and len(self._groups_of[number]) > 0


def _words(entries: Iterable[Entry]) -> set[str]:
    lowered = (entry.text for entry in entries if entry.text.islower())
    return {word for text in lowered for word in fold(text).split()}


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
    words, content = stems_and_terms(text, language)
    run = tuple(stem for stem in words if stem not in ARTICLES)
    return Entry(run if content == run else content, run, text)
