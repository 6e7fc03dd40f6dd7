"""A citation as a person reads it, and the link that jumps to the quoted words."""

import re
from urllib.parse import quote as percent_encode, urlsplit

from bot.messages import Messages
from bot.rendering.cutting import first_words
from bot.rendering.message import FormattedText, TextBuilder, utf16_units
from retrieval.model import Citation, Quote

MAX_TITLE_UNITS = 160
MAX_PUBLISHER_UNITS = 80
# Beyond this a text fragment names the first and the last words instead of the whole sentence:
# https://wicg.github.io/scroll-to-text-fragment/ allows both, and long addresses get cut by apps.
MAX_FRAGMENT_CHARACTERS = 120
FRAGMENT_EDGE_WORDS = 5
# What every browser and app opens; a longer address goes without the fragment, or is no link.
MAX_ADDRESS_CHARACTERS = 2_000
ELLIPSIS = "…"

# White space but for the two spaces that keep French marks and long numbers together.
_BREAKS = re.compile("[^\\S\u00a0\u202f]+")
_NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]")


def render_citation(number: int, quote: Quote, words: Messages) -> FormattedText:
    """Return `[n] publisher — “title”, date, ¶ n`; the title is the link where there is one."""
    citation = quote.citation
    builder = TextBuilder().add(f"{words.numbered(number)} ", "bold")
    if publisher := shorten(citation.publisher or "", MAX_PUBLISHER_UNITS):
        named = words.brief_of(publisher) if citation.restated else publisher
        builder.add(f"{words.writing.isolate(named)} — ")
    elif citation.restated:
        builder.add(f"{words.BRIEF} — ")
    address = link_to(quote)
    builder.add(name_of(citation, words), "text_link" if address else None, address)
    place = words.date(citation.published), words.paragraph(citation.paragraph)
    return builder.add(words.writing.listed(("", *place))).build()


def name_of(citation: Citation, words: Messages) -> str:
    """Return the title in quotation marks, or the document's id where it has no title."""
    if title := shorten(citation.title or "", MAX_TITLE_UNITS):
        return words.writing.quoted(title)
    return words.untitled(shorten(citation.document_id, MAX_TITLE_UNITS))


def link_to(quote: Quote) -> str | None:
    """Return the document's address, None without one that opens.

    For an original it jumps to the quoted sentence.
    """
    citation = quote.citation
    address = web_address(citation.url)
    if address is None or citation.restated:
        return address
    words = (quote.highlight or next(iter(quote.pieces), "")).strip()
    jump = address.partition("#")[0] + text_fragment(words) if words else address
    return jump if len(jump) <= MAX_ADDRESS_CHARACTERS else address


def web_address(url: str | None) -> str | None:
    """Return the address if Telegram would open it, else None.

    A button with any other address makes Telegram refuse the whole message.
    """
    if not url or len(url) > MAX_ADDRESS_CHARACTERS or _NOT_IN_ADDRESSES.search(url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    opens = parts.scheme in {"http", "https"} and "." in host.strip(".") and port != 0
    return url if opens else None


def text_fragment(words: str) -> str:
    """Return the `#:~:text=` fragment by which a browser scrolls to these words and marks them.

    Source: the text directive of https://wicg.github.io/scroll-to-text-fragment/, where a dash, a
    comma and an ampersand have a meaning of their own and so are percent-encoded.
    """
    parts = words.split()
    if len(words) <= MAX_FRAGMENT_CHARACTERS or len(parts) <= 2 * FRAGMENT_EDGE_WORDS:
        return "#:~:text=" + _encode(" ".join(parts))
    first, last = parts[:FRAGMENT_EDGE_WORDS], parts[-FRAGMENT_EDGE_WORDS:]
    return f"#:~:text={_encode(' '.join(first))},{_encode(' '.join(last))}"


def shorten(text: str, limit: int) -> str:
    """Return the text on one line, cut with an ellipsis when it is over `limit` UTF-16 units."""
    line = _BREAKS.sub(" ", text).strip()
    if utf16_units(line) <= limit:
        return line
    return first_words(line, limit - len(ELLIPSIS)).rstrip(" ,;:") + ELLIPSIS


def _encode(text: str) -> str:
    return percent_encode(text, safe="", errors="replace").replace("-", "%2D")
