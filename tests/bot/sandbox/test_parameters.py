"""How parameters arrive (JSON, form, multipart, query string), and which are refused by name."""

import json

import pytest

from bot.sandbox.people import ANA

TOKEN = "123456:sandbox-token"
MARKUP = {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}


@pytest.fixture(autouse=True)
async def started(page):
    await page.say("hello")


@pytest.fixture
def url(sandbox):
    return f"{sandbox.api_base_url}{TOKEN}/sendMessage"


async def test_a_form_carries_nested_values_as_json(client, url):
    form = {"chat_id": str(ANA), "text": "a", "reply_markup": json.dumps(MARKUP)}

    message = (await client.post(url, data=form)).json()["result"]

    assert message["reply_markup"] == MARKUP


async def test_a_query_string_and_multipart_work_too(client, url):
    by_query = await client.get(url, params={"chat_id": ANA, "text": "a b"})
    by_parts = await client.post(url, data={"chat_id": ANA}, files={"text": (None, "a b")})

    assert by_query.json()["result"]["text"] == "a b"
    assert by_parts.json()["result"]["text"] == "a b"


async def test_the_log_shows_a_forms_values_in_their_types(client, url, sandbox):
    form = {"chat_id": str(ANA), "text": "7", "disable_notification": "true"}

    await client.post(url, data=form | {"surprise": "1"})

    assert sandbox.requests[-1]["parameters"] == {
        "chat_id": ANA,
        "text": "7",
        "disable_notification": True,
        "surprise": "1",
    }


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"text": "a"}, "chat_id"),
        ({"chat_id": ANA}, "text"),
        ({"chat_id": ANA, "text": "a", "colour": "red"}, "colour"),
        ({"chat_id": str(ANA), "text": "a"}, "chat_id"),
        ({"chat_id": float(ANA), "text": "a"}, "chat_id"),
        ({"chat_id": True, "text": "a"}, "chat_id"),
        ({"chat_id": ANA, "text": 7}, "text"),
        ({"chat_id": ANA, "text": None}, "text"),
        ({"chat_id": ANA, "text": "a", "disable_notification": 1}, "disable_notification"),
        ({"chat_id": ANA, "text": "a", "entities": {}}, "entities"),
        ({"chat_id": ANA, "text": "a", "entities": ["bold"]}, "entities[0]"),
        ({"chat_id": ANA, "text": "a", "entities": [{"type": "bold"}]}, "entities[0].offset"),
        ({"chat_id": ANA, "text": "a", "message_thread_id": 3}, "message_thread_id"),
        ({"chat_id": ANA, "text": "a", "reply_to_message_id": 1}, "reply_to_message_id"),
    ],
)
async def test_a_missing_unknown_or_wrongly_typed_parameter_is_named(bot, parameters, named):
    reply = await bot.reply("sendMessage", **parameters)

    assert reply["error_code"] == 400
    assert f'"{named}"' in reply["description"]


@pytest.mark.parametrize(
    ("form", "named"),
    [
        ({"chat_id": "seven", "text": "a"}, "chat_id"),
        ({"chat_id": "7.0", "text": "a"}, "chat_id"),
        ({"chat_id": str(ANA), "text": "a", "disable_notification": "yes"}, "disable_notification"),
        ({"chat_id": str(ANA), "text": "a", "entities": "[{"}, "entities"),
        ({"chat_id": str(ANA), "text": "a", "entities": "[" * 5000}, "entities"),
    ],
)
async def test_a_form_field_that_cannot_be_read_is_named(client, url, form, named):
    description = (await client.post(url, data=form)).json()["description"]

    assert f'"{named}"' in description


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "can't parse JSON"),
        (b"[1]", "must be an object"),
        (b"\xff\xfe", "can't parse JSON"),
        (b"[" * 100_000, "can't parse JSON"),
        (b'{"chat_id": 1, "text": "\\ud83c"}', "UTF-8"),
    ],
)
async def test_a_malformed_body_is_refused(client, url, body, reason):
    response = await client.post(url, content=body, headers={"Content-Type": "application/json"})

    assert response.status_code == 400
    assert reason in response.json()["description"]


async def test_a_methods_name_is_found_in_any_case(bot):
    assert (await bot.do("SENDMESSAGE", chat_id=ANA, text="a"))["text"] == "a"


async def test_an_unknown_method_and_a_wrong_token_are_told_apart(bot, client, sandbox):
    unknown = await bot.reply("sendMassage")
    stranger = await client.get(f"{sandbox.api_base_url}123456:wrong/getMe")

    assert (unknown["error_code"], unknown["ok"]) == (404, False)
    assert stranger.status_code == 401
    assert stranger.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
