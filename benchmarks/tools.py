"""The programs that are measured, each as its users would run it on a folder, and as quick as its options allow."""

import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from corpora import SCHEMAS, Corpus

HERE = Path(__file__).resolve().parent
RULESET = HERE / "spectral-ruleset.yaml"
YAMLLINT = "{extends: default, rules: {line-length: disable, document-start: disable, truthy: {check-keys: false}}}"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the programs are.

    Attributes:
        python: a Python that has ccgcheck and what it needs.
        venv: a virtual environment with the peers written in Python; npm: a prefix of npm with the others.
    """

    venv: Path
    npm: Path
    python: Path = field(default_factory=lambda: Path(sys.executable))

    def python_peer(self, name: str) -> str:
        """The path of a program in the virtual environment."""
        return str(self.venv / "bin" / name)

    def npm_peer(self, name: str) -> str:
        """The path of a program in the prefix of npm."""
        return str(self.npm / "node_modules" / ".bin" / name)


Command = Callable[[Places, Corpus], list[str]]


@dataclass(frozen=True, slots=True)
class Tool:
    """One program with its options.

    Attributes:
        label: what it is called in tables, and what it does there.
        shown: the command in short, without paths.
        command: the command to be run in the folder of the corpus.
        fine: the exit codes that say that the program did its work.
        guess: seconds to start, and seconds of wall time for each file of 300 lines; for estimates only.
    """

    name: str
    label: str
    shown: str
    command: Command
    guess: tuple[float, float]
    fine: tuple[int, ...] = (0, 1)


def _ccgcheck(*options: str) -> Command:
    def command(places: Places, corpus: Corpus) -> list[str]:
        return [str(places.python), "-m", "ccgcheck", "validate", "plain", "--format", "concise", *options]

    return command


def _check_jsonschema(places: Places, corpus: Corpus) -> list[str]:
    """One call for each kind: a file takes less time with the schema of its kind than with a union of all."""
    program = shlex.quote(places.python_peer("check-jsonschema"))
    calls = [
        f"{program} --schemafile {shlex.quote(str(SCHEMAS / kind))}.schema.json plain/*-{kind.replace('_', '-')}.yaml"
        for kind in corpus.kinds
    ]
    if len(calls) == 1:
        return ["sh", "-c", f"exec {calls[0]}"]
    worst = "; ".join(f"{call} || {{ c=$?; [ $c -le $worst ] || worst=$c; }}" for call in calls)
    return ["sh", "-c", f"worst=0; {worst}; exit $worst"]


def _yamllint(places: Places, corpus: Corpus) -> list[str]:
    return [places.python_peer("yamllint"), "-d", YAMLLINT, "-f", "parsable", "plain"]


def _ajv(places: Places, corpus: Corpus) -> list[str]:
    options = ["--spec=draft2020", "--strict=false", "--errors=line", "-c", "ajv-formats"]
    return [places.npm_peer("ajv"), "validate", *options, "-s", str(corpus.schema), "-d", "quoted/*.yaml"]


def _spectral(places: Places, corpus: Corpus) -> list[str]:
    return [places.npm_peer("spectral"), "lint", "plain/*.yaml", "--ruleset", str(RULESET), "-f", "text", "-q"]


def _cfn_lint(places: Places, corpus: Corpus) -> list[str]:
    return [places.python_peer("cfn-lint"), "--format", "parseable", "cfn/*.yaml"]


def _floor(what: str) -> Command:
    def command(places: Places, corpus: Corpus) -> list[str]:
        return [str(places.python), str(HERE / "floor.py"), what, "plain"]

    return command


TOOLS = (
    Tool("ccgcheck", "ccgcheck: law, schema, records; all cores", "ccgcheck validate plain --format concise",
         _ccgcheck(), (0.8, 0.045)),
    Tool("ccgcheck-1", "ccgcheck, one process", "ccgcheck validate plain --format concise --jobs 1",
         _ccgcheck("--jobs", "1"), (0.8, 0.08)),
    Tool("check-jsonschema", "check-jsonschema: schema",
         "check-jsonschema --schemafile KIND.schema.json plain/*-KIND.yaml",
         _check_jsonschema, (1.5, 0.1)),
    Tool("yamllint", "yamllint: style of YAML", f"yamllint -d '{YAMLLINT}' -f parsable plain", _yamllint, (0.3, 0.075)),
    Tool("ajv-cli", "ajv-cli: schema, first fault of a file",
         "ajv validate --spec=draft2020 --strict=false --errors=line -c ajv-formats -s SCHEMA -d 'quoted/*.yaml'",
         _ajv, (1.6, 0.005)),
    Tool("spectral", "Spectral: 24 of the rules",
         "spectral lint 'plain/*.yaml' --ruleset spectral-ruleset.yaml -f text -q",
         _spectral, (1.4, 0.03)),
    Tool("cfn-lint", "cfn-lint: CloudFormation of as many lines", "cfn-lint --format parseable 'cfn/*.yaml'",
         _cfn_lint, (1.2, 0.3), tuple(range(0, 16, 2))),
    Tool("floor-schema", "libyaml and jsonschema-rs alone: valid or not", "python floor.py schema plain",
         _floor("schema"), (0.2, 0.01)),
    Tool("floor-scan", "libyaml alone", "python floor.py scan plain", _floor("scan"), (0.1, 0.002)),
)  # fmt: skip
