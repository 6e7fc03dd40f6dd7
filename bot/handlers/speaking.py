"""In which language the bot speaks: that of the question, else what the person usually reads."""

from telegram import Update

from bot.conversations import language_of
from bot.messages import Messages, messages_in
from bot.services import Services
from bot.store import conversations
from retrieval.languages import spoken_language
from retrieval.small_talk import languages_of_small_talk


async def words_for_question(services: Services, update: Update, question: str) -> Messages:
    """Return what the bot says about a question: in its language, where its words tell."""
    told = spoken_language(question, _code_of(update))
    if told:
        return messages_in(told)
    usual = await words_for(services, update)
    # "Merhaba" is too short to tell a language by its grammar, but it is a word of one.
    greeted_in = languages_of_small_talk(question) or (usual.language,)
    return usual if usual.language in greeted_in else messages_in(greeted_in[0])


async def words_for(services: Services, update: Update) -> Messages:
    """Return what the bot says to a person who asked nothing just now.

    In the language of their last question in this chat, else the one that Telegram says they use.
    """
    chat, person = update.effective_chat, update.effective_user
    if chat is None or person is None:
        return messages_in(_code_of(update))
    last = await conversations.latest(services.database, chat.id, person.id)
    return messages_in((language_of(last) if last else None) or _code_of(update))


def words_at_once(update: Update) -> Messages:
    """Return what the bot says when nothing may be looked up, as after a failure."""
    message = update.effective_message if update.callback_query is None else None
    code = _code_of(update)
    return messages_in(spoken_language((message.text or "") if message else "", code) or code)


def _code_of(update: Update) -> str | None:
    person = update.effective_user
    return person.language_code if person else None
