"""Chunks that machines draw for each other, by way of the object store.

On one machine all processes share a cache. Where media are in a bucket there may be many machines: what one has drawn
goes to the bucket under the hash of what it shows, and whoever writes the film takes it from there.
"""

from __future__ import annotations

from collections.abc import Iterable

from talkreel.errors import NotFoundError, TalkreelError
from talkreel.studio.hosted.host import Holdings

PREFIX = "chunks"


def bring(holdings: Holdings, keys: Iterable[str]) -> int:
    """Take chunks that others have drawn into the cache of this machine; how many.

    Raises:
        UnavailableError: the object store does not answer.
    """
    if not holdings.settings.media_url:
        return 0
    from talkreel.render.cache import default_cache
    from talkreel.render.workers import KIND

    cache, brought = default_cache(), 0
    for key in keys:
        if not cache.has(KIND, key):
            try:
                brought += cache.adopt(KIND, key, holdings.objects.path_of(_place(key)))
            except NotFoundError:
                continue
    return brought


def give(holdings: Holdings, keys: Iterable[str]) -> None:
    """Let others have what this machine has drawn. Where that fails they draw it again."""
    if not holdings.settings.media_url:
        return
    from talkreel.render.cache import default_cache
    from talkreel.render.workers import KIND

    cache = default_cache()
    for key in keys:
        path = cache.path(KIND, key)
        if path is not None:
            try:
                holdings.objects.put_file(_place(key), path)
            except TalkreelError:
                return


def _place(key: str) -> str:
    """Not the bare hash: that of a key is of what is shown, not of the bytes."""
    return f"{PREFIX}/{key[:2]}/c{key}"
