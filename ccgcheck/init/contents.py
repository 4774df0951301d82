"""What `ccgcheck init` writes: the files of a repository, by their names in it, as text."""

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from string import Template

from ccgcheck import schemas
from ccgcheck.cases import KINDS
from ccgcheck.init import stubs
from ccgcheck.init.answers import Answers

SCHEMAS = (*KINDS, "waivers", "assessment", "config")
_TO_FILL_IN = "YYYY-MM-DD"
_CI = {"github": (".github/workflows/governance.yml",), "gitlab": (".gitlab-ci.yml",), "none": ()}
_CI["both"] = (*_CI["github"], *_CI["gitlab"])
_TEXTS = {".github/workflows/governance.yml": "workflow.yml", ".gitlab-ci.yml": "gitlab-ci.yml"}


class _Text(Template):
    delimiter = "@@"  # a workflow has dollars of its own


def files(answers: Answers) -> dict[str, str]:
    """Return the text of each file, by its name in the repository."""
    quoted = json.dumps(answers.requirement, ensure_ascii=False)
    ci = {name: _text(_TEXTS[name], requirement=quoted) for name in _CI[answers.ci]}
    return {
        "README.md": _readme(answers, ci),
        ".ccgcheck.yaml": _text("ccgcheck.yaml"),
        **_documents(answers),
        **_templates(answers),
        **{f".schemas/{name}.schema.json": schemas.text(name) for name in SCHEMAS},
        **ci,
        ".pre-commit-config.yaml": _text("pre-commit-config.yaml"),
        ".gitignore": _text("gitignore"),
    }


def always() -> tuple[str, ...]:
    """Return the names of the files that are written whatever the answers are."""
    return tuple(files(Answers("99Z", "A name", "2013-04-01", None, "none", "ccgcheck")))


def _documents(answers: Answers) -> dict[str, str]:
    state = {"body": _body(answers), "effective_date": answers.effective}
    written = {
        "constitution.yaml": ("constitution", state),
        "governing-body.yaml": ("governing_body", state),
        "interests.yaml": ("interests", state),
        "waivers.yaml": ("waivers", {}),
        "assessment.yaml": ("assessment", {}),
    }
    return {
        name: stubs.document(kind, f".schemas/{kind}.schema.json", given) for name, (kind, given) in written.items()
    }


def _templates(answers: Answers) -> dict[str, str]:
    """Return the records of events to copy: they lie where nothing is judged, and their days are still to be given."""
    days = {"meeting": ("date",), "procurement": ("date",), "year": ("from", "to")}
    return {
        f".templates/{kind}.yaml": stubs.document(
            kind, f"../.schemas/{kind}.schema.json", {"body": _body(answers), **dict.fromkeys(keys, _TO_FILL_IN)}
        )
        for kind, keys in days.items()
    }


def _body(answers: Answers) -> str:
    name = json.dumps(answers.name, ensure_ascii=False)
    established = f", established: {answers.established}" if answers.established else ""
    return f'{{type: ccg, name: {name}, ods_code: "{answers.code}"{established}}}'


def _readme(answers: Answers, ci: Mapping[str, str]) -> str:
    return _text(
        "README.md",
        name=re.sub(r"([!-&*+./:-@\[-`{-~])", r"\\\1", answers.name),  # nothing in a name is markup
        requirement=shlex.quote(answers.requirement),
        ci_rows="".join(f"| `{name}` | judges every change in CI |\n" for name in ci),
        kinds=" ".join(SCHEMAS),
    )


def _text(of_file: str, **values: str) -> str:
    file = Path(__file__).parent / "texts" / of_file
    return _Text(file.read_text(encoding="utf-8")).substitute(values)
