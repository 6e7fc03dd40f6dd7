"""What a source states about itself, checked field by field; what it does not state stays None.

Values come from YAML front matter, TOML, HTML tags or labels in scraped text, and may be anything;
a value that cannot be used becomes a line for a person, never a guess.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlsplit

from retrieval.ingest.dates import read_date

# Other names under which the fields are commonly written.
_ALIASES = {
    "publisher": "publisher",
    "outlet": "publisher",
    "site_name": "publisher",
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "date_published": "published",
    "published_at": "published",
    "publication_date": "published",
    "url": "url",
    "link": "url",
    "source_url": "url",
    "canonical_url": "url",
    "language": "language",
    "lang": "language",
    "restated": "restated",
}
KNOWN_FIELDS = ("title", "publisher", "date", "url", "language", "restated")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document; None where nothing states it."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    restated: bool | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """Return these values, and the other's where these are unknown."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(other, **{name: value for name, value in own.items() if value is not None})


def read_metadata(stated: Mapping[str, object]) -> tuple[Metadata, list[str]]:
    """Return the usable fields of a mapping, and a line for each field that is not usable.

    Keys that are no field of a document are passed over: front matter serves other programs too.
    """
    values: dict[str, object] = {}
    problems = []
    for key, value in stated.items():
        name = _ALIASES.get(str(key).strip().lower().replace("-", "_"))
        if name is None or value is None or value == "" or name in values:
            continue
        try:
            values[name] = _READERS[name](value)
        except ValueError as error:
            problems.append(f"states {key} as {_shown(value)}, {error}; it stays unknown.")
    return Metadata(**values), problems  # type: ignore[arg-type]


def is_known_field(key: str) -> bool:
    """Return whether a key is read at all."""
    return key.strip().lower().replace("-", "_") in _ALIASES


def _read_text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("which is no text")
    text = " ".join(str(value).split())
    if not text:
        raise ValueError("which is empty")
    return text


def _read_url(value: object) -> str:
    text = _read_text(value)
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or " " in text:
        raise ValueError("which is no http or https address")
    return text


def _read_language(value: object) -> str:
    # YAML 1.1 reads the code of Norwegian as a boolean.
    text = "no" if value is False else _read_text(value)
    code = re.split("[-_]", text.lower())[0]
    if not re.fullmatch("[a-z]{2}", code):
        raise ValueError('which is no two-letter language code such as "en"')
    return code


def _read_restated(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in {"true", "yes"}:
        return True
    if text in {"false", "no"}:
        return False
    raise ValueError("which is neither true nor false")


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


_READERS: dict[str, Callable[[object], object]] = {
    "title": _read_text,
    "publisher": _read_text,
    "published": read_date,
    "url": _read_url,
    "language": _read_language,
    "restated": _read_restated,
}
