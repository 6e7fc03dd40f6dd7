"""The walk from a question to an answer: read it, find, rank, judge, quote.

An Answering is built over one dossier and never changes, so threads may share it; a changed
dossier gets a new one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from retrieval.abstention import LEAST_CONFIDENCE, Verdict, judge
from retrieval.aliases import Aliases
from retrieval.asking import Asking, Today
from retrieval.confidence import Evidence, gather
from retrieval.correction import Corrector
from retrieval.exactness import holds_all
from retrieval.expansion import Expander
from retrieval.explaining import Explanation, explain
from retrieval.fields import english_fields
from retrieval.follow_up import Earlier, find_link, joined
from retrieval.index.building import Indexable
from retrieval.index.index import Index, build_index
from retrieval.matching import Weigher
from retrieval.model import Abstention, Answer, Hit, Passage, Query, Quote
from retrieval.parsing import Question, without_quotes
from retrieval.quoting import is_near_identical, make_quote
from retrieval.ranking import Ranked, rank
from retrieval.reasons import Reason, ReasonKind
from retrieval.retriever import Retriever
from retrieval.spellings import guessed_names
from retrieval.thesaurus import Thesaurus, english_thesaurus
from retrieval.wording import reason_for

# How many hits of the first stage the signals look at. From 16 on the training dossiers of
# tests/evaluation are answered alike, and each candidate costs a tenth of a millisecond.
CANDIDATES = 20
MOST_QUOTES = 3

# The paragraphs beside so many of the best hits are looked at too.
LED_BY = 2

# A further quote is shown if its score is at least this part of the first one's. From 0.5 on
# right quotes are lost on the questions of tests/evaluation, below 0.4 none is gained.
FURTHER_SHARE = 0.4

# What the score of a further quote from the same document counts when quotes are chosen: another
# source on the same point tells more than more of the first. Anything from 0.7 to 0.8 completes
# one comparison of tests/evaluation more and loses nothing.
SAME_DOCUMENT = 0.8

# In so many passages with the words of a quoted phrase it is looked for the phrase itself.
MOST_EXACT = 1_000

# The passages of a dossier of so many are read when it is loaded, those of a larger one when found.
READ_AHEAD = 500


class Answering:
    """Answers questions from one dossier.

    least_confidence: 0..1; higher is more silent, lower guesses more. index: that of the dossier;
    built here where none is given. today: what "yesterday" in a question is told from.
    """

    def __init__(
        self,
        dossier: Indexable,
        least_confidence: float = LEAST_CONFIDENCE,
        index: Index | None = None,
        today: Today = lambda: None,
    ) -> None:
        self._least_confidence = least_confidence
        self._documents = {document.id: document for document in dossier.documents}
        index = build_index(dossier) if index is None else index
        self._passages: Mapping[str, Passage] = index.passages
        self._languages = index.languages
        self._library = index.library
        self._retriever: Retriever = index
        corrector = Corrector(index.speller, index.names, index.containing)
        self._asking = Asking(corrector, self._languages, today)
        self._expander = Expander(
            index.containing,
            (english_thesaurus(), Thesaurus(dossier.synonyms)),
            index.names,
            index.speller,
            index.words,
            english_fields(),
            Aliases(dossier.aliases, self._languages),
            {code: Thesaurus(dossier.synonyms, (), code) for code in self._languages},
        )
        if len(index.passages) <= READ_AHEAD:
            for passage in index.passages.values():
                self._library.read(passage)

    def ask(self, question: str, after: Earlier | None = None) -> Answer | Abstention:
        """Return up to three quotes that answer, or why there are none or only close ones.

        after: what was asked before, which the question may follow.
        """
        asked = self._read(question, after)
        return self._reply(asked, self._rank_asked(asked, after), after)

    def explain(self, question: str, after: Earlier | None = None) -> Explanation:
        """Return why `ask` replies to this question as it does."""
        asked = self._read(question, after)
        ranked = self._rank_asked(asked, after)
        return explain(
            asked,
            ranked,
            self._reply(asked, ranked, after),
            self._weigher(),
            self._evidence(asked, ranked),
            self._least_confidence,
        )

    def _reply(
        self, asked: Question, ranked: Sequence[Ranked], after: Earlier | None
    ) -> Answer | Abstention:
        verdict = self._judge(asked, ranked)
        if verdict.reason and verdict.outcome == "nothing":
            reason = Reason(ReasonKind.NO_MORE) if asked.wants_more else verdict.reason
            return Abstention(asked.query, reason)
        shown = self._texts(after.shown) if after and asked.wants_more else ()
        quotes = self._quotes(asked, ranked, MOST_QUOTES, shown)
        further = _further(ranked, quotes)
        if verdict.reason:
            return Abstention(asked.query, verdict.reason, quotes, further)
        return Answer(asked.query, quotes, further)

    def _judge(self, asked: Question, ranked: Sequence[Ranked]) -> Verdict:
        if asked.exact and not ranked:
            return Verdict("nothing", self._without_wording(asked))
        holds = self._retriever.containing
        verdict = judge(asked, ranked, holds, len(self._passages), self._least_confidence)
        guessed = guessed_names(asked, holds)
        if verdict.outcome == "answer" and guessed:
            names = tuple(dict.fromkeys(word.text for word in guessed))
            return Verdict("nearest", Reason(ReasonKind.NAME_UNKNOWN, names), verdict.confidence)
        return verdict

    def more(
        self,
        question: str,
        already: Collection[str],
        top: int = 3,
        after: Earlier | None = None,
    ) -> tuple[Quote, ...]:
        """Return the next quotes, best first, without the passages whose ids are in `already`."""
        asked = self._read(question, after)
        fresh = self._unseen(asked, already)
        return self._quotes(asked, fresh, top, self._texts(already), share=0.0)

    def _rank_asked(self, asked: Question, after: Earlier | None) -> list[Ranked]:
        """Return the candidates; where more is wanted, those that were not shown."""
        return self._unseen(asked, after.shown) if after and asked.wants_more else self._rank(asked)

    def _unseen(self, asked: Question, already: Collection[str]) -> list[Ranked]:
        ranked = self._rank(asked, top=CANDIDATES + len(already))
        # Paragraphs found by their title alone would be endless: every one of the document is.
        asked_terms = asked.query.all_terms
        return [
            item
            for item in ranked
            if item.reading.passage.id not in already
            and not item.reading.terms.isdisjoint(asked_terms)
        ]

    def _texts(self, ids: Iterable[str]) -> list[str]:
        return [self._passages[id_].text for id_ in ids if id_ in self._passages]

    def quote_passage(self, passage_id: str, question: str) -> Quote | None:
        """Return one passage's quote as it was made for this question; None if it is gone."""
        passage = self._passages.get(passage_id)
        if passage is None:
            return None
        asked = self._read(question)
        ranked = self._rank(asked)
        for item in ranked:
            if item.reading.passage.id == passage_id:
                return self._quote(item, asked)
        [item] = rank([Hit(passage, 0.0)], asked, self._library.read, self._weigher())
        return self._quote(item, asked)

    def _read(self, question: str, after: Earlier | None = None) -> Question:
        """Return the question with all its forms, and with what it lacks from those before it."""
        plain = self._parse(question)
        asked = self._expander.expand(plain)
        earlier = [self._asking.read(text) for text in after.questions] if after else ()
        link = find_link(plain, earlier)
        if link is None:
            return asked
        following = joined(asked, link, [self._expander.expand(part) for part in link.parts])
        # Where its form leaves open whether it follows, it does if the dossier then says as much.
        is_meant = link.is_sure or self._strength(following) >= self._strength(asked)
        return following if is_meant else asked

    def _parse(self, question: str) -> Question:
        """Return the question as asked.

        Another language than the dossier's writes names in quotation marks (газета «Время»), and
        cannot mean them to be found just so; where they are not, they are asked for like others.
        """
        asked = self._asking.read(question)
        is_foreign = asked.exact and asked.language not in self._languages
        return without_quotes(asked) if is_foreign and not self._found_exactly(asked) else asked

    def _strength(self, asked: Question) -> tuple[bool, float]:
        verdict = self._judge(asked, self._rank(asked))
        return verdict.outcome == "answer", verdict.confidence

    def ranked(self, question: str) -> list[Ranked]:
        """Return all candidates for a question with what speaks for each, best first."""
        return self._rank(self._read(question))

    def evidence(self, question: str) -> Evidence | None:
        """Return what speaks for and against an answer; None where nothing is found."""
        asked = self._read(question)
        return self._evidence(asked, self._rank(asked))

    def _evidence(self, asked: Question, ranked: Sequence[Ranked]) -> Evidence | None:
        if not asked.words or not ranked:
            return None
        return gather(asked, ranked, self._retriever.containing, len(self._passages))

    def _rank(self, asked: Question, top: int = CANDIDATES) -> list[Ranked]:
        hits = self._with_neighbours(self._retriever.search(asked.query, top))
        if asked.exact:
            hits = self._holding_exactly(hits, asked)
        return rank(hits, asked, self._library.read, self._weigher())

    def _holding_exactly(self, hits: Sequence[Hit], asked: Question) -> list[Hit]:
        """Return those that hold what is quoted, and others that its words alone find."""
        by_id = {hit.passage.id: hit for hit in (*self._found_exactly(asked), *hits)}
        return [hit for hit in by_id.values() if holds_all(hit.passage.text, asked.exact)]

    def _found_exactly(self, asked: Question) -> list[Hit]:
        terms = tuple(term for word in asked.words if word.is_exact for term in word.terms)
        hits = self._retriever.search(Query(asked.query.text, terms), MOST_EXACT)
        return [hit for hit in hits if holds_all(hit.passage.text, asked.exact)]

    def _without_wording(self, asked: Question) -> Reason:
        loosely = self._expander.expand(without_quotes(asked))
        hits = self._retriever.search(loosely.query, CANDIDATES)
        return reason_for(asked.exact, loosely, [self._library.read(hit.passage) for hit in hits])

    def _with_neighbours(self, hits: list[Hit]) -> list[Hit]:
        """Return the hits and the paragraphs beside the best, which may go on about the same."""
        found = {hit.passage.id for hit in hits}
        beside = (other for hit in hits[:LED_BY] for other in self._library.beside(hit.passage))
        added = {other.id: Hit(other, 0.0) for other in beside if other.id not in found}
        return [*hits, *added.values()]

    def _weigher(self) -> Weigher:
        return Weigher(self._retriever.containing, len(self._passages))

    def _quotes(
        self,
        asked: Question,
        ranked: Sequence[Ranked],
        most: int,
        shown: Iterable[str] = (),
        share: float = FURTHER_SHARE,
    ) -> tuple[Quote, ...]:
        """Return the quotes of the best, leaving out weak ones and those that repeat another."""
        quotes: list[Quote] = []
        texts = list(shown)
        enough = share * ranked[0].score if ranked else 0.0
        left = [item for item in ranked if share == 0.0 or item.score >= enough]
        while left and len(quotes) < most:
            item = _next(left, {quote.passage.document_id for quote in quotes})
            left.remove(item)
            quote = self._quote(item, asked)
            if not is_near_identical(quote.text, texts):
                quotes.append(quote)
                texts.append(quote.text)
        return tuple(sorted(quotes, key=lambda quote: (-quote.score, quote.passage.id)))

    def _quote(self, item: Ranked, asked: Question) -> Quote:
        return make_quote(item, asked, self._documents[item.reading.passage.document_id])


def _next(left: Sequence[Ranked], quoted: Collection[str]) -> Ranked:
    """Return the best of those left, where a document that was quoted counts for less."""
    return max(
        left,
        key=lambda item: item.score * (SAME_DOCUMENT if _document(item) in quoted else 1.0),
    )


def _document(item: Ranked) -> str:
    return item.reading.passage.document_id


def _further(ranked: Sequence[Ranked], quotes: Sequence[Quote]) -> tuple[Hit, ...]:
    quoted = {quote.passage.id for quote in quotes}
    return tuple(
        Hit(item.reading.passage, item.score)
        for item in ranked
        if item.reading.passage.id not in quoted
    )
