"""Music, levels, voices and effects, asked for by words."""

from __future__ import annotations

import pytest
from tests.unit.language.cafe import SONG, asked, film, segment, told
from tests.unit.language.films import after, clips, part, shots

from talkreel.language.interpreter import Utterance
from talkreel.language.interpreters.rules import Rules
from talkreel.model.operation import AddSound, SetDuck, SetFade, SetMusic, SetMuted, SetVolume


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("change the music to something upbeat", "corporate"),
        ("swap the music for hip hop", "hiphop"),
        ("jazz is too slow, use hip hop", "hiphop"),
        ("ambient soundtrack instead", "ambient"),
        ("换一首欢快的背景音乐", "playful"),
        ("音乐换成嘻哈", "hiphop"),
        ("换成钢琴曲", "acoustic"),
    ],
)
def test_music_is_replaced_by_style(words: str, style: str) -> None:
    (operation,) = asked(words)
    assert isinstance(operation, SetMusic)
    assert operation.music is not None
    assert operation.music.style == style


def test_the_same_style_again_is_another_piece() -> None:
    (step,) = told("lofi music please").steps
    assert [n.code for n in step.assumed] == ["assumed.same_style"]
    music = segment(told("lofi music please"), "m1").music
    assert music is not None
    assert music.seed == 2


def test_music_from_a_file_that_came_with_the_words() -> None:
    said = Rules().interpret(Utterance("用这首做背景音乐", film(), materials=(SONG,)))
    assert segment(said, "m1").src == "sha256:song"
    said = Rules().interpret(Utterance("use song.mp3 as the music", film(), materials=(SONG,)))
    assert segment(said, "m1").src == "sha256:song"


def test_which_music_is_asked_and_the_answer_settles_it() -> None:
    first = told("change the music")
    assert first.question is not None
    assert "lofi" in first.question.choices
    music = segment(told("hip hop", pending=first.question), "m1").music
    assert music is not None
    assert music.style == "hiphop"


@pytest.mark.parametrize("words", ["no music", "remove the music", "背景音乐去掉", "不要背景音乐了"])
def test_no_music(words: str) -> None:
    assert asked(words) == (SetMusic(),)


def test_music_for_a_part_of_the_film() -> None:
    assert segment(told("start the music at 0:05"), "m1").start_ms == 5000
    half = told("music only in the second half")
    assert (segment(half, "m1").start_ms, segment(half, "m1").end_ms) == (6000, 12_000)
    quiet = told("no music on the last clip")
    assert segment(quiet, "m1").end_ms == 8000


@pytest.mark.parametrize(
    ("words", "volume"),
    [
        ("music at half volume", 0.4),
        ("set the music to 30%", 0.3),
        ("turn the music down", 0.5334),
        ("the music is too loud", 0.5334),
        ("lower the volume of the music by 25%", 0.6),
        ("音乐音量加倍", 1.6),
        ("背景音乐音量调到50%", 0.5),
        ("music up 6 dB", 1.5962),
        ("music at full volume", 1.0),
        ("crank the music up a lot", 1.6),
    ],
)
def test_levels_of_the_music(words: str, volume: float) -> None:
    assert asked(words) == (SetVolume(id="m1", volume=volume),)


def test_everything_louder_is_every_sound() -> None:
    assert {o.id for o in asked("make it louder") if isinstance(o, SetVolume)} == {"s1", "m1", "v1", "v2", "e1", "e2"}
    assert {o.id for o in asked("mute everything") if isinstance(o, SetMuted)} == {"s1", "m1", "v1", "v2", "e1", "e2"}


@pytest.mark.parametrize(
    ("words", "muted"),
    [
        ("mute the first clip", {"s1"}),
        ("原声关掉", {"s1"}),
        ("mute all sound effects", {"e1", "e2"}),
        ("mute the pop", {"e2"}),
        ("voice off", {"v1", "v2"}),
    ],
)
def test_sounds_are_muted(words: str, muted: set[str]) -> None:
    operations = asked(words)
    assert {o.id for o in operations if isinstance(o, SetMuted) and o.on} == muted
    assert len(operations) == len(muted)


@pytest.mark.parametrize(
    ("words", "operation"),
    [
        ("fade the music out over the last 2 seconds", SetFade(id="m1", out_ms=2000)),
        ("fade in the music, 3 seconds", SetFade(id="m1", in_ms=3000)),
        ("背景音乐淡出3秒", SetFade(id="m1", out_ms=3000)),
        ("don't duck the music under the voice", SetDuck(id="m1", amount=0)),
    ],
)
def test_fades_and_room_for_a_voice(words: str, operation: object) -> None:
    (found,) = asked(words)
    assert found.model_dump() == getattr(operation, "model_dump", dict)()


@pytest.mark.parametrize(
    ("words", "text", "start"),
    [
        ('have someone say "Hello there" over the second shot', "Hello there", 4250),
        ("voiceover: In the morning, everything is slow.", "In the morning, everything is slow", 250),
        ("最后一个镜头加旁白“等你来哦”", "等你来哦", 8250),
        ('narrate "Now" at 0:10', "Now", 10_000),
    ],
)
def test_a_voice_says_given_words(words: str, text: str, start: int) -> None:
    draft = film(captions=False)
    silent = draft.model_copy(update={"tracks": tuple(t for t in draft.tracks if t.name != "Voice")})
    (operation,) = asked(words, silent)
    assert isinstance(operation, AddSound)
    assert operation.segment.voice is not None
    assert (operation.segment.voice.text, operation.segment.start_ms) == (text, start)


@pytest.mark.parametrize(
    ("words", "kind", "starts"),
    [
        ("add a pop when the price appears", "pop", [4000]),
        ("swoosh on every cut", "whoosh", [3880, 7880]),
        ("每次转场加一个嗖的音效", "whoosh", [3880, 7880]),
        ("boom sound when it hits 7s", "boom", [7000]),
    ],
)
def test_effects_where_something_happens(words: str, kind: str, starts: list[int]) -> None:
    sounds = [o.segment for o in asked(words) if isinstance(o, AddSound)]
    assert [s.start_ms for s in sounds] == starts
    assert {s.effect.kind for s in sounds if s.effect} == {kind}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("clean up the background noise in the first clip", "refuse.noise"),
        ("第一段降噪", "refuse.noise"),
        ("have Morgan Freeman narrate it", "refuse.famous"),
        ("make the voice sing it", "refuse.sing"),
        ("use Blinding Lights from Spotify", "refuse.stream"),
        ("cut it to the beat of the music", "refuse.beat"),
        ("add a voice-over", "refuse.no_voice_words"),
        ("mute the second clip", "refuse.silent_shot"),
    ],
)
def test_what_sound_cannot_do_is_refused_with_what_can(words: str, code: str) -> None:
    said = told(words)
    assert [r.because.code for r in said.refusals] == [code]
    assert said.draft == film()


def test_what_is_kept_while_the_rest_is_silent() -> None:
    muted = {o.id for o in asked("mute everything but keep the music") if isinstance(o, SetMuted)}
    assert muted == {"s1", "v1", "v2", "e1", "e2"}
    assert {o.id for o in asked("only keep the music") if isinstance(o, SetMuted)} == muted


def test_two_sounds_are_two_requests() -> None:
    said = told("add a ding at 0:03 and a whoosh at 0:08")
    assert len(said.steps) == 2
    assert not said.refusals


def test_a_verb_of_the_clause_before_says_nothing_of_this_one() -> None:
    operations = asked("mute the pop, music a bit quieter")
    assert operations == (SetMuted(id="e2", on=True), SetVolume(id="m1", volume=0.64))


def test_a_voice_that_cannot_be_made_here_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talkreel.language.commands.voice.installed_engines", tuple)
    (step,) = told('add a voiceover saying "Hello" at 0:10').steps
    assert [n.code for n in step.assumed] == ["assumed.no_engine"]


@pytest.mark.parametrize(("words", "ids"), [("turn it up", ("s1", "s2", "m1")), ("turn the second clip up", ("s2",))])
def test_what_is_turned_is_loudness(words: str, ids: tuple[str, ...]) -> None:
    heard, before = after(words, clips()), clips()
    louder = {s.id for t in heard.tracks for s in t.segments if s.volume > part(before, s.id).volume}
    assert louder == set(ids)


def test_warmth_is_turned_up_without_a_sound() -> None:
    assert [s.volume for s in shots(after("turn up the warmth", clips()))] == [s.volume for s in shots(clips())]
