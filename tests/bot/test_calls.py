"""What comes back over python-telegram-bot's own request layer, and what it says of a letter."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from telegram import Bot
from telegram.error import Conflict, RetryAfter
from telegram.request import HTTPXRequest

from bot.calls import (
    Again,
    Arrived,
    Fate,
    Moved,
    NoLonger,
    Refused,
    Unchanged,
    Unclear,
    attempt,
    backoff_s,
    fate_of,
)
from bot.letters import Letter
from bot.rendering.message import Button, FormattedText, Message, Span
from bot.sandbox.faults import Fault
from bot.sandbox.people import ANA
from bot.sandbox.server import Sandbox
from bot.settings import opt_in_to_timedeltas
from tests.bot.builders import a_letter

TOKEN = "123456:sandbox-token-of-a-test"
SENT = {"message_id": 7, "date": 0, "chat": {"id": ANA, "type": "private"}, "text": "Rain fell."}
HTML = "<html><h1>sorry</h1></html>"
Handler = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def timedeltas() -> None:
    opt_in_to_timedeltas()


def refusing(code: int, description: str, **parameters: int) -> Handler:
    """Answer as the Bot API refuses."""
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return lambda _: httpx.Response(code, json=body)


def breaking(error: type[httpx.TransportError]) -> Handler:
    """Break the connection in this way."""

    def break_off(request: httpx.Request) -> httpx.Response:
        raise error("broken on purpose", request=request)

    return break_off


def page(code: int, body: str = HTML) -> Handler:
    """Answer as a gateway does that knows no JSON."""
    return lambda _: httpx.Response(code, text=body)


@asynccontextmanager
async def a_bot(handler: Handler) -> AsyncIterator[Bot]:
    transport = httpx.MockTransport(handler)
    bot = Bot(TOKEN, request=HTTPXRequest(httpx_kwargs={"transport": transport}))
    async with bot._request[1]:
        yield bot


async def fate(handler: Handler, letter: Letter | None = None) -> Fate:
    async with a_bot(handler) as bot:
        return await attempt(bot, letter or a_letter(), 1)


async def test_what_arrived_names_its_message():
    assert await fate(lambda _: httpx.Response(200, json={"ok": True, "result": SENT})) == Arrived(
        7
    )


@pytest.mark.parametrize(
    "error", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError]
)
async def test_what_never_left_is_sent_again(error):
    assert await fate(breaking(error)) == Again(2.0, error.__name__)


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout,
        httpx.WriteTimeout,
        httpx.ReadError,
        httpx.WriteError,
        httpx.CloseError,
        httpx.RemoteProtocolError,
    ],
)
async def test_what_broke_under_way_may_have_arrived(error):
    assert await fate(breaking(error)) == Unclear(error.__name__)


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        (
            refusing(429, "Too Many Requests: retry after 7", retry_after=7),
            Again(7.0, "flood limit"),
        ),
        (
            refusing(429, "Too Many Requests: retry later"),
            Again(2.0, "Too Many Requests: retry later"),
        ),
        (
            refusing(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005),
            Moved(-1005),
        ),
        (refusing(401, "Unauthorized"), Again(2.0, "the token was refused")),
        (refusing(404, "Not Found"), Again(2.0, "the token was refused")),
        (refusing(500, "Internal Server Error"), Again(2.0, "Internal Server Error")),
        (refusing(502, "Bad Gateway"), Unclear("NetworkError")),
        (refusing(504, "Gateway Timeout"), Unclear("NetworkError")),
    ],
)
async def test_what_the_bot_api_answers_decides(handler, expected):
    assert await fate(handler) == expected


NOT_MODIFIED = "message is not modified: specified new message content is the same"
GONE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message to delete not found",
    "message can't be deleted for everyone",
    "MESSAGE_ID_INVALID",
)
NOBODY_THERE = (
    "chat not found",
    "PEER_ID_INVALID",
    "have no rights to send a message",
    "not enough rights to send text messages to the chat",
    "CHAT_WRITE_FORBIDDEN",
    "group chat was deactivated",
)
BAD_FORM = (
    "can't parse entities: unsupported start tag",
    "inline keyboard button URL 'x' is invalid: wrong HTTP URL",
    "message is too long",
    "message to be replied not found",
    "message thread not found",
    "TOPIC_CLOSED",
)


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        (NOT_MODIFIED, Unchanged()),
        *((words, NoLonger(words.capitalize())) for words in GONE),
        *((words, Refused(words.capitalize(), blocked=True)) for words in NOBODY_THERE),
        *((words, Refused(words.capitalize())) for words in BAD_FORM),
    ],
)
async def test_each_wording_of_a_bad_request_means_something(description, expected):
    assert await fate(refusing(400, f"Bad Request: {description}")) == expected


@pytest.mark.parametrize(
    "description",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot was kicked from the supergroup chat",
        "Forbidden: bot can't initiate conversation with a user",
    ],
)
async def test_a_chat_that_shut_the_bot_out_is_blocked(description):
    assert await fate(refusing(403, description)) == Refused(description, blocked=True)


@pytest.mark.parametrize("code", [500, 502, 503, 504, 522])
async def test_a_gateways_page_says_nothing_about_what_happened_behind_it(code):
    assert await fate(page(code)) == Unclear("an answer that cannot be read")


@pytest.mark.parametrize("code", [400, 401, 403, 404, 429])
async def test_a_refusal_that_is_not_telegrams_blocks_no_chat_and_loses_no_letter(code):
    assert isinstance(await fate(page(code)), Again)


@pytest.mark.parametrize("body", ["", HTML, '{"ok": tru'])
async def test_a_success_that_cannot_be_read_is_not_repeated(body):
    assert await fate(page(200, body)) == Unclear("Invalid server response")


@pytest.mark.parametrize("form", ["true", "false"])
@pytest.mark.parametrize(("after", "seconds"), [(7, 7.0), (timedelta(seconds=1.5), 1.5)])
def test_a_flood_limit_is_read_in_both_forms_without_a_warning(monkeypatch, after, seconds, form):
    error = RetryAfter(after)
    monkeypatch.setenv("PTB_TIMEDELTA", form)

    assert fate_of(error, 1) == Again(seconds, "flood limit")


def test_an_error_that_has_no_place_with_letters_is_a_refusal():
    assert fate_of(Conflict("two of us"), 1) == Refused("two of us")


def test_the_pause_doubles_up_to_a_minute():
    assert [backoff_s(attempts) for attempts in (1, 2, 3, 5, 6, 7, 10_000)] == [
        2, 4, 8, 32, 60, 60, 60,
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["edit", "delete"])
async def test_a_message_whose_number_is_not_known_is_gone(kind):
    letter = a_letter(kind=kind, message_id=None)

    assert isinstance(await fate(breaking(httpx.ConnectError), letter), NoLonger)


async def requested(letter: Letter) -> tuple[str, dict[str, str]]:
    """Return the method that was called for a letter, and its parameters."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        result = SENT if "Text" in str(request.url) or "sendM" in str(request.url) else True
        return httpx.Response(200, json={"ok": True, "result": result})

    await fate(answer, letter)
    [request] = seen
    fields = parse_qs(request.content.decode())
    return request.url.path.rpartition("/")[2], {name: value[0] for name, value in fields.items()}


async def test_a_new_message_is_sent_with_entities_buttons_and_what_it_answers():
    body = FormattedText("Rain fell.", (Span("bold", 0, 4), Span("text_link", 5, 4, "https://a.b")))
    message = Message(body, ((Button("More", "m:key:0"), Button("Open", url="https://a.b")),))

    method, fields = await requested(Letter(ANA, "send", message, reply_to=5, topic_id=3))

    assert method == "sendMessage"
    assert (fields["chat_id"], fields["text"]) == (str(ANA), "Rain fell.")
    assert fields["message_thread_id"] == "3"
    assert json.loads(fields["entities"]) == [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 5, "length": 4, "url": "https://a.b"},
    ]
    assert json.loads(fields["reply_markup"]) == {
        "inline_keyboard": [
            [{"text": "More", "callback_data": "m:key:0"}, {"text": "Open", "url": "https://a.b"}]
        ]
    }
    assert json.loads(fields["reply_parameters"]) == {
        "message_id": 5,
        "allow_sending_without_reply": True,
    }
    assert json.loads(fields["link_preview_options"]) == {"is_disabled": True}


async def test_a_bare_message_is_sent_without_empty_fields():
    _, fields = await requested(Letter(ANA, "send", Message(FormattedText("Rain."))))

    assert set(fields) == {"chat_id", "text", "link_preview_options"}


async def test_an_edit_names_its_message_and_takes_the_buttons_away_when_there_are_none():
    method, fields = await requested(
        Letter(ANA, "edit", Message(FormattedText("Rain.")), message_id=7, reply_to=5)
    )

    assert method == "editMessageText"
    assert fields["message_id"] == "7"
    assert "reply_markup" not in fields
    assert "reply_parameters" not in fields


async def test_a_deletion_names_its_message():
    assert await requested(Letter(ANA, "delete", message_id=7)) == (
        "deleteMessage",
        {"chat_id": str(ANA), "message_id": "7"},
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("429", Again(1.0, "flood limit")),
        ("500", Again(2.0, "Internal Server Error")),
        ("403", Refused("Forbidden: bot was blocked by the user", blocked=True)),
        ("drop", Unclear("RemoteProtocolError")),
        ("drop_after", Unclear("RemoteProtocolError")),
    ],
)
async def test_a_server_over_http_gives_the_same_fates(kind, expected):
    async with a_chat_with_ana() as (sandbox, bot):
        sandbox.api.faults.add(Fault("sendMessage", kind))

        assert await attempt(bot, a_letter(chat_id=ANA, reply_to=None), 1) == expected


async def test_a_letter_arrives_over_http():
    async with a_chat_with_ana() as (_, bot):
        fate = await attempt(bot, a_letter(chat_id=ANA, reply_to=None), 1)

        assert isinstance(fate, Arrived)
        edit = a_letter("Snow fell.", chat_id=ANA, kind="edit", message_id=fate.message_id)
        assert await attempt(bot, edit, 1) == Arrived(fate.message_id)
        assert await attempt(bot, edit, 1) == Unchanged()
        delete = Letter(ANA, "delete", message_id=fate.message_id)
        assert await attempt(bot, delete, 1) == Arrived(None)
        assert isinstance(await attempt(bot, delete, 1), NoLonger)
        assert isinstance(await attempt(bot, edit, 1), NoLonger)


@asynccontextmanager
async def a_chat_with_ana() -> AsyncIterator[tuple[Sandbox, Bot]]:
    """A server that Ana has written to, and a bot that speaks to it."""
    request = HTTPXRequest(httpx_kwargs={"trust_env": False})
    async with Sandbox(TOKEN) as sandbox, request, httpx.AsyncClient(trust_env=False) as client:
        said = {"person": ANA, "chat": ANA, "text": "Hello"}
        await client.post(f"{sandbox.address}/chat/send", json=said)
        yield sandbox, Bot(TOKEN, base_url=sandbox.api_base_url, request=request)
