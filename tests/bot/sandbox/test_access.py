"""Who may call: this machine's own page and programs only, and nothing of it in the logs."""

import logging

import pytest

from bot.sandbox.people import ANA
from bot.sandbox.server import Sandbox

TOKEN = "123456:sandbox-token"
PATHS = ["/", "/chat/people", f"/bot{TOKEN}/getMe", "/nowhere"]


@pytest.mark.parametrize("path", PATHS)
async def test_a_foreign_host_name_is_refused(client, sandbox, path):
    headers = {"Host": "evil.example.org"}

    assert (await client.get(sandbox.address + path, headers=headers)).status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://evil.example.org", "null", "http://127.0.0.1:1", "https://127.0.0.1"]
)
@pytest.mark.parametrize("path", PATHS)
async def test_a_foreign_page_is_refused(client, sandbox, path, origin):
    headers = {"Origin": origin}

    assert (await client.get(sandbox.address + path, headers=headers)).status_code == 403


async def test_a_foreign_page_cannot_write_with_a_simple_form(client, sandbox):
    url = f"{sandbox.address}/chat/send"
    body = '{"person": 710000001, "chat": 710000001, "text": "a"}'

    response = await client.post(url, content=body, headers={"Content-Type": "text/plain"})

    assert response.status_code == 400
    assert "JSON" in response.json()["error"]


async def test_the_servers_own_page_is_served(client, sandbox):
    own = {"Origin": sandbox.address}

    assert (await client.get(sandbox.address + "/chat/people", headers=own)).status_code == 200
    by_name = {"Host": f"localhost:{sandbox.port}"}
    assert (await client.get(sandbox.address + "/chat/people", headers=by_name)).status_code == 200


async def test_the_page_is_served_with_its_types_and_a_strict_policy(client, sandbox):
    page = await client.get(sandbox.page_url)
    script = await client.get(f"{sandbox.page_url}page/app.js")

    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/page/../server.py", "/page/%2e%2e/server.py", "/page/"])
async def test_only_the_pages_own_files_are_served(client, sandbox, path):
    assert (await client.get(sandbox.address + path)).status_code in (403, 404)


async def test_the_server_listens_on_the_loopback_address_only(sandbox):
    assert sandbox.address.startswith("http://127.0.0.1:")
    assert sandbox.api_base_url == f"{sandbox.address}/bot"
    assert sandbox.api_file_url == f"{sandbox.address}/file/bot"


async def test_the_token_is_in_no_log(client, bot, page, sandbox, caplog):
    caplog.set_level(logging.DEBUG, logger="tornado")
    caplog.set_level(logging.DEBUG, logger="bot")
    sandbox.world.bot = None  # so that the next call is a mistake of the sandbox itself
    await client.put(f"{sandbox.api_base_url}{TOKEN}/getMe")
    await client.get(f"{sandbox.api_base_url}{TOKEN}/")

    response = await client.get(f"{sandbox.api_base_url}{TOKEN}/getMe")

    assert response.status_code == 500
    assert "The sandbox failed" in caplog.text
    assert TOKEN not in "".join(one.getMessage() for one in caplog.records if one.name != "httpx")


@pytest.mark.parametrize("token", ["", "123456", "abc:def", "1:a/b", "1:"])
def test_a_token_must_look_like_one(token):
    with pytest.raises(ValueError, match="123456:ABC-def"):
        Sandbox(token)


async def test_the_page_is_told_in_a_sentence_what_is_wrong(page, client, sandbox):
    url = f"{sandbox.address}/chat/send"
    json_type = {"Content-Type": "application/json"}
    for body in (b"{", b"[]"):
        response = await client.post(url, content=body, headers=json_type)
        assert response.json()["error"].startswith("The body is not")
    assert await page.refused("send", person="ana", chat=ANA, text="a") == (
        "person must be a whole number."
    )
    assert await page.refused("send", person=ANA, chat=ANA, text=7) == "text must be text."
    for empty in ("", " ", "\u200b", "\u202a"):
        refusal = await page.refused("send", person=ANA, chat=ANA, text=empty)
        assert "nothing in that message" in refusal
