"""/start, /help, and commands the bot does not know."""

from telegram import Update

from bot import messages
from bot.access import is_admin
from bot.letters import Letter
from bot.rendering.message import Button, Keyboard, Message, TextBuilder
from bot.rendering.payloads import Action, Payload, encode
from bot.rendering.reply import button_text
from bot.services import Services, answering_letter


async def start(services: Services, update: Update) -> None:
    """Say what the bot does, what its dossier is about, and offer questions to try."""
    edition = services.dossier.edition
    builder = TextBuilder().add(messages.START)
    builder.add(f"\n\n{edition.introduction}")
    _say(services, update, builder, edition.examples)


async def help_(services: Services, update: Update) -> None:
    """Say how to ask, list the commands, and offer questions to try."""
    edition = services.dossier.edition
    builder = TextBuilder().add(messages.HELP)
    person = update.effective_user
    is_theirs = is_admin(services.settings, person.id if person else None)
    for name, purpose in messages.COMMANDS_PRIVATE + messages.COMMANDS_ADMIN * is_theirs:
        builder.add(f"/{name}", "bot_command").add(f" – {purpose}\n")
    _say(services, update, builder, edition.examples)


async def unknown_command(services: Services, update: Update) -> None:
    """Point to /help."""
    draft = services.draft(update)
    draft.add(
        answering_letter(update, Message(TextBuilder().add(messages.UNKNOWN_COMMAND).build()))
    )


def example_keyboard(examples: tuple[str, ...]) -> Keyboard:
    """Return a button for each example question."""
    return tuple(
        (Button(button_text(example), encode(Payload(Action.EXAMPLE, number=number))),)
        for number, example in enumerate(examples)
    )


def _say(
    services: Services, update: Update, builder: TextBuilder, examples: tuple[str, ...]
) -> None:
    if examples:
        builder.add(f"\n\n{messages.EXAMPLES}")
    letter: Letter = answering_letter(update, Message(builder.build(), example_keyboard(examples)))
    services.draft(update).add(letter)
