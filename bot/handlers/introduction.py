"""/start, /help, and commands the bot does not know."""

from telegram import Update

from bot.access import is_admin
from bot.handlers.speaking import words_for
from bot.letters import Letter
from bot.messages import Messages
from bot.rendering.message import Button, FormattedText, Keyboard, Message, TextBuilder
from bot.rendering.payloads import Action, Payload, encode
from bot.rendering.reply import button_text
from bot.services import Services, answering_letter


async def start(services: Services, update: Update) -> None:
    """Say what the bot does, what its dossier is about, and offer questions to try."""
    edition, words = services.dossier.edition, await words_for(services, update)
    builder = TextBuilder().add(words.START).add(f"\n\n{edition.introduction(words)}")
    _say(services, update, builder, edition.examples, words)


async def help_(services: Services, update: Update) -> None:
    """Say how to ask, list the commands, and offer questions to try."""
    edition, words = services.dossier.edition, await words_for(services, update)
    about = words.help_about(words.MORE, words.CONTEXT, words.SOURCE)
    builder = TextBuilder().add(about)
    person = update.effective_user
    is_theirs = is_admin(services.settings, person.id if person else None)
    further = words.commands_admin if is_theirs else ()
    for name, purpose in (*words.commands_private, *further):
        before, after = words.writing.around_command
        builder.add(f"\n{before}").add(f"/{name}", "bot_command").add(f"{after} – {purpose}")
    _say(services, update, builder, edition.examples, words)


async def unknown_command(services: Services, update: Update) -> None:
    """Point to /help."""
    words = await words_for(services, update)
    message = Message(FormattedText(words.UNKNOWN_COMMAND))
    services.draft(update).add(answering_letter(update, message))


def example_keyboard(examples: tuple[str, ...]) -> Keyboard:
    """Return a button for each example question."""
    return tuple(
        (Button(button_text(example), encode(Payload(Action.EXAMPLE, number=number))),)
        for number, example in enumerate(examples)
    )


def _say(
    services: Services,
    update: Update,
    builder: TextBuilder,
    examples: tuple[str, ...],
    words: Messages,
) -> None:
    if examples:
        builder.add(f"\n\n{words.EXAMPLES}")
    letter: Letter = answering_letter(update, Message(builder.build(), example_keyboard(examples)))
    services.draft(update).add(letter)
