"""Beginnings that a person chooses from a list, in their language."""

from __future__ import annotations

from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.prompts import Prompt

from talkreel.messages import say


def add_prompts(server: MCPServer[Any], language: str) -> None:
    """Let a server be begun with."""

    def make_a_short_ad(subject: str, seconds: str = "15") -> str:
        return say("mcp.ad", language, subject=subject, seconds=seconds)

    def fix_my_cut(project: str, wish: str = "") -> str:
        return say("mcp.fix", language, project=project, wish=wish or say("mcp.fix_anything", language))

    for work, name in ((make_a_short_ad, "ad"), (fix_my_cut, "fix")):
        title, about = say(f"mcp.{name}_title", language), say(f"mcp.{name}_title_more", language)
        prompt = Prompt.from_function(work, title=title, description=about)
        for argument in prompt.arguments or ():
            argument.description = say(f"mcp.{name}_{argument.name}", language)
        server.add_prompt(prompt)
