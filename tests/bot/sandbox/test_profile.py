"""Command menus by scope and language, names and descriptions."""

import pytest

from bot.sandbox.people import ANA, BABAK, CHEN, NEWSROOM


def menu(name):
    return [{"command": name, "description": f"Does {name}"}]


async def shown(page, person, chat):
    body = await page.get("commands", person=person, chat=chat)
    return "".join(command["command"] for command in body["commands"])


async def test_the_bot_introduces_itself(bot):
    me = await bot.do("getMe")

    assert (me["id"], me["is_bot"]) == (123456, True)
    assert (me["can_read_all_group_messages"], me["supports_inline_queries"]) == (False, True)


async def test_the_narrowest_scope_wins_and_language_within_it(bot, page):
    steps = [
        ({}, ("a", "a", "a", "a")),
        ({"scope": {"type": "all_group_chats"}}, ("a", "b", "b", "a")),
        ({"scope": {"type": "all_chat_administrators"}}, ("a", "c", "b", "a")),
        ({"scope": {"type": "chat", "chat_id": NEWSROOM}}, ("a", "d", "d", "a")),
        ({"scope": {"type": "chat_administrators", "chat_id": NEWSROOM}}, ("a", "e", "d", "a")),
        (
            {"scope": {"type": "chat_member", "chat_id": NEWSROOM, "user_id": ANA}},
            ("a", "f", "d", "a"),
        ),
        ({"language_code": "fa"}, ("a", "f", "d", "g")),
        ({"scope": {"type": "all_private_chats"}}, ("h", "f", "d", "h")),
        (
            {"scope": {"type": "all_private_chats"}, "language_code": "fa"},
            ("h", "f", "d", "i"),
        ),
        ({"scope": {"type": "chat", "chat_id": ANA}}, ("j", "f", "d", "i")),
    ]
    places = [(ANA, ANA), (ANA, NEWSROOM), (CHEN, NEWSROOM), (BABAK, BABAK)]
    for letter, (where, expected) in zip("abcdefghij", steps, strict=True):
        await bot.do("setMyCommands", commands=menu(letter), **where)
        assert tuple([await shown(page, *place) for place in places]) == expected


async def test_a_deleted_menu_lets_the_wider_one_show(bot, page):
    private = {"type": "all_private_chats"}
    await bot.do("setMyCommands", commands=menu("wide"))
    await bot.do("setMyCommands", commands=menu("narrow"), scope=private)
    assert await bot.do("getMyCommands", scope=private) == menu("narrow")

    await bot.do("deleteMyCommands", scope=private)

    assert await bot.do("getMyCommands", scope=private) == []
    assert await shown(page, ANA, ANA) == "wide"
    assert (await page.events())[-1]["type"] == "commands"


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"commands": menu("Ask")}, "commands[0].command"),
        ({"commands": menu("a" * 33)}, "commands[0].command"),
        ({"commands": [{"command": "ask", "description": ""}]}, "commands[0].description"),
        ({"commands": [{"command": "ask", "description": "a" * 257}]}, "commands[0].description"),
        ({"commands": menu("ask") * 2}, "twice"),
        ({"commands": [menu(f"a{number}")[0] for number in range(101)]}, "0 to 100"),
        ({"commands": menu("ask"), "language_code": "english"}, "language_code"),
        ({"commands": menu("ask"), "scope": {"type": "everywhere"}}, "scope.type"),
        ({"commands": menu("ask"), "scope": {"type": "chat"}}, "chat_id"),
        ({"commands": menu("ask"), "scope": {"type": "default", "chat_id": 1}}, "the fields []"),
        ({"commands": menu("ask"), "scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
    ],
)
async def test_menus_that_would_not_work_are_refused(bot, parameters, reason):
    assert reason in await bot.refused("setMyCommands", **parameters)


@pytest.mark.parametrize(
    ("title", "field", "most"),
    [("Description", "description", 512), ("ShortDescription", "short_description", 120)],
)
async def test_texts_are_kept_by_language(bot, page, title, field, most):
    await bot.do(f"setMy{title}", **{field: "All"})
    await bot.do(f"setMy{title}", **{field: "Ours"}, language_code="fa")

    assert await bot.do(f"getMy{title}") == {field: "All"}
    assert await bot.do(f"getMy{title}", language_code="fa") == {field: "Ours"}
    assert await bot.do(f"getMy{title}", language_code="de") == {field: "All"}
    assert (await page.get("people"))["bot"][field] == "All"
    assert field in await bot.refused(f"setMy{title}", **{field: "a" * (most + 1)})


async def test_the_name_is_the_bots_own_until_it_is_set(bot):
    before = await bot.do("getMyName")
    await bot.do("setMyName", name="Files")

    assert before == {"name": "Dossier"}
    assert await bot.do("getMyName") == {"name": "Files"}
    assert await bot.do("logOut")
    assert await bot.do("close")
