"""What is in `deploy` fits the program, asks for no more than it needs, and carries no secret."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from talkreel import __version__
from talkreel.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
IMAGE = f"talkreel:{__version__}"

SETTINGS = {f"TALKREEL_{name.upper()}" for name in Settings.model_fields}
SECRETS = {
    f"TALKREEL_{n.upper()}" for n, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)
}
SECRETS |= {"TALKREEL_DATABASE_URL", "POSTGRES_PASSWORD", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
OTHERS = {"AWS_REGION", "AWS_ENDPOINT_URL", "POSTGRES_USER", "POSTGRES_DB", "S3_BUCKET", *SECRETS}
COMMANDS = (("serve",), ("worker", "--pool"), ("admin", "migrate"))
PINNED = re.compile(r"[\w./-]+:(?:\d+\.\d+[\w.-]*|\$\{PYTHON\})(?:@sha256:[0-9a-f]{64})?")


def documents() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(KUBERNETES.glob("*.yaml")):
        for document in yaml.safe_load_all(path.read_text("utf-8")):
            yield path.name, document


def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def ours() -> dict[str, dict[str, Any]]:
    return {name: service for name, service in compose()["services"].items() if service["image"] == IMAGE}


def deployments() -> dict[str, dict[str, Any]]:
    found = {d["metadata"]["name"]: d["spec"]["template"] for _, d in documents() if d["kind"] == "Deployment"}
    assert set(found) == {"talkreel-api", "talkreel-worker"}
    return found


def containers() -> list[dict[str, Any]]:
    pods = [template["spec"] for template in deployments().values()]
    return [container for pod in pods for container in [*pod.get("initContainers", []), *pod["containers"]]]


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's, in order: name and the rest in one line."""
    lines = [line for line in (DEPLOY / "Dockerfile").read_text("utf-8").splitlines() if not line.startswith("#")]
    whole = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in whole.splitlines() if line)]


def values(name: str) -> list[str]:
    return [rest for instruction, rest in instructions() if instruction == name]


def environment_names() -> set[str]:
    assigned = " ".join(values("ENV"))
    names = set(re.findall(r"(TALKREEL_\w+)=", assigned))
    for service in compose()["services"].values():
        names |= set(service.get("environment", {}))
    for _, document in documents():
        names |= set(document.get("data", {})) | set(document.get("stringData", {}))
    return names | {entry["name"] for container in containers() for entry in container.get("env", [])}


def test_every_name_in_the_environment_is_a_setting() -> None:
    assert environment_names() <= SETTINGS | OTHERS


def test_there_is_no_secret_in_plain_text() -> None:
    for name, service in compose()["services"].items():
        for key, value in service.get("environment", {}).items():
            if key in SECRETS:
                assert re.search(r"\$\{\w+:\?", str(value)), f"{name}: {key}"
                assert not re.search(r":[^@$/]+@", str(value)), f"{name}: {key}"
    for line in (DEPLOY / "example.env").read_text("utf-8").splitlines():
        assert line.startswith("#") or line.endswith("="), line
    for file, document in documents():
        assert not SECRETS & set(document.get("data", {})), file
        for key, value in document.get("stringData", {}).items():
            assert re.fullmatch(r"<.*>", value), f"{file}: {key}"
    assert not any(name in " ".join(values("ENV") + values("ARG")) for name in SECRETS)


def test_the_form_of_a_secret_is_not_applied() -> None:
    applied = next(d["resources"] for _, d in documents() if d["kind"] == "Kustomization")
    assert set(applied) == {p.name for p in KUBERNETES.glob("*.yaml")} - {"kustomization.yaml", "secret.example.yaml"}


def test_images_are_pinned_and_of_this_version() -> None:
    images = [service["image"] for service in compose()["services"].values()] + [c["image"] for c in containers()]
    images += [source.partition(" ")[0] for source in values("FROM")]
    for image in images:
        assert PINNED.fullmatch(image), image
    assert {image for image in images if image.startswith("talkreel:")} == {IMAGE}
    assert re.fullmatch(r"PYTHON=3\.12\.\d+-slim-\w+", values("ARG")[0])


def test_the_image_runs_without_root_and_installs_by_hash() -> None:
    user = values("USER")
    assert len(user) == 1
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user[0])
    after_user = [name for name, _ in instructions()[instructions().index(("USER", user[0])) :]]
    assert "RUN" not in after_user
    assert "COPY" not in after_user
    runs = " ".join(values("RUN"))
    assert "--require-hashes -r requirements.lock" in runs
    for library in ("libegl1", "libgl1"):
        assert library in values("RUN")[-1]
    assert "gcc" not in values("RUN")[-1]
    for run in values("RUN"):
        if "apt-get install" in run:
            assert "--no-install-recommends" in run
            assert "rm -rf /var/lib/apt/lists/*" in run
    assert not values("ADD")
    for name in ("ENTRYPOINT", "CMD"):
        assert isinstance(json.loads(values(name)[-1]), list)


def test_what_the_image_needs_is_sent_to_its_builder_and_no_more() -> None:
    wanted = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").split()
    assert wanted[0] == "*"
    kept = {line[1:] for line in wanted if line.startswith("!")}
    copied = {word for rest in values("COPY") if "--from" not in rest for word in shlex.split(rest)[:-1]}
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)


def test_probes_ask_what_the_server_answers() -> None:
    from talkreel.server.routes.health import router

    paths = {getattr(route, "path", "") for route in router.routes}
    asked = {
        probe: container[f"{probe}Probe"]["httpGet"]["path"]
        for container in containers()
        for probe in ("startup", "liveness", "readiness")
        if f"{probe}Probe" in container
    }
    assert asked == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
    assert set(asked.values()) <= paths
    port = Settings.model_fields["port"].default
    assert f"http://127.0.0.1:{port}/healthz" in values("HEALTHCHECK")[0]
    assert values("EXPOSE") == [str(port)]
    assert [p["containerPort"] for c in containers() for p in c.get("ports", [])] == [port]
    services = [d for _, d in documents() if d["kind"] == "Service"]
    assert services[0]["spec"]["ports"][0]["targetPort"] == "http"


def test_commands_are_the_programs() -> None:
    said = [service["command"] for service in ours().values()] + [c["args"] for c in containers()]
    assert {command for command in COMMANDS if any(tuple(s[: len(command)]) == command for s in said)} == set(COMMANDS)
    assert all(any(tuple(s[: len(command)]) == command for command in COMMANDS) for s in said)


@pytest.mark.parametrize("name", ["talkreel-api", "talkreel-worker"])
def test_pods_may_do_nothing_that_they_need_not(name: str) -> None:
    pod = deployments()[name]["spec"]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] == int(values("USER")[0].partition(":")[0])
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in [*pod.get("initContainers", []), *pod["containers"]]:
        allowed = container["securityContext"]
        assert allowed["readOnlyRootFilesystem"] is True
        assert allowed["allowPrivilegeEscalation"] is False
        assert allowed["capabilities"] == {"drop": ["ALL"]}
        assert {"requests", "limits"} <= set(container["resources"])
        assert "memory" in container["resources"]["limits"]
        assert {mount["mountPath"] for mount in container["volumeMounts"]} == {"/data", "/cache", "/tmp"}
    assert not any("hostPath" in volume for volume in pod["volumes"])


def test_what_runs_may_end_in_peace() -> None:
    for template in deployments().values():
        for container in template["spec"]["containers"]:
            drain = float(container["args"][container["args"].index("--drain") + 1])
            pause = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
            assert drain + pause < template["spec"]["terminationGracePeriodSeconds"]
    for service in ours().values():
        if "--drain" in service["command"]:
            drain = float(service["command"][service["command"].index("--drain") + 1])
            assert drain < float(service["stop_grace_period"].removesuffix("s"))


def test_selectors_find_the_pods() -> None:
    labels = {name: template["metadata"]["labels"] for name, template in deployments().items()}
    for file, document in documents():
        if document["kind"] == "Service":
            assert document["spec"]["selector"].items() <= labels["talkreel-api"].items()
        if document["kind"] in ("Deployment", "PodDisruptionBudget"):
            wanted = document["spec"]["selector"]["matchLabels"]
            assert wanted.items() <= labels[document["metadata"]["name"]].items(), file


def test_compose_has_the_whole_service() -> None:
    parts = compose()
    assert set(ours()) == {"migrate", "api", "worker-1", "worker-2"}
    assert set(parts["services"]) - set(ours()) == {"database", "objects"}
    for service in ours().values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert not service.get("privileged")
        assert {mount.partition(":")[0] for mount in service["volumes"]} <= set(parts["volumes"])
    for service in parts["services"].values():
        assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", []))
        for other, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy" and other not in ours():
                assert "test" in parts["services"][other]["healthcheck"]
