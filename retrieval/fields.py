"""Words that speak of the same narrow idea: our semantic fields, in the manner of Roget.

A thesaurus says that a "siren" may be called an "alarm"; a field says that "siren", "alarm", "go
off", "wail" and "warning" are all talk of one idea. So a question in quite other words than the
text's still meets it, a little, at each of its words; where several meet in one sentence, that is
evidence. Files: `lexicon/fields/en/*.txt`, a line a field: `name: word, two words, …`.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources

from retrieval.runs import Runs
from retrieval.thesaurus import Entry, Expansion, entries

# What a word that has all its fields in common with the asked one counts beside it. Chosen on the
# training dossiers of tests/evaluation: `python -m tests.evaluation.gate`.
RELATED_SHARE = 0.7
# Words that have less in common are left out: they would be met everywhere.
LEAST_SIMILARITY = 0.15
# Entries whose related ones are kept, some 10 KB each.
_REMEMBERED = 500

Terms = tuple[str, ...]


class Fields:
    """Fields over words; a word's fields are the dimensions in which it is compared to others."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._members: list[tuple[Entry, ...]] = []
        self._fields: defaultdict[Terms, list[int]] = defaultdict(list)
        for line in lines:
            _, colon, words = line.partition("#")[0].partition(":")
            if colon:
                self._add(entries(words))
        self._runs = Runs(self._fields)
        self._related = lru_cache(maxsize=_REMEMBERED)(self._related_to)
        self._weights = [self._specificity(members) for members in self._members]
        self._lengths = {
            stems: math.sqrt(sum(self._weights[field] for field in fields))
            for stems, fields in self._fields.items()
        }

    def _add(self, members: tuple[Entry, ...]) -> None:
        number = len(self._members)
        once = {entry.stems: entry for entry in reversed(members)}
        self._members.append(tuple(once.values()))
        for stems in once:
            self._fields[stems].append(number)

    def _specificity(self, members: Sequence[Entry]) -> float:
        """Return the squared weight of a field: that of few words says more."""
        return math.log(len(self._fields) / max(1, len(members))) ** 2

    def expansions(self, asked: Sequence[str]) -> list[Expansion]:
        """Return the related words for every entry that stands in the asked stems."""
        return [
            Expansion(places, *related)
            for run, places in self._runs.find(asked)
            for related in self._related(run)
        ]

    def similarity(self, one: Terms, other: Terms) -> float:
        """Return how much two entries, by their stems, have in common: 0..1, a cosine."""
        shared = set(self._fields.get(one, ())) & set(self._fields.get(other, ()))
        if not shared:
            return 0.0
        common = sum(self._weights[field] for field in shared)
        return common / (self._lengths[one] * self._lengths[other])

    def _related_to(self, run: Terms) -> list[tuple[Terms, float, str]]:
        """Return the terms, the share and the text of what is related to an entry."""
        common: defaultdict[Terms, float] = defaultdict(float)
        met: dict[Terms, Entry] = {}
        for field in self._fields.get(run, ()):
            for entry in self._members[field]:
                common[entry.stems] += self._weights[field]
                met[entry.stems] = entry
        return [
            (entry.terms, RELATED_SHARE * similarity, entry.text)
            for stems, entry in met.items()
            if stems != run and entry.is_found_by_terms
            for similarity in [common[stems] / (self._lengths[run] * self._lengths[stems])]
            if similarity >= LEAST_SIMILARITY
        ]

    def __len__(self) -> int:
        return len(self._members)


@cache
def english_fields() -> Fields:
    """Return the fields that ship with the project; read once."""
    folder = resources.files("retrieval.lexicon") / "fields" / "en"
    files = sorted(
        (f for f in folder.iterdir() if f.name.endswith(".txt")), key=lambda file: file.name
    )
    return Fields(line for f in files for line in f.read_text(encoding="utf-8").splitlines())
