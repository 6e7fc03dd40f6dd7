"""What people say around a question, by kind: greetings, "tell me", "and", "what about".

One file a language in `lexicon/phrases/`, in sections. A line is one phrase or several: `can|could`
is either word, `please?` may be left out, `@papers` is any word of the line above the sections that
begins so. Words of the section `hedge` ("just", "really") may stand anywhere inside a phrase.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from sys import intern
from typing import NamedTuple

from retrieval.folding import MARKS, fold

# Within a word: accents, and the joiners and direction marks that Persian and Arabic typing leaves.
_INVISIBLE = "\u00ad\u0640\u061c\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}{_INVISIBLE}])*")
_SECTION = re.compile(r"\[(\w+)\]")

HEDGE = "hedge"
_FEW = 8

Words = tuple[str, ...]


class SpokenWord(NamedTuple):
    """A word of a text, folded, and where it stands in it; cut at apostrophes and hyphens."""

    folded: str
    start: int
    end: int


class Said(NamedTuple):
    """A phrase found: its kind, and the words that it takes up, from `start` to before `end`."""

    kind: str
    start: int
    end: int


class _Part(NamedTuple):
    """One place in a phrase: a word or words that may be said there; may_lack: or nothing."""

    words: Collection[str]
    longer: tuple[Words, ...]
    may_lack: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: str
    parts: tuple[_Part, ...]

    @property
    def first_words(self) -> set[str]:
        """What the phrase may begin with."""
        found: set[str] = set()
        for part in self.parts:
            found.update(part.words, (choice[0] for choice in part.longer))
            if not part.may_lack:
                break
        return found


class Phrasebook:
    """The phrases of one language."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._by_first: dict[str, list[_Phrase]] = {}
        self._words: dict[str, set[str]] = {}
        for phrase in _read(lines):
            for word in phrase.first_words:
                self._by_first.setdefault(word, []).append(phrase)
            if len(phrase.parts) == 1:
                self._words.setdefault(phrase.kind, set()).update(phrase.parts[0].words)
        self._hedges = self.words(HEDGE)

    @property
    def kinds(self) -> set[str]:
        """The kinds of which there is a phrase."""
        return {phrase.kind for phrases in self._by_first.values() for phrase in phrases}

    def words(self, kind: str) -> Collection[str]:
        """Return the phrases of a kind that are one word, folded."""
        return self._words.get(kind, frozenset())

    def said_at(
        self, words: Sequence[SpokenWord], start: int, kinds: Collection[str]
    ) -> Said | None:
        """Return the longest phrase of these kinds that begins at a word, if any does."""
        phrases = self._by_first.get(words[start].folded)
        if not phrases:
            return None
        said = [word.folded for word in words]
        best: Said | None = None
        for phrase in phrases:
            end = self._end(said, start, phrase.parts, 0) if phrase.kind in kinds else 0
            if end > (best.end if best else start):
                best = Said(phrase.kind, start, end)
        return best

    def is_said(self, words: Sequence[SpokenWord], kinds: Collection[str]) -> bool:
        """Return whether the words are one phrase of these kinds and nothing else."""
        said = self.said_at(words, 0, kinds) if words else None
        return said is not None and said.end == len(words)

    def _end(self, said: Sequence[str], start: int, parts: Sequence[_Part], number: int) -> int:
        """Return how far the parts from `number` on reach, 0 when they do not fit at `start`."""
        if number == len(parts):
            return start
        part, word = parts[number], said[start] if start < len(said) else ""
        end = 0
        if word in part.words:
            end = self._end(said, start + 1, parts, number + 1)
        for choice in part.longer:
            if tuple(said[start : start + len(choice)]) == choice:
                end = max(end, self._end(said, start + len(choice), parts, number + 1))
        if part.may_lack:
            end = max(end, self._end(said, start, parts, number + 1))
        if not end and number and word in self._hedges:
            end = self._end(said, start + 1, parts, number)
        return end


def spoken_words(text: str) -> list[SpokenWord]:
    """Return the words of a text in their order."""
    return [SpokenWord(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


@cache
def phrasebook(language: str) -> Phrasebook:
    """Return the phrasebook of a language; an empty one where there is none."""
    file = files("retrieval.lexicon").joinpath("phrases", f"{language}.txt")
    return Phrasebook(file.read_text(encoding="utf-8").splitlines() if file.is_file() else ())


def _read(lines: Iterable[str]) -> Iterator[_Phrase]:
    kind = ""
    listed: dict[str, str] = {}
    # Half of the places are those of another phrase too, and are kept once.
    parts_of: dict[str, tuple[_Part, ...]] = {}
    for line in lines:
        section = _SECTION.fullmatch(line.strip())
        if section:
            kind = section[1]
        elif line.startswith("@") and not kind:
            name, words = line.split(maxsplit=1)
            listed[name] = words
        elif line.strip() and not line.startswith("#"):
            for one in line.split():
                if one not in parts_of:
                    parts_of[one] = tuple(_parts(one, listed))
            parts = tuple(chain.from_iterable(parts_of[one] for one in line.split()))
            if parts:
                yield _Phrase(intern(kind), parts)


def _parts(written: str, listed: Mapping[str, str]) -> Iterator[_Part]:
    """Yield the place that a written word is: `can|could`, `please?`; none for what is no word."""
    said = "|".join(listed.get(choice, choice) for choice in written.strip("?").split("|"))
    choices = [tuple(intern(word.folded) for word in spoken_words(c)) for c in said.split("|")]
    words: Collection[str] = [choice[0] for choice in choices if len(choice) == 1]
    # Few are as soon found in a row, which takes a fifth of the memory.
    words = tuple(words) if len(words) <= _FEW else frozenset(words)
    longer = tuple(choice for choice in choices if len(choice) > 1)
    if words or longer:
        yield _Part(words, longer, may_lack=written.endswith("?"))
