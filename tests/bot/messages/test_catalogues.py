"""The translations: complete, in step with the code, and with every blank where it belongs."""

import gettext
import re
import string

import pytest

from bot.messages import ENGLISH_CODE, LANGUAGES, messages_in
from bot.messages.catalogue import DOMAIN, LOCALES
from tests import catalogues

OTHERS = [language for language in LANGUAGES if language != ENGLISH_CODE]
# A form for "one" or "two" may say the number in words.
COUNT = "count"


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def entries(language):
    return [message for message in catalogues.in_step(language) if message.id]


def pairs(message):
    """Return every translated form with the English that it stands for."""
    if isinstance(message.string, tuple):
        return [(message.id[1], form) for form in message.string]
    return [(message.id, message.string)]


def test_every_language_of_the_list_has_a_catalogue_and_no_other_has():
    assert {path.name for path in LOCALES.iterdir()} == set(OTHERS)


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_exactly_what_is_said(language):
    written = catalogues.read_po_file(language)

    kept = {(message.context, message.id) for message in written if message.id}
    said = {(message.context, message.id) for message in catalogues.said() if message.id}
    assert kept - said == set(), "no longer said: run python -m tests.catalogues"
    assert said - kept == set(), "not in the catalogue: run python -m tests.catalogues"


@pytest.mark.parametrize("language", OTHERS)
def test_everything_is_translated(language):
    lacking = [m.id for m in entries(language) if not catalogues.is_translated(m)]

    assert lacking == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_blanks_of_the_english(language):
    for message in entries(language):
        is_counted = isinstance(message.id, tuple)
        for english, translated in pairs(message):
            lacking = blanks(english) - blanks(translated)
            assert blanks(translated) <= blanks(english), translated
            assert lacking <= ({COUNT} if is_counted else set()), translated


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_commands_the_emoji_and_the_lines_of_the_english(language):
    for message in entries(language):
        for english, translated in pairs(message):
            for pattern in (r"(?<!\S)/[a-z]+", "[👍👎]", "•", r"\n"):
                found = [sorted(re.findall(pattern, text)) for text in (english, translated)]
                assert found[0] == found[1], (pattern, translated)


@pytest.mark.parametrize("language", OTHERS)
def test_spaces_at_the_ends_are_kept(language):
    for message in entries(language):
        for english, translated in pairs(message):
            assert english.endswith(" ") == translated.endswith(" "), translated
            assert translated.strip(), message.id


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_catalogue_says_what_the_text_says(language):
    compiled = gettext.translation(DOMAIN, LOCALES, [language])

    for message in catalogues.read_po_file(language):
        if isinstance(message.id, tuple):
            counted = {compiled.ngettext(*message.id, count) for count in range(300)}
            assert counted == set(message.string), "run python -m tests.catalogues"
        elif message.id:
            found = (
                compiled.pgettext(message.context, message.id)
                if message.context
                else compiled.gettext(message.id)
            )
            assert found == message.string, "run python -m tests.catalogues"


def test_what_is_not_translated_is_said_in_english():
    assert messages_in("fa").say("Nobody translated this sentence.") == (
        "Nobody translated this sentence."
    )


@pytest.mark.parametrize(
    ("code", "language"),
    [("ru", "ru"), ("az-AZ", "az"), ("FA", "fa"), ("pt-br", "en"), ("", "en"), (None, "en")],
)
def test_a_language_is_found_by_telegrams_code_or_is_english(code, language):
    assert messages_in(code).language == language
