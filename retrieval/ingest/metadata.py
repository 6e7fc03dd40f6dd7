"""What a source states about itself, checked field by field; what it does not state stays None.

Values come from YAML front matter, TOML, HTML tags or labels in scraped text, and may be anything;
a value that cannot be used becomes a line for a person, never a guess.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from urllib.parse import urlsplit

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

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![-/.\d])")
# Dots go with the day first everywhere; with strokes, day and month change places by country.
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


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


def read_date(value: object) -> date:
    """Return the calendar day that a value states, in the time zone it states it in.

    Understood are ISO dates and times, "3 March 2024", "March 3, 2024" and "03.03.2024".
    Raises ValueError for anything else, such as "03/04/2024", which is two days.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip() if isinstance(value, str) else ""
    parts = _date_parts(text)
    if parts is None:
        raise ValueError("which is no date such as 2024-03-31")
    try:
        return date(*parts)
    except ValueError:
        raise ValueError("which is no day of the calendar") from None


def _date_parts(text: str) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.match(text):
        rest = text[found.end() :]
        if not rest or rest[0] in "Tt " or not rest[0].isalnum():
            return int(found[1]), int(found[2]), int(found[3])
    if found := _DOTTED.match(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _DAY_FIRST.match(text):
        return _with_month(found[3], found[2], found[1])
    if found := _MONTH_FIRST.match(text):
        return _with_month(found[3], found[1], found[2])
    return None


def _with_month(year: str, name: str, day: str) -> tuple[int, int, int] | None:
    wanted = name.lower()
    matching = [n for n, month in enumerate(_MONTHS, 1) if month.startswith(wanted[:4])]
    if len(matching) != 1 or not (len(wanted) <= 4 or wanted in _MONTHS):
        return None
    return int(year), matching[0], int(day)


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
