"""A turn: what is said, what becomes of the film, and what is told about it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from talkreel.edit import apply, proof
from talkreel.language.interpreter import Interpretation, Question, Refusal, Step, Utterance
from talkreel.model import (
    PICTURE,
    SOUND,
    WORDS,
    Draft,
    EffectRecipe,
    Grading,
    Meta,
    MusicRecipe,
    Note,
    Scene,
    Segment,
    TextStyle,
    Track,
)
from talkreel.model.operation import (
    AddSound,
    AddText,
    Extend,
    Lock,
    MatchGrading,
    RemoveShot,
    SetGrading,
    SetLength,
    SetMusic,
    SetText,
    SetVolume,
)
from talkreel.model.request import (
    Compare,
    Edit,
    ExportFilm,
    GoTo,
    Help,
    ListTemplates,
    ListVersions,
    NameVersion,
    Redo,
    Regenerate,
    Request,
    SaveTemplate,
    ShowCredits,
    ShowStatus,
    Take,
    Undo,
    UseTemplate,
)
from talkreel.settings import settings as program_settings
from talkreel.studio.drafts import read_draft, save_draft
from talkreel.studio.history import digest
from talkreel.studio.journals.folder import FolderJournal
from talkreel.studio.journals.memory import MemoryJournal
from talkreel.studio.opening import open_film
from talkreel.studio.talk import Talk

Meant = Callable[[Utterance], Interpretation]


def steps(*requests: Request, assumed: tuple[Note, ...] = (), refusals: tuple[Refusal, ...] = ()) -> Meant:
    def meant(utterance: Utterance) -> Interpretation:
        return Interpretation(
            "zh" if any(sign > "\u2e80" for sign in utterance.words) else "en",
            utterance.draft,
            tuple(Step(utterance.words, request, assumed) for request in requests),
            refusals,
        )

    return meant


class Phrases:
    """An interpreter that knows a few sentences by heart."""

    def __init__(self, known: dict[str, Meant]) -> None:
        self.known, self.heard = known, list[Utterance]()

    def interpret(self, utterance: Utterance) -> Interpretation:
        self.heard.append(utterance)
        return self.known[utterance.words](utterance)


def asking(utterance: Utterance) -> Interpretation:
    question = Question(Note(code="error.version_unknown", fields={"version": "?"}), utterance.words, ("a", "b"))
    return Interpretation("en", utterance.draft, question=question)


def refusing(utterance: Utterance) -> Interpretation:
    refusal = Refusal("zoom", Note(code="error.undo_none"), Note(code="talk.examples"))
    return Interpretation("en", utterance.draft, refusals=(refusal,))


WARM = Edit(operations=(SetGrading(id="s1", grading=Grading(temperature=0.4)),))
SHORT = Edit(operations=(SetLength(id="s1", duration_ms=2000),))
KNOWN: dict[str, Meant] = {
    "warmer": steps(WARM),
    "shorter": steps(SHORT),
    "shorter and warmer": steps(SHORT, WARM),
    "impossible": steps(WARM, Edit(operations=(SetVolume(id="none", volume=1),))),
    "quieter": steps(Edit(operations=(SetVolume(id="m1", volume=0.4),))),
    "as loud as it is": steps(Edit(operations=(SetVolume(id="m1", volume=0.8),))),
    "calm": steps(Edit(operations=(SetMusic(music=MusicRecipe(style="ambient")),))),
    "say hi": steps(Edit(operations=(SetText(id="w1", text="Hi"),))),
    "white on white": steps(
        Edit(
            operations=(
                AddText(
                    segment=Segment(
                        id="w9", start_ms=500, duration_ms=2500, text="Pale", style=TextStyle(color="#ffffff", y=0.2)
                    )
                ),
            )
        )
    ),
    "drop two": steps(Edit(operations=(RemoveShot(id="s2"), RemoveShot(id="s3")))),
    "drop all": steps(Edit(operations=(RemoveShot(id="s1"), RemoveShot(id="s2"), RemoveShot(id="s3")))),
    "keep the second": steps(Edit(operations=(Lock(id="s2"),))),
    "undo": steps(Undo()),
    "undo twice": steps(Undo(steps=2)),
    "redo": steps(Redo()),
    "撤销": steps(Undo()),
    "versions": steps(ListVersions()),
    "first": steps(GoTo(version=1)),
    "nowhere": steps(GoTo(name="the good one")),
    "to sale": steps(GoTo(name="sale")),
    "call it sale": steps(NameVersion(name="Sale")),
    "compare": steps(Compare()),
    "compare with the last": steps(Compare(one="-1")),
    "compare with the third last": steps(Compare(one="-3")),
    "take the second": steps(Take(version="1", segments=("s2",))),
    "again": steps(Regenerate()),
    "export": steps(SHORT, ExportFilm(format="webm")),
    "status": steps(ShowStatus()),
    "credits": steps(ShowCredits()),
    "help": steps(Help()),
    "hm": asking,
    "zoom": refusing,
    "warmer and zoom": steps(WARM, refusals=(Refusal("zoom", Note(code="error.undo_none")),)),
    "a": steps(WARM),
}


def film() -> Draft:
    def shot(number: int, at_ms: int, words: tuple[str, ...] = ()) -> Segment:
        scene = Scene(kind="forest", seed=number, words=words)
        return Segment(id=f"s{number}", name="forest", start_ms=at_ms, duration_ms=3000, scene=scene)

    pictures = Track(id="t1", type=PICTURE, segments=(shot(1, 0, ("w1",)), shot(2, 3000), shot(3, 6000)))
    title = Segment(id="w1", start_ms=0, duration_ms=3000, text="Hello", role="title")
    music = Segment(id="m1", start_ms=0, duration_ms=9000, volume=0.8, music=MusicRecipe(style="lofi"))
    return Draft(
        id="d1",
        revision=1,
        duration_ms=9000,
        meta=Meta(width=640, height=360, prompt="9 seconds of a forest", seed=4),
        tracks=(
            pictures,
            Track(id="t2", type=SOUND, name="Music", segments=(music,)),
            Track(id="t4", type=WORDS, segments=(title,)),
        ),
    )


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(MemoryJournal(film()), tmp_path, Phrases(KNOWN))


def segments(draft: Draft) -> dict[str, Segment]:
    return {s.id: s for t in draft.tracks for s in t.segments}


def test_the_receipt_says_what_changed_and_proves_that_nothing_else_did(talk: Talk) -> None:
    receipt = talk.turn("warmer").receipt
    assert (receipt.status, receipt.revision, receipt.draft.revision) == ("applied", 2, 2)
    (change,) = receipt.changes
    assert (change.op, change.track, change.segment, change.at_ms) == ("set_grading", "t1", "s1", (0, 3000))
    assert receipt.untouched.segments == 4
    assert receipt.untouched.proof == proof(film(), ("s2", "s3", "m1", "w1"))
    assert receipt.untouched.proof[:8] in receipt.reply
    assert talk.journal.standing().draft == receipt.draft


def test_what_only_moved_is_told_apart(talk: Talk) -> None:
    receipt = talk.turn("shorter").receipt
    assert set(receipt.moved) == {"s2", "s3"}
    assert {c.segment for c in receipt.changes} >= {"s1", "m1"}
    assert next(c for c in receipt.changes if c.segment == "m1").op == "refit"


def test_a_dry_run_says_the_same_and_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "film.reel.json"
    save_draft(film(), path)
    talk = Talk(FolderJournal(path), tmp_path, Phrases(KNOWN))
    dry = talk.turn("shorter and warmer", dry_run=True)
    assert [p.name for p in tmp_path.iterdir()] == ["film.reel.json"]
    wet = talk.turn("shorter and warmer")
    assert dry.receipt == wet.receipt
    assert read_draft(path) == wet.receipt.draft


def test_a_turn_is_done_whole_or_not_at_all(talk: Talk) -> None:
    receipt = talk.turn("impossible").receipt
    assert (receipt.status, receipt.changes, receipt.revision) == ("nothing", (), 1)
    assert "none" in receipt.reply
    assert talk.journal.standing().draft == film()


def test_one_turn_is_one_step_back_and_forth(talk: Talk) -> None:
    after = talk.turn("shorter and warmer").receipt.draft
    back = talk.turn("undo")
    assert (back.receipt.status, back.receipt.revision) == ("applied", 3)
    assert "shorter and warmer" in back.receipt.reply
    assert digest(back.receipt.draft) == digest(film())
    again = talk.turn("redo").receipt
    assert again.revision == 4
    assert digest(again.draft) == digest(after)
    assert talk.turn("redo").receipt.status == "nothing"
    assert talk.turn("undo").receipt.status == "applied"
    assert talk.turn("undo").receipt.status == "nothing"


def test_undo_passes_over_undone_turns(talk: Talk) -> None:
    for words in ("warmer", "quieter", "undo", "say hi"):
        talk.turn(words)
    back = talk.turn("undo twice").receipt
    assert digest(back.draft) == digest(film())


def test_versions_have_numbers_and_names(talk: Talk) -> None:
    talk.turn("warmer")
    named = talk.turn("call it sale").receipt
    assert (named.status, named.revision) == ("applied", 2)
    assert "Sale" in named.reply
    talk.turn("quieter")
    listed = talk.turn("versions").receipt.reply
    assert "[Sale]" in listed
    assert "“quieter”" in listed
    assert talk.turn("nowhere").receipt.status == "nothing"
    went = talk.turn("to sale").receipt
    assert digest(went.draft) == digest(named.draft)
    assert {c.op for c in went.changes} == {"go_to"}
    assert digest(talk.turn("first").receipt.draft) == digest(film())
    assert digest(talk.turn("undo").receipt.draft) == digest(named.draft)


def test_versions_are_compared(talk: Talk) -> None:
    talk.turn("quieter")
    told = talk.turn("compare").receipt
    assert told.changes == ()
    assert "From version 1 to version 2" in told.reply
    assert "40" in told.reply


def test_versions_are_counted_back_from_what_is_there(talk: Talk) -> None:
    assert "version 1 to version 1" in talk.turn("compare with the last").receipt.reply
    for words in ("quieter", "warmer", "say hi"):
        talk.turn(words)
    assert "From version 3 to version 4" in talk.turn("compare with the last").receipt.reply
    assert "From version 1 to version 4" in talk.turn("compare with the third last").receipt.reply


def test_a_part_of_another_version_comes_back_as_it_was(talk: Talk) -> None:
    talk.turn("drop two")
    back = talk.turn("take the second").receipt
    assert [s.id for s in back.draft.of_type(PICTURE)] == ["s1", "s2"]
    assert segments(back.draft)["s2"].scene == segments(film())["s2"].scene


def test_what_belongs_to_a_shot_stays_when_the_shot_comes_back(talk: Talk) -> None:
    pop = Segment(id="e1", start_ms=1000, duration_ms=500, effect=EffectRecipe(kind="pop"))
    known = {
        **KNOWN,
        "pop": steps(Edit(operations=(AddSound(segment=pop),))),
        "first back": steps(Take(version="1", segments=("s1",))),
    }
    speaker = replace(talk, interpreter=Phrases(known))
    for words in ("warmer", "say hi", "pop"):
        speaker.turn(words)
    draft = speaker.turn("first back").receipt.draft
    now, first = segments(draft), segments(film())
    assert (now["s1"], now["w1"]) == (first["s1"], first["w1"])
    assert now["e1"] == pop
    speaker.turn("drop two")
    assert segments(speaker.turn("first back").receipt.draft)["s1"] == first["s1"]


def test_a_question_waits_for_the_next_turn(talk: Talk) -> None:
    asked = talk.turn("hm")
    assert (asked.receipt.status, asked.receipt.changes, asked.receipt.revision) == ("question", (), 1)
    assert "1. a" in asked.receipt.reply
    assert talk.turn("a").receipt.status == "applied"
    assert isinstance(talk.interpreter, Phrases)
    assert talk.interpreter.heard[-1].pending == asked.question
    talk.turn("quieter")
    assert talk.interpreter.heard[-1].pending is None


def test_a_dry_question_does_not_wait(talk: Talk) -> None:
    talk.turn("hm", dry_run=True)
    assert talk.journal.standing().history.pending is None


def test_nothing_says_why_and_what_can_be_done_instead(talk: Talk) -> None:
    receipt = talk.turn("zoom").receipt
    assert receipt.status == "nothing"
    assert "Nothing changed" in receipt.reply
    assert "You can say" in receipt.reply
    assert receipt.untouched.segments == 5


def test_what_could_not_be_done_is_told_beside_what_was(talk: Talk) -> None:
    receipt = talk.turn("warmer and zoom").receipt
    assert receipt.status == "applied"
    assert "Not done: “zoom”" in receipt.reply


def test_what_is_so_already_changes_nothing(talk: Talk) -> None:
    receipt = talk.turn("as loud as it is").receipt
    assert (receipt.status, receipt.revision) == ("nothing", 1)


def test_the_talk_remembers_what_it_is_about(talk: Talk) -> None:
    talk.turn("quieter")
    talk.turn("say hi")
    talk.turn("status")
    assert isinstance(talk.interpreter, Phrases)
    focus = talk.interpreter.heard[-1].focus
    assert (focus.ids, focus.before) == (("w1",), ("m1",))


def test_much_that_is_taken_out_is_flagged_and_a_film_keeps_a_shot(talk: Talk) -> None:
    assert talk.turn("shorter", dry_run=True).careful == ""
    assert talk.turn("say hi", dry_run=True).careful == ""
    assert "6 s out of a film of 9 s" in talk.turn("drop two", dry_run=True).careful
    gone = talk.turn("drop all").receipt
    assert gone.status == "nothing"
    assert "without pictures" in gone.reply


def test_errands_are_left_to_the_caller(talk: Talk) -> None:
    turn = talk.turn("export")
    assert turn.requests == (ExportFilm(format="webm"),)
    assert turn.receipt.status == "applied"
    assert talk.turn("credits").requests == (ShowCredits(),)
    status = talk.turn("status").receipt
    assert (status.status, status.changes) == ("applied", ())
    assert "Timeline" in status.reply
    assert talk.turn("help").receipt.reply


def test_the_reply_is_in_the_speakers_language(talk: Talk) -> None:
    assert "没有可撤销的操作" in talk.turn("撤销").receipt.reply


def test_words_that_the_turn_put_there_are_made_readable_and_it_is_told(talk: Talk) -> None:
    turn = talk.turn("white on white")
    scrim = segments(turn.receipt.draft)["w9"].style.scrim
    assert scrim
    assert "soft shade" in turn.receipt.reply
    assert segments(turn.receipt.draft)["w1"] == segments(film())["w1"]


def test_the_film_is_made_again_around_what_is_locked(talk: Talk) -> None:
    talk.turn("keep the second")
    receipt = talk.turn("again").receipt
    assert receipt.status == "applied"
    locked = segments(receipt.draft)["s2"]
    assert (locked.start_ms, locked.duration_ms) == (3000, 3000)
    assert locked.scene == segments(film())["s2"].scene
    assert receipt.draft.duration_ms == 9000
    ends = [(s.start_ms, s.end_ms) for s in receipt.draft.of_type(PICTURE)]
    assert [b for _, b in ends[:-1]] == [a for a, _ in ends[1:]]
    assert receipt.draft.meta.seed != film().meta.seed
    assert digest(talk.turn("again").receipt.draft) != digest(receipt.draft)


def test_two_who_change_different_things_both_count(talk: Talk) -> None:
    other = Talk(talk.journal, talk.folder, Phrases(KNOWN))
    planned = talk.plan("warmer")
    other.turn("quieter")
    kept = talk.keep(planned).receipt
    assert (kept.status, kept.revision) == ("applied", 3)
    assert segments(kept.draft)["m1"].volume == 0.4
    assert segments(kept.draft)["s1"].grading.temperature == 0.4
    assert [c.segment for c in kept.changes] == ["s1"]


def test_two_who_change_the_same_thing_do_not_overwrite_each_other(talk: Talk) -> None:
    other = Talk(talk.journal, talk.folder, Phrases(KNOWN))
    planned = talk.plan("quieter")
    other.turn("calm")
    kept = talk.keep(planned).receipt
    assert (kept.status, kept.revision) == ("nothing", 2)
    music = segments(talk.journal.standing().draft)["m1"]
    assert (music.volume, music.music) == (0.8, MusicRecipe(style="ambient"))


def test_an_undo_that_was_overtaken_takes_back_what_is_last_now(talk: Talk) -> None:
    talk.turn("warmer")
    planned = talk.plan("undo")
    Talk(talk.journal, talk.folder, Phrases(KNOWN)).turn("quieter")
    kept = talk.keep(planned).receipt
    assert "quieter" in kept.reply
    assert segments(kept.draft)["s1"].grading.temperature == 0.4


def test_what_is_kept_can_be_applied_to_the_version_before(talk: Talk) -> None:
    turn = talk.turn("shorter and warmer")
    assert turn.bench is not None
    assert digest(apply(film(), turn.bench.operations)) == digest(turn.receipt.draft)


def test_how_footage_is_carried_on_is_named_and_its_join_measured(make_clip: Callable[..., Path]) -> None:
    clip = make_clip("own.mp4", seconds=1)
    opened = open_film(clip)
    known = {"longer": steps(Edit(operations=(Extend(id="s1", by_ms=500, method="freeze"),)))}
    turn = Talk(opened.journal, opened.folder, Phrases(known)).turn("longer", dry_run=True)
    assert "Its last frame is held. At the join (1 s)" in turn.receipt.reply
    assert turn.receipt.draft.duration_ms == 1500


def test_words_can_be_set_over_a_clip_that_is_gone(make_clip: Callable[..., Path]) -> None:
    clip = make_clip("own.mp4", seconds=1)
    opened = open_film(clip)
    words = Segment(id="w1", start_ms=0, duration_ms=900, text="Hello")
    known = {"hello": steps(Edit(operations=(AddText(segment=words),)))}
    standing = MemoryJournal(opened.journal.standing().draft)
    clip.unlink()
    assert Talk(standing, opened.folder, Phrases(known)).turn("hello").receipt.status == "applied"


def test_a_shot_is_graded_like_another_by_what_is_measured(talk: Talk) -> None:
    known = {
        "match": steps(
            Edit(operations=(SetGrading(id="s2", grading=Grading(brightness=0.3)), MatchGrading(id="s1", like="s2")))
        )
    }
    draft = replace(talk, interpreter=Phrases(known)).turn("match").receipt.draft
    assert segments(draft)["s1"].grading.brightness > 0.1


def test_a_film_is_kept_as_a_template_and_made_from_it(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TALKREEL_DATA_DIR", str(tmp_path / "data"))
    program_settings.cache_clear()
    known = {
        "save": steps(SaveTemplate(name="Offer")),
        "list": steps(ListTemplates()),
        "use": steps(UseTemplate(name="Offer", words="title: Good night")),
    }
    speaker = replace(talk, interpreter=Phrases(known))
    assert "no templates" in speaker.turn("list").receipt.reply
    assert speaker.turn("save", dry_run=True).receipt.status == "applied"
    assert "no templates" in speaker.turn("list").receipt.reply
    speaker.turn("save")
    assert "Offer" in speaker.turn("list").receipt.reply
    assert speaker.turn("save").receipt.status == "nothing"
    used = speaker.turn("use")
    assert used.careful
    assert "Good night" in {s.text for s in used.receipt.draft.of_type(WORDS)}
    assert digest(talk.turn("undo").receipt.draft) == digest(film())
    program_settings.cache_clear()


def test_a_turn_takes_a_moment_also_after_many(tmp_path: Path) -> None:
    path = tmp_path / "film.reel.json"
    save_draft(film(), path)
    speaker = Talk(FolderJournal(path), tmp_path, Phrases(KNOWN))
    for _ in range(40):
        speaker.turn("warmer")
        speaker.turn("undo")
    times: list[float] = []
    for _ in range(5):
        begin = time.process_time()
        speaker.turn("warmer")
        speaker.turn("undo")
        times.append((time.process_time() - begin) / 2)
    assert min(times) < 0.15
