"""The English words that our own lists hold, as a small dictionary of what is spelt right."""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from retrieval.folding import fold

_WORD = re.compile(r"[^\W\d_]+")


@cache
def english_words() -> frozenset[str]:
    """Return the folded words of the English lists and of the translations' English side."""
    lexicon = files("retrieval.lexicon")
    texts = [_read(file) for file in lexicon.iterdir() if file.name.endswith("_en.txt")]
    texts += [_read(file) for file in lexicon.joinpath("synonyms", "en").iterdir()]
    texts += [_english_side(_read(f)) for f in lexicon.joinpath("translations").iterdir()]
    return frozenset(fold(word) for text in texts for word in _WORD.findall(text))


def _read(file: Traversable) -> str:
    lines = file.read_text(encoding="utf-8").splitlines() if file.name.endswith(".txt") else []
    return "\n".join(line for line in lines if not line.startswith("#"))


def _english_side(text: str) -> str:
    return "\n".join(line.partition(" = ")[2] for line in text.splitlines())
