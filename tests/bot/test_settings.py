import os
from pathlib import Path

import pytest

from bot.errors import SettingsError, TokenMissing
from bot.settings import (
    PROJECT_ROOT,
    Settings,
    environment_with,
    load_settings,
    opt_in_to_timedeltas,
    token_of,
)

TOKEN = "123456789:AAHinventedSecretOfNoBotAtAll-0123"
SECRET = TOKEN.partition(":")[2]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch, tmp_path):
    """Nothing is set, and there is no .env."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def mistakes() -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return caught.value.mistakes


def test_without_anything_set_the_shipped_dossier_is_served_by_polling():
    settings = load_settings()

    assert settings.telegram_bot_token is None
    assert settings.telegram_api_base_url == "https://api.telegram.org/bot"
    assert settings.dossier_dir == PROJECT_ROOT / "seeds"
    assert settings.database_path == PROJECT_ROOT / "data" / "dossier.sqlite3"
    assert (settings.mode, settings.retention_days, settings.log_level) == ("polling", 90, "INFO")
    assert settings.admin_ids == frozenset()


def test_the_example_file_names_every_setting_and_can_be_taken_as_it_is(tmp_path):
    example = (PROJECT_ROOT / ".env.example").read_text(encoding="utf-8")
    (tmp_path / ".env").write_text(example, encoding="utf-8")

    named = {line.partition("=")[0] for line in example.splitlines() if "=" in line}

    assert {name.upper() for name in Settings.model_fields} <= named
    assert load_settings() == Settings(_env_file=None)


def test_the_token_is_read_and_white_space_around_it_dropped(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f" {TOKEN}\n")

    assert token_of(load_settings()) == TOKEN


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_token_is_explained_when_it_is_needed(monkeypatch, value):
    if value is not None:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", value)

    with pytest.raises(TokenMissing, match="@BotFather"):
        token_of(load_settings())


@pytest.mark.parametrize(
    "token", ["none", "123456", "123456:short", f"{TOKEN} {TOKEN}", f"bot{TOKEN}", f"{TOKEN}!"]
)
def test_what_is_no_token_is_refused_without_being_shown(monkeypatch, token):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)

    [mistake] = mistakes()

    assert mistake.startswith("TELEGRAM_BOT_TOKEN: does not look like a bot token. Open Telegram")
    assert token not in mistake


def test_all_mistakes_are_reported_together(monkeypatch):
    wrong = {
        "TELEGRAM_BOT_TOKEN": "nonsense",
        "TELEGRAM_API_BASE_URL": "api.telegram.org",
        "TELEGRAM_API_FILE_URL": "https://api.telegram.org/file",
        "ADMIN_IDS": "1,two",
        "RETENTION_DAYS": "0",
        "MODE": "webhook",
        "WEBHOOK_PORT": "65536",
        "WEBHOOK_SECRET": "with spaces",
        "LOG_LEVEL": "LOUD",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)

    found = mistakes()

    # WEBHOOK_URL is missing, and MODE is not wrong in itself.
    assert {line.partition(":")[0] for line in found} == (wrong.keys() | {"WEBHOOK_URL"}) - {"MODE"}
    assert len(found) == len(wrong)


def test_the_error_lists_its_mistakes_line_by_line(monkeypatch):
    monkeypatch.setenv("MODE", "pigeon")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")

    with pytest.raises(SettingsError) as caught:
        load_settings()

    assert str(caught.value) == (
        "The settings cannot be used:\n"
        "- MODE: must be polling or webhook\n"
        "- LOG_LEVEL: must be DEBUG, INFO, WARNING or ERROR"
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ADMIN_IDS", "12;13", "numbers separated by commas"),
        ("ADMIN_IDS", "ana", "numbers separated by commas"),
        ("LEAST_CONFIDENCE", "2", "from 0 (guesses) to 1 (stays silent)"),
        ("RETENTION_DAYS", "forever", "1 to 36500"),
        ("RETENTION_DAYS", "-1", "1 to 36500"),
        ("WEBHOOK_PORT", "https", "1 to 65535"),
        ("TELEGRAM_API_BASE_URL", "https:///bot", "ends in /bot"),
        ("TELEGRAM_API_BASE_URL", "ftp://a.example/bot", "ends in /bot"),
        ("TELEGRAM_API_BASE_URL", "https://[half/bot", "ends in /bot"),
        ("TELEGRAM_API_BASE_URL", "https://a.example/bot/", "ends in /bot"),
        ("WEBHOOK_URL", "http://a.example/hook", "https://"),
        ("WEBHOOK_URL", "http://127.0.0.1.a.example/hook", "https://"),
        ("WEBHOOK_URL", "https://", "https://"),
        ("DOSSIER_DIR", "~nobody-by-this-name/x", "home of nobody"),
    ],
)
def test_each_mistake_says_what_to_write_instead(monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)

    [mistake] = mistakes()

    assert mistake.startswith(f"{name}: ")
    assert words in mistake


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("12345", {12345}),
        ("12345,67890", {12345, 67890}),
        (" 12345 , 67890, ", {12345, 67890}),
        ("12345 67890", {12345, 67890}),
        ("12345,\n67890", {12345, 67890}),
        ("5,5", {5}),
        ("", set()),
        (" , ", set()),
    ],
)
def test_administrators_may_be_written_in_several_ways(monkeypatch, value, ids):
    monkeypatch.setenv("ADMIN_IDS", value)

    assert load_settings().admin_ids == ids


def test_words_may_be_written_in_any_case(monkeypatch):
    monkeypatch.setenv("MODE", "Polling ")
    monkeypatch.setenv("LOG_LEVEL", "debug")

    settings = load_settings()

    assert (settings.mode, settings.log_level) == ("polling", "DEBUG")


@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields])
@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_value_counts_as_not_set(monkeypatch, name, value):
    default = load_settings()
    monkeypatch.setenv(name, value)

    assert load_settings() == default


def test_settings_are_taken_from_the_env_file_and_the_environment_wins(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text(
        f"# a comment\nTELEGRAM_BOT_TOKEN='{TOKEN}'\nRETENTION_DAYS=7\nMODE=polling\nOTHER=x\n"
    )
    monkeypatch.setenv("RETENTION_DAYS", "8")

    settings = load_settings()

    assert token_of(settings) == TOKEN
    assert settings.retention_days == 8


def test_an_env_file_that_is_no_text_is_a_mistake_too(tmp_path):
    (tmp_path / ".env").write_bytes(b"MODE=\xff\xfe\n")

    assert mistakes() == (".env: cannot be read (it is not UTF-8 text)",)


def test_what_the_command_line_says_wins_unless_it_says_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("DOSSIER_DIR", "elsewhere")
    monkeypatch.setenv("DATA_DIR", "kept")

    settings = load_settings(dossier_dir=tmp_path, data_dir=None)

    assert (settings.dossier_dir, settings.data_dir) == (tmp_path, Path("kept"))


def test_a_tilde_is_the_home_folder_and_other_paths_stay_as_they_are(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DOSSIER_DIR", "~/stories")
    monkeypatch.setenv("DATA_DIR", "a/../b")

    settings = load_settings()

    assert settings.dossier_dir == tmp_path / "stories"
    assert settings.data_dir == Path("a/../b")


def test_webhooks_need_an_address_and_a_secret(monkeypatch):
    monkeypatch.setenv("MODE", "webhook")

    url, secret = mistakes()

    assert url == "WEBHOOK_URL: MODE=webhook needs the public https address Telegram delivers to"
    assert secret == "WEBHOOK_SECRET: MODE=webhook needs a random word only Telegram and you know"


@pytest.mark.parametrize(
    "url", ["https://bot.example/hook", "http://127.0.0.1:8443/x", "http://localhost:1/x"]
)
def test_webhooks_may_be_delivered_over_https_or_to_this_machine(monkeypatch, url):
    monkeypatch.setenv("MODE", "webhook")
    monkeypatch.setenv("WEBHOOK_URL", url)
    monkeypatch.setenv("WEBHOOK_SECRET", "a-word_of-1")

    settings = load_settings()

    assert settings.webhook_url == url
    assert settings.webhook_secret is not None
    assert settings.webhook_secret.get_secret_value() == "a-word_of-1"


def test_secrets_are_in_no_repr_and_no_dump(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("WEBHOOK_SECRET", "open-sesame")

    settings = load_settings()

    for shown in (repr(settings), str(settings), f"{settings.model_dump()}"):
        assert SECRET not in shown
        assert "open-sesame" not in shown


@pytest.mark.parametrize("token", [f"{TOKEN} ", f"{TOKEN}\n{TOKEN}", f"x{TOKEN}"])
def test_no_part_of_a_failure_shows_the_token(monkeypatch, token):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    monkeypatch.setenv("MODE", "pigeon")

    with pytest.raises(SettingsError) as caught:
        load_settings()

    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in f"{error} {error!r}"
        error = error.__cause__ or error.__context__


def test_a_process_of_ones_own_gets_the_environment_and_more(monkeypatch):
    monkeypatch.setenv("DATA_DIR", "kept")

    environment = environment_with(MODE="polling")

    assert environment == {**os.environ, "MODE": "polling"}
    assert environment["DATA_DIR"] == "kept"


def test_times_come_as_timedeltas_unless_somebody_said_otherwise(monkeypatch):
    monkeypatch.delenv("PTB_TIMEDELTA", raising=False)
    opt_in_to_timedeltas()
    assert os.environ["PTB_TIMEDELTA"] == "true"

    monkeypatch.setenv("PTB_TIMEDELTA", "false")
    opt_in_to_timedeltas()
    assert os.environ["PTB_TIMEDELTA"] == "false"
