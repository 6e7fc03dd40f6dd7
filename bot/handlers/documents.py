"""/sources and /source: what the dossier holds."""

from telegram import Update

from bot.dossier import Edition
from bot.handlers.question import words_behind_command
from bot.handlers.speaking import words_for
from bot.messages import Messages
from bot.rendering.documents import MAX_LISTED, render_card, render_matches, render_sources
from bot.rendering.message import FormattedText, Message
from bot.services import Services, answering_letter
from retrieval.model import Document


async def sources(services: Services, update: Update) -> None:
    """List all documents, the first page of them."""
    edition = services.dossier.edition
    words = await words_for(services, update)
    message = render_sources(edition.dossier.documents, edition.about, 0, words)
    services.draft(update).add(answering_letter(update, message))


async def source(services: Services, update: Update) -> None:
    """Show the document whose title, publisher or name holds the words behind the command."""
    message = update.effective_message
    title = words_behind_command((message.text or "") if message else "")
    shown = _find(services.dossier.edition, title, await words_for(services, update))
    services.draft(update).add(answering_letter(update, shown))


def _find(edition: Edition, title: str, words: Messages) -> Message:
    documents = edition.dossier.documents
    if not documents:
        return Message(FormattedText(words.SOURCES_EMPTY))
    if not title:
        example = " ".join((documents[0].title or documents[0].id).split()[:2])
        return Message(FormattedText(words.source_usage(example)))
    found = [document for document in documents if _holds(document, title)]
    if not found:
        return Message(FormattedText(words.source_unknown(title[:100])))
    if len(found) == 1:
        return render_card(found[0], edition.dossier.passages_of(found[0].id), words)
    return render_matches(found[:MAX_LISTED], len(found), words)


def _holds(document: Document, words: str) -> bool:
    described = f"{document.id} {document.title or ''} {document.publisher or ''}".casefold()
    return all(word in described for word in words.casefold().split())
