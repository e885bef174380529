"""What a picture shows and how. See `model.operations.picture`."""

from __future__ import annotations

from itertools import pairwise

from talkreel.edit.fields import given, merged, overlaid, validated
from talkreel.edit.naming import scene_name
from talkreel.edit.tracks import find, laid_over, main_track, replaced, within_film
from talkreel.errors import EditError
from talkreel.model import PICTURE, Draft, Entry, Grading, Scene, Segment, Timing, Track
from talkreel.model.operation import (
    AddLayer,
    MatchGrading,
    SetCamera,
    SetFraming,
    SetGrading,
    SetScene,
    SetTransition,
)

TAKEN = frozenset({"photo", "video"})  # kinds of scenes that show a file


def picture(draft: Draft, segment_id: str) -> tuple[Track, Segment]:
    """The segment and its track, which is one of pictures.

    Raises:
        EditError: there is none, or it is no picture.
    """
    track, segment = find(draft, segment_id)
    if track.type != PICTURE:
        raise EditError("error.edit_not_a_picture", id=segment_id)
    return track, segment


def set_scene(draft: Draft, op: SetScene) -> Draft:
    """See `SetScene`. A variant is its kind's: another kind begins without one. A name made of the scene follows it.

    Raises:
        EditError: it has no scene, or the scene cannot be that.
    """
    _, segment = picture(draft, op.id)
    old = segment.scene
    if old is None:
        raise EditError("error.edit_no_scene", id=op.id)
    for name in op.fields:
        if name not in Scene.model_fields:
            raise EditError("error.edit_scene_field", field=name)
    scene = validated(Scene, {**_patched(old, op.fields), "kind": op.fields.get("kind", old.kind)})
    changed: dict[str, object] = {}
    if scene.kind != old.kind:
        changed, of_scene = _other_kind(old, scene, op)
        scene = scene.model_copy(update=of_scene)
    for language in ("en", "zh"):
        if segment.name == scene_name(old, language):
            changed["name"] = scene_name(scene, language)
    return replaced(draft, segment.model_copy(update={"scene": scene, **changed}))


def _patched(scene: Scene, fields: dict[str, object]) -> dict[str, object]:
    patch: dict[str, object] = {}
    for name, value in fields.items():
        dump = getattr(value, "wire", None)
        patch[name] = dump() if dump else value
    result = merged(scene.wire(), patch)
    assert isinstance(result, dict)
    return result  # pyright: ignore[reportUnknownVariableType]


def _other_kind(old: Scene, new: Scene, op: SetScene) -> tuple[dict[str, object], dict[str, object]]:
    """Fields of the segment, and of its scene, that do not outlive a change of the scene's kind.

    Raises:
        EditError: the new kind shows a file, and none is named.
    """
    scene: dict[str, object] = {} if "variant" in op.fields else {"variant": ""}
    if new.kind in TAKEN:
        if not new.src:
            raise EditError("error.edit_nothing_to_show", id=op.id)
        return {"src": new.src[0] if new.kind == "video" else ""}, scene
    if old.kind not in TAKEN:
        return {}, scene
    if "src" not in op.fields:
        scene["src"] = ()
    return {"src": "", "in_ms": 0, "span_ms": 0, "timing": Timing()}, scene | {"focus": None}


def set_camera(draft: Draft, op: SetCamera) -> Draft:
    """See `SetCamera`.

    Raises:
        EditError: it is footage, or no picture at all.
    """
    _, segment = picture(draft, op.id)
    scene = segment.scene
    if scene is None or scene.kind == "video":
        raise EditError("error.edit_no_camera", id=op.id)
    changed = {name: value for name, value in (("move", op.move), ("pace", op.pace)) if value is not None}
    camera = scene.camera.model_copy(update=changed)
    return replaced(draft, segment.model_copy(update={"scene": scene.model_copy(update={"camera": camera})}))


def set_framing(draft: Draft, op: SetFraming) -> Draft:
    """See `SetFraming`."""
    _, segment = picture(draft, op.id)
    return replaced(draft, segment.model_copy(update={"framing": overlaid(segment.framing, op.framing)}))


def set_grading(draft: Draft, op: SetGrading) -> Draft:
    """See `SetGrading`."""
    _, segment = picture(draft, op.id)
    return replaced(draft, segment.model_copy(update={"grading": overlaid(segment.grading, op.grading)}))


def match_grading(draft: Draft, op: MatchGrading) -> Draft:
    """See `MatchGrading`. Where nothing was measured, the other's own grade is taken over."""
    _, segment = picture(draft, op.id)
    _, like = picture(draft, op.like)
    grading: Grading = overlaid(segment.grading, op.grading) if given(op.grading) else like.grading
    return replaced(draft, segment.model_copy(update={"grading": grading}))


def set_transition(draft: Draft, op: SetTransition) -> Draft:
    """See `SetTransition`. Out of a shot that another follows is into that one."""
    track, segment = picture(draft, op.id)
    before = {b.id: a for a, b in pairwise(track.segments) if a.end_ms == b.start_ms}
    after = {a.id: b for a, b in pairwise(track.segments) if a.end_ms == b.start_ms}
    if op.side == "out" and op.id in after:
        segment = after[op.id]
    longest = segment.duration_ms // 2
    side = "exit" if op.side == "out" and op.id not in after else "entry"
    if side == "entry" and segment.id in before:
        longest = min(longest, before[segment.id].duration_ms // 2)
    length = min(op.duration_ms, longest)
    entry = Entry() if op.kind == "cut" or not length else Entry(kind=op.kind, duration_ms=length)
    return replaced(draft, segment.model_copy(update={side: entry}))


def add_layer(draft: Draft, op: AddLayer) -> Draft:
    """See `AddLayer`.

    Raises:
        EditError: there is no film yet to lay it over.
    """
    if main_track(draft) is None:
        raise EditError("error.edit_no_pictures")
    return laid_over(draft, within_film(draft, op.segment))
