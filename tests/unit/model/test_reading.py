from __future__ import annotations

import gc
import json
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkreel.errors import InputError, TooLargeError
from talkreel.messages import say
from talkreel.model import Draft
from talkreel.model.reading import MOST_BYTES, MOST_DEPTH, MOST_SEGMENTS, parse_draft

ROUNDS = 100_000 if os.environ.get("TALKREEL_SOAK") else 150
SEGMENT = {"id": "a", "s": 0, "d": 1000, "tx": "早上好 {[", "r": "title"}


def film(*segments: dict[str, object], **more: object) -> bytes:
    return json.dumps({"v": 1, "d": 1000, "m": {}, "t": [{"id": "t", "tt": 7, "sg": segments}], **more}).encode()


def refused(data: bytes) -> tuple[str, float]:
    """The code, and the processor time in s that it took, without what tidying up after other tests takes."""
    gc.disable()
    try:
        began = time.process_time()
        with pytest.raises(InputError) as caught:
            parse_draft(data)
        took = time.process_time() - began
    finally:
        gc.enable()
    assert say(caught.value.code, "en", **caught.value.fields)
    assert say(caught.value.code, "zh", **caught.value.fields)
    return caught.value.code, took


def test_a_draft_is_read_as_it_is() -> None:
    draft = parse_draft(film(SEGMENT, x={"kept": [1, 2.5, None]}))
    assert draft == Draft.model_validate_json(film(SEGMENT, x={"kept": [1, 2.5, None]}))
    assert draft.wire()["x"] == {"kept": [1, 2.5, None]}
    assert parse_draft(json.dumps(draft.wire()).encode()) == draft


def test_a_large_draft_is_read() -> None:
    draft = parse_draft(film(*(SEGMENT | {"id": f"s{n}", "s": n * 1000} for n in range(MOST_SEGMENTS))))
    assert len(draft.tracks[0].segments) == MOST_SEGMENTS


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b"1", b'"x"', b"{", b"{}}", b"\xff\xfe{\0}\0", b"{\xff}", b"{'a':1}",
        b"{1:2}", b'{"a":01}', b'{"m":{"width":1081}}',
        b'{"d":1,"d":2}', b'{"t":[{"sg":[{"s":0,"s":1}]}]}', b'{"d":NaN}', b'{"d":Infinity}', b'{"x":-Infinity}',
        b'{"x":1e999}', b'{"x":' + b"9" * 400 + b"}", b'{"x":' + b"9" * 5000 + b"}", b'{"d":1.5e5000}', b'{"d":-1}',
        b'{"d":"long"}', b'{"m":7}', b'{"t":{}}', b'{"t":[[]]}', b'{"t":[{"id":"t","tt":7,"sg":7}]}', b'{"t":[null]}',
        b'{"m":{"width":0}}', b'{"m":{"width":-5,"height":9}}', b'{"m":{"fps":0}}', b'{"m":{"width":1000000000}}',
        b'{"m":{"title":"\\ud800"}}', b'{"assets":[]}', b'{"assets":{"a":{"file":"x","kind":"program"}}}',
        b'{"look":"loud"}', b'{"fonts":{"a":1}}', b'{"\\u0000":1,"\\u0000":2}', b"{" * 10, b"[" * 10,
        film(SEGMENT | {"s": -1}), film(SEGMENT | {"d": 0}), film(SEGMENT | {"d": -5}), film(SEGMENT | {"s": 1e9}),
        film(SEGMENT | {"s": 10**15}), film(SEGMENT | {"s": 10**30}), film(SEGMENT | {"in": 10**12}), film({}),
        film(SEGMENT | {"fi": 10**9}), film(SEGMENT | {"vol": 1e9}), film(SEGMENT | {"sc": {"kind": "volcano"}}),
        film(SEGMENT, d=10**12), film(SEGMENT | {"fr": {"scale": -1}}), film(SEGMENT | {"tm": {"speed": 0}}),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_told(data: bytes) -> None:
    code, took = refused(data)
    assert code in {"error.draft_text", "error.draft_limit"}
    assert took < 0.1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep lists", b'{"x":' + b"[" * 10_000 + b"]" * 10_000 + b"}"),
        ("deep objects", b'{"x":' * 10_000 + b"1" + b"}" * 10_000),
        ("a little too deep", b'{"x":' + b"[" * MOST_DEPTH + b"]" * MOST_DEPTH + b"}"),
        ("open", b"[" * 2_000_000),
        ("open objects", b'{"a":' * 800_000),
        ("wide", b'{"x":[' + b"[]," * 1_500_000 + b"[]]}"),
        ("numbers", b'{"x":[' + b"1," * 2_400_000 + b"1]}"),
        ("fifty megabytes", b'{"x":"' + b"a" * 50_000_000 + b'"}'),
        ("just too large", b'{"x":"' + b"a" * MOST_BYTES + b'"}'),
        ("a string without end", b'{"x":"' + b'\\"' * 2_400_000),
        ("spaces", b" " * (MOST_BYTES - 1)),
        ("segments", film(*([{"id": "a", "s": 0, "d": 1}] * 100_000))),
        ("segments in many tracks", json.dumps({"t": [{"id": "t", "tt": 0, "sg": [SEGMENT] * 60}] * 100}).encode()),
        ("tracks", json.dumps({"t": [{"id": "t", "tt": 0}] * 3000}).encode()),
        ("assets", json.dumps({"assets": {str(n): {} for n in range(3000)}}).encode()),
        ("wrong segments", film(*([{"id": 1, "s": "x", "d": None}] * MOST_SEGMENTS))),
    ],
)
def test_what_is_too_much_is_refused_soon(name: str, data: bytes) -> None:
    _, took = refused(data)
    assert took < 0.1, name


def test_depth_counts_brackets_and_not_words() -> None:
    inside = MOST_DEPTH - 1
    parse_draft(b'{"x":' + b"[" * inside + b"]" * inside + b"}")
    parse_draft(b'{"x":"' + b"[{" * 5000 + b'\\"[\\\\"}')
    with pytest.raises(TooLargeError):
        parse_draft(b'{"x":' + b"[" * (inside + 1) + b"]" * (inside + 1) + b"}")


_KEYS = st.sampled_from(
    ["v", "d", "m", "t", "sg", "s", "id", "tt", "tx", "sc", "fr", "gr", "tm", "mu", "assets", "look", "x"]
)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["a", 0, 1, 7, 1000])
)
_JSON = st.recursive(_LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=5))


@settings(max_examples=ROUNDS, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(_KEYS, _JSON, max_size=6) | _JSON)
def test_any_json_is_a_draft_or_an_input_error(value: object) -> None:
    """B6. The long form, 10⁵ values: TALKREEL_SOAK=1."""
    answered(json.dumps(value).encode("utf-8", "surrogatepass"))


@settings(max_examples=ROUNDS, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet='{}[]",:\\u0123456789eE+-. truefalsn', max_size=60).map(str.encode))
def test_any_bytes_are_a_draft_or_an_input_error(data: bytes) -> None:
    answered(data)


def answered(data: bytes) -> None:
    try:
        draft = parse_draft(data)
    except InputError as error:
        say(error.code, "en", **error.fields).encode()
    else:
        json.dumps(draft.wire(), allow_nan=False, ensure_ascii=False).encode()
        assert draft.canvas
