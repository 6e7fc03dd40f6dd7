"""Typed declarations of parameters, and the check of what a request brings against them.

Stricter than Telegram on purpose: a parameter that is not declared, or of the wrong type, is
refused by name, where Telegram would ignore it or guess. A form's field is text, so numbers and
booleans are read from it, and arrays and objects are JSON in it; a JSON body must use JSON's types.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.wire import Json


@dataclass(frozen=True, slots=True)
class FormField:
    """The text of a form's field or of a query string's, not yet read as a type."""

    text: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart request."""

    name: str
    mime: str
    content: bytes


class Kind:
    """A type of parameter; `noun` says in an error what was expected."""

    noun: str = "a value"

    def read(self, text: str) -> object:
        """Return what a form field's text stands for; ValueError when it stands for nothing."""
        return json.loads(text)

    def check(self, value: object, where: str) -> object:
        """Return the value when it is of this type; raise Refused when it is not."""
        raise wrong_type(where, self)


@dataclass(frozen=True, slots=True)
class Integer(Kind):
    """A whole number between two bounds, if they are given."""

    low: int | None = None
    high: int | None = None
    noun: str = "an integer"

    def read(self, text: str) -> object:
        """Return the number a form's field holds."""
        if not re.fullmatch(r"-?\d{1,19}", text):
            raise ValueError(text)
        return int(text)

    def check(self, value: object, where: str) -> object:
        """Return a number within the bounds; True and False are not numbers."""
        if type(value) is not int:
            raise wrong_type(where, self)
        if (self.low is not None and value < self.low) or (
            self.high is not None and value > self.high
        ):
            raise bad_request(f'parameter "{where}" must be from {self.low} to {self.high}')
        return value


@dataclass(frozen=True, slots=True)
class Boolean(Kind):
    """True or false."""

    noun: str = "a boolean"

    def read(self, text: str) -> object:
        """Return what a form's field says, in any case of letters."""
        return {"true": True, "false": False}[text.lower()]

    def check(self, value: object, where: str) -> object:
        """Return True or False; 0 and 1 are refused."""
        if type(value) is not bool:
            raise wrong_type(where, self)
        return value


@dataclass(frozen=True, slots=True)
class String(Kind):
    """Text, of a form if one is given."""

    pattern: str | None = None
    noun: str = "a string"

    def read(self, text: str) -> object:
        """Return the text itself."""
        return text

    def check(self, value: object, where: str) -> object:
        """Return text without half characters, matching the pattern as a whole."""
        if not isinstance(value, str):
            raise wrong_type(where, self)
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise bad_request(f'parameter "{where}": strings must be encoded in UTF-8')
        if self.pattern is not None and not re.fullmatch(self.pattern, value):
            raise bad_request(f'parameter "{where}" must match {self.pattern}')
        return value


@dataclass(frozen=True, slots=True)
class ChatId(Kind):
    """A chat's number; in the API also a @name, which no chat here has."""

    noun: str = "a chat id or a @name"

    def read(self, text: str) -> object:
        """Return the number, or the name as it is."""
        return text if text.startswith("@") else Integer().read(text)

    def check(self, value: object, where: str) -> object:
        """Return a number or a @name."""
        if type(value) is int or (isinstance(value, str) and value.startswith("@")):
            return value
        raise wrong_type(where, self)


@dataclass(frozen=True, slots=True)
class Array(Kind):
    """A list of one kind, with a least and a greatest length."""

    of: Kind
    least: int = 0
    most: int | None = None
    noun: str = "an array"

    def check(self, value: object, where: str) -> object:
        """Return the list with every element checked."""
        if not isinstance(value, list):
            raise wrong_type(where, self)
        if len(value) < self.least or (self.most is not None and len(value) > self.most):
            raise bad_request(f'parameter "{where}" must have {self.least} to {self.most} elements')
        return [self.of.check(one, f"{where}[{index}]") for index, one in enumerate(value)]


@dataclass(frozen=True, slots=True)
class Object(Kind):
    """An object with declared fields only; `rule` checks what fields mean together."""

    fields: Mapping[str, "Parameter"]
    rule: Callable[[Json], None] | None = None
    noun: str = "an object"

    def check(self, value: object, where: str) -> object:
        """Return the object with every field checked."""
        if not isinstance(value, dict):
            raise wrong_type(where, self)
        checked = _check_fields(self.fields, value, f"{where}.")
        if self.rule is not None:
            self.rule(checked)
        return checked


@dataclass(frozen=True, slots=True)
class FileOrId(Kind):
    """A file that comes with the request, or the id of one the server has."""

    noun: str = "a file in the request or a file_id"

    def read(self, text: str) -> object:
        """Return the text itself."""
        return text

    def check(self, value: object, where: str) -> object:
        """Return an upload or a file id; a URL is refused, for the sandbox fetches nothing."""
        if isinstance(value, Upload):
            return value
        if not isinstance(value, str):
            raise wrong_type(where, self)
        if "://" in value:
            raise bad_request(f'parameter "{where}": the sandbox does not fetch files from URLs')
        return value


@dataclass(frozen=True, slots=True)
class Unsupported(Kind):
    """A parameter the API has and the sandbox does not act out, with the reason why."""

    reason: str = field(default="the sandbox does not act this out")

    def check(self, value: object, where: str) -> object:
        """Refuse, naming the parameter and the reason."""
        raise bad_request(f'parameter "{where}": {self.reason}')

    def read(self, text: str) -> object:
        """Return the text itself; the check refuses it."""
        return text


@dataclass(frozen=True, slots=True)
class Parameter:
    """A kind, and whether it must be there."""

    kind: Kind
    required: bool = False


Declared = Mapping[str, Parameter]


def required(kind: Kind) -> Parameter:
    """Return a parameter that must be there."""
    return Parameter(kind, required=True)


def optional(kind: Kind) -> Parameter:
    """Return a parameter that may be left out."""
    return Parameter(kind)


def read_form(declared: Declared, raw: Mapping[str, object]) -> Json:
    """Return raw parameters with every form field read that can be; the rest stay as they are."""
    return {name: _read(declared.get(name), value) for name, value in raw.items()}


def check_parameters(declared: Declared, given: Mapping[str, object]) -> Json:
    """Return the parameters of a request in their types; raise Refused at the first wrong one."""
    return _check_fields(declared, given, "")


def wrong_type(where: str, kind: Kind) -> Refused:
    """Return the refusal of a value that is not of the kind."""
    return bad_request(f'parameter "{where}" must be {kind.noun}')


def _read(parameter: Parameter | None, value: object) -> object:
    if not isinstance(value, FormField) or parameter is None:
        return value
    try:
        return parameter.kind.read(value.text)
    except (ValueError, KeyError, RecursionError):
        return value  # still a form field, so the check refuses it


def _check_fields(declared: Declared, given: Mapping[str, object], where: str) -> Json:
    for name in given:
        if name not in declared:
            raise bad_request(f'parameter "{where}{name}" is unknown to the sandbox')
    for name, parameter in declared.items():
        if parameter.required and name not in given:
            raise bad_request(f'parameter "{where}{name}" is required')
    return {name: declared[name].kind.check(given[name], where + name) for name in given}
