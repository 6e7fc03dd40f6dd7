"""Bytes to text: the encoding a file says or shows, newlines as one kind, no control characters.

Nothing else about the text changes: spaces, quotes and invisible letters stay as published, so
that what is quoted later stands in the file.
"""

import codecs
import re
from typing import NamedTuple

from retrieval.errors import FileEmpty, FileNotText

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
# A text file in the wild holds a stray control byte now and then; a binary one holds many.
_MOST_CONTROLS = 0.02
_SAMPLE_BYTES = 65_536

# Letters beyond ASCII by language. Western and central European code pages cannot be told apart
# by statistics on a few bytes, but a language never mixes its letters with another's.
_LETTERS = (
    ("cp1252", "éèêëàâçîïôùûüœæÿ"),
    ("cp1252", "äöüßé"),
    ("cp1252", "áéíóúüñ"),
    ("cp1252", "ãõáéíóúâêôàç"),
    ("cp1252", "àèéìíòóùú"),
    ("cp1252", "åäöæøé"),
    ("cp1254", "çğıöşüâîûİ"),
    ("cp1252", "áðéíóúýþæö"),
    ("cp1250", "ąćęłńóśźż"),
    ("cp1250", "áčďéěíňóřšťúůýž"),
    ("cp1250", "áäčďéíĺľňóôŕšťúýž"),
    ("cp1250", "áéíóöőúüű"),
    ("cp1250", "čćđšž"),
    ("cp1250", "ăâîşţ"),
    ("cp1257", "ąčęėįšųūž"),
    ("cp1257", "āčēģīķļņšūž"),
    ("cp1257", "äõöüšž"),
)
_LATIN_PAGES = frozenset({"cp1250", "cp1252", "cp1254", "cp1257"})
# Cyrillic pages hold the same letters at other places, so a wrong one gives rare letters and
# capitals inside words. Chosen on Russian, Ukrainian and Bulgarian of ten words and more: the
# right page scores 0.56 to 0.76, a wrong one, and other scripts, below 0.4.
_CYRILLIC_PAGES = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5")
_COMMON_CYRILLIC = frozenset("оеаинтсрвлкі")
_CYRILLIC_FIT = 0.45
_TYPOGRAPHY = frozenset("’‘“”„«»–—…•·°§€£©®™¡¿\u00a0")


class Decoded(NamedTuple):
    """A file's text; problem is a line for a person when some of it could not be read surely."""

    text: str
    problem: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of a file's bytes with "\\n" as its only newline.

    declared: the encoding that the content itself names, such as an HTML page's charset.
    Raises FileEmpty or FileNotText.
    """
    if not data.strip():
        raise FileEmpty
    _refuse_signatures(data)
    text, problem = _decode(data, declared)
    _refuse_noise(text)
    cleaned = _CONTROLS.sub("", _NEWLINES.sub("\n", text))
    if not cleaned.strip():
        raise FileEmpty
    return Decoded(cleaned, problem)


def _refuse_signatures(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise FileNotText(name)


def _refuse_noise(text: str) -> None:
    sample = text[:_SAMPLE_BYTES]
    controls = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    if controls > max(3, _MOST_CONTROLS * len(sample)):
        raise FileNotText(None)


def _decode(data: bytes, declared: str | None) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly_or_not(data, encoding)
    zeros = _utf16_without_mark(data)
    if zeros:
        return _strictly_or_not(data, zeros)
    for encoding in ("utf-8", *([declared] if declared else [])):
        try:
            return data.decode(encoding), None
        except (UnicodeDecodeError, LookupError):
            continue
    return _mostly_utf8(data) or _legacy(data)


def _strictly_or_not(data: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace").replace("\ufffd", "")
        return text, f"has bytes that are no {encoding}; they were left out. Save it as UTF-8."


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = data[: _SAMPLE_BYTES // 8 * 2]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> tuple[str, str | None] | None:
    """Return UTF-8 with its broken bytes read as cp1252, or None when it is no UTF-8 at all.

    Bytes of another encoding hardly ever form valid sequences, so those prove that it is UTF-8.
    """
    kept = data.decode("utf-8", errors="surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in kept)
    valid = sum(character > "\x7f" for character in kept) - broken
    if valid < 2 * broken:
        return None
    text = re.sub("[\udc80-\udcff]", lambda found: _western(ord(found[0]) - 0xDC00), kept)
    plural = "byte that is" if broken == 1 else "bytes that are"
    return text, f"has {broken} {plural} not UTF-8; read as cp1252. Check it, save it as UTF-8."


def _western(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="ignore")


def _legacy(data: bytes) -> tuple[str, str | None]:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few files need it; it is slow to load

    cyrillic = _cyrillic_page(data)
    if cyrillic is not None:
        return data.decode(cyrillic), None
    best = from_bytes(data[: _SAMPLE_BYTES * 4]).best()
    if best is None:
        raise FileNotText(None)
    encoding = best.encoding
    if encoding in _LATIN_PAGES or encoding.startswith(("latin", "iso8859", "mac", "cp")):
        encoding = _latin_page(data, encoding)
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace").replace("\ufffd", "")
        return text, f"seems to be {encoding}, with bytes that are not. Save it as UTF-8."


def _cyrillic_page(data: bytes) -> str | None:
    """Return the Cyrillic code page in which the text makes sense, or None if none does."""
    sample = bytes(byte for byte in data[: _SAMPLE_BYTES * 4] if byte > 0x7F)
    latin_letters = sum(chr(byte).isalpha() for byte in data[: _SAMPLE_BYTES * 4] if byte < 0x80)
    if len(sample) < max(6, latin_letters):
        return None
    scores = [(_cyrillic_fit(data, sample, page), -n) for n, page in enumerate(_CYRILLIC_PAGES)]
    best, place = max(scores)
    return _CYRILLIC_PAGES[-place] if best >= _CYRILLIC_FIT else None


def _cyrillic_fit(data: bytes, sample: bytes, page: str) -> float:
    try:
        data.decode(page)
    except UnicodeDecodeError:
        return 0.0
    text = sample.decode(page)
    return sum(letter in _COMMON_CYRILLIC for letter in text) / len(text)


def _latin_page(data: bytes, guessed: str) -> str:
    """Return the Latin code page whose letters the text uses, or the guess if none fits well."""
    sample = bytes(byte for byte in data[: _SAMPLE_BYTES * 4] if byte > 0x7F)
    guess = sample.decode(guessed, errors="ignore")
    if any("\u0370" <= character < "\u1e00" for character in guess):
        return guessed  # Greek, Cyrillic, Hebrew, Arabic and further scripts are guessed well
    scores = [(_fit(sample, page, letters), page) for page, letters in _LETTERS]
    best = max(score for score, _ in scores)
    return next(page for score, page in scores if score == best) if best > 0.7 else guessed


def _fit(sample: bytes, page: str, letters: str) -> float:
    text = sample.decode(page, errors="replace").replace("İ", "i")
    return sum(c in _TYPOGRAPHY or c.lower() in letters for c in text) / max(1, len(text))
