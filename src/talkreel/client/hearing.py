"""A turn as it is heard: frames in, what they mean out. Both forms of event are understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from talkreel.client.phrases import Shown, for_person, is_trouble
from talkreel.client.shapes import count, mapping, mappings, parsed, words
from talkreel.client.sse import Frame
from talkreel.client.told import Progress, Said, Told


@dataclass
class Hearing:
    """What was heard of a turn so far. A frame that comes twice counts once; the order is that of the numbers.

    `has_window`: the server may talk as if somebody sat before its buttons.
    """

    has_window: bool = True
    texts: dict[str, str] = field(default_factory=dict[str, str])  # by event, as they came
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    tools: list[str] = field(default_factory=list[str])
    error: tuple[int, str] | None = None  # a code of the protocol (0: none of it) and the words
    asks: list[str] = field(default_factory=list[str])
    _partial: str = ""
    _seen: set[str] = field(default_factory=set[str])
    _numbers: list[int] = field(default_factory=list[int])
    _last: str = ""

    @property
    def after(self) -> str:
        """The number to go on after: the last of those that came in order."""
        kept = ""
        for before, number in zip([-1, *self._numbers], self._numbers, strict=False):
            if number < before:
                break
            kept = str(number)
        return kept

    @property
    def is_final(self) -> bool:
        """Whether the answer that ends a turn has come, where a server marks it."""
        return "credits" in self.facts or "receipt" in self.facts or self.error is not None

    @property
    def reply(self) -> str:
        """All that is to be shown: without the trouble that may trail after good answers."""
        said = [text for _, text in sorted(self.texts.items(), key=_by_number) if text.strip()]
        if len(said) > 1 and is_trouble(said[-1]):
            said.pop()
        shown = [self._shown(text) for text in said or [self._partial] if text.strip()]
        self.asks[:] = dict.fromkeys(ask for one in shown for ask in one.asks)
        return "\n".join(one.text for one in shown)

    @property
    def is_only_trouble(self) -> bool:
        """Whether nothing was said but that there was some temporary trouble."""
        said = [text for text in self.texts.values() if text.strip()]
        return bool(said) and all(is_trouble(text) for text in said)

    def hear(self, frame: Frame) -> tuple[bool, list[Told]]:
        """Take a frame: whether it says something new, and what is to be told of it."""
        if frame.is_sign or self._is_known(frame):
            return False, []
        event = mapping(parsed(frame.data))
        if not event or event.get("type") == "heartbeat" or event == {"heartbeat": True}:
            return False, []
        key = f"{frame.id or len(self._seen):>20}"
        return True, list(self._flat(event, key) if "type" in event else self._event(event, key))

    def _is_known(self, frame: Frame) -> bool:
        if frame.id:
            name = f"#{frame.id}"
        else:  # an event that names itself may come in two parts; one that does not may be said twice, but not at once
            name = frame.data if mapping(parsed(frame.data)).get("id") else f"@{len(self._seen)}"
        known = name in self._seen or (not frame.id and frame.data == self._last)
        self._seen.add(name)
        self._last = frame.data
        if not known and frame.id.isdecimal() and len(frame.id) < 20:
            self._numbers.append(int(frame.id))
        return known

    def _event(self, event: dict[str, Any], key: str) -> Iterator[Told]:
        if event.get("error") and "content" not in event:
            self._fail(0, event["error"])
            return
        if event.get("author") != "user":
            yield from self._beside(mapping(event.get("customMetadata")))
            told = list(self._content(event, key))
            yield from () if event.get("errorCode") else told  # an error is raised, and said then
        if event.get("errorCode"):
            self._fail(count(event["errorCode"]), event.get("errorMessage") or "")

    def _beside(self, beside: dict[str, Any]) -> Iterator[Told]:
        if progress := mapping(beside.get("progress")):
            yield _progress(progress)
        self.facts.update({name: value for name, value in beside.items() if name != "progress"})

    def _content(self, event: dict[str, Any], key: str) -> Iterator[Told]:
        for number, part in enumerate(mappings(mapping(event.get("content")).get("parts"))):
            call = mapping(part.get("functionCall") or part.get("function_call"))
            if call.get("name"):
                self.tools.append(str(call["name"]))
            text = part.get("text")
            if isinstance(text, str) and not part.get("thought"):
                yield from self._text(text, f"{key}.{number}", bool(event.get("partial")))

    def _flat(self, event: dict[str, Any], key: str) -> Iterator[Told]:
        text = event.get("content") if isinstance(event.get("content"), str) else ""
        match event["type"]:
            case "text":
                self.facts.update({name: value for name, value in event.items() if name not in ("type", "content")})
                if code := count(event.get("code")):
                    self._fail(code, text)
                yield from self._text(str(text), key, partial=False)
            case "tool_call":
                self.tools.append(str(event.get("name") or ""))
            case "progress":
                yield _progress({"stage": event.get("stage"), "percent": event.get("percent"), "text": text})
            case "error":
                self._fail(count(event.get("code")), text or event.get("message") or "")
            case _:
                pass

    def _text(self, text: str, key: str, partial: bool) -> Iterator[Told]:
        if partial:
            self._partial += text  # said again, whole, by the event that follows
            return
        if text.strip():
            is_late_trouble = is_trouble(text) and any(not is_trouble(known) for known in self.texts.values())
            self.texts[key] = text
            if not is_late_trouble:
                yield Said(self._shown(text).text)

    def _shown(self, text: str) -> Shown:
        return for_person(text) if self.has_window else Shown(text, ())

    def _fail(self, code: int, told: Any) -> None:
        self.error = (code, words(told))


def _by_number(item: tuple[str, str]) -> tuple[int, int]:
    name, _, part = item[0].rpartition(".")
    number = (name or part).strip()
    return (int(number) if number.isdecimal() and len(number) < 20 else 0, int(part) if name else 0)


def _progress(values: dict[str, Any]) -> Progress:
    percent = values.get("percent")
    return Progress(
        str(values.get("stage") or ""),
        max(0, min(100, round(percent))) if isinstance(percent, (int, float)) else 0,
        str(values.get("text") or ""),
    )
