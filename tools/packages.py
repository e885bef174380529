"""The pinned packages that bundled assets are made from, and how to read a file in them."""

from __future__ import annotations

import io
import tarfile
from functools import cache
from pathlib import Path

# npm packages: name, version.
NPM: dict[str, str] = {
    "@expo-google-fonts/anton": "0.4.2",
    "@expo-google-fonts/caveat": "0.4.2",
    "@expo-google-fonts/dm-serif-display": "0.4.2",
    "@expo-google-fonts/fraunces": "0.4.1",
    "@expo-google-fonts/inter-tight": "0.4.2",
    "@expo-google-fonts/noto-sans-arabic": "0.4.3",
    "@expo-google-fonts/noto-sans-devanagari": "0.4.1",
    "@expo-google-fonts/noto-sans-hebrew": "0.4.1",
    "@expo-google-fonts/noto-sans-kr": "0.4.3",
    "@expo-google-fonts/noto-sans-sc": "0.4.3",
    "@expo-google-fonts/outfit": "0.4.3",
    "@iconify-json/fluent-emoji": "1.2.7",
    "@iconify-json/fluent-emoji-flat": "1.2.6",
    "@iconify-json/noto": "1.2.9",
    "emojibase-data": "17.0.0",
}
# Debian packages: name, version.
DEBIAN: dict[str, str] = {"fonts-droid-fallback": "1:6.0.1r16-1.1"}
# Source packages of PyPI: name, version.
PYPI: dict[str, str] = {"jieba": "0.42.1"}


def commands() -> list[str]:
    """What to run in an empty folder to download every package; `npm pack` and the others keep their own names."""
    npm = [f"npm pack {name}@{version}" for name, version in NPM.items()]
    debian = [f"apt-get download {name}={version}" for name, version in DEBIAN.items()]
    pypi = [f"pip download --no-deps --no-binary :all: {name}=={version}" for name, version in PYPI.items()]
    return npm + debian + pypi


class Downloads:
    """A folder of downloaded packages, as `npm pack` and `apt-get download` name them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def npm(self, package: str, path: str) -> bytes:
        """A file of an npm package.

        Raises:
            FileNotFoundError: the pinned version is not in the folder.
            KeyError: the package has no such file.
        """
        name = package.lstrip("@").replace("/", "-")
        return _read(_opened(self.folder / f"{name}-{NPM[package]}.tgz"), f"package/{path}")

    def pypi(self, package: str, path: str) -> bytes:
        """A file of a PyPI source package; errors as in `npm`."""
        name = f"{package}-{PYPI[package]}"
        return _read(_opened(self.folder / f"{name}.tar.gz"), f"{name}/{path}")

    def debian(self, package: str, path: str) -> bytes:
        """A file of a Debian package; errors as in `npm`."""
        version = DEBIAN[package].replace(":", "%3a")
        return _read(_opened_debian(self.folder / f"{package}_{version}_all.deb"), f"./{path}")


@cache
def _opened(path: Path) -> tarfile.TarFile:
    return tarfile.open(path)


@cache
def _opened_debian(path: Path) -> tarfile.TarFile:
    """The payload of a .deb, which is an `ar` archive: an 8-byte magic, then 60-byte headers before each member."""
    data = path.read_bytes()
    at = 8
    while at < len(data):
        name, size = data[at : at + 16].decode().strip(), int(data[at + 48 : at + 58])
        if name.startswith("data.tar"):
            return tarfile.open(fileobj=io.BytesIO(data[at + 60 : at + 60 + size]))
        at += 60 + size + size % 2
    raise KeyError("data.tar")


def _read(archive: tarfile.TarFile, path: str) -> bytes:
    member = archive.extractfile(path)
    if member is None:
        raise KeyError(path)
    return member.read()
