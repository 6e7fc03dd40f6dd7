"""What the buttons under the bot's messages do.

A press comes with a payload that anybody could forge, so everything is looked up again: the
conversation by its key and chat, the document by its digest, the person by who pressed.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import CallbackQuery, Message as TelegramMessage, Update

from bot.conversations import View
from bot.errors import BadPayload
from bot.handlers.press import GONE, NO_MORE, NOT_YOURS, STALE, TAKEN_BACK, THANKS, Press, Toast
from bot.handlers.question import Asked, answer, owe_parts
from bot.handlers.speaking import words_for
from bot.letters import Letter
from bot.rendering.documents import (
    list_page,
    page_of_number,
    render_card,
    render_paragraphs,
    render_sources,
)
from bot.rendering.message import FormattedText, Message
from bot.rendering.payloads import Action, decode
from bot.rendering.reply import Feedback, button_text, quote_parts
from bot.services import Services, answering_letter
from bot.store import people, queries
from retrieval.model import Document, Quote

MORE_QUOTES = 3


async def pressed(services: Services, update: Update) -> None:
    """Do what the button says, and let it stop waiting."""
    query = update.callback_query
    if query is None:
        return
    press = _press(services, update, query)
    toast = await REACTIONS[press.payload.action](press) if press else STALE
    said = None
    if toast.said is not None:
        said = toast.said(await press.words() if press else await words_for(services, update))
    services.sender.answer_button(query.id, said, toast.alert)


def _press(services: Services, update: Update, query: CallbackQuery) -> Press | None:
    """Return the press, None for a payload that no button has or a message out of reach."""
    if query.message is None:
        return None
    try:
        payload = decode(query.data or "")
    except BadPayload:
        return None
    return Press(services, update, query, payload, query.message.chat.id, query.message.message_id)


async def _more(press: Press) -> Toast:
    view = await press.view()
    if view is None:
        return STALE
    if not view.part.has_more:
        return Toast()  # pressed a second time before the button was gone
    answering = press.services.dossier.edition.answering
    found = answering.more(view.question, view.shown, MORE_QUOTES + 1, view.earlier)
    press.redraw(replace(view, part=replace(view.part, has_more=False)))
    if not found:
        return NO_MORE
    first = view.part.first + len(view.part.quotes)
    parts = quote_parts(
        found[:MORE_QUOTES],
        view.part.words,
        lead=view.part.words.MORE_FOLLOWS,
        first=first,
        has_more=len(found) > MORE_QUOTES,
    )
    asked = Asked(view.question, f"more:{view.key}", after=view.earlier, follows=view.follows)
    owe_parts(press.services, press.update, asked, parts, view.query_id, view.shown)
    return Toast()


async def _context(press: Press) -> Toast:
    view = await press.view()
    quote = _quote_of(view, press.payload.number)
    if view is None or quote is None:
        return STALE
    around = press.services.dossier.edition.around(quote.passage.id)
    if around is None:
        return GONE
    before, after = around
    press.redraw(replace(view, unfolded=press.payload.number, before=before, after=after))
    return Toast()


async def _fold(press: Press) -> Toast:
    view = await press.view()
    if view is None:
        return STALE
    press.redraw(replace(view, unfolded=0, before=None, after=None))
    return Toast()


async def _source(press: Press) -> Toast:
    view = await press.view()
    quote = _quote_of(view, press.payload.number)
    if view is None or quote is None:
        return STALE
    dossier = press.services.dossier.edition.dossier
    document = dossier.document(quote.citation.document_id)
    if document is None:
        return GONE
    card = render_card(document, dossier.passages_of(document.id), view.part.words)
    press.owe(answering_letter(press.update, card))
    return Toast()


async def _good(press: Press) -> Toast:
    return await _give_feedback(press, "good")


async def _bad(press: Press) -> Toast:
    return await _give_feedback(press, "bad")


async def _give_feedback(press: Press, given: Feedback) -> Toast:
    view = await press.view()
    if view is None:
        return STALE
    services, person_id = press.services, press.query.from_user.id
    draft = services.draft(press.update)
    value = await queries.feedback_of(services.database, view.query_id, person_id)
    taken_back = value == (1 if given == "good" else -1)
    if taken_back:
        draft.also(queries.withdraw_feedback(view.query_id, person_id))
    else:
        now = services.now()
        draft.also(queries.feedback(view.query_id, person_id, 1 if given == "good" else -1, now))
    if press.chat_id == person_id:
        # In a group the tick would show one person's mark to everybody.
        press.redraw(replace(view, feedback=None if taken_back else given))
    return TAKEN_BACK if taken_back else THANKS


async def _sources(press: Press) -> Toast:
    edition = press.services.dossier.edition
    documents = edition.dossier.documents
    words = await press.words()
    press.replace_with(render_sources(documents, edition.about, press.payload.number, words))
    return Toast()


async def _document(press: Press) -> Toast:
    document = _document_of(press)
    if document is None:
        return GONE
    dossier = press.services.dossier.edition.dossier
    back = None if press.payload.number else list_page(dossier.documents, document)
    passages, words = dossier.passages_of(document.id), await press.words()
    press.replace_with(render_card(document, passages, words, back))
    return Toast()


async def _paragraphs(press: Press) -> Toast:
    document = _document_of(press)
    if document is None:
        return GONE
    page, closes = page_of_number(press.payload.number)
    passages = press.services.dossier.edition.dossier.passages_of(document.id)
    words = await press.words()
    press.replace_with(render_paragraphs(document, passages, page, closes, words))
    return Toast()


async def _example(press: Press) -> Toast:
    question = await _example_of(press)
    if question is None:
        return STALE
    words = await press.words()
    opening = words.writing.quoted(question)
    asked = Asked(question, f"example:{press.query.id}", opening=opening, words=words)
    await answer(press.services, press.update, asked)
    return Toast()


async def _example_of(press: Press) -> str | None:
    if press.payload.key:
        view = await press.view()
        return view.part.example if view else None
    label = _label_of(press)
    examples = press.services.dossier.edition.examples
    # The label is what the person saw; the dossier may offer other examples by now.
    return next((e for e in examples if button_text(e) == label), label)


def _label_of(press: Press) -> str | None:
    message = press.query.message
    markup = message.reply_markup if isinstance(message, TelegramMessage) else None
    buttons = [button for row in (markup.inline_keyboard if markup else ()) for button in row]
    return next((b.text for b in buttons if b.callback_data == press.query.data), None)


async def _forget(press: Press) -> Toast:
    person_id = press.query.from_user.id
    if press.payload.key != str(person_id):
        return NOT_YOURS
    draft = press.services.draft(press.update)
    draft.also(*people.forget(person_id))
    draft.forgets = True
    words = await press.words()
    press.replace_with(Message(FormattedText(words.FORGOTTEN)))
    return Toast()


async def _keep(press: Press) -> Toast:
    if press.payload.key != str(press.query.from_user.id):
        return NOT_YOURS
    words = await press.words()
    press.replace_with(Message(FormattedText(words.KEPT)))
    return Toast()


async def _close(press: Press) -> Toast:
    press.owe(Letter(press.chat_id, "delete", message_id=press.message_id))
    return Toast()


async def _nothing(press: Press) -> Toast:
    del press
    return Toast()


def _quote_of(view: View | None, number: int) -> Quote | None:
    at = number - view.part.first if view else -1
    return view.part.quotes[at] if view and 0 <= at < len(view.part.quotes) else None


def _document_of(press: Press) -> Document | None:
    return press.services.dossier.edition.document_by_key(press.payload.key)


REACTIONS: dict[Action, Callable[[Press], Awaitable[Toast]]] = {
    Action.MORE: _more,
    Action.CONTEXT: _context,
    Action.FOLD: _fold,
    Action.SOURCE: _source,
    Action.GOOD: _good,
    Action.BAD: _bad,
    Action.SOURCES: _sources,
    Action.DOCUMENT: _document,
    Action.PARAGRAPHS: _paragraphs,
    Action.EXAMPLE: _example,
    Action.FORGET: _forget,
    Action.KEEP: _keep,
    Action.CLOSE: _close,
    Action.NOTHING: _nothing,
}
