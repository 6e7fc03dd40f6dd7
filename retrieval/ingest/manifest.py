"""`manifest.toml`: metadata beside the files it is about, and words about the dossier itself.

    [dossier]
    title = "The ferry"
    about = "What is known of the ferry Marisol."
    examples = ["When did the ferry sink?"]

    ["marisol.txt"]
    title = "Ferry lost"
    publisher = "Harbour Post"
    date = 2024-03-05
    url = "https://harbour.example/marisol"

A table is named as its file, or as its path below the manifest. What a manifest states wins over
what the file says itself, because a person put it there.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from retrieval.errors import MetadataUnreadable
from retrieval.ingest.metadata import KNOWN_FIELDS, Metadata, is_known_field, read_metadata

FILE_NAME = "manifest.toml"
_DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One folder's manifest. entries: by file name or path below the folder, as written."""

    entries: Mapping[str, Metadata] = field(default_factory=dict)
    title: str | None = None
    about: str | None = None
    examples: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_manifest(data: bytes) -> Manifest:
    """Return what a manifest states; values that cannot be used become its problems.

    Raises MetadataUnreadable when it is no TOML.
    """
    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise MetadataUnreadable("TOML", str(error)) from error
    problems: list[str] = []
    about = tables.pop(_DOSSIER, {})
    if not isinstance(about, dict):
        problems.append("states dossier as a value; write it as a table, [dossier].")
        about = {}
    entries = {}
    for name, table in _file_tables(tables, problems):
        entries[name], mistakes = read_metadata(table)
        problems += [f"for {name}: {mistake}" for mistake in mistakes]
        problems += _unknown_fields(name, table)
    examples = _examples(about, problems)
    return Manifest(
        entries,
        _text(about, "title", problems),
        _text(about, "about", problems),
        examples,
        tuple(problems),
    )


def _file_tables(
    tables: Mapping[str, object], problems: list[str], path: str = ""
) -> Iterator[tuple[str, Mapping[str, object]]]:
    for key, value in tables.items():
        name = f"{path}.{key}" if path else key
        if not isinstance(value, dict):
            problems.append(f'states {name} outside a table; write ["file name"] above it.')
        elif value and all(isinstance(inner, dict) for inner in value.values()):
            # [marisol.txt] without quotes is a table "txt" inside a table "marisol".
            yield from _file_tables(value, problems, name)
        else:
            yield name, value


def _unknown_fields(name: str, table: Mapping[str, object]) -> list[str]:
    return [
        f"for {name}: {key} is not a field; the fields are {', '.join(KNOWN_FIELDS)}."
        for key in table
        if not is_known_field(key)
    ]


def _text(table: Mapping[str, object], key: str, problems: list[str]) -> str | None:
    value = table.get(key)
    if value is None or (isinstance(value, str) and value.strip()):
        return " ".join(value.split()) if value else None
    problems.append(f"states {key} of the dossier as something else than a text.")
    return None


def _examples(table: Mapping[str, object], problems: list[str]) -> tuple[str, ...]:
    value = table.get("examples", [])
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(" ".join(item.split()) for item in value if item.strip())
    problems.append("states examples of the dossier as something else than a list of questions.")
    return ()
