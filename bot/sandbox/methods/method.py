"""What a method is: the function that carries it out and the parameters it takes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.sandbox.parameters import Parameter
from bot.sandbox.wire import Json
from bot.sandbox.world import World

Carry = Callable[[World, Json], object | Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Method:
    """A function from the world and the checked parameters to the result, at once or awaited."""

    carry_out: Carry
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
