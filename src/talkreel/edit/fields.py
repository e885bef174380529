"""Changing fields of values: only those that are given, checked as if they had been read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, cast

from pydantic import BaseModel, ValidationError

from talkreel.errors import EditError

Model = TypeVar("Model", bound=BaseModel)


def given(value: BaseModel) -> dict[str, object]:
    """The fields that were given when the value was made, by name."""
    return {name: getattr(value, name) for name in value.model_fields_set}


def overlaid(old: Model, new: Model) -> Model:
    """The old value with the fields that the new one was given."""
    return old.model_copy(update=given(new))


def validated(kind: type[Model], wire: Mapping[str, object]) -> Model:
    """The value of that wire JSON.

    Raises:
        EditError: it cannot be one.
    """
    try:
        return kind.model_validate(wire)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise EditError("error.edit_value", field=where, reason=first["msg"]) from fault


def merged(old: object, new: object) -> object:
    """JSON merge patch (RFC 7396): an object is merged key by key, and null takes a key away."""
    if not isinstance(new, dict):
        return new
    result = dict(cast(dict[str, object], old)) if isinstance(old, dict) else {}
    for name, value in cast(dict[str, object], new).items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result
