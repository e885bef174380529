"""B2 to B5: files that lie, that refer to others, that are torn, that bear wicked names."""

from __future__ import annotations

import http.server
import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hostile import BOMBS, changed, only, weighed
from tests.samples import FORMATS, sample

from talkreel.errors import InputError, TalkreelError
from talkreel.media.accepting import accept, examine
from talkreel.messages import say
from talkreel.process.guard import guarded

ROUNDS = 200 if os.environ.get("TALKREEL_SOAK") else 6
MOST_MB, MOST_S = 512, 2.0


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_burst_is_refused_small_and_soon(name: str, tmp_path: Path) -> None:
    """B2. Time is the processor's, so that a busy machine fails nobody."""
    path = tmp_path / "0"
    path.write_bytes(BOMBS[name]())
    try:
        told, megabytes, seconds = guarded(weighed, path, name, subject=name)
    except InputError:  # its process ended
        return
    assert megabytes <= MOST_MB, told
    assert seconds <= MOST_S, told


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("huge.png", "error.picture_too_large"),
        ("wide.png", "error.picture_too_large"),
        ("huge.jpg", "error.picture_too_large"),
        ("huge.gif", "error.picture_too_large"),
        ("million.gif", "error.media_frames"),
        ("huge.webp", "error.picture_too_large"),
        ("lossless.webp", "error.picture_too_large"),
        ("lossy.webp", "error.picture_too_large"),
        ("long.mp4", "error.media_hours"),
        ("times.mp4", "error.media_frames"),
        ("length.avi", "error.media_frames"),
        ("streams.mkv", "error.media_streams"),
        ("unpacks.docx", "error.document_too_large"),
    ],
)
def test_what_is_claimed_is_refused_by_its_limit(name: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "0"
    path.write_bytes(BOMBS[name]())
    with pytest.raises(TalkreelError) as caught:
        accept(path, name)
    assert caught.value.code == code
    assert name in say(code, "en", **caught.value.fields)
    assert say(code, "zh", **caught.value.fields)


class Canary(http.server.BaseHTTPRequestHandler):
    hits: list[str]

    def do_GET(self) -> None:
        type(self).hits.append(self.path)
        self.send_error(404)

    do_HEAD = do_POST = do_OPTIONS = do_GET

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def canary() -> Iterator[tuple[str, list[str]]]:
    kind = type("Handler", (Canary,), {"hits": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", kind.hits
    server.shutdown()
    thread.join()
    server.server_close()


def references(url: str, other: Path) -> dict[str, str]:
    """Texts that programs follow: to an address, and to another tenant's file."""
    return {
        "hls": f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{url}/a.ts\n#EXTINF:9,\nfile://{other}\n#EXT-X-ENDLIST\n",
        "concat": f"ffconcat version 1.0\nfile '{url}/a.mp4'\nfile '{other}'\nfile 'file:{other}'\n",
        "sdp": f"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\na=control:{url}\r\nm=video 9 RTP/AVP 96\r\n",
        "svg": f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}/a.png'/><image href='file://{other}'/></svg>",
        "html": f"<!-- x -->\n<!DOCTYPE html><img src='{url}/a'><iframe src='file://{other}'></iframe>",
        "mvg": f"push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 9,9 'url({url}/a)'\npop graphic-context\n",
        "dash": f"<?xml version='1.0'?><MPD><Period><BaseURL>{url}</BaseURL><BaseURL>file://{other}</BaseURL></Period></MPD>",
    }


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("kind", references("", Path()))
def test_nothing_refers_to_another_file(suffix: str, kind: str, tmp_path: Path, canary: tuple[str, list[str]]) -> None:
    """B3. Once as it is done, and once without the jail, which would hide what is tried."""
    url, hits = canary
    other = tmp_path / "other.mp4"
    other.write_bytes(sample("mp4"))
    read_at = os.stat(other).st_atime_ns
    path = tmp_path / f"x.{suffix}"
    path.write_text(references(url, other)[kind])
    with pytest.raises(InputError, match="file_kind"):
        accept(path, path.name)
    with pytest.raises(InputError):
        examine(path, path.name)
    from talkreel.media.opening import open_media

    with pytest.raises(InputError):  # past the look at its content
        open_media(path)
    assert not hits
    assert os.stat(other).st_atime_ns == read_at


@pytest.mark.parametrize("kind", references("", Path()))
def test_what_is_followed_is_no_text_either(kind: str, tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "a", "a.cube", "a.pdf", "a.docx", "a.svg", "a.html", "a.m3u8"):
        path = tmp_path / name
        path.write_text("\ufeff\n " + references("http://x", tmp_path)[kind])
        with pytest.raises(InputError):
            accept(path, name)


@pytest.mark.parametrize("suffix", ["mp4", "mov"])
def test_no_film_takes_its_frames_from_another(suffix: str, tmp_path: Path, canary: tuple[str, list[str]]) -> None:
    """B3: a film whose data reference names another file, by address and by path."""
    url, hits = canary
    other = tmp_path / "other.mp4"
    other.write_bytes(sample(suffix))
    for where in (f"{url}/a.mp4", f"file://{other}", str(other), other.name):
        entry = b"url \0\0\0\0" + where.encode() + b"\0"
        table = b"\0\0\0\0\0\0\0\1" + (len(entry) + 4).to_bytes(4, "big") + entry
        data = changed(other.read_bytes(), only(b"dref", lambda _, table=table: table))
        data = changed(data, only(b"mdat", lambda content: b"\0" * len(content)))  # its own frames are nothing
        path = tmp_path / f"x.{suffix}"
        path.write_bytes(data)
        try:
            examine(path, path.name)
        except InputError:
            continue
        finally:
            assert not hits
        raise AssertionError(f"frames came from {where}")


def spoilt(data: bytes, number: int, dice: random.Random) -> bytes:
    """Torn, with bits turned, with a piece doubled, or with a piece of nothing."""
    torn = bytearray(data)
    if number % 4 == 0:
        return bytes(torn[: dice.randrange(1, len(torn))])
    if number % 4 == 1:
        for _ in range(dice.choice([1, 8, 40])):
            torn[dice.randrange(len(torn))] ^= 1 << dice.randrange(8)
        return bytes(torn)
    at, length = dice.randrange(len(torn)), dice.randrange(1, 400)
    if number % 4 == 2:
        return bytes(torn[:at] + torn[max(0, at - length) :])
    torn[at : at + length] = bytes(min(length, len(torn) - at))
    return bytes(torn)


def outcome(path: Path, name: str) -> str:
    """The kind that a file is taken for, or what is said of it in both languages."""
    try:
        return accept(path, name).kind
    except InputError as error:
        return say(error.code, "en", **error.fields) + say(error.code, "zh", **error.fields)


@pytest.mark.parametrize("suffix", FORMATS)
def test_torn_and_flipped_files_harm_nobody(suffix: str, tmp_path: Path) -> None:
    """B4. The long form, 200 of each: TALKREEL_SOAK=1."""
    whole = sample(suffix)
    dice = random.Random(suffix)
    path = tmp_path / "x"
    for number in range(ROUNDS):
        path.write_bytes(spoilt(whole, number, dice))
        began = time.monotonic()
        told = outcome(path, f"x.{suffix}")
        assert told
        assert time.monotonic() - began <= 10
    path.write_bytes(whole)
    assert accept(path).suffix == f".{suffix}"


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_wrong_name_is_corrected(suffix: str, tmp_path: Path) -> None:
    """B5: whatever it is called, it is what it is."""
    path = tmp_path / "x"
    path.write_bytes(sample(suffix))
    for name in (f"a.{FORMATS[FORMATS.index(suffix) - 1]}", "a.exe", "a.html", "a", "a.txt", "a.pdf", "\0/../a.svg"):
        assert accept(path, name).suffix == f".{suffix}"


@pytest.mark.parametrize("first", ["gif", "png", "jpg", "mp4", "wav", "webm"])
@pytest.mark.parametrize(
    "second", [b"<html><script>alert(1)</script>", b"PK\x03\x04word/", b"%PDF-1.4\n", b"#EXTM3U\n"]
)
def test_a_file_that_is_two_is_the_first(first: str, second: bytes, tmp_path: Path) -> None:
    """B5: polyglots are served as what they were taken for."""
    path = tmp_path / "x"
    path.write_bytes(sample(first) + second)
    assert accept(path, "a.html").suffix == f".{first}"
    path.write_bytes(second + sample(first))
    with pytest.raises(InputError):
        accept(path, f"a.{first}")
