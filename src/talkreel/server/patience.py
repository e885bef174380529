"""How long a request's body may take."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

# These have a rule of their own: a file may take long, as long as it comes.
_FILES = ("/api/upload-video/", "/uploads/")


class Patient:
    """Receives a body that must be whole in so many seconds. A client that leaves afterwards is waited for."""

    def __init__(self, receive: Receive, path: str, seconds: float) -> None:
        self._receive, self._seconds = receive, seconds
        self._whole = any(part in path for part in _FILES)
        self._until = 0.0

    async def __call__(self) -> Message:
        """The next part of it.

        Raises:
            HTTPException: 408, the time is over.
        """
        if self._whole:
            return await self._receive()
        now = asyncio.get_running_loop().time()
        self._until = self._until or now + self._seconds
        try:
            message = await asyncio.wait_for(self._receive(), self._until - now)
        except TimeoutError as cause:
            raise HTTPException(408, "the body did not come in time") from cause
        self._whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message
