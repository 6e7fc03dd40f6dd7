"""The levers of the sandbox over HTTP: who is where, what goes wrong, what the bot asked for."""

from bot.sandbox.chat_handlers import ChatHandler
from bot.sandbox.chat_requests import Given
from bot.sandbox.errors import PageRefused
from bot.sandbox.faults import Fault, fault_kind
from bot.sandbox.membership import add_bot, migrate, remove_bot, set_blocked
from bot.sandbox.people import Chat, Person


class ControlHandler(ChatHandler):
    """What the levers share: finding the person and the group that are meant."""

    def person(self, given: Given) -> Person:
        """Return the person of a request."""
        person = self.world.people.get(given.integer("person"))
        if person is None:
            raise PageRefused("There is no such person.")
        return person

    def group(self, given: Given) -> Chat:
        """Return the group of a request."""
        chat = self.world.chats.get(given.integer("chat"))
        if chat is None or chat.type == "private" or chat.migrated_to is not None:
            raise PageRefused("There is no such group.")
        return chat

    def actor(self, given: Given, chat: Chat) -> int:
        """Return the id of who does it: a member named in the request, or who runs the group."""
        by = given.integer("person", chat.creator)
        if by not in chat.members:
            raise PageRefused("That person is not in the group.")
        return by


class BlockHandler(ControlHandler):
    """A person blocks the bot, or takes it back."""

    def post(self) -> None:
        """Do so; the bot gets my_chat_member."""
        given = self.given()
        set_blocked(self.world, self.person(given), given.flag("blocked"))
        self.answer(200, {"ok": True})


class DeactivateHandler(ControlHandler):
    """A person's account is deleted."""

    def post(self) -> None:
        """Do so; the bot may write to it no more."""
        self.person(self.given()).deactivated = True
        self.answer(200, {"ok": True})


class LeaveHandler(ControlHandler):
    """The bot is removed from a group."""

    def post(self) -> None:
        """Do so; the bot gets my_chat_member."""
        given = self.given()
        chat = self.group(given)
        if not chat.has_bot:
            raise PageRefused("The bot is not in that group.")
        remove_bot(self.world, chat, self.actor(given, chat))
        self.answer(200, {"ok": True})


class AddHandler(ControlHandler):
    """The bot is added to a group, or made an administrator of it, or no longer one."""

    def post(self) -> None:
        """Do so; the bot gets my_chat_member."""
        given = self.given()
        chat = self.group(given)
        add_bot(self.world, chat, self.actor(given, chat), given.flag("administrator"))
        self.answer(200, {"ok": True})


class MigrateHandler(ControlHandler):
    """A group becomes a supergroup."""

    def post(self) -> None:
        """Do so; write the new chat."""
        chat = self.group(self.given())
        if chat.type != "group":
            raise PageRefused("That is a supergroup already.")
        self.answer(200, {"chat": self.world.chat_as_seen(migrate(self.world, chat))})


class FaultsHandler(ControlHandler):
    """Faults on request."""

    def get(self) -> None:
        """Write the faults that wait to strike."""
        self.answer(200, {"faults": [fault.as_shown() for fault in self.api.faults]})

    def post(self) -> None:
        """Queue a fault; write all that wait."""
        given = self.given()
        self.api.faults.add(
            Fault(
                given.text("method"),
                fault_kind(given.text("kind")),
                given.integer("times", 1),
                given.integer("retry_after", 1),
                given.number("delay", 0.0),
                given.text("description") if given.has("description") else None,
            )
        )
        self.get()

    def delete(self) -> None:
        """Forget all faults."""
        self.api.faults.clear()
        self.get()


class RawUpdateHandler(ControlHandler):
    """Any JSON as an update."""

    def post(self) -> None:
        """Queue it as it is; an object without an `update_id` is given one."""
        self.world.updates.put_raw(self.given().anything("update"))
        self.answer(200, {"ok": True})


class RequestsHandler(ControlHandler):
    """What the bot asked for."""

    def get(self) -> None:
        """Write the Bot API requests after number `after`, oldest first."""
        after = self.given().integer("after", 0)
        self.answer(200, {"requests": [one for one in self.api.requests if one["n"] > after]})


ROUTES: dict[str, type[ChatHandler]] = {
    "block": BlockHandler,
    "deactivate": DeactivateHandler,
    "leave": LeaveHandler,
    "add": AddHandler,
    "migrate": MigrateHandler,
    "faults": FaultsHandler,
    "raw_update": RawUpdateHandler,
    "requests": RequestsHandler,
}
