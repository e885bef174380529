"""A film with copied packets in a browser: played through the joins, and jumped about in."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue

import av
import numpy as np
import pytest
from tests.unit.media.test_copying import FPS, SIZE, joined

CHROMIUM = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
JUMPS = (50, 2, 20, 33, 7, 63, 31, 0, 29, 30, 6)
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
    pytest.mark.slow,
]

_PAGE = """<!doctype html><video muted playsinline></video><script>
const video = document.querySelector('video'), told = {};
const canvas = document.createElement('canvas'), pen = canvas.getContext('2d', {willReadFrequently: true});
const grey = () => {
  pen.drawImage(video, 0, 0);
  const data = pen.getImageData(0, 0, canvas.width, canvas.height).data, out = [];
  for (let i = 0; i < data.length; i += 4 * 7) out.push(data[i + 1]);
  return out;
};
const when = (name) => new Promise(done => video.addEventListener(name, done, {once: true}));
const tell = () => fetch('/told', {method: 'POST', body: JSON.stringify(told)});
(async () => {
  video.src = URL.createObjectURL(await (await fetch('/film.mp4')).blob());
  await when('loadeddata');
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  told.size = [video.videoWidth, video.videoHeight]; told.duration = video.duration; told.jumps = {}; told.played = [];
  for (const n of JUMPS) {
    video.currentTime = (n + 0.5) / FPS;
    await when('seeked');
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));  // it is on the screen then
    told.jumps[n] = grey();
  }
  video.currentTime = 0;
  await when('seeked');
  const look = (_, frame) => {
    told.played.push([frame.mediaTime, grey()]); video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  video.playbackRate = 0.5;
  await video.play();
  await when('ended');
})().catch(e => { told.error = String(e) }).finally(() => {
  if (video.error) told.error = video.error.message;
  tell();
});
video.addEventListener('error', () => { told.error = video.error.message; tell(); });
</script>"""


class _Desk(BaseHTTPRequestHandler):
    """Serves the page and the film, and takes what the page tells."""

    def __init__(self, film: Path, told: Queue[bytes], *rest: object) -> None:
        self._film, self._told = film, told
        super().__init__(*rest)

    def do_GET(self) -> None:
        page = _PAGE.replace("JUMPS", json.dumps(JUMPS)).replace("FPS", str(FPS)).encode()
        body = self._film.read_bytes() if self.path == "/film.mp4" else page
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self._told.put(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@contextmanager
def _desk(film: Path, told: "Queue[bytes]") -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Desk, film, told))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _shown(film: Path, profile: Path) -> dict[str, object]:
    told: Queue[bytes] = Queue()
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--mute-audio", f"--user-data-dir={profile}"]
    with _desk(film, told) as address:
        browser = subprocess.Popen(
            [str(CHROMIUM), *flags, address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            return json.loads(told.get(timeout=90))
        finally:
            browser.terminate()
            browser.wait(20)


def _expected(film: Path) -> list[np.ndarray]:
    """The green of every seventh pixel of each frame."""
    with av.open(str(film)) as container:
        frames = [f.to_ndarray(format="rgb24", src_colorspace="ITU709") for f in container.decode(video=0)]
    return [frame[..., 1].ravel()[::7].astype(int) for frame in frames]


def test_chromium_shows_every_frame_across_the_joins(tmp_path: Path) -> None:
    film, *_ = joined(tmp_path)
    told = _shown(film, tmp_path / "profile")
    expected = _expected(film)
    assert "error" not in told, told["error"]
    assert told["size"] == list(SIZE)
    assert told["duration"] == pytest.approx(len(expected) / FPS, abs=0.001)

    def which(green: list[int]) -> set[int]:
        """The frames that look most like it: some of the film's are alike."""
        distance = [np.abs(np.array(green) - frame).mean() for frame in expected]
        assert min(distance) < 4
        return {n for n, d in enumerate(distance) if d < min(distance) + 0.5}

    jumps = told["jumps"]
    assert isinstance(jumps, dict)
    assert all(int(number) in which(green) for number, green in jumps.items())
    played = told["played"]
    assert isinstance(played, list)
    assert len(played) > len(expected) // 2
    shown = [(round(time * FPS), which(green)) for time, green in played]
    # A browser may call back a little late, when the next frame is there already; never two.
    assert all(number in seen or number + 1 in seen for number, seen in shown)
    assert sum(number in seen for number, seen in shown) > 0.8 * len(shown)
