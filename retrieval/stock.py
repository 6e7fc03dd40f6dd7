"""Stock rank-bm25, to measure beside: the same passages, none of our signals.

An engine is asked for its three best passages and never declines, so only hits compare.
"""

import re
from collections.abc import Callable, Sequence

from rank_bm25 import BM25Okapi

from retrieval.evaluation import GradedQuestion, is_document
from retrieval.model import Passage
from retrieval.tokenization import terms

SHOWN = 3
Search = Callable[[str], Sequence[Passage]]
Build = Callable[[Sequence[Passage]], Search]


def split_words(text: str) -> list[str]:
    """Return lower-case words as rank-bm25's own example cuts them: at spaces."""
    return text.lower().split()


def english_stems(text: str) -> list[str]:
    """Return the terms that we index by, without stop words."""
    return terms(text.lower(), "en")


def rank_bm25(analyse: Callable[[str], list[str]]) -> Build:
    """Return stock rank-bm25 over words as `analyse` cuts them."""

    def build(passages: Sequence[Passage]) -> Search:
        # An engine of no passages, or of none with words, divides by zero.
        cut = [analyse(passage.text) for passage in passages]
        if not any(cut):
            return lambda question: ()
        engine = BM25Okapi(cut)

        def search(question: str) -> Sequence[Passage]:
            best: list[Passage] = engine.get_top_n(analyse(question), list(passages), SHOWN)
            return best

        return search

    return build


STOCK: dict[str, Build] = {
    "rank-bm25, split": rank_bm25(split_words),
    "rank-bm25, stemmed": rank_bm25(english_stems),
}


def has_single_answer(question: GradedQuestion) -> bool:
    """Return whether one passage answers it: not so for comparisons and unanswerable ones."""
    return question.is_answerable and not question.answers_by_doc


def ranks_by(search: Search, questions: Sequence[GradedQuestion]) -> list[int | None]:
    """Return the place of the first right passage for each question, None if none is right."""
    return [_rank(search(graded.question), graded) for graded in questions]


def _rank(passages: Sequence[Passage], graded: GradedQuestion) -> int | None:
    places = (n for n, passage in enumerate(passages, start=1) if _is_right(passage, graded))
    return next(places, None)


def _is_right(passage: Passage, graded: GradedQuestion) -> bool:
    is_listed = any(is_document(passage.document_id, listed) for listed in graded.docs)
    found = (re.search(answer, passage.text, re.IGNORECASE) for answer in graded.answers)
    return is_listed and all(found)
