"""How a language tells days, read from `lexicon/dates/<language>.txt`.

A line is a key and what it is said by. Lists, parted by semicolons: `weekdays` from Monday,
`months` from January, `numbers` from one, `units` (day, week, month, year) and `seasons` from
spring; each may have several forms, parted by bars. `hints` are words without which nothing fits
that has none of those. Every other line is a pattern, in which
{weekday}, {month}, {season}, {unit}, {n}, {day}, {day2}, {year}, {iso} and {dotted} stand for one
of these:

    date, month, season, year       with a year as stated, without one as inferred
    month -1, season 1, weekday 0   the last, the next, this or a plain one
    shift week -1                   so many weeks from the document's date
    ago, later, earlier             {n} {unit} from the document's date, from the day told before
    told day 1                      from the day told before: "the next day"
    today                           that day, or "these days"
    not                             looks like a date and is none, or a vague one

A group x (or y) is the expression where the pattern is longer. `past`, `future`, `present`,
`either` (past or future), `perfect`, `reporting`, `lasting` and `apart` are verbs and what parts
clauses; any other key is a shorthand for patterns.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

# Dates in digits. With dots the day goes first everywhere; with strokes that goes by country.
_IN_DIGITS = {
    "iso": r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<month_number>[01]?\d)-(?P<day>[0-3]?\d)",
    "dotted": r"(?P<day>[0-3]?\d)\.(?P<month_number>[01]?\d)\.(?P<year>(?:1[5-9]|20)\d\d)",
}
_LISTS = ("weekdays", "months", "numbers", "units", "seasons")
_PLACES = {
    "weekday": "weekdays", "month": "months", "n": "numbers", "unit": "units", "season": "seasons",
}  # fmt: skip
_VERBS = ("past", "future", "either", "present", "perfect", "reporting", "lasting", "apart")
_NEVER = "(?!)"
# In this order, the first to take a stretch of text keeps it.
_KINDS = (
    "not", "date", "ago", "later", "earlier", "shift", "told", "month", "season", "weekday",
    "today", "year",
)  # fmt: skip
# What a text must hold for a kind of rule; for those not here it is called like the kind.
_CLUES = {
    "ago": "unit", "later": "unit", "earlier": "unit", "shift": "hint", "told": "hint",
    "today": "hint", "year": "digit",
}  # fmt: skip
# A sentence with more dates than this is a calendar, of which the beginning will do.
MOST = 40
# How far before such a word an expression may begin, in characters: "by the middle of" a month.
_REACH = 40
_NAMED = re.compile(r"\(\?P<\w+>")
# White space or an apostrophe outside of brackets, or in a class of characters, and all behind.
_BEHIND_FIRST_WORD = re.compile(r"(?: (?![^(]*\))|['’]|\[['’ ]).*")
_WORD = re.compile(r"\w+")
_WORD_STARTS = re.compile(r"(?<!\w)\w")
_DIGITS = "0-9٠-٩۰-۹"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what a stretch of text that fits it says.

    arguments: as in the file. clue: the kind of word without which it fits nothing.
    """

    kind: str
    arguments: tuple[str, ...]
    pattern: re.Pattern[str]
    clue: str


def said(match: re.Match[str], name: str) -> str | None:
    """Return what stands in the place of a name in braces, whichever alternative holds it."""
    groups = match.groupdict()
    return next((groups[key] for key in (name, f"{name}_2", f"{name}_3") if groups.get(key)), None)


@dataclass(frozen=True, slots=True)
class DateWords:
    """The rules of one language, those that go first first, and its verbs by their tense.

    clues: fits, in lower case, the words without which no rule fits. may_be_clue: whether a word
    may begin one. any_rule: by kind of clue, what fits if one of its rules does.
    """

    rules: tuple[Rule, ...]
    clues: re.Pattern[str]
    may_be_clue: Callable[[str], bool]
    any_rule: Mapping[str, re.Pattern[str]]
    past: re.Pattern[str]
    future: re.Pattern[str]
    either: re.Pattern[str]
    present: re.Pattern[str]
    perfect: re.Pattern[str]
    reporting: re.Pattern[str]
    lasting: re.Pattern[str]
    apart: re.Pattern[str]
    lists: Mapping[str, tuple[re.Pattern[str], ...]]

    def expressions_in(self, sentence: str) -> list[tuple[Rule, re.Match[str]]]:
        """Return what fits a rule, in the order of the sentence, none over another.

        Told quickly, since a rule is only tried a few words before what it cannot do without.
        """
        places = self._places(sentence)
        found: list[tuple[Rule, re.Match[str]]] = []
        taken = bytearray(len(sentence))
        for rule in self.rules if places else ():
            for start in places.get(rule.clue, ()):
                match = None if taken[start] else rule.pattern.match(sentence, start)
                if match and not any(taken[start : match.end()]):
                    taken[start : match.end()] = b"x" * (match.end() - start)
                    found.append((rule, match))
        return sorted(found, key=lambda item: item[1].start())[:MOST]

    def _places(self, sentence: str) -> dict[str, list[int]]:
        """Return, by kind of clue, where something begins that fits one of its rules, in order."""
        # This letter is the only one whose small form takes more places.
        lowered = sentence.replace("İ", "i").lower()
        starts: dict[str, set[int]] = {}
        for word in _WORD.finditer(lowered):
            clue = self.clues.match(lowered, word.start()) if self.may_be_clue(word[0]) else None
            if clue is None:
                continue
            before = _WORD_STARTS.finditer(sentence, max(0, clue.start() - _REACH), clue.end())
            here = {found.start() for found in before}
            starts.setdefault(clue.lastgroup or "", set()).update(here)
            if clue.lastgroup == "unit":
                starts.setdefault("hint", set()).update(here)
        fitting = (
            (kind, [at for at in sorted(places) if self.any_rule[kind].match(sentence, at)])
            for kind, places in starts.items()
            if kind in self.any_rule
        )
        return {kind: places for kind, places in fitting if places}

    def number_of(self, kind: str, written: str) -> int:
        """Return the place of a word in one of the lists, from 0 on; kind: as in the file."""
        patterns = self.lists[kind]
        return next(i for i, pattern in enumerate(patterns) if pattern.fullmatch(written))


@cache
def date_words(language: str) -> DateWords | None:
    """Return how a language tells days; None for one that no file is about. Read once."""
    file = resources.files("retrieval.lexicon") / "dates" / f"{language}.txt"
    if not file.is_file():
        return None
    return _parse(file.read_text(encoding="utf-8").splitlines())


def _parse(lines: list[str]) -> DateWords:
    stated: dict[str, list[str]] = {}
    for line in lines:
        key, colon, value = line.partition(":")
        if colon and not line.startswith("#"):
            stated.setdefault(" ".join(key.split()), []).append(value.strip())
    lists = {name: tuple(part.strip() for part in stated[name][0].split(";")) for name in _LISTS}
    known = {*lists, *_KINDS, *_VERBS, "hints"}
    shorthands = {key: values[0] for key, values in stated.items() if key not in known}
    rules = tuple(_rules(stated, lists, shorthands))
    verbs = {
        name: _compile("|".join(stated.get(name, [_NEVER])), bounded=name != "apart")
        for name in _VERBS
    }
    return DateWords(
        rules=tuple(sorted(rules, key=lambda rule: _KINDS.index(rule.kind))),
        clues=_clues(lists, stated["hints"][0]),
        may_be_clue=_first_words(lists, stated["hints"][0]),
        any_rule=_any_rule(rules),
        lists={name: tuple(map(_compile, forms)) for name, forms in lists.items()},
        **verbs,
    )


def _rules(
    stated: Mapping[str, list[str]],
    lists: Mapping[str, tuple[str, ...]],
    shorthands: Mapping[str, str],
) -> Iterator[Rule]:
    for key, values in stated.items():
        kind, *arguments = key.split()
        if kind in _KINDS:
            for value in values:
                pattern = _compile(_filled(value, lists, shorthands))
                yield Rule(kind, tuple(arguments), pattern, _clue_of(kind, value))


def _filled(
    pattern: str, lists: Mapping[str, tuple[str, ...]], shorthands: Mapping[str, str]
) -> str:
    """Return a pattern with groups in the place of what stands in braces."""
    seen: Counter[str] = Counter()

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        if name in shorthands:
            return shorthands[name]
        seen[name] += 1
        # A further mention, in an alternative, cannot have the same name.
        group = f"{name}_{seen[name]}" if seen[name] > 1 else name
        return _IN_DIGITS.get(name) or f"(?P<{group}>{_inner(name, lists)})"

    return re.sub(r"\{([a-z]\w*)\}", fill, pattern)


def _inner(name: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    if name == "year":
        return rf"(?:1[5-9]|20)\d\d(?![{_DIGITS}-])"
    if name in {"day", "day2"}:
        return rf"(?<![{_DIGITS}.,])[{_DIGITS}]{{1,2}}"
    forms = "|".join(lists[_PLACES[name]])
    return rf"[{_DIGITS}]{{1,3}}|{forms}" if name == "n" else forms


def _clues(lists: Mapping[str, tuple[str, ...]], hints: str) -> re.Pattern[str]:
    """Return what finds, in lower case, the words without which no rule fits, by their kind."""
    groups = {place: "|".join(lists[name]) for place, name in _PLACES.items() if place != "n"}
    groups |= {"digit": f"[{_DIGITS}]", "hint": hints}
    lowered = {name: forms.replace("(?-i:", "(?:").lower() for name, forms in groups.items()}
    pattern = "|".join(f"(?P<{name}>{forms})" for name, forms in lowered.items())
    return re.compile(rf"\b(?:{pattern})")


def _first_words(lists: Mapping[str, tuple[str, ...]], hints: str) -> Callable[[str], bool]:
    """Return what says quickly of a word in lower case whether a clue may begin with it."""
    forms = [form for name in set(_PLACES.values()) - {"numbers"} for form in lists[name]]
    first = (_BEHIND_FIRST_WORD.sub("", form) for form in _parted("|".join([*forms, hints])))
    pattern = re.compile("|".join(form.replace("(?-i:", "(?:").lower() for form in first))
    return lru_cache(maxsize=50_000)(lambda word: word[0].isdigit() or bool(pattern.match(word)))


def _parted(forms: str) -> Iterator[str]:
    """Yield the alternatives of a pattern, those in brackets left together."""
    depth, begin = 0, 0
    for at, character in enumerate(forms):
        depth += (character in "([") - (character in ")]")
        if character == "|" and not depth:
            yield forms[begin:at]
            begin = at + 1
    yield forms[begin:]


def _clue_of(kind: str, pattern: str) -> str:
    """Return the kind of clue that every text has which the pattern fits."""
    if kind == "date":
        return "month" if "{month}" in pattern else "digit"
    if kind == "not":
        return next(name for name in ("weekday", "month", "unit") if f"{{{name}}}" in pattern)
    return _CLUES.get(kind, kind)


def _any_rule(rules: Iterable[Rule]) -> dict[str, re.Pattern[str]]:
    by_clue: dict[str, list[str]] = {}
    for rule in rules:
        by_clue.setdefault(rule.clue, []).append(_NAMED.sub("(?:", rule.pattern.pattern))
    return {clue: _compile("|".join(patterns), bounded=False) for clue, patterns in by_clue.items()}


def _compile(pattern: str, *, bounded: bool = True) -> re.Pattern[str]:
    edges = (r"(?<!\w)", r"(?!\w)") if bounded else ("", "")
    return re.compile(f"{edges[0]}(?:{pattern}){edges[1]}", re.IGNORECASE)
