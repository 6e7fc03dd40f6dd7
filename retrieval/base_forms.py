"""What a word's dictionary form may be: сообщили, başvuracağını, ganaría, angekündigt, وللوزراء.

A stemmer cuts a word and its headword to one stem where their endings are on its list. Here rules
turn one ending, or one prefix, into another, again and again, and somebody who knows the headwords
keeps those that are some. So a rule may be bold: what it gets wrong is no word. The rules are data,
a file a language in `lexicon/endings`:

    eceg = mek, mak       an ending, and what may stand in its place
    unter- =              a prefix, with a hyphen, likewise

In words as folding leaves them. In Turkish and Azerbaijani, capitals stand for what vowel harmony
and assimilation make of a sound, the same one wherever it stands in a rule.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import product

from retrieval.folding import fold

SHORTEST_WORD = 2
# How many rules may be used on a word: a Turkish one takes an ending for each idea.
MOST_RULES = {"tr": 5, "az": 5, "ar": 4, "fa": 4, "ru": 3, "de": 4}
USUAL_MOST_RULES = 2
# A word whose endings all fit could be read in thousands of ways, nearly all of them wrong.
_MOST_READINGS = 400

_SOUNDS = {
    "tr": {"A": "ae", "I": "iu", "D": "dt"},
    "az": {"A": "aə", "I": "iu", "D": "dt", "K": "kq", "G": "yg"},
}

Rules = Mapping[str, tuple[str, ...]]


class Endings:
    """The rules of one language.

    most_rules: how many are used on a word, one after the other.
    """

    def __init__(self, lines: Iterable[str], language: str = "", most_rules: int = 2) -> None:
        self._most_rules = most_rules
        self._endings: dict[str, tuple[str, ...]] = {}
        self._prefixes: dict[str, tuple[str, ...]] = {}
        for ending, bases in _rules(lines, _SOUNDS.get(language, {})):
            rules = self._prefixes if ending.endswith("-") else self._endings
            key = ending.removesuffix("-")
            rules[key] = tuple(dict.fromkeys((*rules.get(key, ()), *bases)))
        self._longest = max(map(len, self._endings), default=0)
        self._longest_prefix = max(map(len, self._prefixes), default=0)

    def base_forms(self, word: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the known words that a folded word may be a form of: by fewest rules, all such."""
        seen, level = {word}, [word]
        for _ in range(self._most_rules):
            level = [b for b in dict.fromkeys(self._one_rule_off(level)) if b not in seen]
            known = tuple(filter(is_known, level))
            if known or len(seen) > _MOST_READINGS:
                return known
            seen.update(level)
        return ()

    def _one_rule_off(self, words: Iterable[str]) -> Iterator[str]:
        for word in words:
            for n in range(min(self._longest, len(word)), 0, -1):
                for base in self._endings.get(word[-n:], ()):
                    if len(word) - n + len(base) >= SHORTEST_WORD:
                        yield word[:-n] + base
            for n in range(min(self._longest_prefix, len(word)), 0, -1):
                for base in self._prefixes.get(word[:n], ()):
                    if len(word) - n + len(base) >= SHORTEST_WORD:
                        yield base + word[n:]


def _rules(
    lines: Iterable[str], sounds: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each ending and what it may be in the dictionary form, harmony spelled out."""
    for line in lines:
        rule, equals, bases = line.partition("#")[0].partition("=")
        if not equals:
            continue
        letters = [letter for letter in sounds if letter in line]
        for chosen in product(*(sounds[letter] for letter in letters)):
            spelling = str.maketrans(dict(zip(letters, chosen, strict=True)))
            yield (
                fold(rule.strip().translate(spelling)),
                tuple(fold(base.strip().translate(spelling)) for base in bases.split(",")),
            )


@cache
def endings(language: str) -> Endings:
    """Return the rules of a language, none for one without a file; read once."""
    file = resources.files("retrieval.lexicon") / "endings" / f"{language}.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return Endings(lines, language, MOST_RULES.get(language, USUAL_MOST_RULES))
