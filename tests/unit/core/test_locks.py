"""What is installed is what pyproject.toml asks for, and the same to serve as to test."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from core.config import ROOT


def locked(name: str) -> dict[str, str]:
    """Return version by package, as the lock file ``name`` says."""
    text = (ROOT / name).read_text("utf-8")
    rows = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE)
    return {canonicalize_name(package): version for package, version in rows}


def asked() -> dict[str, list[Requirement]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    serving = [Requirement(one) for one in project["dependencies"]]
    testing = [Requirement(one) for one in project["optional-dependencies"]["dev"]]
    return {"requirements.lock": serving, "requirements-dev.lock": serving + testing}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_holds_what_the_project_asks_for(name):
    versions = locked(name)

    lacking = [
        str(one)
        for one in asked()[name]
        if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0"))
    ]
    assert lacking == []


def test_the_tests_run_with_the_versions_that_serve():
    testing = locked("requirements-dev.lock")

    assert {
        package: version
        for package, version in locked("requirements.lock").items()
        if testing.get(package) != version
    } == {}
