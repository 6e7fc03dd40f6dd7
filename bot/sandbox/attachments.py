"""What people send beside text: pictures, voices, stickers, files, places."""

from base64 import b64decode
from binascii import Error as NotBase64

from bot.sandbox.errors import PageRefused, Refused
from bot.sandbox.files import FileStore, StoredFile
from bot.sandbox.methods.media import photo_size
from bot.sandbox.wire import Json

# One grey pixel, and the first bytes of an Ogg page: enough where a test only needs "a photo".
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
SILENCE = b"OggS\x00\x02" + bytes(22)
DEFAULTS = {
    "photo": ("photo.png", "image/png", PIXEL),
    "sticker": ("sticker.png", "image/png", PIXEL),
    "voice": ("voice.ogg", "audio/ogg", SILENCE),
    "document": ("notes.txt", "text/plain", b"A few notes.\n"),
}
FOLDERS = {"photo": "photos", "sticker": "stickers", "voice": "voice", "document": "documents"}
KINDS = (*DEFAULTS, "location")


def attachment(files: FileStore, kind: str, given: Json | None) -> Json:
    """Store what a person attached and return it in the fields of a message.

    given: {"name", "mime", "base64"}; a small default is taken when there is none.
    """
    if kind not in DEFAULTS:
        raise PageRefused(f"One can send {', '.join(KINDS)}, and not {kind!r}.")
    name, mime, content = _read(given) if given is not None else DEFAULTS[kind]
    return {kind: _described(kind, files.add(FOLDERS[kind], name, mime, content))}


def location(given: Json | None) -> Json:
    """Return a place in the fields of a message; Baku when none is given."""
    place = given or {"latitude": 40.4, "longitude": 49.9}
    if place.keys() != {"latitude", "longitude"} or not all(
        isinstance(number, int | float) for number in place.values()
    ):
        raise PageRefused("A location has a latitude and a longitude, both numbers.")
    return {"location": place}


def _described(kind: str, file: StoredFile) -> object:
    if kind == "photo":
        try:
            return [photo_size(file)]
        except Refused:
            raise PageRefused("That photo is neither a PNG nor a JPEG.") from None
    if kind == "voice":
        return file.as_file() | {"duration": 3, "mime_type": file.mime}
    if kind == "sticker":
        look = {"type": "regular", "width": 512, "height": 512, "emoji": "🙂"}
        return file.as_file() | look | {"is_animated": False, "is_video": False}
    return file.as_named_file()


def _read(given: Json) -> tuple[str, str, bytes]:
    name, mime, encoded = (given.get(field) for field in ("name", "mime", "base64"))
    if not isinstance(name, str) or not isinstance(mime, str) or not isinstance(encoded, str):
        raise PageRefused("A file has a name, a mime type and its content as base64.")
    try:
        return name, mime, b64decode(encoded, validate=True)
    except NotBase64:
        raise PageRefused("The file's content is not base64.") from None
