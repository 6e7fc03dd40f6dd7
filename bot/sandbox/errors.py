"""What the sandbox refuses, to the bot and to the page.

SandboxError
├── Refused         a Bot API call: answered with Telegram's error object
└── PageRefused     a call of the chat page or a test: answered with 400 and one sentence
"""

from bot.sandbox.wire import Json


class SandboxError(Exception):
    """Something asked of the sandbox cannot be done; the message says why."""


class Refused(SandboxError):
    """A Bot API call that Telegram would refuse.

    code: the HTTP status and `error_code`. retry_after: seconds to wait, for 429.
    migrate_to_chat_id: where a group went that became a supergroup.
    """

    def __init__(
        self,
        code: int,
        description: str,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id

    def as_reply(self) -> Json:
        """Return the error object in Telegram's form."""
        reply: Json = {"ok": False, "error_code": self.code, "description": self.description}
        parameters = {
            "retry_after": self.retry_after,
            "migrate_to_chat_id": self.migrate_to_chat_id,
        }
        present = {name: value for name, value in parameters.items() if value is not None}
        return reply | ({"parameters": present} if present else {})


class PageRefused(SandboxError):
    """A person in the chat page cannot do that, or the request for it is malformed."""


def bad_request(reason: str) -> Refused:
    """Return a refusal with status 400, worded as Telegram words it."""
    return Refused(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refused:
    """Return a refusal with status 403."""
    return Refused(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refused:
    """Return a refusal with status 409."""
    return Refused(409, f"Conflict: {reason}")
