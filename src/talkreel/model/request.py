"""What a sentence asks for: a closed union. Edits change the draft; the rest is done by those who keep versions, files,
credits and templates. The same values come from the rules, from a language model and from buttons.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from talkreel.model.operation import Operation
from talkreel.model.value import Strict


class Edit(Strict):
    """Change the draft."""

    kind: Literal["edit"] = "edit"
    operations: tuple[Operation, ...]


class Undo(Strict):
    """Take the last turns back."""

    kind: Literal["undo"] = "undo"
    steps: int = Field(default=1, ge=1)


class Redo(Strict):
    """Do again what was taken back."""

    kind: Literal["redo"] = "redo"
    steps: int = Field(default=1, ge=1)


class GoTo(Strict):
    """Go back to a version: its number (1 is the film as it was first), or its name. 0 and no name: the first."""

    kind: Literal["go_to"] = "go_to"
    version: int = Field(default=0, ge=0)
    name: str = ""


class NameVersion(Strict):
    """Give the film as it is now a name."""

    kind: Literal["name_version"] = "name_version"
    name: str


class ListVersions(Strict):
    """Tell the versions."""

    kind: Literal["versions"] = "versions"


class Compare(Strict):
    """Tell how two versions differ. Each is a number or a name as typed, -1 the one before this; empty: the one now, or
    the one before it."""

    kind: Literal["compare"] = "compare"
    one: str = ""
    other: str = ""


class Take(Strict):
    """Bring segments of another version into this one, in place of what has their ids now."""

    kind: Literal["take"] = "take"
    version: str
    segments: tuple[str, ...]


class Regenerate(Strict):
    """Make the whole film again from its words; locked segments stay as they are. `wish` is added to the words."""

    kind: Literal["regenerate"] = "regenerate"
    wish: str = ""


class Create(Strict):
    """Make a new film from these words."""

    kind: Literal["create"] = "create"
    prompt: str


class ExportFilm(Strict):
    """Write the film as a file. Empty fields: as usual."""

    kind: Literal["export"] = "export"
    format: str = ""
    size: str = ""
    fps: int | None = None


class ShowCredits(Strict):
    """Tell the balance."""

    kind: Literal["credits"] = "credits"


class ShowStatus(Strict):
    """Tell the tracks of the film."""

    kind: Literal["status"] = "status"


class Upload(Strict):
    """Take a file in."""

    kind: Literal["upload"] = "upload"


class SaveTemplate(Strict):
    """Keep the film, or its words, as a template."""

    kind: Literal["save_template"] = "save_template"
    name: str


class UseTemplate(Strict):
    """Make a film from a template."""

    kind: Literal["use_template"] = "use_template"
    name: str
    words: str = ""


class ListTemplates(Strict):
    """Tell the templates."""

    kind: Literal["templates"] = "templates"


class Help(Strict):
    """Tell what can be said."""

    kind: Literal["help"] = "help"


class Confirm(Strict):
    """Yes or no to what was asked before."""

    kind: Literal["confirm"] = "confirm"
    yes: bool


Request = Annotated[
    Edit
    | Undo
    | Redo
    | GoTo
    | NameVersion
    | ListVersions
    | Compare
    | Take
    | Regenerate
    | Create
    | ExportFilm
    | ShowCredits
    | ShowStatus
    | Upload
    | SaveTemplate
    | UseTemplate
    | ListTemplates
    | Help
    | Confirm,
    Field(discriminator="kind"),
]
REQUESTS: TypeAdapter[Request] = TypeAdapter(Request)
