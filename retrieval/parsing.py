"""A question as asked to a query: which words are looked up, as what, and what each weighs.

Every asked word carries the terms that would find it, any one of them being enough, so spellings
of a name, a repaired typing error or a synonym are further terms of the same word and never count
twice.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from retrieval.address import spoken_to_bot, without_address
from retrieval.date_terms import asked_times
from retrieval.exactness import quotations
from retrieval.languages import detect_language
from retrieval.model import Form, Query
from retrieval.stopwords import address_words, everyday_words
from retrieval.tokenization import Token, terms, tokenize
from retrieval.wanted import Wanted, wanted_kind

# How much of a question a word carries before the dossier is looked at. Chosen on the questions of
# tests/evaluation/questions; run `python -m tests.evaluation.gate` after changing them.
TOPIC_WEIGHT = 1.0
EVERYDAY_WEIGHT = 0.25

# What a longer message says after this is not looked up; a chat message has 4,096 at most.
LONGEST_READ = 4_096

# Languages that write every noun with a capital, or have none: no names can be told by them.
_CAPITALS_TELL_NOTHING = frozenset({"de", "ar", "fa"})
_SENTENCE_START = re.compile(r"(?:[.!?…]\s+|[\"“‘«(\[])\W*$")


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word of the question that is looked up.

    text: as written. folded: its surface form. terms: what finds it. weight: 0..1, how much of
    the question it carries. is_name: written as a name. position: its place among all the words.
    forms: other ways in which the dossier may say it. is_exact: quoted, so that nothing else stands
    for it. emphasis: 0..1, less than 1 for a word of an
    earlier question that a follow-up carries.
    """

    text: str
    folded: str
    terms: tuple[str, ...]
    weight: float
    is_name: bool
    position: int
    forms: tuple[Form, ...] = ()
    is_exact: bool = False
    emphasis: float = 1.0

    def share_in(self, terms: Collection[str]) -> float:
        """Return how much of the word these terms hold: 1.0 as asked, a form's share, or 0.0."""
        for term in self.terms:
            if term in terms:
                return 1.0
        best = 0.0
        for form in self.forms:
            # Most forms are of one term that is not there, so that is looked at first.
            if form.share > best and form.terms[0] in terms and _holds_all(terms, form.terms):
                best = form.share
        return best


Times = tuple[tuple[frozenset[int], tuple[Form, ...]], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the asked words it was made of, in their order.

    is_keywords: nothing but words to look up, as in a search box; no sentence around them.
    language: that of the question. read: so much of its text as was looked at. wanted: the kind
    of thing it asks for. exact: quoted words, which a passage must hold as they are. times: the
    positions of words that tell a time, and the terms for it. wants_more: what was shown already is
    no answer to it.
    """

    query: Query
    words: tuple[AskedWord, ...]
    is_keywords: bool
    language: str = "en"
    read: str = ""
    wanted: Wanted = Wanted.ANYTHING
    exact: tuple[str, ...] = ()
    times: Times = ()
    wants_more: bool = False


def _holds_all(terms: Collection[str], wanted: Sequence[str]) -> bool:
    return len(wanted) == 1 or all(term in terms for term in wanted)


def read_question(text: str, languages: Sequence[str], today: date | None = None) -> Question:
    """Return what a question asks for, in a dossier that holds these languages.

    Its words are analysed in each of the languages; stop words are those of its own. Words spoken
    to the bot ("can you tell me") are not looked up. today: what "yesterday" is told from; None
    leaves it the word that it is.
    """
    folded_text = " ".join(text.split())
    read = folded_text[:LONGEST_READ]
    language = detect_language(read, expected=languages)
    own = tokenize(read, language)
    wanted = wanted_kind(without_address(read, language), language)
    quoted = _quoted(read, wanted)
    words = _asked_words(read, own, language, languages, quoted)
    found_by = tuple(term for word in words for term in word.terms)
    is_keywords = len(words) == len(own) - len(_spoken(read, own, language))
    query = Query(folded_text, found_by)
    exact = _wordings(read, quoted, words)
    times = _times(read, own, language, today)
    return Question(query, words, is_keywords, language, read, wanted, exact=exact, times=times)


def _times(text: str, own: Sequence[Token], language: str, today: date | None) -> Times:
    """Return the times asked for, each with the positions of the words that tell it."""
    found = asked_times(text, today, language)
    return tuple((_within(text, own, [(time.start, time.end)]), time.forms) for time in found)


def without_quotes(question: Question) -> Question:
    """Return the same question with its quoted words asked for like any others."""
    words = tuple(replace(word, is_exact=False) for word in question.words)
    return replace(question, words=words, exact=())


def _quoted(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Return where words are quoted; a question that is quoted as a whole is only pasted."""
    found = quotations(text)
    is_whole = bool(found) and found[0][0] <= 1 and found[0][1] >= len(text) - 1
    return [] if is_whole and wanted is not Wanted.ANYTHING else found


def _wordings(
    text: str, quoted: Sequence[tuple[int, int]], words: Sequence[AskedWord]
) -> tuple[str, ...]:
    """Return what is quoted, but for what holds no word that could be looked up."""
    if not any(word.is_exact for word in words):
        return ()
    return tuple(dict.fromkeys(text[start:end].strip() for start, end in quoted))


def _asked_words(
    text: str,
    own: Sequence[Token],
    language: str,
    languages: Sequence[str],
    quoted: Sequence[tuple[int, int]],
) -> tuple[AskedWord, ...]:
    analyses = [tokenize(text, code) for code in dict.fromkeys(languages)]
    names = _names(text, own, language)
    exact = _within(text, own, quoted)
    spoken = _spoken(text, own, language) - exact
    words = []
    # The words are cut alike in every language; only folding and terms differ.
    for position, (word, *others) in enumerate(zip(own, *analyses, strict=True)):
        if position in spoken:
            continue
        found_by = tuple(dict.fromkeys(term for token in others for term in token.terms))
        is_name, is_exact = position in names, position in exact
        weight = TOPIC_WEIGHT if is_name or is_exact else _weight(word, language)
        if found_by and weight:
            asked = AskedWord(word.text, word.folded, found_by, weight, is_name, position)
            words.append(replace(asked, is_exact=is_exact))
    return tuple(words)


def _weight(word: Token, language: str) -> float:
    return weight_of(word.terms, language)


def weight_of(found_by: Sequence[str], language: str) -> float:
    """Return how much of a question a word carries: nothing if it is a stop or an address word."""
    if _terms_listed(address_words, language).issuperset(found_by):
        return 0.0
    everyday = _terms_listed(everyday_words, language)
    return TOPIC_WEIGHT if everyday.isdisjoint(found_by) else EVERYDAY_WEIGHT


@cache
def _terms_listed(words: Callable[[str], frozenset[str]], language: str) -> frozenset[str]:
    """Return the terms of a word list, so that it holds for every form of its words."""
    return frozenset(terms(" ".join(words(language)), language))


def _spoken(text: str, tokens: Sequence[Token], language: str) -> frozenset[int]:
    """Return the positions of words that are spoken to the bot."""
    return _within(text, tokens, spoken_to_bot(text, language))


def _within(text: str, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the positions of the words that begin in one of the spans."""
    starts = _starts(text, tokens) if spans else ()
    found = (p for p, at in enumerate(starts) if any(start <= at < end for start, end in spans))
    return frozenset(found)


def _starts(text: str, tokens: Sequence[Token]) -> list[int]:
    """Return where each word begins in the text."""
    starts = []
    place = 0
    for token in tokens:
        starts.append(max(text.find(token.text, place), place))
        place = starts[-1] + len(token.text)
    return starts


def _names(text: str, tokens: Sequence[Token], language: str) -> set[int]:
    """Return the positions of words written as names: capitals that no rule of grammar asks for."""
    if language in _CAPITALS_TELL_NOTHING or text.isupper() or text.istitle():
        return set()
    names = set()
    for position, (token, start) in enumerate(zip(tokens, _starts(text, tokens), strict=True)):
        begins = start == 0 or _SENTENCE_START.search(text[max(0, start - 4) : start]) is not None
        if _is_acronym(token) or (token.text[0].isupper() and not begins):
            names.add(position)
    # Months, weekdays, offices and points of the compass have capitals and are everyday words.
    return {p for p in names if tokens[p].terms and not _is_everyday(tokens[p], language)}


def _is_acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text[0].isalpha() and token.text.isupper()


def _is_everyday(token: Token, language: str) -> bool:
    return not _is_acronym(token) and _weight(token, language) < TOPIC_WEIGHT
