"""A server on a machine that has not what speaks the Model Context Protocol."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.hosting import serving

pytestmark = pytest.mark.xdist_group("agents")


def test_without_the_protocols_package_the_rest_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "mcp", None)
        with serving(tmp_path / "data") as served:
            person = served.person()
            refused = person.http.post("/mcp", json={})
            assert refused.status_code == 501
            assert 'pip install "talkreel[mcp]"' in refused.json()["message"]
            assert person.got(person.http.get("/api/limits"))["mcp"] == {"path": "/mcp", "installed": False}
