"""A passage to a quote: its words exactly, cut at sentence ends where it is long.

The sentence that answers is the highlight. Around it as much is shown as fits; a second sentence
that holds asked words which the first lacks is kept too, with […] between.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from retrieval.dates import dates_of
from retrieval.model import Basis, Citation, Document, Quote, Resolved
from retrieval.parsing import Question
from retrieval.ranking import Ranked
from retrieval.reading import Reading
from retrieval.wanted import Wanted

# A paragraph longer than this is cut; about ten lines on a phone.
LONGEST_QUOTE = 700

# Two quotes that share this part of the smaller one's word triples say the same in the same words.
NEAR_IDENTICAL = 0.6

_WORD = re.compile(r"\w+")


def make_quote(ranked: Ranked, question: Question, document: Document) -> Quote:
    """Return the quote of a ranked passage, highlight in one of its pieces."""
    reading = ranked.reading
    passage = reading.passage
    sentences = reading.sentences
    highlight = _highlight(ranked, question)
    spans = _spans(reading, question, ranked.best_sentence)
    return Quote(
        passage=passage,
        citation=cite(document, passage.paragraph),
        pieces=tuple(passage.text[start:end] for start, end in spans),
        highlight=None if highlight is None else sentences[highlight].sentence.text,
        score=ranked.score,
        starts_inside=bool(passage.text[: spans[0][0]].strip()),
        ends_inside=bool(passage.text[spans[-1][1] :].strip()),
        inferred=_inferred(reading, spans, document) if _is_about_time(question) else (),
    )


def _is_about_time(question: Question) -> bool:
    return question.wanted is Wanted.TIME or bool(question.times)


def _inferred(
    reading: Reading, spans: Sequence[tuple[int, int]], document: Document
) -> tuple[Resolved, ...]:
    """Return what dates without a year say that stand in the spans, by the document's own date.

    What several say alike is told behind the first.
    """
    sentences = [item.sentence for item in reading.sentences]
    dates = dates_of((s.text for s in sentences), document.published, reading.language)
    told: dict[tuple[date, date], Resolved] = {}
    for sentence, found in zip(sentences, dates, strict=True):
        if any(start <= sentence.start and sentence.end <= end for start, end in spans):
            for resolved in found:
                start, end = sentence.start + resolved.start, sentence.start + resolved.end
                here = replace(resolved, start=start, end=end)
                told.setdefault((resolved.first, resolved.last), here)
    return tuple(resolved for resolved in told.values() if resolved.basis is not Basis.STATED)


def cite(document: Document, paragraph: int) -> Citation:
    """Return where a paragraph of a document stands."""
    return Citation(
        document_id=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        paragraph=paragraph,
        restated=document.restated,
    )


def is_near_identical(text: str, others: Iterable[str]) -> bool:
    """Return whether a text repeats most of one of the others, or one of them most of it."""
    mine = _shingles(text)
    for other in others:
        theirs = _shingles(other)
        if len(mine & theirs) >= NEAR_IDENTICAL * min(len(mine), len(theirs)):
            return True
    return False


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    size = min(3, len(words))
    return frozenset(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def _highlight(ranked: Ranked, question: Question) -> int | None:
    sentences = ranked.reading.sentences
    if not sentences or not _held(ranked.reading, ranked.best_sentence, question):
        return None
    return ranked.best_sentence


def _held(reading: Reading, number: int, question: Question) -> set[int]:
    """Return the positions of the asked words that a sentence holds."""
    terms = set(reading.sentences[number].terms)
    return {word.position for word in question.words if word.share_in(terms)}


def _spans(reading: Reading, question: Question, best: int) -> list[tuple[int, int]]:
    text = reading.passage.text
    if len(text) <= LONGEST_QUOTE or not reading.sentences:
        return [(0, len(text))]
    chosen = _choose_sentences(reading, question, best)
    return _join_neighbours(reading, sorted(chosen))


def _choose_sentences(reading: Reading, question: Question, best: int) -> set[int]:
    """Return the best sentence, those that add asked words, then neighbours, while they fit."""
    chosen = {best}
    room = LONGEST_QUOTE - _length(reading, best)
    for number in [*_adding(reading, question, best), *_around(len(reading.sentences), best)]:
        if number not in chosen and _length(reading, number) < room:
            chosen.add(number)
            room -= _length(reading, number) + 1
    return chosen


def _adding(reading: Reading, question: Question, best: int) -> list[int]:
    """Return the sentence that adds most asked words to the best one's, if one adds any."""
    held = _held(reading, best, question)
    gains = [
        len(_held(reading, number, question) - held) for number in range(len(reading.sentences))
    ]
    most = max(range(len(gains)), key=lambda number: (gains[number], -abs(number - best)))
    return [most] if gains[most] else []


def _around(count: int, best: int) -> list[int]:
    """Return the numbers of the neighbours, nearest first, what follows before what precedes."""
    numbers = [number for number in range(count) if number != best]
    return sorted(numbers, key=lambda number: (abs(number - best), number < best))


def _length(reading: Reading, number: int) -> int:
    return len(reading.sentences[number].sentence.text)


def _join_neighbours(reading: Reading, numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the spans of sentences, those that follow each other as one."""
    spans: list[tuple[int, int]] = []
    previous = None
    for number in numbers:
        sentence = reading.sentences[number].sentence
        if previous is not None and number == previous + 1:
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
        previous = number
    return spans
