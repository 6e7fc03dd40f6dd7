"""`synonyms.txt` and `aliases.txt`: what a person knows of a dossier's words and names.

    # synonyms.txt, in the format of Solr and OpenSearch: each for all, or those before the arrow
    # for those behind it.
    land link, corridor
    gasworks => terminal

    # aliases.txt: names of one and the same person, place or body.
    Ilse Brandvold, Ilse Moen, Captain Ilse

They are no documents. A line that cannot be used is left out and named, with its number.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from retrieval.errors import FileEmpty
from retrieval.ingest.decoding import decode
from retrieval.runs import LONGEST_ENTRY

SYNONYMS = "synonyms.txt"
ALIASES = "aliases.txt"
FILE_NAMES = frozenset({SYNONYMS, ALIASES})

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_ARROW = "=>"


@dataclass(frozen=True, slots=True)
class WordList:
    """The lines of a file that can be used, without comments, and what is wrong with the rest."""

    lines: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_word_list(name: str, data: bytes) -> WordList:
    """Return what a file of this name lists; an empty one lists nothing.

    Raises FileNotText.
    """
    try:
        decoded = decode(data)
    except FileEmpty:
        return WordList()
    mistake_in = _alias_mistake if name == ALIASES else _synonym_mistake
    lines, mistakes = _checked(decoded.text, mistake_in)
    stated = [decoded.problem] if decoded.problem else []
    return WordList(lines, (*stated, *mistakes))


def entries_of(text: str) -> tuple[str, ...]:
    """Return what commas part, without what is empty."""
    return tuple(entry for part in text.split(",") if (entry := " ".join(part.split())))


def _checked(
    text: str, mistake_in: Callable[[str], str | None]
) -> tuple[tuple[str, ...], list[str]]:
    lines, mistakes = [], []
    for number, written in enumerate(text.splitlines(), start=1):
        line = written.partition("#")[0].strip()
        if not line:
            continue
        mistake = mistake_in(line)
        if mistake is None:
            lines.append(line)
        else:
            mistakes.append(f"line {number} {mistake} It is left out.")
    return tuple(lines), mistakes


def _synonym_mistake(line: str) -> str | None:
    left, arrow, right = line.partition(_ARROW)
    asked, others = entries_of(left), entries_of(right)
    if _ARROW in right:
        return 'has more than one "=>". Write a line for each.'
    if arrow and not (asked and others):
        return 'has nothing on one side of "=>". Write the asked words before it, others behind.'
    if not arrow and len(asked) < 2:
        return "holds one entry only. Write words for the same, with commas between."
    if long := next((e for e in asked if len(_WORD.findall(e)) > LONGEST_ENTRY), None):
        return f"holds “{long}”, and {LONGEST_ENTRY} words are the limit. Write it shorter."
    return _wordless((*asked, *others))


def _alias_mistake(line: str) -> str | None:
    if _ARROW in line:
        return 'has a "=>", but names stand for each other. Write them with commas between.'
    names = entries_of(line)
    if len(set(names)) < 2:
        return "holds one name only. Write all names of the same, with commas between."
    return _wordless(names)


def _wordless(entries: tuple[str, ...]) -> str | None:
    empty = next((entry for entry in entries if not _WORD.search(entry)), None)
    return f"holds “{empty}”, which is no word. Write words with commas between." if empty else None
