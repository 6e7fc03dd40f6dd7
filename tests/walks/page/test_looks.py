"""How the page looks and moves: themes, contrast, a phone's width, scrolling, the keyboard."""

import pytest
from playwright.async_api import expect

from bot.sandbox.people import ANA, BABAK, NEWSROOM

pytestmark = pytest.mark.asyncio(loop_scope="session")

BACKGROUND = "node => getComputedStyle(node).backgroundColor"

# The least contrast between text and what lies behind it, over all elements that show text.
LOWEST_CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const shown = [...document.querySelectorAll("#app *")].filter((node) => node.checkVisibility()
    && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  const measured = shown.map((node) => {
    const [one, other] = [light(rgba(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return { ratio, what: `${node.className || node.tagName}: ${node.textContent.slice(0, 30)}` };
  });
  return measured.sort((a, b) => a.ratio - b.ratio)[0];
}"""


async def fill_with_everything(bot, sandbox):
    """Let the group hold one of each thing that has a colour."""
    [asked] = sandbox.persons.send(ANA, NEWSROOM, "/ask@dossier_sandbox_bot see #tides example.org")
    sandbox.persons.send(BABAK, NEWSROOM, "A word from me")
    text = "bold code quote link\nA long quote"
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "code", "offset": 5, "length": 4},
        {"type": "text_link", "offset": 16, "length": 4, "url": "https://example.org/"},
        {"type": "blockquote", "offset": 21, "length": 12},
    ]
    return await bot.say(
        NEWSROOM,
        text,
        entities=entities,
        reply_parameters={"message_id": asked["message_id"], "quote": "see"},
        reply_markup={"inline_keyboard": [[{"text": "Press", "callback_data": "p"}]]},
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_has_enough_contrast(chat, bot, sandbox, scheme):
    await fill_with_everything(bot, sandbox)
    await bot.call("setMyCommands", commands=[{"command": "ask", "description": "Ask it"}])
    await chat.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await chat.open(ANA, NEWSROOM)
    await expect(chat.part("keyboard-button")).to_be_visible()
    await chat.part("drawer-toggle").click()
    await chat.part("menu-button").click()

    lowest = await chat.page.evaluate(LOWEST_CONTRAST)

    assert lowest["ratio"] >= 4.5, lowest


async def test_the_page_follows_the_system_until_one_chooses(chat, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    body = chat.page.locator("body")
    await chat.page.emulate_media(color_scheme="light")
    await chat.open(ANA)
    light = await body.evaluate(BACKGROUND)
    await chat.page.emulate_media(color_scheme="dark")
    dark = await body.evaluate(BACKGROUND)

    await chat.part("theme-toggle").click()
    await chat.page.reload()

    assert light != dark
    await expect(chat.page.locator("html")).to_have_attribute("data-theme", "light")
    assert await body.evaluate(BACKGROUND) == light


async def test_a_phone_never_scrolls_sideways(chat, bot, sandbox):
    await chat.page.set_viewport_size({"width": 360, "height": 740})
    await fill_with_everything(bot, sandbox)
    sandbox.persons.send(ANA, NEWSROOM, "word" * 200)
    await bot.say(
        NEWSROOM,
        "x = " + "y" * 300,
        entities=[{"type": "pre", "offset": 0, "length": 304, "language": "text"}],
        reply_markup={
            "inline_keyboard": [
                [{"text": f"Button {n} " * 4, "callback_data": str(n)}] * 1 for n in range(2)
            ]
            + [[{"text": f"Long{n}" * 5, "url": "https://example.org/"} for n in range(4)]]
        },
    )
    await chat.open(ANA, NEWSROOM)
    await expect(chat.part("keyboard-button").last).to_be_visible()

    widths = await chat.page.evaluate(
        """() => ["html", "#log", "#composer", "#chat-header"].map((name) => {
          const node = document.querySelector(name);
          return [name, node.scrollWidth - node.clientWidth];
        })"""
    )
    outside = await chat.page.evaluate(
        """() => [...document.querySelectorAll("#chat *")].filter((node) => node.checkVisibility()
          && !node.closest("pre") && node.getBoundingClientRect().right > innerWidth + 0.5)
          .map((node) => node.className)"""
    )

    assert [excess for _, excess in widths] == [0, 0, 0, 0], widths
    assert outside == []


async def test_a_long_last_message_does_not_widen_the_list(chat, sandbox):
    sandbox.persons.send(ANA, NEWSROOM, "A long line about the harbour. " * 20)
    await chat.open(ANA)
    await expect(chat.part("chat-item").last).to_contain_text("harbour")

    excess = await chat.page.locator("#sidebar").evaluate(
        "node => node.scrollWidth - node.clientWidth"
    )

    assert excess == 0


async def test_on_a_phone_one_goes_back_to_the_list(chat, sandbox):
    sandbox.persons.send(ANA, ANA, "Hello")
    await chat.page.set_viewport_size({"width": 360, "height": 740})
    await chat.open(ANA)
    await expect(chat.part("chat-list")).to_be_hidden()

    await chat.part("back").click()
    await chat.page.locator(f"[data-chat-id='{NEWSROOM}']").click()

    await expect(chat.part("chat-title")).to_have_text("Newsroom")
    await chat.part("person-switch").click()
    await chat.part(f"write-as-{BABAK}").click()
    await expect(chat.part("person-switch")).to_have_accessible_name(
        "Writing as Babak. Write as somebody else"
    )


async def test_reading_further_up_is_not_disturbed(chat, bot, sandbox):
    for number in range(60):
        sandbox.persons.send(ANA, ANA, f"line {number}")
    await chat.open(ANA)
    log = chat.part("log")
    await expect(log).to_have_attribute("data-at-end", "true")
    await log.evaluate("node => { node.scrollTop = -700; }")
    await expect(log).to_have_attribute("data-at-end", "false")
    row = chat.part("message").filter(has_text="line 45")
    before = await row.bounding_box()

    sent = await bot.say(ANA, "news")

    await expect(chat.part("jump-count")).to_have_text("1")
    after = await row.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] == pytest.approx(before["y"], abs=2)
    await chat.part("jump-down").click()
    await expect(chat.message(sent)).to_be_in_viewport()


async def test_what_a_button_unfolds_grows_downwards(chat, bot, sandbox):
    for number in range(30):
        sandbox.persons.send(ANA, ANA, f"line {number}")
    markup = {"inline_keyboard": [[{"text": "Context", "callback_data": "c"}]]}
    sent = await bot.say(ANA, "The quote.", reply_markup=markup)
    await chat.open(ANA)
    before = await chat.message(sent).bounding_box()

    await chat.button("Context").click()
    await bot.next_update("callback_query")
    longer = "The quote.\n" + "A line of what stands around it.\n" * 9
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    await bot.call("editMessageText", **place, text=longer, reply_markup=markup)
    await expect(chat.text(sent)).to_contain_text("around it")

    after = await chat.message(sent).bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] * 2
    assert after["y"] == pytest.approx(before["y"], abs=2)


async def test_a_message_longer_than_the_screen_shows_its_beginning(chat, bot, sandbox):
    for number in range(30):
        sandbox.persons.send(ANA, ANA, f"line {number}")
    await chat.open(ANA)
    await expect(chat.part("log")).to_have_attribute("data-at-end", "true")

    sent = await bot.say(ANA, "A line of a very long answer.\n" * 60)

    await expect(chat.part("jump-down")).to_be_visible()
    log = await chat.part("log").bounding_box()
    box = await chat.message(sent).bounding_box()
    assert log is not None
    assert box is not None
    assert 0 <= box["y"] - log["y"] < 40


async def test_a_long_press_opens_the_menu(chat, bot, sandbox):
    [own] = sandbox.persons.send(ANA, ANA, "Hold me")
    await chat.open(ANA)
    touch = {"bubbles": True, "pointerType": "touch", "clientX": 600, "clientY": 600}

    await chat.text(own).dispatch_event("pointerdown", touch)

    await expect(chat.part("menu-copy")).to_be_visible()


async def test_two_thousand_messages_open_at_the_newest(chat, bot, sandbox):
    for number in range(1999):
        sandbox.persons.send(ANA if number % 3 else BABAK, NEWSROOM, f"line {number} 🦉 " * 3)
    await chat.open(ANA, NEWSROOM)
    await expect(chat.part("message")).to_have_count(1999)
    await expect(chat.part("message").last).to_be_in_viewport()

    sent = await bot.say(NEWSROOM, "the two thousandth")
    await chat.message(sent).wait_for()

    await expect(chat.message(sent)).to_be_in_viewport()
    took_ms = await chat.page.evaluate(
        """() => {
          const log = document.querySelector("[data-role=log]");
          const start = performance.now();
          for (let step = 1; step <= 20; step += 1) {
            log.scrollTop = -step * 600;
            log.getBoundingClientRect();
          }
          return performance.now() - start;
        }"""
    )
    assert took_ms < 1000


async def test_the_messages_can_be_walked_with_the_keyboard(chat, bot, sandbox):
    [own] = sandbox.persons.send(ANA, ANA, "first")
    last = await bot.say(ANA, "second")
    await chat.open(ANA)
    await chat.part("log").focus()

    await chat.page.keyboard.press("ArrowUp")
    await expect(chat.message(last)).to_be_focused()
    await chat.page.keyboard.press("ArrowUp")
    await expect(chat.message(own)).to_be_focused()
    await chat.page.keyboard.press("Enter")

    await expect(chat.part("menu-reply")).to_be_focused()
    await chat.page.keyboard.press("Escape")
    await expect(chat.message(own)).to_be_focused()
