"""What Telegram finds in a text by itself."""

import pytest

from bot.sandbox.entity_finder import find_entities
from bot.sandbox.units import cut


def found(text):
    return [(one["type"], cut(text, one["offset"], one["length"])) for one in find_entities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", [("bot_command", "/start")]),
        ("🌿 /ask@some_bot who?", [("bot_command", "/ask@some_bot")]),
        ("and/or 1/2 //no </no", []),
        ("hello @somebody.", [("mention", "@somebody")]),
        ("at @me", []),
        ("see https://example.org/a?b=c#d.", [("url", "https://example.org/a?b=c#d")]),
        ("(https://example.org/a_(b))", [("url", "https://example.org/a_(b)")]),
        ("go to example.org/news, now", [("url", "example.org/news")]),
        ("http://localhost:8080/x", [("url", "http://localhost:8080/x")]),
        ("e.g. this.That and U.S. troops", []),
        ("write to ana@example.org", [("email", "ana@example.org")]),
        ("#two #3 #a1", [("hashtag", "#two"), ("hashtag", "#a1")]),
        ("$EUR $eur", [("cashtag", "$EUR")]),
        ("", []),
    ],
)
def test_found_entities(text, expected):
    assert found(text) == expected


def test_a_long_text_without_anything_in_it_is_searched_quickly():
    assert find_entities("word " * 800 + "a." * 1000 + "-" * 500) == []
