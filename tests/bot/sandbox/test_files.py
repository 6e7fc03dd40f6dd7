"""Files of both sides: sending, describing, downloading."""

from base64 import b64encode

import pytest

from bot.sandbox.attachments import PIXEL
from bot.sandbox.people import ANA

TOKEN = "123456:sandbox-token"


@pytest.fixture(autouse=True)
async def started(page, bot):
    await page.say("hello")
    await bot.updates()


async def upload(client, sandbox, method, fields, **files):
    url = f"{sandbox.api_base_url}{TOKEN}/{method}"
    return (await client.post(url, data={"chat_id": ANA} | fields, files=files)).json()


async def test_a_document_is_sent_and_sent_again_by_its_id(bot, client, sandbox):
    file = ("notes.csv", b"a,b\n", "text/csv")

    reply = await upload(client, sandbox, "sendDocument", {"caption": " The log "}, document=file)
    message = reply["result"]
    again = await bot.do(
        "sendDocument", chat_id=ANA, document=message["document"]["file_id"], caption="Again"
    )

    assert message["caption"] == "The log"
    assert message["document"]["file_name"] == "notes.csv"
    assert (message["document"]["mime_type"], message["document"]["file_size"]) == ("text/csv", 4)
    assert again["document"] == message["document"]


async def test_an_attached_part_is_found_by_its_name(client, sandbox):
    fields = {"document": "attach://part"}

    reply = await upload(client, sandbox, "sendDocument", fields, part=("a.txt", b"a"))
    missing = await upload(client, sandbox, "sendDocument", {"document": "attach://none"})

    assert reply["result"]["document"]["file_name"] == "a.txt"
    assert "'none'" in missing["description"]


@pytest.mark.parametrize(
    ("method", "field", "file", "reason"),
    [
        ("sendDocument", "document", ("a.txt", b""), "file must be non-empty"),
        ("sendPhoto", "photo", ("a.png", b"no picture"), "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", ("a.png", b"\xff\xd8\xff"), "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", ("a.png", PIXEL + bytes(10_000_000)), "Too Large"),
        ("sendDocument", "surprise", ("a.txt", b"a"), '"surprise"'),
    ],
)
async def test_a_file_that_would_not_do_is_refused(client, sandbox, method, field, file, reason):
    reply = await upload(client, sandbox, method, {}, **{field: file})

    assert reason in reply["description"]


async def test_files_that_are_not_there_and_urls_are_refused(bot):
    unknown = await bot.refused("sendDocument", chat_id=ANA, document="nothing")
    remote = await bot.refused("sendDocument", chat_id=ANA, document="https://example.org/a.pdf")

    assert "wrong file identifier" in unknown
    assert "does not fetch" in remote


async def test_captions_have_1024_units(client, sandbox):
    png = ("a.png", PIXEL)

    fits = await upload(client, sandbox, "sendPhoto", {"caption": "🌿" * 512}, photo=png)
    long = await upload(client, sandbox, "sendPhoto", {"caption": "🌿" * 512 + "a"}, photo=png)

    photo = fits["result"]["photo"][0]
    assert (photo["width"], photo["height"]) == (1, 1)
    assert long["description"] == "Bad Request: message caption is too long"


async def test_a_caption_is_edited_as_a_caption(bot, client, sandbox):
    reply = await upload(client, sandbox, "sendDocument", {}, document=("a.txt", b"a"))
    place = {"chat_id": ANA, "message_id": reply["result"]["message_id"]}

    edited = await bot.do("editMessageCaption", **place, caption="Now with words")

    assert edited["caption"] == "Now with words"
    assert "no text" in await bot.refused("editMessageText", **place, text="a")


async def test_a_persons_file_is_downloaded_through_the_path_told(bot, page, client, sandbox):
    content = b64encode(b"content").decode()
    file = {"name": "../../etc/a.TXT", "mime": "text/plain", "base64": content}
    await page.do("send", person=ANA, chat=ANA, kind="document", file=file, text="see @somebody")
    message = (await bot.updates())[0]["message"]

    told = await bot.do("getFile", file_id=message["document"]["file_id"])
    downloaded = await client.get(f"{sandbox.api_file_url}{TOKEN}/{told['file_path']}")

    assert message["caption_entities"] == [{"type": "mention", "offset": 4, "length": 9}]
    assert told["file_path"].startswith("documents/file_")
    assert told["file_path"].endswith(".txt")
    assert downloaded.content == b"content"
    assert downloaded.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["documents/../../server.py", "%2e%2e/%2e%2e/server.py", "/etc/passwd", "documents/"]
)
async def test_no_other_path_leads_to_a_file(client, sandbox, path):
    response = await client.get(f"{sandbox.api_file_url}{TOKEN}/{path}")

    assert response.status_code == 404


async def test_a_download_needs_the_token(page, bot, client, sandbox):
    await page.do("send", person=ANA, chat=ANA, kind="voice", text="")
    file_id = (await bot.updates())[0]["message"]["voice"]["file_id"]
    path = (await bot.do("getFile", file_id=file_id))["file_path"]

    assert (await client.get(f"{sandbox.api_file_url}1:wrong/{path}")).status_code == 404
    assert "wrong file_id" in await bot.refused("getFile", file_id="nothing")


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "document", "location"])
async def test_people_send_every_kind_of_thing(bot, page, kind):
    shown = await page.do("send", person=ANA, chat=ANA, kind=kind, text="")

    assert (await bot.updates())[0]["message"] == shown
    assert shown[kind]


async def test_the_page_shows_a_file_but_runs_nothing_in_it(page, client, sandbox):
    content = b64encode(b"<script>alert(1)</script>").decode()
    file = {"name": "a.html", "mime": "text/html\r\nX-Evil: 1", "base64": content}
    message = await page.do("send", person=ANA, chat=ANA, kind="document", file=file)

    url = f"{sandbox.address}/chat/file"
    response = await client.get(url, params={"file_id": message["document"]["file_id"]})

    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert "X-Evil" not in response.headers


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "hologram"},
        {"kind": "photo", "file": {"name": "a", "mime": "b", "base64": "!"}},
        {"kind": "photo", "file": {"name": "a", "mime": "b", "base64": "YQ=="}},
        {"kind": "document", "file": {"name": "a"}},
        {"kind": "location", "location": {"latitude": "north"}},
    ],
)
async def test_things_that_cannot_be_sent_are_refused_to_the_page(page, more):
    assert await page.refused("send", person=ANA, chat=ANA, text="", **more)
