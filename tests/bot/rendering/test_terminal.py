from dataclasses import replace
from io import StringIO

from hypothesis import given
from rich.console import Console

from bot.rendering.message import Message, TextBuilder
from bot.rendering.reply import quote_parts, render_part
from bot.rendering.terminal import character_range, render_terminal, to_rich
from tests.bot.rendering.builders import a_quote, few, quotes
from tests.english import ENGLISH


def printed(message: Message, width: int = 80, *, terminal: bool = False) -> str:
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=terminal, soft_wrap=not terminal, highlight=False
    )
    console.print(render_terminal(message))
    return out.getvalue()


def reply(*found) -> Message:
    return render_part(quote_parts(found, ENGLISH, lead="Further passages:")[0], "key")


def test_a_pipe_gets_plain_text_with_a_bar_beside_quotes_and_addresses_behind_links():
    rain = a_quote(
        "Rain fell.\nIt was cold.", None, url="https://harbour.example/rain", restated=True
    )

    assert printed(reply(a_quote(restated=True), rain, rain)) == (
        "Further passages:\n"
        "\n"
        "│ The ferry stays in port. Its pump is broken.\n"
        "[1] brief of Harbour Post — “The ferry stays in port” <https://harbour.example/ferry>, "
        "4 March 2031, ¶ 3\n"
        "\n"
        "│ Rain fell.\n"
        "│ It was cold.\n"
        "[2] brief of Harbour Post — “The ferry stays in port” <https://harbour.example/rain>, "
        "4 March 2031, ¶ 3\n"
        "\n"
        "│ Rain fell.\n"
        "│ It was cold.\n"
        "[3] brief of Harbour Post — “The ferry stays in port” <https://harbour.example/rain>, "
        "4 March 2031, ¶ 3\n"
    )


def test_a_pipe_never_folds_lines():
    quote = a_quote("word " * 300, None)

    lines = printed(reply(quote), width=40).splitlines()

    assert any(line.count("word") == 300 for line in lines)


def test_on_a_terminal_every_folded_line_of_a_quote_has_its_bar():
    out = printed(reply(a_quote("word " * 100, None, url=None)), width=40, terminal=True)

    lines = [line for line in out.splitlines() if "word" in line]
    assert len(lines) > 10
    assert all(line.startswith("\x1b[2m│ \x1b[0mword") for line in lines)


def test_on_a_terminal_the_sentence_that_answers_is_bold():
    out = printed(reply(a_quote()), terminal=True)

    assert "\x1b[1mIts pump is broken.\x1b[0m" in out


def test_a_document_cannot_steer_the_terminal():
    wild = a_quote("Red \x1b[31mtext\x07 and\x9b2J more.", None, title="\x1b]0;x\x07")

    assert not set(printed(reply(wild))) & {"\x1b", "\x07", "\x9b"}


def test_brackets_in_a_document_are_not_taken_for_markup():
    assert "[bold]x[/bold]" in printed(reply(a_quote("[bold]x[/bold]", None)))


def test_spans_are_found_behind_emoji():
    body = TextBuilder().add("🙂🙂 ").add("𝒳y", "bold").build()

    assert character_range(body.text, body.spans[0]) == (3, 5)


def test_styles_cover_what_the_spans_cover():
    body = TextBuilder().add("🙂\x07 ").add("b", "bold").add(" c").build()

    text = to_rich(body)

    assert [(text.plain[s.start : s.end], str(s.style)) for s in text.spans] == [("b", "bold")]


@few
@given(quotes())
def test_any_reply_can_be_printed_on_any_width(quote):
    message = reply(replace(quote, pieces=quote.pieces[:1], highlight=None))

    assert printed(message)
    assert printed(message, width=20, terminal=True)
