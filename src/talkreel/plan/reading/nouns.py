"""Words that name a thing only as nouns: "a watch", but not "watch the sunset"; "our book", but not "book now"."""

from __future__ import annotations

from talkreel.plan.lexicon import Hit
from talkreel.plan.lexicon.cues import english, members
from talkreel.plan.reading.text import Text, rule

# "To watch", or a verb at the head of its clause, with an object or an adverb behind it.
_VERB_BEFORE = rule(r"(?:\b(?:to|and|or|please|you|we|i|they|can|will|let's|just|then|now)|^)\s*$")
_VERB_AFTER = rule(rf"\s+{english('noun_not_after')}\b")
_COUNTED = rule(r"\b\d+[\s-]*$")
_LABEL_AFTER = rule(r"\s*:|\s+\+?\d")
_ROOM = rule(english("counted_room"))


def is_noun(text: Text, hit: Hit) -> bool:
    """Whether a phrase of the lexicon stands as a noun."""
    told = text.told(hit)
    if told not in members("two_faced"):
        return True
    clause = text.clause_at(hit.start)
    before = text.plain[clause.start : hit.start]
    if _ROOM.fullmatch(told) and _COUNTED.search(before):
        return False  # "3 bed, 2 bath" counts rooms
    if _LABEL_AFTER.match(text.plain, hit.end):
        return False  # "phone 555-0188"
    return not (_VERB_BEFORE.search(before) and _VERB_AFTER.match(text.plain, hit.end, max(hit.end, clause.end)))
