"""YAML front matter: the mapping between two lines of dashes at the top of a text file."""

import re
from typing import NamedTuple

from retrieval.errors import MetadataUnreadable

_START = re.compile(r"\A\s*---[ \t]*\n")
_BLOCK = re.compile(
    r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"^[A-Za-z_][\w -]*:(?:\s|$)", re.MULTILINE)


class FrontMatter(NamedTuple):
    """What stands between the dashes, and the text below; error when it cannot be parsed."""

    stated: dict[str, object]
    body: str
    error: MetadataUnreadable | None = None

    @property
    def is_there(self) -> bool:
        """Whether the text starts with front matter, readable or not."""
        return bool(self.stated) or self.error is not None


def split_front_matter(text: str) -> FrontMatter:
    """Return a text's front matter and its body; a text without any is all body.

    Dashes around something that is no list of fields are rules on a page, and stay in the body.
    """
    if not _START.match(text):
        return FrontMatter({}, text)
    block = _BLOCK.match(text)
    if block is None:
        head = text[:2_000]
        if _FIELD.match(head.split("\n", 1)[1].lstrip() if "\n" in head else ""):
            error = MetadataUnreadable("front matter", "the closing line of dashes is missing", 1)
            return FrontMatter({}, text, error)
        return FrontMatter({}, text)
    if not _FIELD.search(block[1]):
        return FrontMatter({}, text)
    body = text[block.end() :]
    try:
        return FrontMatter(_parse(block[0]), body)
    except MetadataUnreadable as error:
        return FrontMatter({}, body, error)


def _parse(block: str) -> dict[str, object]:
    import yaml  # noqa: PLC0415 - plain scraped text does without
    from frontmatter.default_handlers import YAMLHandler  # noqa: PLC0415

    handler = YAMLHandler()
    fields, _ = handler.split(block.strip() + "\n")
    try:
        # Every scalar stays the text it is: no dates that are no days, no language "no" that is
        # False. What a field means is decided in `metadata`.
        stated = handler.load(fields, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        cause = getattr(error, "problem", None) or "it is no YAML"
        line = mark.line + 1 if mark is not None else None
        raise MetadataUnreadable("front matter", str(cause), line) from error
    if not isinstance(stated, dict):
        raise MetadataUnreadable("front matter", "it is no list of fields", 2)
    return stated
