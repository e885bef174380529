from talkreel.model import WORDS, Draft, Segment, Track
from talkreel.render.captions import captions_of


def draft_with(*words: Segment) -> Draft:
    return Draft(duration_ms=10_000, tracks=(Track(id="t4", type=WORDS, segments=words),))


def test_words_on_screen_become_cues_in_order_of_time() -> None:
    later = Segment(id="b", start_ms=61_000, duration_ms=1500, text="Order <now> & save")
    first = Segment(id="a", start_ms=500, duration_ms=1000, text="早上好")
    files = captions_of(draft_with(later, first))
    assert files[".srt"] == (
        "1\n00:00:00,500 --> 00:00:01,500\n早上好\n\n2\n00:01:01,000 --> 00:01:02,500\nOrder <now> & save\n"
    )
    assert files[".vtt"].startswith("WEBVTT\n\n00:00:00.500 --> 00:00:01.500\n早上好\n")
    assert "Order &lt;now&gt; &amp; save" in files[".vtt"]


def test_spoken_captions_win_over_words_on_screen() -> None:
    title = Segment(id="a", start_ms=0, duration_ms=1000, text="Title")
    spoken = Segment(id="b", start_ms=0, duration_ms=1000, text="Said aloud", role="caption")
    assert "Title" not in captions_of(draft_with(title, spoken))[".srt"]


def test_a_blank_line_does_not_end_a_cue() -> None:
    assert "one\ntwo" in captions_of(draft_with(Segment(id="a", start_ms=0, duration_ms=9, text="one\n\ntwo")))[".srt"]
