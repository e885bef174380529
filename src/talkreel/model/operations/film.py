"""Operations on the film as a whole, and on what may be changed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from talkreel.model.value import Strict


class SetCanvas(Strict):
    """Give the film another size, rate or background; None keeps what is. Everything is laid out anew, not cropped.

    before  +------+    after  +---+
            | film |           | f |
            +------+           | i |
                               +---+
    """

    op: Literal["set_canvas"] = "set_canvas"
    width: int | None = Field(default=None, ge=16, le=8192)
    height: int | None = Field(default=None, ge=16, le=8192)
    fps: int | None = Field(default=None, ge=1, le=120)
    background: str | None = None


class Lock(Strict):
    """Keep a segment from being changed, or free it again.

    before  |--a--|--b--|
    after   |==a==|--b--|
    """

    op: Literal["lock"] = "lock"
    id: str
    on: bool = True
