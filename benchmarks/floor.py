"""How fast the libraries under a checker can be: YAML and JSON Schema in one process, without rules or a report.

python benchmarks/floor.py scan FOLDER      libyaml alone reads every file; nothing is built
python benchmarks/floor.py schema FOLDER    libyaml composes, plain data is built, jsonschema-rs says valid or not
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml
from yaml._yaml import CParser

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
NUMBER = re.compile(r"[-+]?\d+")
FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")


def scan(text: str) -> bool:
    """Let libyaml read the text to its end; whether it is YAML."""
    try:
        CParser(text).raw_parse()
    except yaml.YAMLError:
        return False
    return True


class Composer(CParser):
    """libyaml's composer, leaving plain scalars as they are."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """Give no tag."""
        return ""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Do nothing on the way down."""

    def ascend_resolver(self) -> None:
        """Do nothing on the way up."""


def plain(node: yaml.Node | None) -> Any:
    """The plain data of a node, by the core rules of YAML 1.2."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(each) for each in node.value]
    text: str = node.value if node else ""
    if isinstance(node, yaml.ScalarNode) and node.style:
        return text
    if text in ("true", "false"):
        return text == "true"
    if NUMBER.fullmatch(text):
        return int(text)
    return float(text) if FLOAT.fullmatch(text) else None if text in ("", "null", "~") else text


def validators() -> dict[str, Any]:
    """A compiled validator for each kind of document."""
    found = {}
    for kind in ("constitution", "governing_body", "interests", "meeting", "procurement", "year"):
        schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
        found[kind] = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    return found


def judge(text: str, judges: dict[str, Any]) -> bool:
    """Whether the text is YAML and the schema of its kind has nothing against it; a key given twice counts once."""
    try:
        data = plain(Composer(text).get_single_node())
    except yaml.YAMLError:
        return False
    kind = data.get("kind") if isinstance(data, dict) else None
    return isinstance(kind, str) and kind in judges and bool(judges[kind].is_valid(data))


def main(what: str, folder: str) -> int:
    """Read every file of the folder; prints how many there were, and how many were not as they should be."""
    judges = validators() if what == "schema" else {}
    files = bad = 0
    for path in sorted(Path(folder).glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        files += 1
        bad += not (judge(text, judges) if what == "schema" else scan(text))
    print(f"{files} files, {bad} not valid")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
