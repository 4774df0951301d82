"""The programs that are measured, each as its users would run it on a folder, and as quick as its options allow."""

import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import checks
from corpora import SCHEMAS, Corpus

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RULESET = HERE / "spectral-ruleset.yaml"
SCHEMA = SCHEMAS / "constitution.schema.json"
YAMLLINT = "{extends: default, rules: {line-length: disable, document-start: disable, truthy: {check-keys: false}}}"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the programs are.

    Attributes:
        venv: a virtual environment with the peers written in Python, as pip installs them.
        fast: one with check-jsonschema and the C part of its YAML reader.
        npm: a prefix of npm with the others.
        python: a Python that has what ccgcheck needs.
    """

    venv: Path
    fast: Path
    npm: Path
    python: Path = field(default_factory=lambda: Path(sys.executable))

    def npm_peer(self, name: str) -> str:
        """The path of a program in the prefix of npm."""
        return str(self.npm / "node_modules" / ".bin" / name)


Command = Callable[[Places, Corpus], list[str]]


@dataclass(frozen=True, slots=True)
class Tool:
    """One program with its options.

    Attributes:
        group: whose versions it depends on: ccgcheck, python, fast or node.
        label: what it is called in tables, and what it does there.
        shown: the command in short, without paths.
        command: the command to be run in the folder of the corpus.
        check: whether what it printed shows that it did its work.
        guess: seconds to start, and seconds of wall time for each file of 300 lines; for estimates only.
        cache: whether ccgcheck keeps its compiled pack from run to run.
        sizes: the numbers of files it is measured with; none: all.
        mixed: whether it can judge records as well as constitutions.
    """

    name: str
    group: str
    label: str
    shown: str
    command: Command
    check: checks.Check
    guess: tuple[float, float]
    cache: bool = True
    sizes: tuple[int, ...] = ()
    mixed: bool = False


def _ccgcheck(*options: str) -> Command:
    def command(places: Places, corpus: Corpus) -> list[str]:
        return [str(places.python), "-m", "ccgcheck", "validate", "plain", *options]

    return command


def _check_jsonschema(is_fast: bool) -> Command:
    """The shell spells the names out, since the program takes no folders and no patterns."""

    def command(places: Places, corpus: Corpus) -> list[str]:
        program = (places.fast if is_fast else places.venv) / "bin" / "check-jsonschema"
        call = f"exec {shlex.quote(str(program))} --schemafile {shlex.quote(str(SCHEMA))} plain/*.yaml"
        return ["sh", "-c", call]

    return command


def _yamllint(places: Places, corpus: Corpus) -> list[str]:
    return [str(places.venv / "bin" / "yamllint"), "-d", YAMLLINT, "-f", "parsable", "plain"]


def _ajv(places: Places, corpus: Corpus) -> list[str]:
    options = ["--spec=draft2020", "--strict=false", "--errors=line", "-c", f"{HERE / 'peers' / 'formats.js'}"]
    return [places.npm_peer("ajv"), "validate", *options, "-s", str(SCHEMA), "-d", "quoted/*.yaml"]


def _spectral(places: Places, corpus: Corpus) -> list[str]:
    return [places.npm_peer("spectral"), "lint", "plain/*.yaml", "--ruleset", str(RULESET), "-f", "text"]


def _cfn_lint(places: Places, corpus: Corpus) -> list[str]:
    return [str(places.venv / "bin" / "cfn-lint"), "--format", "parseable", "cfn/*.yaml"]


def _floor(what: str) -> Command:
    def command(places: Places, corpus: Corpus) -> list[str]:
        return [str(places.python), str(HERE / "floor.py"), what, "plain"]

    return command


TOOLS = (
    Tool("ccgcheck", "ccgcheck", "ccgcheck", "ccgcheck validate plain",
         _ccgcheck(), checks.ccgcheck, (0.3, 0.02), mixed=True),
    Tool("ccgcheck-first", "ccgcheck", "ccgcheck, no pack kept", "CCGCHECK_CACHE=off ccgcheck validate plain",
         _ccgcheck(), checks.ccgcheck, (1.3, 0.02), cache=False, sizes=(1,), mixed=True),
    Tool("ccgcheck-table", "ccgcheck", "ccgcheck, as on a terminal", "ccgcheck validate plain --format table",
         _ccgcheck("--format", "table"), checks.ccgcheck_table, (0.4, 0.02), mixed=True),
    Tool("ccgcheck-1", "ccgcheck", "ccgcheck, one process", "ccgcheck validate plain --jobs 1",
         _ccgcheck("--jobs", "1"), checks.ccgcheck, (0.3, 0.03), sizes=(100, 1000, 10000), mixed=True),
    Tool("check-jsonschema", "python", "check-jsonschema",
         "check-jsonschema --schemafile constitution.schema.json plain/*.yaml",
         _check_jsonschema(False), checks.check_jsonschema, (0.6, 0.1)),
    Tool("check-jsonschema-c", "fast", "check-jsonschema with ruamel.yaml.clib",
         "check-jsonschema --schemafile constitution.schema.json plain/*.yaml",
         _check_jsonschema(True), checks.check_jsonschema, (0.6, 0.03)),
    Tool("yamllint", "python", "yamllint", f"yamllint -d '{YAMLLINT}' -f parsable plain",
         _yamllint, checks.yamllint, (0.3, 0.1), mixed=True),
    Tool("ajv-cli", "node", "ajv-cli",
         "ajv validate --spec=draft2020 --strict=false --errors=line -c formats.js -s constitution.schema.json "
         "-d 'quoted/*.yaml'",
         _ajv, checks.ajv, (0.7, 0.005)),
    Tool("spectral", "node", "Spectral with 24 rules",
         "spectral lint 'plain/*.yaml' --ruleset spectral-ruleset.yaml -f text",
         _spectral, checks.spectral, (1.4, 0.02)),
    Tool("cfn-lint", "python", "cfn-lint on templates of its own", "cfn-lint --format parseable 'cfn/*.yaml'",
         _cfn_lint, checks.cfn_lint, (1.2, 0.25)),
    Tool("floor-schema", "ccgcheck", "floor: libyaml and jsonschema-rs", "python floor.py schema plain",
         _floor("schema"), checks.floor_schema, (0.2, 0.003), mixed=True),
    Tool("floor-scan", "ccgcheck", "floor: libyaml alone", "python floor.py scan plain",
         _floor("scan"), checks.floor, (0.1, 0.001), mixed=True),
)  # fmt: skip
