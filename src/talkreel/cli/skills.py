"""`talkreel skills`: the skills for agents, listed, checked, and put where a host looks for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.films import print_json
from talkreel.cli.terminal import language, tell
from talkreel.errors import UsageError
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.skills import Finding, Skill, Written

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Skills that teach agents to make films.")
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]


@app.command("list")
def list_(as_json: JsonOption = False) -> None:
    """Say which skills come with talkreel, and where they are."""
    from talkreel.skills import bundled

    skills = bundled()
    if as_json:
        print_json({"skills": [_as_json(skill) for skill in skills]})
        return
    for skill in skills:
        print(f"{skill.slug} {skill.version}\n  {_first(skill.description)}\n  {skill.folder}")  # noqa: T201 - the result


@app.command("check")
def check(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DIR]...", readable=False, help="Skills, or folders with skills."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Look for what makes a skill unsafe, dishonest or unreadable to a host. Exit code 1 when something is found."""
    from talkreel.skills import bundled
    from talkreel.skills import check as look

    skills, findings = look(folders or [skill.folder for skill in bundled()])
    if as_json:
        told = [_told(finding) for finding in findings]
        print_json({"skills": [skill.slug for skill in skills], "findings": told})
    else:
        for finding in findings:
            one = _told(finding)
            place = f"{one['path']}:{one['line']}"
            print(say("skills.finding", language(), place=place, rule=one["rule"], told=one["text"]))  # noqa: T201
        code = "skills.bad" if findings else "skills.good"
        tell(say(code, language(), count=len(skills), findings=len(findings)))
    if findings:
        raise typer.Exit(1)


@app.command("install")
def install(
    slugs: Annotated[list[str] | None, typer.Argument(metavar="[SLUG]...", help="Which of them; all.")] = None,
    hosts: Annotated[
        list[str] | None,
        typer.Option("--host", metavar="NAME", help="openclaw, claude, cursor, codex, gemini, ...; may be repeated."),
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", readable=False, help="Another host's folder of skills.")] = None,
    project: Annotated[
        bool, typer.Option("--project", help="For the project in this folder, not for all that you do.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be written.")] = False,
    as_json: JsonOption = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Replace files that are different.")] = False,
) -> None:
    """Put skills where a host looks for them. What others have there stays as it is.

    talkreel skills install --host claude
    """
    from talkreel.skills import chosen
    from talkreel.skills import install as put

    skills = chosen(slugs or [])
    folders = _folders(hosts or [], to, project)
    plan = put(skills, folders, replace=yes, dry_run=dry_run)
    if as_json:
        print_json({"written": not dry_run, "files": [_step(one) for one in plan]})
        return
    for one in plan:
        print(say(f"skills.{'would_' if dry_run else ''}{one.step}", language(), path=one.path))  # noqa: T201
    if dry_run:
        tell(say("skills.would_install", language()))
        return
    for folder in folders:
        tell(say("skills.installed", language(), count=len(skills), folder=folder))


def _folders(hosts: list[str], to: Path | None, project: bool) -> list[Path]:
    from talkreel.skills.hosts import HOSTS, host_named

    if bool(hosts) == (to is not None):
        here = ", ".join(name for name, host in HOSTS.items() if host.is_here)
        found = say("skills.found_hosts", language(), names=here) if here else ""
        raise UsageError("error.skill_where", names=", ".join(HOSTS), found=found)
    if to is not None:
        return [to]
    return list(dict.fromkeys(host_named(name).folder(Path.cwd() if project else None) for name in hosts))


def _first(description: str) -> str:
    """Its first sentence."""
    return description.split(". ")[0].rstrip(".") + "."


def _as_json(skill: Skill) -> dict[str, object]:
    return {
        "name": skill.slug,
        "version": skill.version,
        "description": skill.description,
        "folder": str(skill.folder),
        "files": list(skill.files),
    }


def _told(finding: Finding) -> dict[str, object]:
    path = finding.path
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    text = say(f"skill_rule.{finding.rule}", language(), detail=finding.detail)
    return {"path": str(shown), "line": finding.line, "rule": finding.rule, "text": text}


def _step(one: Written) -> dict[str, object]:
    return {"skill": one.skill, "path": str(one.path), "step": one.step}
