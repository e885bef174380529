"""A copywriter and a director in rules: a brief becomes a storyboard."""

from talkreel.plan.direction.director import direct
from talkreel.plan.direction.facts import unsupported_facts

__all__ = ["direct", "unsupported_facts"]
