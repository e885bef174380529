"""A film of which nothing was filled in is the film that was kept; what was filled in stands where its words stood."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from talkreel.model import Draft, Meta, Segment, Track, VoiceRecipe
from talkreel.studio.blanks import blanks_of, filled, normal, resolved, reworded, words_of

# Few words, so that texts hold one another.
_WORDS = st.lists(
    st.sampled_from(["tea", "green tea", "$4", "a", "茶", "绿茶", "50%", "Brew Lab", "!", "."]), min_size=1
)
_TEXTS = st.builds(" ".join, _WORDS) | st.builds("".join, _WORDS)
_ROLES = st.sampled_from(["title", "price", "cta", "item", "caption"])


@st.composite
def films(draw: st.DrawFn) -> Draft:
    texts = draw(st.lists(st.tuples(_TEXTS, _ROLES), max_size=6))
    spoken = draw(st.lists(_TEXTS, max_size=2))
    words = tuple(
        Segment(id=f"w{n}", start_ms=n * 1000, duration_ms=1000, text=text, role=role)
        for n, (text, role) in enumerate(texts)
    )
    voices = tuple(
        Segment(id=f"v{n}", start_ms=n * 1000, duration_ms=1000, voice=VoiceRecipe(text=text))
        for n, text in enumerate(spoken)
    )
    tracks = (Track(id="t1", type=7, segments=words), Track(id="t2", type=1, segments=voices))
    return Draft(id="d", meta=Meta(title=draw(_TEXTS), prompt=draw(_TEXTS)), tracks=tracks)


@given(films())
def test_nothing_filled_in_is_the_same_film(film: Draft) -> None:
    draft, blanks = blanks_of(film, {})
    values = resolved(blanks, {})
    assert reworded(draft, lambda text: filled(text, values)) == film
    assert len({normal(b.name) for b in blanks}) == len(blanks)


@given(films(), st.text(alphabet="xyz茄", min_size=1, max_size=5))
def test_a_value_stands_where_its_words_stood(film: Draft, value: str) -> None:
    draft, blanks = blanks_of(film, {})
    for blank in blanks:
        values = resolved(blanks, {blank.name: value})
        shown = words_of(reworded(draft, lambda text, values=values: filled(text, values)))
        was = words_of(film)
        plain = resolved(blanks, {})[normal(blank.name)]
        assert all(new == value for new, old in zip(shown, was, strict=True) if old == plain)
