"""What the bot says of itself, by language: its name, its description, its short description."""


class Profile:
    """Texts by field and language; an empty text takes the dedicated one away."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], str] = {}

    def set(self, field: str, language: str, text: str) -> None:
        """Keep the text of a field for a language; the empty language means all others."""
        if text:
            self._texts[field, language] = text
        else:
            self._texts.pop((field, language), None)

    def get(self, field: str, language: str) -> str:
        """Return the text that people of a language read."""
        return self._texts.get((field, language)) or self._texts.get((field, ""), "")
