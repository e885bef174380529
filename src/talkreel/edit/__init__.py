"""Pure edits: `apply` operations to a draft, all or nothing; `describe` what changed between two drafts."""

from talkreel.edit.applying import apply
from talkreel.edit.describing import describe

__all__ = ["apply", "describe"]
