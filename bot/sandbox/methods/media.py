"""sendDocument, sendPhoto and getFile."""

from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.files import MAX_DOWNLOAD_BYTES, MAX_UPLOAD_BYTES, StoredFile
from bot.sandbox.images import image_size
from bot.sandbox.methods.method import Method
from bot.sandbox.methods.sending import DELIVERY, captioned, deliver, writable_chat
from bot.sandbox.parameters import Boolean, FileOrId, String, Upload, optional, required
from bot.sandbox.shapes import ENTITIES
from bot.sandbox.wire import Json
from bot.sandbox.world import World

MAX_PHOTO_BYTES = 10_000_000


def send_document(world: World, given: Json) -> Json:
    """Post a file of any type with a caption."""
    writable_chat(world, given["chat_id"])
    caption = captioned(given)
    file = _file(world, given["document"], "documents", MAX_UPLOAD_BYTES)
    return deliver(world, given, {"document": file.as_named_file()} | caption)


def send_photo(world: World, given: Json) -> Json:
    """Post a picture with a caption."""
    writable_chat(world, given["chat_id"])
    caption = captioned(given)
    file = _file(world, given["photo"], "photos", MAX_PHOTO_BYTES)
    return deliver(world, given, {"photo": [photo_size(file)]} | caption)


def get_file(world: World, given: Json) -> Json:
    """Return the path from which a file can be downloaded."""
    file = world.files.find(given["file_id"])
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return file.as_file() | {"file_path": file.path}


def photo_size(file: StoredFile) -> Json:
    """Return a picture as the API's PhotoSize; raise Refused when it is none."""
    size = image_size(file.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return file.as_file() | {"width": size[0], "height": size[1]}


def _file(world: World, given: str | Upload, folder: str, most: int) -> StoredFile:
    """Return the file that came along, now stored, or the one that is meant by an id."""
    if isinstance(given, str):
        found = world.files.find(given)
        if found is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return found
    if not given.content:
        raise bad_request("file must be non-empty")
    if len(given.content) > most:
        raise Refused(413, "Request Entity Too Large")
    return world.files.add(folder, given.name, given.mime, given.content)


_CAPTION = {"caption": optional(String()), "caption_entities": optional(ENTITIES)}
METHODS = {
    "sendDocument": Method(
        send_document,
        DELIVERY
        | _CAPTION
        | {
            "document": required(FileOrId()),
            "disable_content_type_detection": optional(Boolean()),
        },
    ),
    "sendPhoto": Method(
        send_photo,
        DELIVERY
        | _CAPTION
        | {
            "photo": required(FileOrId()),
            "show_caption_above_media": optional(Boolean()),
            "has_spoiler": optional(Boolean()),
        },
    ),
    "getFile": Method(get_file, {"file_id": required(String())}),
}
