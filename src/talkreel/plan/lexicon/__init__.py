"""What words mean for a film: places, things, trades, light, camera, moods, music, kinds of film, in two languages.

The words are data (`tables/*.txt`, one entry a line); `vocabulary` finds them in a text.
"""

from talkreel.plan.lexicon.entries import Named, Place, Thing, Trade
from talkreel.plan.lexicon.vocabulary import Hit, Table, Vocabulary, vocabulary

__all__ = ["Hit", "Named", "Place", "Table", "Thing", "Trade", "Vocabulary", "vocabulary"]
