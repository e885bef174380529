"""What every object store does: a folder, and S3 over HTTP."""

from __future__ import annotations

import hashlib
import os
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from tests.s3 import BUCKET

from talkreel.errors import NotFoundError, UnavailableError, UsageError
from talkreel.store.objects import Objects, media_key, open_objects
from talkreel.store.s3_objects import S3Objects
from talkreel.store.signing import Credentials, presigned

Opener = Callable[[], Objects]


@pytest.fixture(params=["folder", "s3"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Opens the same store each time, as another process would."""
    url = request.getfixturevalue("s3_url") if request.param == "s3" else ""
    return lambda: open_objects(url, tmp_path / "media", tmp_path / f"cache{os.urandom(4).hex()}")


@pytest.fixture
def objects(opener: Opener) -> Objects:
    return opener()


def a_file(folder: Path, size: int = 1000) -> tuple[str, Path]:
    data = os.urandom(size)
    path = folder / os.urandom(6).hex()
    path.write_bytes(data)
    return media_key(hashlib.sha256(data).hexdigest(), ".mp4"), path


@pytest.mark.parametrize("size", [0, 1, 100_000, 20_000_000])
def test_what_was_put_is_there(opener: Opener, tmp_path: Path, size: int) -> None:
    key, path = a_file(tmp_path, size)
    assert opener().put_file(key, path)
    found = opener()
    assert found.path_of(key).read_bytes() == path.read_bytes()
    assert found.size(key) == size
    assert found.exists(key)
    assert b"".join(found.stream(key)) == path.read_bytes()


def test_the_second_time_is_told(objects: Objects, tmp_path: Path) -> None:
    key, path = a_file(tmp_path)
    assert objects.put_file(key, path)
    assert not objects.put_file(key, path)
    assert objects.put("exports/1.json", b"one")
    assert not objects.put("exports/1.json", b"two")
    assert objects.path_of("exports/1.json").read_bytes() == b"one"


def test_a_file_may_be_taken(objects: Objects, tmp_path: Path) -> None:
    key, path = a_file(tmp_path)
    data = path.read_bytes()
    objects.put_file(key, path, move=True)
    assert not path.exists()
    assert objects.path_of(key).read_bytes() == data


def test_what_is_changed_afterwards_is_not_changed_there(objects: Objects, tmp_path: Path) -> None:
    key, path = a_file(tmp_path)
    data = path.read_bytes()
    objects.put_file(key, path)
    path.write_bytes(b"something else")
    assert objects.path_of(key).read_bytes() == data


@pytest.mark.parametrize(("start", "stop"), [(0, 10), (990, 2000), (5, None), (0, 0), (1000, None), (2000, 3000)])
def test_a_part_is_half_open(objects: Objects, tmp_path: Path, start: int, stop: int | None) -> None:
    key, path = a_file(tmp_path)
    objects.put_file(key, path)
    assert b"".join(objects.stream(key, start, stop)) == path.read_bytes()[start:stop]


def test_what_is_not_there_is_told(objects: Objects, tmp_path: Path) -> None:
    key, _ = a_file(tmp_path)
    assert not objects.exists(key)
    for look in (objects.size, objects.path_of, objects.stream):
        with pytest.raises(NotFoundError):
            look(key)
    objects.delete(key)


def test_what_was_deleted_is_gone_and_can_be_put_again(objects: Objects) -> None:
    for data in (b"one", b"another"):
        assert objects.put("exports/1.json", data)
        assert objects.path_of("exports/1.json").read_bytes() == data
        objects.delete("exports/1.json")
        assert not objects.exists("exports/1.json")
        with pytest.raises(NotFoundError):
            objects.path_of("exports/1.json")


def test_the_list_is_of_whole_parts(objects: Objects) -> None:
    for key in ("a/1", "a/b/2", "ab/3", "c"):
        objects.put(key, key.encode())
    assert sorted((one.key, one.size) for one in objects.list()) == [("a/1", 3), ("a/b/2", 5), ("ab/3", 4), ("c", 1)]
    assert sorted(one.key for one in objects.list("a")) == ["a/1", "a/b/2"]
    assert sorted(one.key for one in objects.list("a/")) == ["a/1", "a/b/2"]
    assert list(objects.list("nothing")) == []
    put_s = next(iter(objects.list("ab"))).at / 1000
    assert abs(put_s - datetime.now(UTC).timestamp()) < 60


@pytest.mark.parametrize(
    "key",
    ["", "/etc/passwd", "../up", "a/../../up", "a//b", ".hidden", "a/.incoming/b", "a/", "a b", "a\0b", "ä", "a\\b",
     "a" * 300, "%2e%2e/up", "a/" * 20 + "b", "a\n"],
)  # fmt: skip
def test_a_key_leads_nowhere_else(objects: Objects, tmp_path: Path, key: str) -> None:
    _, path = a_file(tmp_path)
    for use in (
        lambda: objects.put_file(key, path),
        lambda: objects.put(key, b""),
        lambda: objects.path_of(key),
        lambda: objects.stream(key),
        lambda: objects.size(key),
        lambda: objects.exists(key),
        lambda: objects.delete(key),
        lambda: objects.signed_url(key, 60),
    ):
        with pytest.raises(UsageError):
            use()


def test_content_lies_under_its_own_hash_alone(objects: Objects, tmp_path: Path) -> None:
    (key, _), (_, other) = a_file(tmp_path), a_file(tmp_path)
    with pytest.raises(UsageError):
        objects.put_file(key, other)
    with pytest.raises(UsageError):
        objects.put(key, b"other")
    assert not objects.exists(key)


def test_what_was_damaged_is_never_served(opener: Opener, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    key, path = a_file(tmp_path)
    opener().put_file(key, path)
    damage(request, tmp_path, key, b"x" * 1000)
    for look in (opener().path_of, opener().stream):
        with pytest.raises(UnavailableError) as told:
            look(key)
        assert told.value.code == "error.object_damaged"


def test_what_was_cut_short_is_mended_by_who_puts_it_again(
    opener: Opener, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    key, path = a_file(tmp_path)
    opener().put_file(key, path)
    damage(request, tmp_path, key, b"short")
    assert opener().put_file(key, path)
    assert opener().path_of(key).read_bytes() == path.read_bytes()


def damage(request: pytest.FixtureRequest, folder: Path, key: str, data: bytes) -> None:
    """Write something else where an object lies, behind the store's back."""
    if "s3" in request.node.callspec.id:
        url = request.getfixturevalue("s3_url")
        prefix = url.removeprefix(f"s3://{BUCKET}/")
        client = boto3.client("s3", endpoint_url=request.getfixturevalue("s3_endpoint"))
        client.put_object(Bucket=BUCKET, Key=f"{prefix}/{key}", Body=data)
        client.close()
        return
    (folder / "media" / key).chmod(0o644)
    (folder / "media" / key).write_bytes(data)


def test_many_at_once(opener: Opener, tmp_path: Path) -> None:
    files = [a_file(tmp_path, 50_000) for _ in range(4)] * 6
    objects = opener()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: objects.put_file(*one), files))
        reader = opener()
        read = list(pool.map(lambda one: reader.path_of(one[0]).read_bytes(), files))
    assert read == [path.read_bytes() for _, path in files]
    assert len(list(objects.list())) == 4


def test_one_of_many_keeps_what_is_under_a_name(objects: Objects) -> None:
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda n: objects.put("exports/1.json", b"%d" % n), range(16)))
    assert sum(kept) == 1
    assert objects.path_of("exports/1.json").read_bytes() == b"%d" % kept.index(True)


def test_a_folder_has_no_addresses(tmp_path: Path) -> None:
    assert open_objects("", tmp_path, tmp_path).signed_url("a/1", 60) is None


def test_a_signed_address_serves_it_under_its_name(s3_url: str, tmp_path: Path) -> None:
    objects = open_objects(s3_url, tmp_path, tmp_path)
    key, path = a_file(tmp_path)
    objects.put_file(key, path)
    url = objects.signed_url(key, 60, "Mein Film – 咖啡.mp4")
    assert url is not None
    with urllib.request.urlopen(url) as answer:
        assert answer.read() == path.read_bytes()
        assert answer.headers["Content-Type"] == "video/mp4"
        assert "%E5%92%96%E5%95%A1.mp4" in answer.headers["Content-Disposition"]


def test_addresses_are_signed_as_the_manual_shows() -> None:
    """The example of "Authenticating requests: using query parameters" in the manual of S3."""
    by = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    at = datetime(2013, 5, 24, tzinfo=UTC)
    url = presigned("https://examplebucket.s3.amazonaws.com/test.txt", by, 86400, at=at)
    assert url.endswith("X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")


def test_addresses_are_signed_as_the_vendor_signs_them() -> None:
    client = boto3.client(
        "s3", endpoint_url="http://store:9000", region_name="eu-west-1", aws_access_key_id="k",
        aws_secret_access_key="s", aws_session_token="t",
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )  # fmt: skip
    named = {"ResponseContentDisposition": "attachment; filename*=UTF-8''a%20%E5%92%96.mp4"}
    theirs = client.generate_presigned_url("get_object", {"Bucket": "b", "Key": "p/a_b-c.mp4", **named}, 60)
    client.close()
    fields = dict(part.split("=", 1) for part in theirs.partition("?")[2].split("&"))
    at = datetime.strptime(fields["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    ours = presigned("http://store:9000/b/p/a_b-c.mp4", Credentials("k", "s", "eu-west-1", "t"), 60, "a 咖.mp4", at)
    assert dict(part.split("=", 1) for part in ours.partition("?")[2].split("&")) == fields


def test_an_address_without_a_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        open_objects("ftp://films", tmp_path, tmp_path)


def test_copies_that_were_not_used_for_long_make_room(s3_url: str, tmp_path: Path) -> None:
    files = [a_file(tmp_path, 10_000) for _ in range(3)]
    objects = S3Objects(s3_url, tmp_path / "cache", cache_bytes=15_000)
    for key, path in files[:2]:
        objects.put_file(key, path)
        found = objects.path_of(key)
        os.utime(found, (1, found.stat().st_mtime))
    objects.put_file(*files[2])
    objects.path_of(files[2][0])
    assert [p.name for p in (tmp_path / "cache").rglob("*.mp4")] == [files[2][0].rpartition("/")[2]]
    assert objects.path_of(files[0][0]).read_bytes() == files[0][1].read_bytes()
