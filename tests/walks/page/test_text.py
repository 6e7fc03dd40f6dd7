"""What a message's text looks like: entities, quotes, links, and markup that stays text."""

import httpx
import pytest
from playwright.async_api import expect

from bot.sandbox.people import ANA

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def ana_waits(sandbox):
    """Ana has written, so that the bot may write to her."""
    return sandbox.persons.send(ANA, ANA, "Hello")


def entity(kind, text, part, **more):
    """Return the entity over `part` of `text`, counted in UTF-16 units."""
    before = text[: text.index(part)]
    return {"type": kind, "offset": units(before), "length": units(part), **more}


def units(text):
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("bold", "STRONG"),
        ("italic", "EM"),
        ("underline", "U"),
        ("strikethrough", "S"),
        ("code", "CODE"),
        ("pre", "PRE"),
        ("blockquote", "BLOCKQUOTE"),
    ],
)
async def test_an_entity_covers_exactly_its_utf16_units(chat, bot, ana_waits, kind, tag):
    text = "👩‍🚀🦉 before 🧭the very words🧭 after 🦉"
    sent = await bot.say(ANA, text, entities=[entity(kind, text, "🧭the very words🧭")])
    await chat.open(ANA)

    marked = chat.text(sent).locator(f"[data-entity={kind}]")
    await expect(marked).to_have_text("🧭the very words🧭")
    assert await marked.evaluate("node => node.tagName") == tag
    assert await chat.text(sent).evaluate("node => node.textContent") == text


async def test_entities_nest_inside_a_quote(chat, bot, ana_waits):
    text = "🌊 The tide came in twice that night, and nobody slept."
    inner = entity("italic", text, "twice")
    outer = entity("bold", text, "came in twice that night")
    whole = {"type": "blockquote", "offset": 0, "length": units(text)}
    sent = await bot.say(ANA, text, entities=[whole, outer, inner])
    await chat.open(ANA)

    nested = chat.text(sent).locator("blockquote strong em")

    await expect(nested).to_have_text("twice")
    await expect(chat.text(sent).locator("blockquote strong")).to_have_text(
        "came in twice that night"
    )
    assert await chat.text(sent).evaluate("node => node.textContent") == text


async def test_any_entities_leave_the_text_whole(chat):
    await chat.open(ANA)

    wrong = await chat.page.evaluate(
        """async () => {
          const { renderText } = await import("/page/entities.js");
          const kinds = ["bold", "italic", "code", "spoiler", "blockquote", "pre", "hashtag",
                         "expandable_blockquote", "text_link", "bot_command", "custom_emoji"];
          const text = "a🧭b\\n\\ncé🦉 d\\n<b>e</b> \\u202ef\\n";
          let state = 7;
          const draw = (limit) => (state = (state * 48271) % 2147483647) % limit;
          for (let round = 0; round < 400; round += 1) {
            const entities = Array.from({ length: draw(6) }, () => ({
              type: kinds[draw(kinds.length)], url: "https://a.example",
              offset: draw(text.length + 2), length: draw(text.length + 4) }));
            const holder = document.createElement("div");
            holder.append(renderText(text, entities));
            if (holder.textContent !== text) return entities;
          }
          return null;
        }"""
    )

    assert wrong is None


async def test_markup_in_a_message_stays_text(chat, bot, ana_waits):
    text = "<img src=x onerror=alert(1)> <b>bold</b> &amp; <script>alert(2)</script>"
    sent = await bot.say(
        ANA,
        text,
        reply_markup={"inline_keyboard": [[{"text": "<i>x</i>", "callback_data": '"><b>'}]]},
    )
    await chat.open(ANA)

    await expect(chat.text(sent)).to_have_text(text)
    await expect(chat.button("<i>x</i>")).to_be_visible()
    assert await chat.message(sent).locator("img, script, b, i").count() == 0


async def test_the_policy_allows_no_script_but_the_pages_own_files(sandbox):
    async with httpx.AsyncClient() as client:
        answer = await client.get(sandbox.page_url)

    policy = dict(
        rule.strip().split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy.get("script-src", policy["default-src"]) == "'self'"
    assert answer.text.count("<script") == answer.text.count('<script src="/page/') + 1
    assert '<script type="module" src="/page/app.js"></script>' in answer.text
    assert "http://" not in answer.text
    assert "https://" not in answer.text
    assert " style=" not in answer.text
    assert "onclick" not in answer.text


async def test_links_open_in_a_new_tab_that_knows_nothing_of_this_one(chat, bot, ana_waits):
    text = "Read the report, or tides.example.org/today"
    address = "https://example.org/report#:~:text=the%20sea"
    entities = [
        entity("text_link", text, "the report", url=address),
        entity("url", text, "tides.example.org/today"),
    ]
    sent = await bot.say(ANA, text, entities=entities)
    await chat.open(ANA)

    links = chat.text(sent).locator("a")

    await expect(links).to_have_count(2)
    assert await links.nth(0).get_attribute("href") == address
    assert await links.nth(1).get_attribute("href") == "https://tides.example.org/today"
    for index in range(2):
        assert await links.nth(index).get_attribute("target") == "_blank"
        assert "noopener" in (await links.nth(index).get_attribute("rel") or "")


async def test_a_link_that_would_run_code_is_plain_text(chat):
    await chat.open(ANA)

    html = await chat.page.evaluate(
        """async () => {
          const { renderText } = await import("/page/entities.js");
          const holder = document.createElement("div");
          const url = "javascript:alert(1)";
          holder.append(renderText("press", [{ type: "text_link", offset: 0, length: 5, url }]));
          return holder.innerHTML;
        }"""
    )

    assert html == '<span data-entity="text_link">press</span>'


async def test_a_long_quote_unfolds_and_folds_by_tap(chat, bot, sandbox):
    for number in range(30):
        sandbox.persons.send(ANA, ANA, f"line {number}")
    text = "The keeper wrote a line each night about the wind and the ships that passed. " * 12
    text = text.strip() + "\n[1] The Log"
    quote = entity("expandable_blockquote", text, text.rpartition("\n")[0])
    sent = await bot.say(ANA, text, entities=[quote])
    await chat.open(ANA)
    node = chat.message(sent).locator("blockquote")
    folded = await node.bounding_box()
    assert folded is not None

    await node.click(position={"x": 30, "y": 12})
    await expect(node).to_have_attribute("data-folded", "false")
    unfolded = await node.bounding_box()
    await node.locator("[data-role=quote-toggle]").click()

    await expect(node).to_have_attribute("data-folded", "true")
    assert folded["height"] < 90
    assert unfolded is not None
    assert unfolded["height"] > folded["height"] * 2
    assert unfolded["y"] == pytest.approx(folded["y"], abs=2)


async def test_a_short_quote_has_nothing_to_unfold(chat, bot, ana_waits):
    text = "One line."
    whole = {"type": "expandable_blockquote", "offset": 0, "length": len(text)}
    sent = await bot.say(ANA, text, entities=[whole])
    await chat.open(ANA)

    node = chat.message(sent).locator("blockquote")

    await expect(node).to_have_attribute("data-short", "true")
    await expect(node.locator("[data-role=quote-toggle]")).to_be_hidden()


async def test_a_spoiler_shows_its_words_before_its_link_can_be_followed(chat, bot, ana_waits):
    text = "The lamp was out."
    entities = [
        entity("spoiler", text, "out"),
        entity("text_link", text, "out", url="https://example.org/"),
    ]
    sent = await bot.say(ANA, text, entities=entities)
    await chat.open(ANA)
    hidden = chat.message(sent).locator("[data-entity=spoiler]")
    await expect(hidden.locator("a")).to_be_hidden()

    await hidden.click()

    await expect(hidden.locator("a")).to_be_visible()
    assert len(chat.page.context.pages) == 1


async def test_right_to_left_text_runs_right_to_left(chat, sandbox):
    [sent] = sandbox.persons.send(ANA, ANA, "چراغ دریایی کجاست؟")
    await chat.open(ANA)

    await expect(chat.message(sent).locator(".body")).to_have_css("direction", "rtl")


async def test_a_command_in_a_text_is_sent_by_tapping_it(chat, bot, ana_waits):
    text = "Try /tides for today."
    sent = await bot.say(ANA, text, entities=[entity("bot_command", text, "/tides")])
    await chat.open(ANA)
    await bot.next_update("message")

    await chat.message(sent).locator("[data-entity=bot_command]").click()

    assert (await bot.next_update("message"))["text"] == "/tides"
