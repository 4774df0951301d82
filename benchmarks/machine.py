"""What the numbers were measured on, and with which versions."""

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools import ROOT, Places

PEERS = ("check-jsonschema", "yamllint", "cfn-lint", "jsonschema", "ruamel.yaml", "PyYAML")
FAST = ("check-jsonschema", "jsonschema", "ruamel.yaml", "ruamel.yaml.clib")
NODE = ("ajv-cli", "ajv", "js-yaml", "@stoplight/spectral-cli")
OURS = ("PyYAML", "jsonschema-rs", "jsonschema", "cel-expr-python", "typer", "rich")


def _first(path: str, key: str) -> str:
    """The value of a key in a file of /proc."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == key:
            return value.strip()
    return ""


def machine() -> dict[str, Any]:
    """CPU, cores, memory and system; nothing that names the machine."""
    return {
        "cpu": _first("/proc/cpuinfo", "model name"),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(int(_first("/proc/meminfo", "MemTotal").split()[0]) / 2**20, 1),
        "system": f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release().split('-')[0]}",
    }


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _python_versions(python: Path, names: tuple[str, ...]) -> dict[str, str]:
    code = (
        "import json, platform, sys; from importlib.metadata import version; "
        "print(json.dumps({'Python': platform.python_version()} | {each: version(each) for each in sys.argv[1:]}))"
    )
    found: dict[str, str] = json.loads(_output(str(python), "-c", code, *names))
    return found


def _node_versions(modules: Path) -> dict[str, str]:
    read = {name: json.loads((modules / name / "package.json").read_text(encoding="utf-8")) for name in NODE}
    return {"node": _output("node", "--version")} | {name: read[name]["version"] for name in NODE}


def versions(places: Places, groups: set[str]) -> dict[str, dict[str, str]]:
    """The versions of the programs of these groups, and of the libraries that matter to their speed.

    Raises:
        OSError, subprocess.CalledProcessError: a program is not there.
    """
    ask = {
        "ccgcheck": lambda: _python_versions(places.python, OURS),
        "python": lambda: _python_versions(places.venv / "bin" / "python", PEERS),
        "fast": lambda: _python_versions(places.fast / "bin" / "python", FAST),
        "node": lambda: _node_versions(places.npm / "node_modules"),
    }
    return {group: ask[group]() for group in ask if group in groups}


def commit() -> str:
    """The commit of the checkout, with a plus sign when files that ccgcheck is made of differ from it."""
    head = _output("git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD")
    changed = _output("git", "-C", str(ROOT), "status", "--porcelain", "--", "ccgcheck", "rules", "schemas")
    return head + ("+" if changed else "")


def now() -> str:
    """The time in UTC, to the minute."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
