"""Pure edits: `apply` operations to a draft, all or nothing; tell what changed, prove what did not, and rebase."""

from talkreel.edit import ids
from talkreel.edit.applying import apply
from talkreel.edit.changing import changes, content_hash, moved, proof, untouched
from talkreel.edit.describing import describe, named
from talkreel.edit.rebasing import rebase

__all__ = ["apply", "changes", "content_hash", "describe", "ids", "moved", "named", "proof", "rebase", "untouched"]
