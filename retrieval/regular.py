"""English words in one of their forms: irregular ones by their base, spellings by one of them.

A stemmer cuts endings, so it joins "visited" to "visit" but not "bought" to "buy", "wives" to
"wife" or "colour" to "color". Documents and questions both pass through here before it.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

# organise and organize, organisation and organization; but not "rise", "wise" or "promise".
_ISE = re.compile(r"(?<=[a-z]{4})is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)")
_KEEPS_ISE = re.compile(
    r"(?:[bcdfgpsuw]|adv|dev|rev|superv|telev|improv|expert|enterpr|surpr|franch|merchand|compr"
    r"|circumc|exerc|prec|inc|conc|dec|prom|rem|dem|surm|pra|appra|tra|ra|no|po)is"
)
# colour, labour, harbour, neighbouring; but not "four", "hour", "tour", "court" or "journal".
_OUR = re.compile(
    r"(?<=[a-z])our(?=(?:s|ed|ing|er|ers|able|ably|ful|fully|ite|ites|less|y|hood|hoods|ly)?$)"
)
_WITH_OUR = re.compile(
    r"^(?:arm|ard|behavi|cand|clam|col|discol|dem[ea]n|dishon|enam|endeav|fav|ferv|flav|glam|harb"
    r"|hon|hum|lab|misdemean|neighb|od|parl|ranc|rig|rum|sav|splend|succ|tum|val|vap|vig)our"
)


def regular(word: str) -> str:
    """Return a folded English word by its base form and in one of its spellings."""
    word = _listed().get(word, word)
    if _WITH_OUR.match(word):
        return _OUR.sub("or", word)
    if _ISE.search(word) and not _KEEPS_ISE.match(word):
        return _ISE.sub("iz", word)
    return word


@cache
def _listed() -> dict[str, str]:
    listed = {form: base for base, forms in _entries("variants_en.txt") for form in forms}
    # Plurals and verb forms of the other spellings follow theirs: centres, practised.
    for form, base in list(listed.items()):
        for ending in ("s", "d") if form.endswith("e") else ("s", "ed", "ing"):
            base_ending = "e" + ending if form.endswith("e") and not base.endswith("e") else ending
            listed.setdefault(form + ending, base + base_ending)
    listed.update((form, base) for base, forms in _entries("irregular_en.txt") for form in forms)
    return listed


def _entries(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each base and its forms."""
    text = (resources.files("retrieval.lexicon") / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        base, colon, forms = line.partition(":")
        if colon and not line.startswith("#"):
            yield base.strip(), forms.split()
