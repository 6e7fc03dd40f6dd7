"""/why: what a reply rests on, worked out anew from its question."""

from telegram import Message as TelegramMessage, Update

from bot.conversations import language_of, view_of
from bot.handlers.following import conversation_of
from bot.handlers.question import MAX_QUESTION_UNITS, words_behind_command
from bot.handlers.speaking import words_for, words_for_question
from bot.messages import messages_in
from bot.rendering.explanation import render_why
from bot.rendering.message import FormattedText, Message, utf16_units
from bot.services import Services, answering_letter
from bot.store import conversations


async def why(services: Services, update: Update) -> None:
    """Explain the reply that /why replies to, the question behind it, or the person's last one."""
    message = update.effective_message
    if message is not None:
        shown = await _explain(services, update, message)
        services.draft(update).add(answering_letter(update, shown))


async def _explain(services: Services, update: Update, message: TelegramMessage) -> Message:
    asked = words_behind_command(message.text or "")
    if message.reply_to_message is None and asked:
        return await _explain_question(services, update, asked)
    words = await words_for(services, update)
    if message.reply_to_message is not None:
        about = await conversation_of(services, message.chat.id, message.reply_to_message)
        otherwise = words.WHY_NOT_THIS
    else:
        person = update.effective_user
        about = await conversations.latest(
            services.database, message.chat.id, person.id if person else None
        )
        otherwise = words.WHY_WHAT
    if about is None or not about.question:
        return Message(FormattedText(otherwise))
    if language := language_of(about):
        words = messages_in(language)
    view = view_of(about)
    after = view.earlier if view else None
    return render_why(services.dossier.edition.answering.explain(about.question, after), words)


async def _explain_question(services: Services, update: Update, question: str) -> Message:
    words = await words_for_question(services, update, question)
    units = utf16_units(question)
    if units > MAX_QUESTION_UNITS:
        return Message(FormattedText(words.too_long(units, MAX_QUESTION_UNITS)))
    return render_why(services.dossier.edition.answering.explain(question), words)
