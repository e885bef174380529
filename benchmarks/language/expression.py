"""The predicates' small language: a Python expression of names, calls, comparisons and arithmetic; nothing else.

`and` and `or` look at every side, so that each gives its leave. Equal numbers may differ by a frame (times, from 200
on) or by 0.015. A comparison with a group of segments is one with each of them.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

FRAME_MS = 45
Function = Callable[..., object]


class ExpressionError(Exception):
    """A predicate that cannot be read."""


@dataclass(frozen=True)
class Several:
    """One value for each segment of a group."""

    values: tuple[object, ...]


@lru_cache(maxsize=2048)
def parsed(text: str) -> ast.expr:
    """The predicate's tree.

    Raises:
        ExpressionError: it is not an expression.
    """
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as fault:
        raise ExpressionError(f"{text}: {fault.msg}") from fault


def evaluate(text: str, names: Mapping[str, object]) -> bool:
    """Whether the predicate holds. `names` are its values, groups and functions.

    Raises:
        ExpressionError: it cannot be read, or names what is not there.
    """
    return bool(_value(parsed(text), names))


_UNARY: dict[type[ast.unaryop], Callable[[object], object]] = {
    ast.Not: operator.not_,
    ast.USub: lambda value: -cast(float, value),
}


def _value(node: ast.expr, names: Mapping[str, object]) -> object:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return tuple(_value(item, names) for item in items)
        case ast.Attribute(value=inner, attr=attr):
            return _attribute(_value(inner, names), attr)
        case ast.BoolOp(op=op, values=sides):
            found = [bool(_value(side, names)) for side in sides]
            return all(found) if isinstance(op, ast.And) else any(found)
        case ast.UnaryOp(op=op, operand=inner) if type(op) in _UNARY:
            return _UNARY[type(op)](_value(inner, names))
        case ast.BinOp(left=left, op=op, right=right):
            return _arithmetic(op, _value(left, names), _value(right, names))
        case ast.Compare(left=left, ops=ops, comparators=rights):
            values = [_value(side, names) for side in (left, *rights)]
            return all(_compared(op, values[i], values[i + 1]) for i, op in enumerate(ops))
        case ast.Call(func=function, args=args, keywords=keywords):
            called = cast(Function, _value(function, names))
            given = {str(k.arg): _value(k.value, names) for k in keywords}
            return called(*(_value(arg, names) for arg in args), **given)
        case _:
            raise ExpressionError(f"not in the language: {ast.unparse(node)}")


def _attribute(value: object, attr: str) -> object:
    if attr.startswith("_"):
        raise ExpressionError(f"no {attr}")
    if isinstance(value, Several):
        return Several(tuple(_attribute(each, attr) for each in value.values))
    return getattr(value, attr)


_ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


def _arithmetic(op: ast.operator, left: object, right: object) -> object:
    if isinstance(left, Several):
        return Several(tuple(_arithmetic(op, each, right) for each in left.values))
    return _ARITHMETIC[type(op)](cast(float, left), cast(float, right))


_ORDER: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
}  # fmt: skip


def _compared(op: ast.cmpop, left: object, right: object) -> bool:
    if isinstance(left, Several):
        rights = right.values if isinstance(right, Several) else (right,) * len(left.values)
        return bool(left.values) and all(_compared(op, a, b) for a, b in zip(left.values, rights, strict=True))
    match op:
        case ast.Eq():
            return _equal(left, right)
        case ast.NotEq():
            return not _equal(left, right)
        case ast.In():
            return any(_equal(left, each) for each in cast(tuple[object, ...], right))
        case ast.NotIn():
            return not any(_equal(left, each) for each in cast(tuple[object, ...], right))
        case _:
            number = isinstance(left, int | float) and isinstance(right, int | float)
            return number and _ORDER[type(op)](cast(float, left), cast(float, right))


def _equal(left: object, right: object) -> bool:
    if isinstance(left, int | float) and isinstance(right, int | float):
        near = FRAME_MS if abs(right) >= 200 else 0.015
        return abs(left - right) <= near
    return left == right
