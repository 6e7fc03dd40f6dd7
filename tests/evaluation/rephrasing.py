"""A question put otherwise: mistyped, names respelt, with filler, turned round, bare.

Each takes a question, the names of its dossier and a source of chance, and returns None where it
has nothing to change.
"""

import re
from collections.abc import Callable
from functools import cache
from random import Random

from retrieval.stopwords import stop_words
from tests.evaluation.respelling import in_script, respelt

Names = frozenset[str]
Vary = Callable[[str, Names, Random], str | None]

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST_CONTENT = 4
_SHORTEST_MISTYPED_AT_START = 5
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

FRAMES = (
    "hi! quick question, {} thanks",
    "Hello, sorry to bother you, but {}",
    "um so yeah, {} that's what i'd like to know",
    "Good evening, I hope you are well. I read about this the other day and forgot it again: {}",
    "ok so we were arguing about this over lunch and nobody was sure, {} pls help",
    "hey it's me again lol, {} no rush",
    "Sorry if somebody has asked this before. {} Many thanks in advance!",
    "right, voice message because i'm walking, so, uh, {} if you know, that would be great, cheers",
    "Dear bot, could you please tell me: {}",
    "my mum wants to know, {} she won't stop asking haha",
)


def mistyped(question: str, names: Names, random: Random) -> str | None:
    """Return the question with one error in every content word."""
    return _each_word(question, lambda word: _mistype(word, random) if _is_content(word) else None)


def other_romanisation(question: str, names: Names, random: Random) -> str | None:
    """Return the question with every name of the dossier in another romanisation."""
    return _each_word(question, lambda word: respelt(word, random) if word in names else None)


def other_script(question: str, names: Names, random: Random) -> str | None:
    """Return the question with every name of the dossier in Cyrillic, or in Arabic letters."""
    script = random.choice(["cyrillic", "arabic"])
    return _each_word(question, lambda word: in_script(word, script) if word in names else None)


def with_filler(question: str, names: Names, random: Random) -> str | None:
    """Return the question within a greeting, an apology or a voice message."""
    return random.choice(FRAMES).format(question)


def turned_round(question: str, names: Names, random: Random) -> str | None:
    """Return the question with its clauses in another order, None where there is but one."""
    bare = question.strip().rstrip("?").strip()
    turned = [made for turn in _TURNS if (made := turn(bare))]
    return random.choice(turned) if turned else None


def without_marks(question: str, names: Names, random: Random) -> str | None:
    """Return the question in lower case without any marks."""
    return " ".join(re.findall(r"[\w.,:%-]*\w", re.sub("['’]", "", question.lower())))


def _each_word(question: str, change: Callable[[str], str | None]) -> str | None:
    """Return the question with changed words, None where none changes."""
    changed = WORD.sub(lambda match: change(match[0]) or match[0], question)
    return changed if changed != question else None


def _is_content(word: str) -> bool:
    return len(word) >= _SHORTEST_CONTENT and word.lower() not in stop_words("en")


def _mistype(word: str, random: Random) -> str:
    """Return a word with a letter swapped, dropped, doubled or struck beside."""
    start = 0 if len(word) >= _SHORTEST_MISTYPED_AT_START else 1
    places = [i for i in range(start, len(word)) if word[i].isalpha()]
    for _ in range(20):
        at = random.choice(places)
        swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        made = random.choice(
            (
                swapped,
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + _key_beside(word[at], random) + word[at + 1 :],
            )
        )
        if made != word:
            return made
    return word + word[-1]


def _key_beside(letter: str, random: Random) -> str:
    beside = _keys().get(letter.lower(), "")
    if not beside:
        return letter * 2
    key = random.choice(beside)
    return key.upper() if letter.isupper() else key


@cache
def _keys() -> dict[str, str]:
    found: dict[str, str] = {}
    for row, below in zip(_KEYBOARD, (*_KEYBOARD[1:], ""), strict=True):
        for place, key in enumerate(row):
            found[key] = found.get(key, "") + row[max(place - 1, 0) : place] + row[place + 1 :][:1]
            for other in below[max(place - 1, 0) : place + 1]:
                found[key] += other
                found[other] = found.get(other, "") + key
    return found


_AUXILIARY = r"(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could|should)"


def _question_word_last(question: str) -> str | None:
    """Turn "When did the fire break out" into "the fire break out, when was that"."""
    match = re.match(rf"(?i)(when|where|why|how) {_AUXILIARY} (.+)", question)
    return f"{match[2]}, {match[1].lower()} was that?" if match else None


def _count_last(question: str) -> str | None:
    match = re.match(r"(?i)(how many|how much|how long|how old) (.+)", question)
    return f"{match[2]}: {match[1].lower()}?" if match else None


def _person_last(question: str) -> str | None:
    match = re.match(r"(?i)(who|what|which) (.+)", question)
    return f"About this: {match[2]} - {match[1].lower()}?" if match else None


def _topic_first(question: str) -> str | None:
    """Put what follows the last preposition at the front."""
    match = re.match(
        r"(?i)(.+\S) ((?:in|at|on|from|after|before|during|for|about|with|by|to|of) [^,]+)$",
        question,
    )
    return f"{match[2]}, {match[1]}?" if match else None


def _clauses_back_to_front(question: str) -> str | None:
    clauses = re.split(r"\s*[,;:.]\s+", question)
    return ", ".join(reversed(clauses)) if len(clauses) > 1 else None


def _words_back_to_front(question: str) -> str | None:
    """Turn a handful of keywords round; a sentence stays."""
    words = question.split()
    is_sentence = any(word.lower() in stop_words("en") for word in words)
    return " ".join(reversed(words)) if len(words) > 1 and not is_sentence else None


_TURNS = (
    _question_word_last,
    _count_last,
    _person_last,
    _topic_first,
    _clauses_back_to_front,
    _words_back_to_front,
)
