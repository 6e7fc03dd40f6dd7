"""The chat page's API over HTTP: what people see, and what they do."""

import json
import re
from typing import Any

from bot.sandbox.api import Api
from bot.sandbox.chat_requests import Given
from bot.sandbox.errors import PageRefused
from bot.sandbox.handlers import LocalHandler
from bot.sandbox.persons import Persons
from bot.sandbox.wire import Json

MAX_WAIT_S = 50.0


class ChatHandler(LocalHandler):
    """One call of the page; errors are 400 with a sentence in `error`."""

    def initialize(self, api: Api) -> None:
        """Take what the application hands to every request."""
        self.api = api
        self.world = api.world
        self.persons = Persons(api.world)

    def given(self) -> Given:
        """Return the parameters of the request: the query string's, or the JSON body's."""
        if self.request.method == "GET":
            texts = {name: self.get_query_argument(name) for name in self.request.query_arguments}
            return Given(texts)
        if not (self.request.headers.get("Content-Type") or "").startswith("application/json"):
            raise PageRefused("Send a JSON object, with the content type application/json.")
        try:
            body = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise PageRefused("The body is not JSON.") from None
        if not isinstance(body, dict):
            raise PageRefused("The body is not a JSON object.")
        return Given(body)

    def dated(self, body: Json) -> Json:
        """Return an answer with the number of the newest event and the mark of this server."""
        log = self.world.events
        return body | {"seq": log.seq, "session": log.session}

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what was refused in one sentence."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, PageRefused):
            self.answer(400, {"error": str(error)})
        else:
            self.answer(status_code, {"error": "The sandbox could not do that."})

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log what is a mistake of the sandbox; a refusal is none."""
        if not isinstance(value, PageRefused):
            super().log_exception(typ, value, tb)


class PeopleHandler(ChatHandler):
    """Who is there."""

    def get(self) -> None:
        """Write the people, the chats and the bot."""
        world = self.world
        texts = {
            field: world.profile.get(field, "") for field in ("description", "short_description")
        }
        people = [person.as_shown() for person in world.people.values()]
        chats = [
            world.chat_as_seen(chat) | {"members": world.members(chat)}
            for chat in world.chats.values()
            if chat.migrated_to is None
        ]
        body = {"people": people, "chats": chats, "bot": world.bot.as_user() | texts}
        self.answer(200, self.dated(body))


class MessagesHandler(ChatHandler):
    """The messages of a chat."""

    def get(self) -> None:
        """Write the messages as they stand now, and the number of the newest event."""
        given = self.given()
        _, chat = self.persons.find(given.integer("person"), given.integer("chat"))
        history = self.world.history(chat)
        messages = [history.view(entry) for entry in history]
        self.answer(200, self.dated({"messages": messages}))


class EventsHandler(ChatHandler):
    """What happens from now on."""

    async def get(self) -> None:
        """Write the events after `after`, waiting up to `timeout` seconds for the first."""
        given = self.given()
        after, log = given.integer("after", 0), self.world.events
        wait_s = min(given.number("timeout", 0.0), MAX_WAIT_S)
        if log.seq == after and wait_s > 0 and self.world.polls.is_open:
            await log.bell.wait(wait_s)
        body: Json = {"events": log.after(after)}
        body |= {"reset": True} if log.has_forgotten(after) else {}
        self.answer(200, self.dated(body))


class SendHandler(ChatHandler):
    """A person writes."""

    def post(self) -> None:
        """Send a text; write the message it became, the last when it became several.

        With a `kind` it is a photo, voice, sticker, document or location, and the text its caption.
        """
        given = self.given()
        person, chat = given.integer("person"), given.integer("chat")
        reply_to = given.integer_or_none("reply_to")
        if not given.has("kind"):
            messages = self.persons.send(person, chat, given.text("text"), reply_to)
            self.answer(200, messages[-1])
            return
        kind, caption = given.text("kind"), given.text("text", "")
        part = "location" if kind == "location" else "file"
        attached = given.json_object(part) if given.has(part) else None
        self.answer(200, self.persons.attach(person, chat, kind, attached, caption, reply_to))


class EditHandler(ChatHandler):
    """A person changes a message."""

    def post(self) -> None:
        """Change it; write the message as it is now."""
        given = self.given()
        who = (given.integer("person"), given.integer("chat"), given.integer("message_id"))
        self.answer(200, self.persons.edit(*who, given.text("text")))


class PressHandler(ChatHandler):
    """A person presses a button."""

    def post(self) -> None:
        """Queue the press; write the query's id."""
        given = self.given()
        query_id = self.persons.press(
            given.integer("person"),
            given.integer("chat"),
            given.integer("message_id"),
            given.text("data"),
            given.flag("forged"),
        )
        self.answer(200, {"callback_query_id": query_id})


class InlineHandler(ChatHandler):
    """A person asks inline; the results come as an event of the type inline_results."""

    def post(self) -> None:
        """Queue the query; write its id."""
        given = self.given()
        query_id = self.persons.ask_inline(
            given.integer("person"), given.text("query"), given.text("offset", "")
        )
        self.answer(200, {"query_id": query_id})


class ChooseHandler(ChatHandler):
    """A person chooses an inline result."""

    def post(self) -> None:
        """Send it; write the message it became."""
        given = self.given()
        who = (given.integer("person"), given.integer("chat"))
        self.answer(200, self.persons.choose(*who, given.text("query_id"), given.text("result_id")))


class CommandsHandler(ChatHandler):
    """The command menu."""

    def get(self) -> None:
        """Write the menu that this person sees in this chat."""
        given = self.given()
        person, chat = self.persons.find(given.integer("person"), given.integer("chat"))
        self.answer(200, {"commands": self.world.menus.shown_to(person, chat)})


class SharedFileHandler(ChatHandler):
    """A file of a message, for the page to show."""

    def get(self) -> None:
        """Write the content with its type, in a policy that lets nothing in it run."""
        file = self.world.files.find(self.given().text("file_id"))
        if file is None:
            raise PageRefused("There is no such file, or it is no longer kept.")
        known = re.fullmatch(r"[\w.+-]+/[\w.+-]+", file.mime, re.ASCII)
        self.set_header("Content-Type", file.mime if known else "application/octet-stream")
        self.set_header("Content-Security-Policy", "sandbox; default-src 'none'")
        self.finish(file.content)


ROUTES: dict[str, type[ChatHandler]] = {
    "people": PeopleHandler,
    "messages": MessagesHandler,
    "events": EventsHandler,
    "send": SendHandler,
    "edit": EditHandler,
    "press": PressHandler,
    "inline": InlineHandler,
    "choose": ChooseHandler,
    "commands": CommandsHandler,
    "file": SharedFileHandler,
}
