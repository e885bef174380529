"""What tools give back: every field has a schema, and every answer says what to call next."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["running", "done", "failed", "interrupted"]


class Told(BaseModel):
    """A value that goes out."""

    model_config = ConfigDict(frozen=True)


class Film(Told):
    """A film of a project. `film` names it where a project has several."""

    film: str
    title: str = ""
    revision: int = 0
    seconds: float = 0.0
    summary: str = ""


class Project(Told):
    """A place for a talk and its films."""

    project: str
    name: str = ""
    films: list[Film] = Field(default_factory=list[Film])
    next: str = ""


class Info(Told):
    """What this server of tools works on. `contacts` is the only address that is contacted, `sends` what goes there."""

    version: str
    works_on: Literal["local drafts", "a server"]
    place: str = Field(description="The folder of the drafts, or the server's address")
    contacts: str = ""
    sends: list[str] = Field(default_factory=list[str])
    costs: str = ""
    roots: list[str] = Field(
        default_factory=list[str], description="Files are taken from these folders, and put there, only"
    )
    projects: list[Project] = Field(default_factory=list[Project], description="The newest first, at most 20")
    limits: dict[str, Any] = Field(default_factory=dict[str, Any])
    next: str = ""


class Untouched(Told):
    """How much stayed as it was; `proof` is a hash over it."""

    segments: int = 0
    proof: str = ""


class Receipt(Told):
    """What changed, and the proof that nothing else did."""

    status: Literal["applied", "question", "nothing"]
    reply: str = ""
    revision: int = 0
    changes: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]])
    moved: list[str] = Field(default_factory=list[str])
    untouched: Untouched = Untouched()
    next: str = ""


class Media(Told):
    """A file that a project has. `address` is a link to it, where there is one."""

    name: str
    kind: str = ""
    seconds: float = 0.0
    width: int = 0
    height: int = 0
    address: str = ""


class Job(Told):
    """Work and what became of it. While it is `running`, `job` is what wait_for_job asks for."""

    job: str
    status: Status
    project: str = ""
    stage: str = ""
    percent: float | None = None
    reply: str = Field(default="", description="What to tell the person, in their language")
    receipt: Receipt | None = None
    films: list[Film] = Field(default_factory=list[Film])
    charged: int | None = Field(default=None, description="Credits; none where the server does not say")
    jobs: list[str] = Field(default_factory=list[str], description="Further work that this began")
    files: list[Media] = Field(default_factory=list[Media])
    address: str = Field(default="", description="A link to the finished film, without a token, that expires")
    path: str = Field(default="", description="Where a file was written")
    bytes: int = 0
    next: str = ""


class Segment(Told):
    """What lies on a track, ms from the film's beginning."""

    id: str
    name: str = ""
    text: str = ""
    start_ms: int = 0
    duration_ms: int = 0
    locked: bool = False


class Track(Told):
    """A track, in order."""

    id: str
    kind: Literal["picture", "sound", "words", "other"]
    name: str = ""
    segments: list[Segment] = Field(default_factory=list[Segment])


class Timeline(Told):
    """A film as it stands. `draft` is the whole of it in the wire's form, where it was asked for."""

    project: str
    film: str = ""
    title: str = ""
    revision: int = 0
    duration_ms: int = 0
    width: int = 0
    height: int = 0
    fps: float = 0
    summary: str = ""
    tracks: list[Track] = Field(default_factory=list[Track])
    films: list[Film] = Field(default_factory=list[Film])
    files: list[Media] = Field(default_factory=list[Media], description="Uploads that can be named in a message")
    draft: dict[str, Any] | None = None
    next: str = ""


class Version(Told):
    """A version of a film. `shows` is the revision whose content it has: undo brings back an earlier one's."""

    revision: int
    way: str = ""
    shows: int = 0
    words: str = ""
    names: list[str] = Field(default_factory=list[str])
    at: str = ""


class Versions(Told):
    """All versions of a film, the oldest first; the last is the film now."""

    project: str
    versions: list[Version]
    next: str = ""


class Comparison(Told):
    """How two versions differ."""

    project: str
    one: int
    other: int
    lines: list[str]
    changes: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]])
    untouched: Untouched = Untouched()


class Credits(Told):
    """What there is to spend; `costs` in words what costs how much. No numbers where nothing costs anything."""

    available: int | None = None
    held: int | None = None
    costs: str = ""


class Link(Told):
    """Where a person looks at a project. It holds no token."""

    project: str
    address: str = ""
    note: str = ""


class Picture(Told):
    """A picture that was drawn; it stands beside this as an image. `revision` 0: the newest."""

    project: str
    at_ms: int | None = None
    revision: int = 0
    bytes: int = 0
