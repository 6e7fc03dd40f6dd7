"""What a dossier says instead of a quoted wording that it does not hold exactly."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from retrieval.exactness import holds_all
from retrieval.expansion import OTHER_SPELLINGS
from retrieval.parsing import AskedWord, Question
from retrieval.reading import Reading
from retrieval.reasons import Reason, ReasonKind
from retrieval.tokenization import tokenize

# Of how many ways to say a phrase it is looked whether the dossier has them.
_MOST_TRIED = 64
_MOST_FORMS = 4


def reason_for(wordings: Sequence[str], asked: Question, readings: Sequence[Reading]) -> Reason:
    """Return why nothing is quoted, naming what the dossier has instead.

    wordings: those that were quoted. asked: the question without quotes, with all its forms.
    readings: the passages that it finds, best first.
    """
    near = (_near(wording, asked, readings) for wording in wordings)
    instead = tuple(dict.fromkeys(words for words in near if words))
    kind = ReasonKind.WORDING_NEAR if instead else ReasonKind.WORDING_UNKNOWN
    return Reason(kind, tuple(wordings), near=instead)


def _near(wording: str, asked: Question, readings: Sequence[Reading]) -> str | None:
    """Return the wording with one or more of its words in a form that a passage holds so."""
    if any(holds_all(reading.passage.text, [wording]) for reading in readings):
        return None
    by_word = {word.text: word for word in asked.words}
    ways = [
        list(
            islice(dict.fromkeys(_ways(token.text, by_word.get(token.text), readings)), _MOST_FORMS)
        )
        for token in tokenize(wording, asked.language)
    ]
    for way in islice(product(*ways), _MOST_TRIED):
        candidate = " ".join(way)
        if any(holds_all(reading.passage.text, [candidate]) for reading in readings):
            return candidate
    return None


def _ways(text: str, word: AskedWord | None, readings: Iterable[Reading]) -> Iterator[str]:
    """Yield a word as asked, in other spellings, and in the forms that the passages have."""
    yield text
    if word is None:
        return
    yield from (form.text for form in word.forms if form.kind in OTHER_SPELLINGS)
    for reading in readings:
        for token in tokenize(reading.passage.text, reading.language):
            if not set(token.terms).isdisjoint(word.terms):
                yield token.text
