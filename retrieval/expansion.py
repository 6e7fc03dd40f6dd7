"""Other ways in which the dossier may say what was asked.

Each asked word gets forms: other spellings of a name, what a typing error was meant to be, other
words of the thesaurus, English words for those of another language. Only forms that the dossier
holds are kept, so a question is never looked up by more than can be found.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from retrieval.aliases import Aliases, AliasRun
from retrieval.fields import Fields
from retrieval.folding import fold
from retrieval.model import Form, FormKind, Query
from retrieval.names import NameIndex
from retrieval.parsing import TOPIC_WEIGHT, AskedWord, Question, weight_of
from retrieval.spelling import Speller
from retrieval.spellings import Spellings
from retrieval.thesaurus import Thesaurus
from retrieval.tokenization import Token, stems, terms, tokenize
from retrieval.translation import translator

# A word found only so was read as another word, which the reply must say.
OTHER_SPELLINGS = frozenset({FormKind.NAME, FormKind.REPAIR})

MOST_FORMS = 48
_REMEMBERED = 65_536
_HELD, _NOT_HELD = 1, 2

# What a translation counts: the first sense given, and each further one less.
TRANSLATION_SHARES = (0.95, 0.85, 0.75, 0.7)
# And where a document in the language of the question has one of its words itself.
BESIDE_ASKED = 0.6
# Words that begin with as many letters alike are taken for one: electoral, election.
_ALIKE = 4
# A synonym of a translation is twice removed.
SECOND_HAND = 0.8

NO_THESAURI: Mapping[str, Thesaurus] = MappingProxyType({})
NO_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
Holds = Callable[[str], int]
Found = Iterator[tuple[int, Form]]


class Expander:
    """Adds forms to the words of a question; made for one dossier.

    containing: how many passages hold a term. thesauri: English, and the dossier's own. speller:
    None repairs nothing. words: the folded words of the dossier, with their terms. fields: None
    relates no words. aliases: the dossier's own. own: its
    thesauri in other languages than English.
    """

    def __init__(
        self,
        containing: Holds,
        thesauri: Sequence[Thesaurus],
        names: NameIndex,
        speller: Speller | None = None,
        words: Mapping[str, tuple[str, ...]] = NO_WORDS,
        fields: Fields | None = None,
        aliases: Aliases | None = None,
        own: Mapping[str, Thesaurus] = NO_THESAURI,
    ) -> None:
        # Words of one field are looked up again and again.
        self._containing = lru_cache(maxsize=_REMEMBERED)(containing)
        self._thesauri = thesauri
        self._spellings = Spellings(self._containing, names, speller, words)
        self._fields = fields
        # Of each entry of the fields: not looked up yet, held, or not.
        self._entries = bytearray(fields.entries if fields else 0)
        self._aliases = aliases or Aliases()
        self._own = own

    def expand(self, question: Question) -> Question:
        """Return the question with the forms of its words."""
        tokens = tokenize(question.read, question.language)
        question = self._without_question_phrases(question, tokens)
        runs = self._alias_runs(tokens, question)
        forms = self._spellings.find(question, tokens, frozenset(runs))
        for position, run in runs.items():
            forms.setdefault(position, []).extend(run.forms)
        question = self._with_times(question)
        for position, form in self._times(question):
            forms.setdefault(position, []).append(form)
        names = {word.position for word in question.words if word.is_name}
        for position, form in self._forms(tokens, question.language):
            # "Rock" in a name is no music.
            is_idea = form.kind is FormKind.RELATED and position in names
            if not is_idea and self._is_held(form):
                forms.setdefault(position, []).append(form)
        own = self._holds_own_words(question.words, forms)
        words = tuple(
            word
            if word.is_exact
            else replace(
                word,
                forms=_best(self._beside_asked(word, forms.get(word.position, ()), own=own), word),
            )
            for word in question.words
        )
        query = _query(question.query, words, runs, self._containing)
        return replace(question, words=words, query=query)

    def _with_times(self, question: Question) -> Question:
        """Return the question with a word for each time that none of its words tells.

        Where nothing but times is asked for ("What happened yesterday?"), they are the topic.
        """
        words = {word.position: word for word in question.words}
        is_about_times = all(word.weight < TOPIC_WEIGHT for word in question.words)
        for positions, forms in question.times:
            held = next(filter(self._is_held, forms), None)
            told = [words[at] for at in sorted(positions & words.keys())]
            if held and told and is_about_times:
                words[told[-1].position] = replace(told[-1], weight=TOPIC_WEIGHT)
            elif held and positions and not told:
                folded, at = fold(held.text), min(positions)
                words[at] = AskedWord(held.text, folded, held.terms, TOPIC_WEIGHT, False, at)
        return replace(question, words=tuple(words[at] for at in sorted(words)))

    def _times(self, question: Question) -> Found:
        """Yield (position, form) for the days that were asked for."""
        for positions, forms in question.times:
            for form in filter(self._is_held, forms):
                yield from ((at, form) for at in positions)

    def _alias_runs(self, tokens: Sequence[Token], question: Question) -> dict[int, AliasRun]:
        """Return, by position, the names that have another one which the dossier holds."""
        exact = {word.position for word in question.words if word.is_exact}
        runs = (
            replace(run, forms=tuple(filter(self._is_held, run.forms)))
            for run in self._aliases.find(tokens, question.language)
        )
        return {
            at: run
            for run in runs
            for at in range(run.start, run.start + run.length)
            if run.forms and at not in exact
        }

    def _without_question_phrases(self, question: Question, tokens: Sequence[Token]) -> Question:
        """Return the question without words that are only "when" or "say" in English.

        What is an everyday word in English weighs as one. A word that the dossier holds, or that is
        written as a name, stays as it is.
        """
        words = translator(question.language)
        weights = {
            at: weight_of(terms(found.english[0], "en"), "en")
            for found in (words.translate(tokens) if words else ())
            for at in range(found.start, found.start + found.length)
        }
        kept = [self._weighed(word, weights.get(word.position)) for word in question.words]
        return replace(question, words=tuple(word for word in kept if word.weight))

    def _weighed(self, word: AskedWord, weight: float | None) -> AskedWord:
        if weight is None or word.is_name or any(map(self._containing, word.terms)):
            return word
        return replace(word, weight=min(word.weight, weight))

    def _forms(self, tokens: Sequence[Token], language: str) -> Found:
        if language == "en":
            asked = _stems(tokens, "en")
            yield from _synonyms(asked, self._thesauri)
            yield from self._related(asked)
        else:
            yield from self._translations(tokens, language)
            own = self._own.get(language)
            yield from _synonyms(_stems(tokens, language), [own] if own else [])

    def _related(self, asked: Sequence[str]) -> Found:
        """Yield (position, form) for words of the same fields."""
        for found in self._fields.expansions(asked, self._holds_entry) if self._fields else ():
            form = Form(found.terms, found.share, FormKind.RELATED, found.text)
            yield from ((at, form) for at in found.places)

    def _translations(self, tokens: Sequence[Token], language: str) -> Found:
        """Yield (position, form) for English words, and for other words for those."""
        words = translator(language)
        for found in words.translate(tokens) if words else ():
            for share, english in zip(TRANSLATION_SHARES, found.english, strict=False):
                content = tuple(terms(english, "en"))
                if not content:
                    continue
                translated = [Form(content, share, FormKind.TRANSLATION, english)]
                run = stems(english, "en")
                for thesaurus in self._thesauri:
                    translated += [
                        Form(e.terms, share * SECOND_HAND * e.share, FormKind.TRANSLATION, e.text)
                        for e in thesaurus.expansions(run)
                        if len(e.places) == len(run)
                    ]
                for at in range(found.start, found.start + found.length):
                    yield from ((at, form) for form in translated)

    def _holds_own_words(
        self, words: Iterable[AskedWord], forms: Mapping[int, Sequence[Form]]
    ) -> bool:
        """Return whether documents have half of the words that were translated as they are asked.

        Fewer may be English words too: electoral, central.
        """
        english = {
            at: [term for f in found if f.kind is FormKind.TRANSLATION for term in f.terms]
            for at, found in forms.items()
        }
        translated = [
            word
            for word in words
            if (its := english.get(word.position)) and not _is_alike(word.terms, its)
        ]
        held = [w for w in translated if any(map(self._containing, w.terms))]
        return bool(held) and 2 * len(held) >= len(translated)

    def _beside_asked(self, word: AskedWord, forms: Iterable[Form], *, own: bool) -> Iterable[Form]:
        """Yield the forms; beside documents that have the word itself, translations count less.

        own: whether they have so many of the question's words that they are in its language.
        """
        is_held = own or any(map(self._containing, word.terms))
        for form in forms:
            is_less = is_held and form.kind is FormKind.TRANSLATION
            yield replace(form, share=form.share * BESIDE_ASKED) if is_less else form

    def _holds(self, terms: tuple[str, ...]) -> bool:
        return all(map(self._containing, terms))

    def _holds_entry(self, number: int) -> bool:
        if not self._entries[number] and self._fields:
            terms = self._fields.terms_of(number)
            self._entries[number] = _HELD if terms and self._holds(terms) else _NOT_HELD
        return self._entries[number] == _HELD

    def _is_held(self, form: Form) -> bool:
        return all(self._containing(term) for term in form.terms)


def _is_alike(terms: Iterable[str], english: Sequence[str]) -> bool:
    """Return whether a word is nearly the English one, so that an English text may hold it."""
    return any(other.startswith(term[:_ALIKE]) for term in terms for other in english)


def _stems(tokens: Sequence[Token], language: str) -> list[str]:
    return [" ".join(stems(token.text, language)) for token in tokens]


def _synonyms(asked: Sequence[str], thesauri: Iterable[Thesaurus]) -> Found:
    """Yield (position, form) for every run of stems."""
    for thesaurus in thesauri:
        for found in thesaurus.expansions(asked):
            form = Form(found.terms, found.share, FormKind.SYNONYM, found.text)
            yield from ((at, form) for at in found.places)


def _best(forms: Iterable[Form], word: AskedWord) -> tuple[Form, ...]:
    """Return the best form of each text, best first, without what was asked itself."""
    best: dict[tuple[str, ...], Form] = {}
    for form in forms:
        known = best.get(form.terms)
        if form.terms != word.terms[:1] and (known is None or form.share > known.share):
            best[form.terms] = form
    return tuple(sorted(best.values(), key=lambda f: (-f.share, f.terms))[:MOST_FORMS])


def _query(
    asked: Query, words: Sequence[AskedWord], runs: Mapping[int, AliasRun], containing: Holds
) -> Query:
    """Return the query: words without other forms by their terms, the rest by groups."""
    plain = tuple(term for word in words if not word.forms for term in word.terms)
    groups = tuple(
        (*(Form((term,), 1.0, text=word.text) for term in word.terms), *word.forms)
        for word in words
        if word.forms
    )
    read_as = asked.understood + _understood(words, runs, containing)
    return Query(asked.text, plain, groups, read_as)


def _understood(
    words: Sequence[AskedWord], runs: Mapping[int, AliasRun], containing: Holds
) -> tuple[tuple[str, str], ...]:
    """Return the words that were read as another spelling, which the dossier has instead."""
    read_as = []
    for word in words:
        run = runs.get(word.position)
        if run is not None:
            if not any(all(map(containing, own)) for own in run.own):
                read_as.append((run.text, run.forms[0].text))
        elif (
            word.forms
            and word.forms[0].kind in OTHER_SPELLINGS
            and not any(map(containing, word.terms))
        ):
            read_as.append((word.text, word.forms[0].text))
    return tuple(dict.fromkeys(read_as))
