"""What Telegram finds in a text by itself: links, mentions, commands, hashtags, addresses.

Its own rules are long and follow the list of all domain endings; these cover what people write,
and stay on the careful side: a bare domain counts with a common ending only.
"""

import re

from bot.sandbox.units import units
from bot.sandbox.wire import Json

_ENDINGS = (
    "com|org|net|edu|gov|int|info|io|dev|app|eu|uk|us|de|fr|es|it|nl|pl|ru|ir|cn|jp|in|br|ca|au"
    "|az|tr|tv|me"
)
_DOMAIN = r"(?:[\w-]+\.)+"
_TAIL = r"(?::\d+)?(?:[/?#][^\s<>\"«»]*)?"
# In the order in which they win a place that two of them claim. The second is what a text must
# have for the pattern to be tried at all, since most texts have none of it.
_PATTERNS = (
    ("url", "://", r"(?i)(?<![\w@.])(?:https?|ftp|tg)://[^\s<>\"«»/?#]+(?:[/?#][^\s<>\"«»]*)?"),
    ("email", "@", r"(?i)(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,}\b"),
    ("url", ".", rf"(?i)(?<![\w@./-]){_DOMAIN}(?:{_ENDINGS})\b(?![@\w-]){_TAIL}"),
    ("bot_command", "/", r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])"),
    ("mention", "@", r"(?<![\w@/])@[A-Za-z0-9_]{4,32}(?!\w)"),
    ("hashtag", "#", r"(?<![\w#@/])#\w{0,255}[^\W\d]\w{0,255}"),
    ("cashtag", "$", r"(?<![\w$])\$[A-Z]{3,8}(?!\w)"),
)
_COMPILED = tuple((kind, mark, re.compile(pattern)) for kind, mark, pattern in _PATTERNS)
FOUND_KINDS = frozenset(kind for kind, _, _ in _PATTERNS) | {"phone_number"}


def find_entities(text: str) -> list[Json]:
    """Return the entities of a text without any, in order, none overlapping another."""
    taken: list[tuple[int, int, str]] = []
    for kind, mark, pattern in _COMPILED:
        for match in pattern.finditer(text) if mark in text else ():
            start, end = match.start(), _end_of(kind, match)
            if not any(start < other_end and begin < end for begin, other_end, _ in taken):
                taken.append((start, end, kind))
    return [
        {"type": kind, "offset": units(text[:start]), "length": units(text[start:end])}
        for start, end, kind in sorted(taken)
    ]


def _end_of(kind: str, match: re.Match[str]) -> int:
    """Return where a match ends; a sentence's stop after a link is not part of it."""
    found = match.group()
    if kind != "url":
        return match.end()
    shorter = found.rstrip(".,:;!?'")
    while shorter.endswith(")") and shorter.count(")") > shorter.count("("):
        shorter = shorter[:-1].rstrip(".,:;!?'")
    return match.start() + len(shorter)
