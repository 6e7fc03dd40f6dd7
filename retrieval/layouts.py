"""Words typed with the keyboard set to another script: "зкуышвуте" for president.

Only the usual pair is known, English and Russian: who types on it cannot see the slip coming.
"""

import re
from collections.abc import Callable

_ENGLISH = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_TO_ENGLISH = str.maketrans(_RUSSIAN, _ENGLISH)
_TO_RUSSIAN = str.maketrans(_ENGLISH, _RUSSIAN)

# As letters of the other script stand on the keys of marks, what is one word may hold some.
_RUN = re.compile(r"[^\s?!()\"“”«»]+")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)

# So much of a text must be words as typed again, and none of it as it stands.
_LEAST_SHARE = 0.6
_SHORTEST = 3


def other_layout(word: str) -> str | None:
    """Return what the same keys give on the other layout; None for a word of neither script."""
    if _CYRILLIC.search(word):
        return word.translate(_TO_ENGLISH)
    return word.translate(_TO_RUSSIAN) if _LATIN.search(word) else None


def retyped(text: str, is_word: Callable[[str], bool]) -> str | None:
    """Return a text as the other layout gives it, or None where it makes sense as it stands.

    is_word: whether a lower-case word is one of any language asked in, or of the dossier.
    """
    runs = [run for run in _RUN.findall(text) if len(run) >= _SHORTEST]
    if not runs or any(map(is_word, map(_bare, runs))):
        return None
    turned = [_bare(other_layout(run) or "") for run in runs]
    if sum(map(is_word, turned)) < _LEAST_SHARE * len(runs):
        return None
    return _RUN.sub(lambda match: other_layout(match.group()) or match.group(), text)


def _bare(run: str) -> str:
    return run.strip(".,;:'").lower()
