"""Reading a Bot API request: query string, JSON body, urlencoded form, or multipart with files."""

import json
from collections.abc import Mapping

from tornado.httputil import HTTPServerRequest

from bot.sandbox.errors import bad_request
from bot.sandbox.parameters import FormField, Upload


def read_parameters(request: HTTPServerRequest) -> dict[str, object]:
    """Return the raw parameters of a request; raise Refused when its body cannot be read."""
    fields = _texts(request.arguments)
    if request.headers.get("Content-Type", "").partition(";")[0].strip() == "application/json":
        return fields | _json_object(request.body)
    uploads = {
        name: Upload(files[-1]["filename"], files[-1]["content_type"], files[-1]["body"])
        for name, files in request.files.items()
    }
    return _attached(fields, uploads)


def _texts(arguments: Mapping[str, list[bytes]]) -> dict[str, object]:
    try:
        return {name: FormField(values[-1].decode()) for name, values in arguments.items()}
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _json_object(body: bytes) -> dict[str, object]:
    if not body:
        return {}
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise bad_request("the JSON body must be an object")
    return parsed


def _attached(fields: dict[str, object], uploads: dict[str, Upload]) -> dict[str, object]:
    """Put each upload where it belongs: under its own name, or where `attach://` points at it."""
    joined: dict[str, object] = dict(fields)
    waiting = dict(uploads)
    for name, value in fields.items():
        if isinstance(value, FormField) and value.text.startswith("attach://"):
            part = value.text.removeprefix("attach://")
            if part not in uploads:
                raise bad_request(f'parameter "{name}" points at a part {part!r} that is not there')
            joined[name] = uploads[part]
            waiting.pop(part, None)
    return joined | waiting
