"""Words of other languages and what English news would say for them.

A list is read when a question in its language first comes. The longest run of words that is a
headword counts: as it is written, or else as a form that the rules of its language bring to one
(see base_forms), or else by the stems of its language. The list's own inflected forms stand for
what neither brings together.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from sys import intern

from retrieval.base_forms import endings
from retrieval.folding import fold
from retrieval.german_words import compound_parts, particle_after
from retrieval.tokenization import Token, stems

LONGEST_HEADWORD = 4
# Only so many of the English words given are looked up; the lists put the usual ones first.
MOST_SENSES = 4
# Two short words may well share a stem and nothing else: забил, забыть.
SHORTEST_SURE_STEM = 5
_REMEMBERED = 4_096
# Their words grow by endings only: one without an ending is no form of a longer headword.
_GROWING = frozenset({"tr", "az", "fa"})
_RUSSIAN_VOWELS = frozenset("аеиоуыэюя")
_RUSSIAN_INFINITIVES = frozenset({"ть", "ться"})

English = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Translated:
    """English words for `length` words of a question from `start` on."""

    start: int
    length: int
    english: English


class Translator:
    """One language's list."""

    def __init__(self, lines: Iterable[str], language: str) -> None:
        self._language = language
        self._endings = endings(language)
        self._by_words: dict[str, English] = {}
        # What only accents tell apart: ferme, fermé.
        self._by_spelling: dict[str, English] = {}
        # Forms by their stems: one, or several.
        self._by_stems: dict[str, str | tuple[str, ...]] = {}
        spellings: dict[str, str] = {}
        for line in lines:
            headwords, found, english = line.partition("#")[0].partition("=")
            words = tuple(intern(word.strip()) for word in english.split(",") if word.strip())
            for form in headwords.split("|") if found and words else ():
                self._add(form, words, spellings)
        self._of_word: Callable[[str], English] = lru_cache(_REMEMBERED)(self._by_rules)

    def _add(self, written: str, words: English, spellings: dict[str, str]) -> None:
        form = " ".join(fold(written).split())
        stem = " ".join(stems(written, self._language))
        if not form:
            return
        spelling = written.strip().lower()
        known = self._by_words.get(form)
        # Most forms have one meaning: then all forms of a headword share one tuple.
        self._by_words[form] = words if known is None else _merged(known, words)
        first = spellings.setdefault(form, spelling)
        if known and first != spelling:
            self._by_spelling.setdefault(first, known)
            self._by_spelling[spelling] = _merged(self._by_spelling.get(spelling, ()), words)
        others = self._forms(stem)
        self._by_stems[stem] = (*others, form) if others else form

    def translate(self, tokens: Sequence[Token]) -> list[Translated]:
        """Return what the words mean, longest runs first, no word twice."""
        found: list[Translated] = []
        folded = [token.folded for token in tokens]
        particles = set()
        start = 0
        while start < len(tokens):
            parted = self._parted_verb(folded, start)
            longest = parted
            if parted:
                particles.add(particle_after(folded, start))
            elif start not in particles:
                longest = self._longest(tokens[start : start + LONGEST_HEADWORD], start)
            if longest:
                found.append(longest)
            start += longest.length if longest else 1
        return found

    def _longest(self, tokens: Sequence[Token], start: int) -> Translated | None:
        for length in range(len(tokens), 0, -1):
            english = self._of_run(tokens[:length]) if length > 1 else self._of_token(tokens[0])
            if english:
                return Translated(start, length, english[:MOST_SENSES])
        return None

    def _of_run(self, run: Sequence[Token]) -> English:
        """Return what several words mean; the last may be inflected, or all as far as stems go."""
        words = [fold(token.text) for token in run]
        stem = " ".join(stem for token in run for stem in stems(token.text, self._language))
        forms = self._forms(stem)
        known = self._by_words.get(" ".join(words)) or self._meant_by(forms)
        if known:
            return known
        beginning = " ".join(words[:-1]) + " "
        bases = self._endings.base_forms(words[-1], lambda base: beginning + base in self._by_words)
        return self._meant_by(beginning + base for base in bases)

    def _of_token(self, token: Token) -> English:
        spelling = token.text.lower()
        as_spelled = self._by_spelling.get(spelling, ())
        # One without accents may have been meant to have some.
        as_folded = self._by_words.get(fold(spelling), ()) if spelling.isascii() else ()
        return (
            _merged(as_spelled, as_folded)
            or self._by_words.get(fold(token.text))
            or self._of_word(token.folded)
            or self._of_stem(token)
            or self._of_compound(token.folded)
        )

    def _by_rules(self, word: str) -> English:
        """Return what a folded word means by the rules of its language."""
        known = self._by_words.get(word)
        return known or self._meant_by(self._endings.base_forms(word, self._by_words.__contains__))

    def _of_stem(self, token: Token) -> English:
        stem = " ".join(stems(token.text, self._language))
        forms = self._forms(stem)
        if self._language in _GROWING and token.folded == stem:
            return ()
        return self._meant_by(form for form in forms if _may_be_of(token.folded, form, stem))

    def _of_compound(self, word: str) -> English:
        """Return what a German compound and its parts mean: Wahltag, election day, election."""
        if self._language != "de":
            return ()
        parts = [self._of_word(part) for part in compound_parts(word, self._is_word)]
        whole = " ".join(english[0] for english in parts)
        return _merged((whole,) if whole else (), [english[0] for english in parts], *parts)

    def _parted_verb(self, folded: Sequence[str], start: int) -> Translated | None:
        """Return what a German verb means whose first part stands at the end of its clause."""
        at = particle_after(folded, start) if self._language == "de" else None
        if at is None:
            return None
        verb, particle = folded[start], folded[at]
        bases = self._endings.base_forms(
            verb, lambda base: base.endswith("n") and particle + base in self._by_words
        )
        english = self._by_words.get(f"{verb} {particle}") or self._meant_by(
            particle + base for base in bases
        )
        return Translated(start, 1, english[:MOST_SENSES]) if english else None

    def _is_word(self, word: str) -> bool:
        return bool(self._of_word(word))

    def _forms(self, stem: str) -> tuple[str, ...]:
        forms = self._by_stems.get(stem, ())
        return (forms,) if isinstance(forms, str) else forms

    def _meant_by(self, forms: Iterable[str]) -> English:
        return _merged(*(self._by_words[form] for form in forms))


@cache
def translator(language: str) -> Translator | None:
    """Return the translator of that language, None where there is no list."""
    file = resources.files("retrieval.lexicon") / "translations" / f"{language}.txt"
    if not file.is_file():
        return None
    return Translator(file.read_text(encoding="utf-8").splitlines(), language)


def _merged(*meanings: Iterable[str]) -> English:
    return tuple(dict.fromkeys(word for meaning in meanings for word in meaning))


def _may_be_of(word: str, form: str, stem: str) -> bool:
    """Return whether a word that shares its stem with a form may be the same word.

    Short Russian verbs are told apart by the vowel before their ending.
    """
    if len(stem) >= SHORTEST_SURE_STEM:
        return True
    pairs = enumerate(zip(word, form, strict=False))
    shared = next((n for n, (ours, its) in pairs if ours != its), min(len(word), len(form)))
    is_verb = form[shared + 1 :] in _RUSSIAN_INFINITIVES
    return not (is_verb and word[shared : shared + 1] in _RUSSIAN_VOWELS)
