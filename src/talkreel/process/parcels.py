"""What a guarded process sends back, opened with care: it may have been taken over by the file that it looked at.

A pickle can name any function to be called. Here only values can be made: our own data classes, models, errors and
tuples, plain builtins, numbers and arrays.
"""

from __future__ import annotations

import dataclasses
import importlib
import io
import pickle
from enum import Enum

from pydantic import BaseModel

from talkreel.errors import TalkreelError

_PLAIN = {
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("builtins", "bytearray"),
    ("builtins", "complex"),
    ("collections", "OrderedDict"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("fractions", "Fraction"),
    ("pathlib", "PosixPath"),
    ("pathlib", "WindowsPath"),
    ("pathlib", "PurePosixPath"),
    ("talkreel.errors", "_rebuild"),
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "scalar"),
    ("numpy._core.numeric", "_frombuffer"),
}
_VALUES = (BaseModel, TalkreelError, Enum, tuple)


class _Opening(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> object:
        if (module_name, global_name) in _PLAIN:
            return super().find_class(module_name, global_name)
        if module_name.split(".")[0] == "talkreel" and global_name.isidentifier():
            found = getattr(importlib.import_module(module_name), global_name, None)
            if isinstance(found, type) and found.__module__.split(".")[0] == "talkreel" and _is_value(found):
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name}")


def _is_value(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) or issubclass(kind, _VALUES)


def opened(parcel: bytes | bytearray) -> object:
    """The value in a pickle that nobody vouches for.

    Raises:
        UnpicklingError: it is damaged, or holds what is not a value.
    """
    try:
        return _Opening(io.BytesIO(parcel)).load()
    except pickle.UnpicklingError:
        raise
    except Exception as cause:
        raise pickle.UnpicklingError(type(cause).__name__) from cause
