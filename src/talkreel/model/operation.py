"""The closed union of edit operations: everything that ever happens to a draft is a list of these."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, TypeAdapter

from talkreel.model.operations.film import Lock, SetCanvas
from talkreel.model.operations.picture import (
    AddLayer,
    MatchGrading,
    SetCamera,
    SetFraming,
    SetGrading,
    SetScene,
    SetTransition,
)
from talkreel.model.operations.plain import (
    AddAsset,
    AddTrack,
    InsertSegment,
    RemoveSegment,
    SetDuration,
    SetLook,
    SetMeta,
    UpdateSegment,
)
from talkreel.model.operations.sound import AddSound, SetDuck, SetFade, SetMusic, SetMuted, SetVolume
from talkreel.model.operations.timeline import (
    AddShot,
    Duplicate,
    Extend,
    Freeze,
    Loop,
    MoveSegment,
    RemoveShot,
    RemoveSpan,
    Reorder,
    Replace,
    Reverse,
    SetFilmLength,
    SetLength,
    SetSpeed,
    Slip,
    Split,
    Trim,
)
from talkreel.model.operations.words import AddCaptions, AddText, SetCaptions, SetText, SetTextStyle

Operation = Annotated[
    # plain
    SetMeta
    | SetLook
    | AddAsset
    | AddTrack
    | InsertSegment
    | RemoveSegment
    | UpdateSegment
    | SetDuration
    # timeline
    | AddShot
    | RemoveShot
    | RemoveSpan
    | MoveSegment
    | Reorder
    | Duplicate
    | Replace
    | Split
    | Trim
    | Slip
    | SetLength
    | SetFilmLength
    | SetSpeed
    | Freeze
    | Reverse
    | Loop
    | Extend
    # picture
    | SetScene
    | SetCamera
    | SetFraming
    | SetGrading
    | MatchGrading
    | SetTransition
    | AddLayer
    # words
    | AddText
    | SetText
    | SetTextStyle
    | SetCaptions
    | AddCaptions
    # sound
    | SetMusic
    | AddSound
    | SetVolume
    | SetFade
    | SetMuted
    | SetDuck
    # film
    | SetCanvas
    | Lock,
    Field(discriminator="op"),
]
OPERATIONS: TypeAdapter[Operation] = TypeAdapter(Operation)

__all__ = [
    "OPERATIONS",
    "AddAsset",
    "AddCaptions",
    "AddLayer",
    "AddShot",
    "AddSound",
    "AddText",
    "AddTrack",
    "Duplicate",
    "Extend",
    "Freeze",
    "InsertSegment",
    "Lock",
    "Loop",
    "MatchGrading",
    "MoveSegment",
    "Operation",
    "RemoveSegment",
    "RemoveShot",
    "RemoveSpan",
    "Reorder",
    "Replace",
    "Reverse",
    "SetCamera",
    "SetCanvas",
    "SetCaptions",
    "SetDuck",
    "SetDuration",
    "SetFade",
    "SetFilmLength",
    "SetFraming",
    "SetGrading",
    "SetLength",
    "SetLook",
    "SetMeta",
    "SetMusic",
    "SetMuted",
    "SetScene",
    "SetSpeed",
    "SetText",
    "SetTextStyle",
    "SetTransition",
    "SetVolume",
    "Slip",
    "Split",
    "Trim",
    "UpdateSegment",
]
