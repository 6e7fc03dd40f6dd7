"""Bring the `.po` files in step with what the code says, and compile them.

    python -m tests.catalogues

Every message of `bot/messages` is put into the `.po` file of every language, with its translation
if it had one; what is said no longer is taken out. Prints what is not translated yet, and ends
with 1 where there is something. `tests/bot/messages` fails until this was run.
"""

# ruff: noqa: T201

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bot.messages import ENGLISH_CODE, LANGUAGES
from bot.messages.catalogue import DOMAIN, LOCALES

ROOT = LOCALES.parent.parent
MESSAGES = LOCALES.parent / "messages"
# What is given to these is said: the arguments that are English, "c" the one that is the context.
KEYWORDS = {
    "marked": None,
    "Phrase": None,
    "say": None,
    "Label": ((1, "c"), 2),
    "say_as": ((1, "c"), 2),
    "say_counted": (1, 2),
}
HEADER = """\
# What the bot says, translated. `python -m tests.catalogues` keeps this file in step with the code
# and compiles it; the head of bot/messages/__init__.py says how to add a message.
# {…} stands for what is filled in: keep every one of them. Buttons must stay short."""
# A date that never changes, so that writing a file anew changes nothing by itself.
WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)


def main() -> int:
    """Write all files; return how many languages lack something."""
    lacking = 0
    for language in LANGUAGES:
        if language == ENGLISH_CODE:
            continue
        catalog = in_step(language)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        missing = [message.id for message in catalog if message.id and not is_translated(message)]
        lacking += bool(missing)
        for message_id in missing:
            print(f"{language}: {message_id!r}")
    return lacking


def po_path(language: str) -> Path:
    """Return where a language's translations stand; the compiled ones are beside them."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_po_file(language: str) -> Catalog:
    """Return the language's translations as they are written; empty where there is no file."""
    path = po_path(language)
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN, abort_invalid=True)


def said() -> Catalog:
    """Return every message that the code says, in the order of the files."""
    catalog = Catalog()
    for path in sorted(MESSAGES.glob("*.py")):
        for english, context in _extracted(path):
            catalog.add(english, context=context, locations=[(str(path.relative_to(ROOT)), 1)])
    return catalog


def in_step(language: str) -> Catalog:
    """Return the language's translations of exactly what is said."""
    kept = read_po_file(language)
    catalog = Catalog(
        language,
        domain=DOMAIN,
        header_comment=HEADER,
        project="dossier-bot",
        version="1",
        msgid_bugs_address="the project's issue tracker",
        creation_date=WRITTEN,
        revision_date=WRITTEN,
        last_translator="the project",
        language_team="the project",
        fuzzy=False,
    )
    for message in said():
        if message.id:
            old = kept.get(_key(message), context=message.context)
            catalog.add(
                message.id,
                old.string if old else "",
                message.locations,
                context=message.context,
            )
    return catalog


def is_translated(message: Message) -> bool:
    """Return whether every form of a message has its translation."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms)


def as_po(catalog: Catalog) -> bytes:
    """Return the catalogue as a `.po` file."""
    file = io.BytesIO()
    write_po(file, catalog, width=100, include_lineno=False)
    return file.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return the catalogue compiled."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def _extracted(path: Path) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    for _, english, _, context in extract_from_file("python", path, KEYWORDS):
        yield english, context


if __name__ == "__main__":
    sys.exit(main())
