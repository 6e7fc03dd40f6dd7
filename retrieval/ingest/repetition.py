"""What several documents repeat: furniture of their site, unless it is copy they all took over.

A site's lines stand on every page, at its top or end, whatever the page is about. Wire copy stands
among other sentences, in documents that are about the same thing, and makes up much of each. So
what repeats is judged together with all else that the same documents repeat: where it stands, how
much of them it is, and whether they speak of its names elsewhere too.
Everything is counted by hash, in one pass over all lines and sentences.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from retrieval.ingest.layout import ends_sentence
from retrieval.ingest.phrases import phrases, words_of

# Split roughly but always alike; the exact ends do not matter for finding what repeats.
_ROUGH_END = re.compile(r"(?<=[.!?…。！？؟۔])[\"'”’»)\]]*\s+")
_ADDRESS = re.compile(r"https?://|www\.|\w@\w|\+?\d[\d ()-]{7,}\d")
_QUOTATION = re.compile(r"[\"“”„«»]")
# A name: a capital inside a sentence, or anything with a digit.
_NAME = re.compile(r"(?<=[^\W\d_][ ,’'])[A-ZÀ-ÞĀ-ŽА-ЯЁƏ][^\W\d_]{2,}|\b\w*\d\w*\b")

# A document with more of its sentences found elsewhere is a copy. Chosen between what was seen:
# a footer of two sentences on a short report is a quarter, shared wire copy is half and more.
_COPIED_SHARE = 0.4
# Two documents that share so much share copy; a site's own lines on just two pages stay below.
_COPIED_WORDS = 30
_SHORT_WORDS = 12
_MOST_PAGES = 40
_SHORT_BUNDLE_WORDS = 30
_RECURRING_NAMES = 0.34


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or a sentence of a longer one, as it is counted.

    prose: it ends as a sentence does. line: it is all of its line.
    """

    key: int
    text: str
    words: int
    prose: bool
    line: bool


def key_of(text: str) -> int:
    """Return a 64-bit number that is the same for texts that differ in case and punctuation."""
    folded = " ".join(words_of(text))
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "big")


def rough_sentences(text: str) -> list[str]:
    """Return about the sentences of a text: quickly, and equal texts always cut alike."""
    return [part for part in _ROUGH_END.split(text) if part]


def units_of(lines: Sequence[str]) -> tuple[Unit, ...]:
    """Return what of a document is counted: its lines, and the sentences of longer lines."""
    units = []
    for line in lines:
        sentences = rough_sentences(line)
        if len(sentences) < 2:
            units.append(_unit(line, is_line=True))
        else:
            units += [_unit(part, is_line=False) for part in sentences if len(part.split()) >= 4]
    return tuple(units)


def find_repeated(documents: Mapping[str, Sequence[Unit]]) -> dict[str, frozenset[int]]:
    """Return, for each document, the keys of its units that are furniture because they repeat."""
    holders: dict[int, list[str]] = defaultdict(list)
    for name, units in documents.items():
        for key in {unit.key for unit in units}:
            holders[key].append(name)
    repeated = {key: tuple(names) for key, names in holders.items() if len(names) > 1}

    @cache
    def page(name: str) -> _Page:
        return _Page.of(documents[name], repeated)

    furniture: set[int] = set()
    for names, units in _bundles(documents, repeated).items():
        furniture |= _furniture_of(_Bundle.of(units, [page(name) for name in _sample(names)]))
    marked: dict[str, set[int]] = defaultdict(set)
    for key in furniture:
        for name in repeated[key]:
            marked[name].add(key)
    return {name: frozenset(keys) for name, keys in marked.items()}


def _sample(names: Sequence[str]) -> Sequence[str]:
    """Return some of the names, evenly spread; a site's thousandth page tells nothing new."""
    return names[:: -(-len(names) // _MOST_PAGES)]


@dataclass(frozen=True, slots=True)
class _Page:
    """A document as far as it is repeated elsewhere.

    places: the repeated units by key. edges: the keys of those above its first or below its last
    own sentence. copied: the share of its prose that is repeated. own: the words of the rest.
    """

    places: Mapping[int, Unit]
    edges: frozenset[int]
    copied: float
    own: frozenset[str]

    @classmethod
    def of(cls, units: Sequence[Unit], repeated: Mapping[int, tuple[str, ...]]) -> "_Page":
        """Return what a document shares and what is its own."""
        alone = [at for at, unit in enumerate(units) if unit.prose and unit.key not in repeated]
        first, last = (alone[0], alone[-1]) if alone else (len(units), -1)
        places = {unit.key: unit for unit in units if unit.key in repeated}
        inside = {unit.key for unit in units[first : last + 1]}
        prose = sum(unit.words for unit in units if unit.prose)
        same = sum(unit.words for unit in places.values() if unit.prose and not _has_voice(unit))
        own = {word for u in units if u.key not in repeated for word in words_of(u.text)}
        return cls(places, frozenset(places.keys() - inside), same / max(1, prose), frozenset(own))


@dataclass(frozen=True, slots=True)
class _Bundle:
    """The units that the same documents repeat, and those documents.

    names: of its sentences, without the words of its labels, among which is the site's own name.
    """

    units: Sequence[Unit]
    pages: Sequence[_Page]
    names: frozenset[str]
    prose_words: int

    @classmethod
    def of(cls, units: Sequence[Unit], pages: Sequence[_Page]) -> "_Bundle":
        """Return a bundle with what is needed to judge it."""
        prose = [unit for unit in units if unit.prose]
        labels = {
            word
            for unit in units
            if not unit.prose and unit.words <= 5
            for word in words_of(unit.text)
        }
        names = {name for unit in prose for name in _names_in(unit.text)} - labels
        return cls(units, pages, frozenset(names), sum(unit.words for unit in prose))

    @property
    def is_copy(self) -> bool:
        """Whether most of its documents consist in good part of what others hold too."""
        return _share(page.copied >= _COPIED_SHARE for page in self.pages) > 0.5

    @property
    def is_on_topic(self) -> bool:
        """Whether most of its documents speak of its names in their own words too."""
        return _share(_recurs(self.names, page.own) for page in self.pages) >= 0.5


def _unit(text: str, *, is_line: bool) -> Unit:
    count = len(text.split())
    return Unit(key_of(text), text, count, count >= 4 and ends_sentence(text), is_line)


def _bundles(
    documents: Mapping[str, Sequence[Unit]], repeated: Mapping[int, tuple[str, ...]]
) -> dict[tuple[str, ...], list[Unit]]:
    bundles: dict[tuple[str, ...], dict[int, Unit]] = defaultdict(dict)
    met: set[int] = set()
    for units in documents.values():
        for unit in units:
            if unit.key in repeated and unit.key not in met:
                met.add(unit.key)
                bundles[repeated[unit.key]][unit.key] = unit
    return {names: list(units.values()) for names, units in bundles.items()}


def _furniture_of(bundle: _Bundle) -> set[int]:
    is_copy = bundle.is_copy or (len(bundle.pages) == 2 and bundle.prose_words > _COPIED_WORDS)
    off_topic = not bundle.is_on_topic
    return {
        unit.key
        for unit in bundle.units
        if _is_furniture(unit, bundle, is_copy=is_copy, off_topic=off_topic)
    }


def _is_furniture(unit: Unit, bundle: _Bundle, *, is_copy: bool, off_topic: bool) -> bool:
    at_edge = all(unit.key in page.edges for page in bundle.pages)
    if unit.prose and _has_voice(unit):
        return len(bundle.pages) > 2 or at_edge
    if is_copy:
        return False
    if not unit.prose:
        return at_edge and not _is_headline_of(unit, bundle)
    if len(bundle.pages) == 2:
        return at_edge and unit.line and unit.words <= _SHORT_WORDS and off_topic
    return off_topic and (at_edge or (unit.line and bundle.prose_words <= _SHORT_BUNDLE_WORDS))


def _has_voice(unit: Unit) -> bool:
    """Return whether a sentence is the site's own: it speaks of us, to you, of its trade."""
    if _QUOTATION.search(unit.text):
        return False
    words = words_of(unit.text)
    voices = sum(phrases(part).within(words) for part in ("we", "you", "media"))
    return voices >= 2 or (voices == 1 and bool(_ADDRESS.search(unit.text)))


def _is_headline_of(unit: Unit, bundle: _Bundle) -> bool:
    """Return whether the documents are about what a line says, as they are about their title."""
    words = {word for word in words_of(unit.text) if len(word) >= 4}
    recurring = (len(words & page.own) >= 0.5 * max(1, len(words)) for page in bundle.pages)
    return len(words) >= 2 and _share(recurring) > 0.5


def _names_in(text: str) -> Iterable[str]:
    for name in _NAME.findall(text):
        yield from words_of(name)


def _recurs(names: frozenset[str], own: frozenset[str]) -> bool:
    return bool(names) and len(names & own) >= _RECURRING_NAMES * len(names)


def _share(facts: Iterable[bool]) -> float:
    values = list(facts)
    return sum(values) / max(1, len(values))
