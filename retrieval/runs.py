"""Where an entry of several words stands in a question, also with words between them.

"Take over" is asked as "take over the mill" and as "take it over", "lose one's life" as "lose
their lives": a particle may be moved behind what is between, and "one's" is anybody's.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

LONGEST_ENTRY = 4
# Words between a verb and its particle: "put the big fire out".
_MOST_BETWEEN = 3

_PARTICLES = frozenset(
    {
        *("about", "across", "along", "apart", "around", "aside", "away", "back", "behind", "by"),
        *("down", "for", "forward", "from", "in", "off", "on", "out", "over", "through", "to"),
        *("togeth", "up", "upon", "with"),
    }
)
# Entries are known without these: "drop the anchor" is "drop anchor".
ARTICLES = frozenset({"the", "a", "an"})
_ANYBODY = frozenset({"one", "someon", "somebodi"})
_OWNERS = frozenset({"my", "your", "his", "her", "it", "our", "their", "one", "whose", "s"})

Stems = tuple[str, ...]


class Runs:
    """Entries to be found in questions, each by the stems of all its words: a set, or a mapping."""

    def __init__(self, entries: Collection[Stems]) -> None:
        self._entries = entries
        self._open: defaultdict[str, set[Stems]] = defaultdict(set)
        for entry in self._entries:
            if len(entry) > 1 and (_is_parted(entry) or not _ANYBODY.isdisjoint(entry[1:])):
                self._open[entry[0]].add(entry)

    def __contains__(self, entry: Stems) -> bool:
        return entry in self._entries

    def find(self, asked: Sequence[str]) -> Iterator[tuple[Stems, tuple[int, ...]]]:
        """Yield every entry that stands in the asked stems, with the places of its words."""
        kept = [at for at, stem in enumerate(asked) if stem not in ARTICLES]
        bare = [asked[at] for at in kept]
        for run, places in self._find(bare):
            yield run, tuple(kept[place] for place in places)

    def _find(self, asked: Sequence[str]) -> Iterator[tuple[Stems, tuple[int, ...]]]:
        for start, stem in enumerate(asked):
            for length in range(1, min(LONGEST_ENTRY, len(asked) - start) + 1):
                run = tuple(asked[start : start + length])
                if run in self._entries:
                    yield run, tuple(range(start, start + length))
            for entry in self._open.get(stem, ()):
                places = _parted(entry, asked, start)
                if places:
                    yield entry, places


def _is_parted(entry: Stems) -> bool:
    return len(entry) == 2 and entry[1] in _PARTICLES


def _parted(entry: Stems, asked: Sequence[str], start: int) -> tuple[int, ...]:
    """Return the places of an entry's words where others stand between or for "one's"; or none."""
    if _is_parted(entry):
        for at in range(start + 2, min(start + 2 + _MOST_BETWEEN, len(asked))):
            if asked[at] == entry[1]:
                return (start, at)
        return ()
    end = start + len(entry)
    if end > len(asked) or tuple(asked[start:end]) == entry:
        return ()
    fits = all(
        word == said or (word in _ANYBODY and said in _OWNERS)
        for word, said in zip(entry, asked[start:end], strict=True)
    )
    return tuple(range(start, end)) if fits else ()
