"""A reply as a JSON object, for programs."""

from bot.messages import ENGLISH_CODE, messages_in
from bot.rendering.message import whole_characters
from retrieval.explaining import ExplainedPassage, Explanation, Held
from retrieval.model import Abstention, Answer, Form, Quote, Resolved

JsonObject = dict[str, object]


def reply_object(
    question: str, result: Answer | Abstention, elapsed_ms: float, identity: object = None
) -> JsonObject:
    """Return the reply as `dossier ask --json` prints it; `id` only where one was given."""
    head: JsonObject = {} if identity is None else {"id": identity}
    return head | {
        "question": whole_characters(question),
        "outcome": result.outcome,
        "reason": whole_characters(messages_in(ENGLISH_CODE).reason(result.reason)),
        "reason_kind": str(result.reason.kind) if result.reason else None,
        "understood": [
            {"asked": whole_characters(asked), "as": read}
            for asked, read in result.query.understood
        ],
        "follows": whole_characters(result.query.follows),
        "carried": [whole_characters(word) for word in result.query.carried],
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
        "inferred": [_inferred_object(resolved) for resolved in quote.inferred],
        "title": citation.title,
        "publisher": citation.publisher,
        "date": citation.published.isoformat() if citation.published else None,
        "url": citation.url,
        "restated": citation.restated,
        "score": round(quote.score, 6),
    }


def _inferred_object(resolved: Resolved) -> JsonObject:
    return {
        "text": resolved.text,
        "first": resolved.first.isoformat(),
        "last": resolved.last.isoformat(),
        "granularity": str(resolved.granularity),
        "from": str(resolved.basis),
    }


def explanation_object(explanation: Explanation) -> JsonObject:
    """Return why the reply is as it is, as `dossier ask --explain --json` prints it."""
    confidence = explanation.confidence
    return {
        "language": explanation.language,
        "wanted": str(explanation.wanted),
        "follows": whole_characters(explanation.follows),
        "words": [
            {
                "word": whole_characters(word.text),
                "weight": word.weight,
                "rarity": round(word.rarity, 6),
                "is_name": word.is_name,
                "is_carried": word.is_carried,
                "forms": [_form_object(form) for form in word.forms],
            }
            for word in explanation.words
        ],
        "passages": [_passage_object(passage) for passage in explanation.passages],
        "confidence": None if confidence is None else round(confidence, 6),
        "least_confidence": explanation.least_confidence,
        "bias": explanation.bias,
        "facts": [
            {
                "fact": fact.name,
                "value": round(fact.value, 6),
                "weight": fact.weight,
                "effect": round(fact.effect, 6),
            }
            for fact in explanation.facts
        ],
        "outcome": explanation.outcome,
        "reason": whole_characters(messages_in(ENGLISH_CODE).reason(explanation.reason)),
        "reason_kind": str(explanation.reason.kind) if explanation.reason else None,
    }


def _passage_object(passage: ExplainedPassage) -> JsonObject:
    return {
        "passage_id": passage.quote.passage.id,
        "score": round(passage.score, 6),
        "parts": {name: round(value, 6) for name, value in passage.parts._asdict().items()},
        "holds": [_held_object(held) for held in passage.held],
        "lacks": [whole_characters(word) for word in passage.lacks],
    }


def _held_object(held: Held) -> JsonObject:
    word: JsonObject = {"word": whole_characters(held.word)}
    return word | _form_object(held.form) | {"is_around": held.is_around}


def _form_object(form: Form) -> JsonObject:
    return {
        "as": whole_characters(form.text),
        "kind": str(form.kind),
        "share": round(form.share, 6),
    }
