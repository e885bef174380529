"""Brief -> storyboard -> operations. Reading, which makes the brief, is `plan.reading`."""

from talkreel.plan.direction import direct, unsupported_facts
from talkreel.plan.operations import operations_for
from talkreel.plan.summary import summary

__all__ = ["direct", "operations_for", "summary", "unsupported_facts"]
