"""The phrases of `phrases.txt`, and how a line is held against them.

Phrases are compared by folded words, so that case, accents and punctuation do not count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from retrieval.folding import fold

_WORD = re.compile(r"[^\W_]+")

Words = tuple[str, ...]

_LONGEST_REMEMBERED = 5_000


@dataclass(slots=True)
class Phrases:
    """A set of phrases, found by their first word."""

    _by_first: dict[str, list[Words]] = field(default_factory=dict)

    def add(self, phrase: Words) -> None:
        """Add one phrase; a longer one is tried before a shorter one."""
        rivals = self._by_first.setdefault(phrase[0], [])
        if phrase not in rivals:
            rivals.append(phrase)
            rivals.sort(key=len, reverse=True)

    def length_at(self, words: Words, start: int = 0) -> int:
        """Return how many words from `start` on are one phrase; 0 when they are none."""
        if start >= len(words):
            return 0
        for phrase in self._by_first.get(words[start], ()):
            if words[start : start + len(phrase)] == phrase:
                return len(phrase)
        return 0

    def equal(self, words: Words) -> bool:
        """Return whether the words are one phrase and nothing else."""
        return words in self._by_first.get(words[0], ()) if words else False

    def within(self, words: Words) -> bool:
        """Return whether a phrase stands anywhere among the words."""
        if self._by_first.keys().isdisjoint(words):
            return False
        return any(
            word in self._by_first and self.length_at(words, at) for at, word in enumerate(words)
        )

    def cover(self, words: Words) -> bool:
        """Return whether the words are phrases, one after another, without anything between."""
        at = 0
        while at < len(words):
            length = self.length_at(words, at)
            if not length:
                return False
            at += length
        return at > 0


def words_of(text: str) -> Words:
    """Return the folded words of a text; an apostrophe does not part a word."""
    return _remembered_words(text) if len(text) <= _LONGEST_REMEMBERED else _words(text)


# One line is looked at from many sides, one after the other.
@lru_cache(maxsize=512)
def _remembered_words(text: str) -> Words:
    return _words(text)


def _words(text: str) -> Words:
    return tuple(_WORD.findall(fold(text).replace("'", "")))


@cache
def phrases(part: str) -> Phrases:
    """Return the phrases of one part of the file, such as "tail" or "appeal"."""
    return _all_parts()[part]


@cache
def _all_parts() -> dict[str, Phrases]:
    text = resources.files("retrieval.ingest").joinpath("phrases.txt").read_text(encoding="utf-8")
    parts: dict[str, Phrases] = {}
    for part, line in _lines(text):
        words = tuple(words_of(line))
        if words:
            parts.setdefault(part, Phrases()).add(words)
    return parts


def _lines(text: str) -> Iterator[tuple[str, str]]:
    part = ""
    for raw in text.splitlines():
        line = raw.split("#", 1)[0].strip()
        if line.startswith("["):
            part = line.strip("[]")
        elif line:
            yield part, line
