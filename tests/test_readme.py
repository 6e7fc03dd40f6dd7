"""The README says nothing that is not so: its commands, settings and the reply it shows."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.cli import COMMANDS, dossier
from bot.handlers.routes import COMMANDS as CHAT_COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCED = re.findall(r"^```\w*\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
LINES = [line for block in FENCED for line in block.splitlines()]
SETTINGS = {name.upper() for name in Settings.model_fields}


def command_of(line: str) -> list[str]:
    return line.removeprefix("$ ").partition("#")[0].split()


MAKE = sorted({w[-1] for line in LINES if (w := command_of(line)) and "make" in w[-2:-1]})
DOSSIER = sorted({" ".join(w) for line in LINES if (w := command_of(line))[:1] == ["dossier"]})


@pytest.mark.parametrize("target", MAKE)
def test_every_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("line", DOSSIER)
def test_every_command_and_option_exists(line: str) -> None:
    _, name, *rest = line.split()
    command: click.Command = import_module(f"bot.commands.{name}").command
    options = {option for parameter in command.params for option in parameter.opts}

    assert name in COMMANDS
    assert {word for word in rest if word.startswith("--")} <= options


def test_every_command_is_shown() -> None:
    assert {line.split()[1] for line in DOSSIER} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_shows_an_example(name: str) -> None:
    shown = CliRunner().invoke(dossier, [name, "--help"])

    assert shown.exit_code == 0
    assert "Example: " in shown.output
    assert "--dossier" in shown.output


def test_the_settings_are_those_that_exist() -> None:
    in_table = set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE))
    in_example = set(
        re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert in_table == SETTINGS
    assert in_example == SETTINGS


def test_each_line_of_the_example_settings_has_a_reason() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    without_reason = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if "=" in line.partition("#")[0] and not before.startswith(("#", "WEBHOOK_", "TELEGRAM_"))
    ]

    assert not without_reason


def test_every_chat_command_exists() -> None:
    (sentence,) = re.findall(r"In the chat: (.*?)\.", README, re.DOTALL)
    named = set(re.findall(r"/(\w+)", sentence))

    assert named == {name for name, _ in CHAT_COMMANDS}


def test_the_reply_shown_is_the_reply_given() -> None:
    (question,) = re.findall(r'^\$ dossier ask "(.*)"$', README, re.MULTILINE)
    (shown,) = re.findall(r"<!-- reply -->\n```\n(.*?)\n?```\n<!-- /reply -->", README, re.DOTALL)

    given = subprocess.run(
        [sys.executable, "-m", "bot.cli", "ask", question],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert given.stdout.strip() == shown.strip()


def test_the_pictures_shown_exist() -> None:
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", README)

    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)
