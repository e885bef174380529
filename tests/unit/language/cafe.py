"""A small film of a café, for commands about its words and its sound."""

from __future__ import annotations

from collections.abc import Iterator

from talkreel.language.interpreter import Focus, Interpretation, Question, Utterance
from talkreel.language.interpreters.rules import Rules
from talkreel.model import PICTURE, SOUND, WORDS, Asset, Draft, Material, Meta, Scene, Segment, Track
from talkreel.model.draft import EffectRecipe, MusicRecipe, TextStyle, VoiceRecipe
from talkreel.model.look import LOOKS
from talkreel.model.operation import Operation
from talkreel.model.request import Edit

SONG = Material(key="sha256:song", kind="audio", name="song.mp3", duration_ms=60_000)


def _words(name: str, start: int, length: int, text: str, role: str) -> dict[str, object]:
    return {"id": name, "s": start, "d": length, "tx": text, "r": role}


def film(captions: bool = True) -> Draft:
    """Three shots: a clip with sound, a card with a title and a price, an end card; music, a voice, two effects."""
    words = (
        _words("w1", 0, 4000, "Blue Door", "title"),
        _words("w2", 500, 3000, "Mill Lane 12", "lower_third"),
        _words("w3", 4000, 4000, "Open 7am-6pm", "body"),
        _words("w4", 4000, 4000, "$4.50", "price"),
        _words("w5", 8000, 4000, "Come in today", "cta"),
    )
    spoken = ("Mornings are slow here.", "Coffee is four fifty.")
    tracks = [
        Track(
            id="t1",
            type=PICTURE,
            segments=(
                Segment(id="s1", start_ms=0, duration_ms=4000, src="sha256:clip"),
                Segment(id="s2", start_ms=4000, duration_ms=4000, scene=Scene(kind="price", words=("w3", "w4"))),
                Segment(id="s3", start_ms=8000, duration_ms=4000, scene=Scene(kind="end", words=("w5",))),
            ),
        ),
        Track(
            id="t2",
            type=SOUND,
            name="Music",
            segments=(Segment(id="m1", start_ms=0, duration_ms=12_000, volume=0.8, music=MusicRecipe(style="lofi")),),
        ),
        Track(
            id="t3",
            type=SOUND,
            name="Effects",
            segments=(
                Segment(id="e1", start_ms=3900, duration_ms=1200, effect=EffectRecipe(kind="whoosh")),
                Segment(id="e2", start_ms=8000, duration_ms=1200, effect=EffectRecipe(kind="pop")),
            ),
        ),
        Track(id="t4", type=WORDS, segments=tuple(Segment.model_validate(w) for w in words)),
        Track(
            id="t5",
            type=SOUND,
            name="Voice",
            segments=tuple(
                Segment(id=f"v{i + 1}", start_ms=4000 * i, duration_ms=3500, voice=VoiceRecipe(text=text))
                for i, text in enumerate(spoken)
            ),
        ),
    ]
    if captions:
        lines = (
            Segment(id=f"c{i + 1}", start_ms=4000 * i, duration_ms=3500, text=text, role="caption")
            for i, text in enumerate(spoken)
        )
        tracks.append(Track(id="t6", type=WORDS, name="Captions", segments=tuple(lines)))
    return Draft(
        duration_ms=12_000,
        meta=Meta(width=1920, height=1080, captions=captions),
        look=LOOKS["roast"],
        assets={
            "sha256:clip": Asset(file="clip.mp4", kind="video", duration_ms=20_000),
            "sha256:song": Asset(file="song.mp3", kind="audio", duration_ms=60_000),
        },
        tracks=tuple(tracks),
    )


def told(words: str, draft: Draft | None = None, focus: str = "", pending: Question | None = None) -> Interpretation:
    """What the rules make of it; `focus` is the segment that the talk is about."""
    about = Focus((focus,)) if focus else Focus()
    return Rules().interpret(Utterance(words, draft or film(), about, (), pending))


def asked(words: str, draft: Draft | None = None, focus: str = "") -> tuple[Operation, ...]:
    """The operations of a sentence that is understood whole."""
    said = told(words, draft, focus)
    assert not said.refusals, (words, said.refusals)
    assert said.question is None, (words, said.question)
    return tuple(_operations(said))


def _operations(said: Interpretation) -> Iterator[Operation]:
    for step in said.steps:
        assert isinstance(step.request, Edit)
        yield from step.request.operations


def segment(said: Interpretation, name: str) -> Segment:
    """A segment of the film as it is afterwards."""
    return next(s for track in said.draft.tracks for s in track.segments if s.id == name)


def style(words: str, name: str, focus: str = "") -> TextStyle:
    """How words are set afterwards."""
    said = told(words, focus=focus)
    assert said.steps, (words, said.refusals, said.question)
    assert not said.refusals, (words, said.refusals)
    return segment(said, name).style
