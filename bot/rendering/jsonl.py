"""A reply as a JSON object, for programs."""

from bot.rendering.message import whole_characters
from retrieval.model import Abstention, Answer, Quote

JsonObject = dict[str, object]


def reply_object(
    question: str, result: Answer | Abstention, elapsed_ms: float, identity: object = None
) -> JsonObject:
    """Return the reply as `dossier ask --json` prints it; `id` only where one was given."""
    head: JsonObject = {} if identity is None else {"id": identity}
    return head | {
        "question": whole_characters(question),
        "outcome": result.outcome,
        "reason": whole_characters(result.reason),
        "understood": [
            {"asked": whole_characters(asked), "as": read}
            for asked, read in result.query.understood
        ],
        "quotes": [quote_object(quote) for quote in result.quotes],
        "elapsed_ms": round(elapsed_ms, 3),
    }


def quote_object(quote: Quote) -> JsonObject:
    """Return one quote with its citation; None where the source does not say."""
    citation = quote.citation
    return {
        "document_id": citation.document_id,
        "passage_id": quote.passage.id,
        "paragraph": citation.paragraph,
        "quote": quote.text,
        "highlight": quote.highlight,
        "title": citation.title,
        "publisher": citation.publisher,
        "date": citation.published.isoformat() if citation.published else None,
        "url": citation.url,
        "restated": citation.restated,
        "score": round(quote.score, 6),
    }
