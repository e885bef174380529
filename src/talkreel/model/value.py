"""What every noun is: a frozen value with short wire keys that keeps the keys it does not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Frozen; built by field name or wire key; unknown keys survive a round trip."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)

    def wire(self) -> dict[str, object]:
        """The value as wire JSON: short keys, defaults left out, unknown keys kept."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


class Strict(BaseModel):
    """A frozen value of our own, where an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
