"""A turn as it is heard, in both forms of event."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

from talkreel.client.hearing import Hearing
from talkreel.client.sse import Frame
from talkreel.client.told import Progress, Said, Told


def frame(event: dict[str, Any], id: int | str = "") -> Frame:
    return Frame(json.dumps(event), str(id))


def text(words: str, **event: Any) -> dict[str, Any]:
    return {"content": {"parts": [{"text": words}], "role": "model"}, "author": "nemo_agent", **event}


def heard(*frames: Frame) -> tuple[Hearing, list[Told]]:
    hearing = Hearing()
    return hearing, [one for frame in frames for one in hearing.hear(frame)[1]]


def test_words_receipt_and_progress():
    progress = {"author": "a", "customMetadata": {"progress": {"stage": "sound", "percent": 40.2, "text": "Sound"}}}
    hearing, told = heard(
        frame({**text("make it so"), "author": "user"}, 1),
        frame(progress, 2),
        frame(text("Done.", customMetadata={"receipt": {"revision": 2}, "credits": 3}), 3),
    )
    assert hearing.reply == "Done."
    assert hearing.facts == {"receipt": {"revision": 2}, "credits": 3}
    assert hearing.is_final
    assert hearing.after == "3"
    assert told == [Progress("sound", 40, "Sound"), Said("Done.")]


def test_numbered_frames_count_once_and_in_their_order():
    frames = [frame(text(f"line {n}"), n) for n in (1, 2, 3)]
    for order in permutations(frames):
        hearing, _ = heard(*order, *order)
        assert hearing.reply == "line 1\nline 2\nline 3"
        first_gap = next((i for i, one in enumerate(order[1:]) if int(one.id) < int(order[i].id)), None)
        if first_gap is not None:  # what is asked for again begins before what came late
            assert int(hearing.after) <= int(order[first_gap].id)


def test_an_event_that_names_itself_counts_once():
    once = {**text("Hello"), "id": "e1"}
    assert heard(frame(once), frame(text("Bye")), frame(once))[0].reply == "Hello\nBye"


def test_the_same_words_said_twice_are_two():
    assert heard(frame(text("ok")), frame(text("next")), frame(text("ok")))[0].reply == "ok\nnext\nok"
    assert heard(frame(text("ok")), frame(text("ok")))[0].reply == "ok"


def test_pieces_of_a_text_are_not_said_twice():
    pieces = [frame(text(one, partial=True)) for one in ("A fi", "lm.")]
    assert heard(*pieces)[0].reply == "A film."
    assert heard(*pieces, frame(text("A film.", partial=False)))[0].reply == "A film."


def test_thoughts_are_not_answers():
    thought = {"content": {"parts": [{"text": "hmm", "thought": True}, {"text": "Done."}]}}
    assert heard(frame(thought))[0].reply == "Done."


def test_trouble_after_a_good_answer_is_ignored_and_alone_it_is_not():
    trouble = text("I encountered a temporary issue. Please try again.")
    hearing, told = heard(frame(text("The title is there.")), frame(trouble))
    assert hearing.reply == "The title is there."
    assert told == [Said("The title is there.")]
    assert not hearing.is_only_trouble
    assert heard(frame(trouble))[0].is_only_trouble


def test_the_flat_form():
    hearing, told = heard(
        frame({"type": "tool_call", "name": "edit_multitrack", "args": {}}),
        frame({"type": "heartbeat"}),
        frame({"type": "progress", "content": "Drawing", "percent": 50}),
        frame({"type": "text", "content": "Done.", "credits": 2}),
    )
    assert hearing.tools == ["edit_multitrack"]
    assert hearing.reply == "Done."
    assert hearing.facts == {"credits": 2}
    assert told == [Progress("", 50, "Drawing"), Said("Done.")]


def test_errors_within_a_stream():
    assert heard(frame({"error": "boom"}))[0].error == (0, "boom")
    assert heard(frame({"error": {"message": "boom"}}))[0].error == (0, "boom")
    coded = text("Not enough credits.", errorCode="2001", errorMessage="Not enough credits.")
    hearing, told = heard(frame(coded, 1))
    assert hearing.error == (2001, "Not enough credits.")
    assert told == []  # it is raised, and said then


def test_what_is_no_event_is_nothing():
    for data in (
        "[1]",
        "null",
        "{",
        '"x"',
        "heartbeat",
        '{"heartbeat":true}',
        '{"content":7}',
        '{"content":{"parts":[1]}}',
    ):
        hearing, told = heard(Frame(data))
        assert (hearing.reply, told) == ("", [])
