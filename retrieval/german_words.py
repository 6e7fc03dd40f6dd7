"""What German does with words that no ending tells: compounds, and verbs in two places.

"Wahltag" is made of two headwords, and "kündigte ... an" is a form of one, "ankündigen".
"""

from collections.abc import Callable, Iterator, Sequence

SHORTEST_PART = 3
SHORTEST_COMPOUND = 7
# The last part is what the whole is, so it helps alone where it is long enough to be no accident.
SHORTEST_HEAD = 5
MOST_PARTS = 3
# Letters between the parts, likeliest first; and an e that the first part has lost: Grenze, Grenz-.
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_LOST = ("", "e", "en")

# The part of a separable verb that stands at the end of the clause, folded.
_PARTICLES = (
    "ab an auf aus bei durch ein entgegen fern fest fort frei heim her heraus herein hervor hin "
    "hinaus hinzu los mit nach nieder statt teil uber um vor voran voraus vorbei weg weiter wieder "
    "zu zuruck zusammen zurecht"
)
PARTICLES = frozenset(_PARTICLES.split())
# Words before which a clause ends, besides the end of the question.
_CONJUNCTIONS = (
    "und oder aber als weil dass ob wenn nachdem bevor wahrend wo wer was wie wann warum um"
)
_NEXT_CLAUSE = frozenset(_CONJUNCTIONS.split())

IsKnown = Callable[[str], bool]


def compound_parts(word: str, is_known: IsKnown) -> tuple[str, ...]:
    """Return the known words of which a folded word is made, in their order.

    is_known: for a word as it may stand at the end, with endings. Fewest parts win, then the
    longest last one. Only the last part where nothing else is known, and none for a short word.
    """
    if len(word) < SHORTEST_COMPOUND or not word.isalpha():
        return ()
    for parts in range(2, MOST_PARTS + 1):
        found = _split(word, parts, is_known)
        if found:
            return found
    heads = (word[at:] for at in range(SHORTEST_PART, len(word) - SHORTEST_HEAD + 1))
    return next(((head,) for head in heads if is_known(head)), ())


def _split(word: str, parts: int, is_known: IsKnown) -> tuple[str, ...]:
    if parts == 1:
        return (word,) if is_known(word) else ()
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first = _first_part(word[:at], is_known)
        rest = _split(word[at:], parts - 1, is_known) if first else ()
        if first and rest:
            return (first, *rest)
    return ()


def _first_part(written: str, is_known: IsKnown) -> str | None:
    """Return the known word that stands there with its linking letters."""
    for part in _unlinked(written):
        if is_known(part):
            return part
    return None


def _unlinked(written: str) -> Iterator[str]:
    for link in _LINKS:
        if written.endswith(link) and len(written) - len(link) >= SHORTEST_PART:
            yield written.removesuffix(link)
    for lost in _LOST[1:]:
        yield written + lost


def particle_after(folded: Sequence[str], start: int) -> int | None:
    """Return where the separated part of a verb at `start` may stand: at the end of its clause."""
    for at in range(start + 1, len(folded)):
        is_last = at + 1 == len(folded) or folded[at + 1] in _NEXT_CLAUSE
        if folded[at] in PARTICLES and is_last:
            return at
    return None
