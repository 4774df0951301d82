"""Packs kept from run to run: what was read, checked and compiled once is taken over while no file of it has changed.

A kept pack is plain data: a line of JSON that says of what it was made, the pack as JSON, and the expressions in CEL's
own form, which CEL reads when they are first asked. It lies in the user's folder for caches, never in that of the pack;
CCGCHECK_CACHE names another folder, or is `off`.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from cel_expr_python import cel

from ccgcheck import packs, resources
from ccgcheck.expressions import Expression, Kept
from ccgcheck.footprints import Footprint
from ccgcheck.law import Provision, Version
from ccgcheck.packs import Pack
from ccgcheck.rules import Origin, Rule
from ccgcheck.selecting import Path as Selection
from ccgcheck.templates import Template
from ccgcheck.window import Window

SETTING = "CCGCHECK_CACHE"
_QUESTIONS = ("assertion", "condition", "uncertainty", "doubt")
_PLAIN = (
    "id", "topic", "title", "judges", "if_silent", "remedy", "note", "reading", "looks_beyond", "also_at", "graded",
)  # fmt: skip
_NAMES = ("fields", "reads", "law_read")


def load(folder: Path) -> Pack:
    """Return the pack in `folder` for judging: without the examples of its rules. Raise BadPack with every fault."""
    kept = _file(folder)
    if kept is None:
        return packs.load(folder)
    try:
        pack = _restored(kept, folder)
    except (OSError, ValueError, LookupError, TypeError):  # a file that is missing, cut short or of another version
        pack = None
    if pack is None:
        pack = packs.load(folder)
        _keep(pack, kept)
    return pack


def _file(folder: Path) -> Path | None:
    """Return where the pack in `folder` is kept; None where nothing is."""
    setting = os.environ.get(SETTING)
    if setting == "off":
        return None
    if setting:
        caches = Path(setting)
    else:
        from platformdirs import user_cache_path

        caches = user_cache_path("ccgcheck", appauthor=False)
    name = sha256(f"{folder}\0{folder.resolve()}".encode("utf-8", "surrogateescape")).hexdigest()
    return caches / f"{name[:32]}.pack"


def _keep(pack: Pack, kept: Path) -> None:
    """Write a pack beside its place and rename it; where that cannot be done, it will be loaded whole again."""
    store = _Store()
    body = json.dumps(_plain(pack, store), ensure_ascii=False).encode("utf-8", "surrogatepass")
    files = [str(file) for file in pack.files]
    content = b"".join((body, *store.compiled))
    head = {
        "maker": _maker(), "files": files, "digest": _digest(files), "content": sha256(content).hexdigest(),
        "body": len(body),
    }  # fmt: skip
    beside = kept.with_name(f"{kept.name}.{os.getpid()}.part")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside.write_bytes(b"".join((json.dumps(head).encode(), b"\n", content)))
        beside.replace(kept)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def _restored(kept: Path, folder: Path) -> Pack | None:
    """Return the pack that was kept; None where it was made of other files, or by another ccgcheck."""
    content = memoryview(kept.read_bytes())
    end = bytes(content[:100_000]).index(b"\n")
    head = json.loads(bytes(content[:end]))
    if head["maker"] != _maker() or head["digest"] != _digest(head["files"]):
        return None
    content = content[end + 1 :]
    if head["content"] != sha256(content).hexdigest():  # CEL reads the rest without looking whether it is its own
        return None
    body, compiled = content[: head["body"]], content[head["body"] :]
    return _pack(json.loads(bytes(body)), compiled, folder, head["files"])


def _maker() -> str:
    """Return what tells this installation of ccgcheck and CEL from others, and from itself before a change."""
    code = [Path(cel.__file__), *Path(__file__).parent.glob("*.py"), *resources.folder("schemas").glob("*.json")]
    stats = [(str(file), file.stat()) for file in sorted(code)]
    return sha256(repr([(name, one.st_size, one.st_mtime_ns) for name, one in stats]).encode()).hexdigest()


def _digest(files: Iterable[str]) -> str:
    """Return a digest of what stands in files."""
    made = sha256()
    for file in files:
        content = Path(file).read_bytes()
        made.update(f"{len(content)}\0".encode() + content)
    return made.hexdigest()


@dataclass(slots=True)
class _Store:
    """The expressions of a pack, each once."""

    rows: list[list[Any]] = field(default_factory=list)
    compiled: list[bytes] = field(default_factory=list)
    known: dict[Kept, int] = field(default_factory=dict)
    size: int = 0

    def number(self, expression: Expression) -> int:
        """Return the number under which an expression is kept."""
        kept = expression.kept()
        if kept not in self.known:
            self.known[kept] = len(self.rows)
            row = [kept.source, kept.rewritten, kept.subject, kept.reads, self.size, len(kept.compiled)]
            self.rows.append(row)
            self.compiled.append(kept.compiled)
            self.size += len(kept.compiled)
        return self.known[kept]


def _plain(pack: Pack, store: _Store) -> dict[str, Any]:
    rules = [_plain_rule(rule, store) for rule in pack.rules]
    return {
        "head": [pack.name, pack.version, pack.title, pack.examples_as_at],
        "window": astuple(pack.window),
        "provisions": [astuple(provision) for provision in pack.provisions.values()],
        "rules": rules,
        "register": dict(pack.register),
        "parents": pack.parents,
        "settings": dict(pack.settings),
        "expressions": store.rows,
    }


def _plain_rule(rule: Rule, store: _Store) -> dict[str, Any]:
    questions = {name: getattr(rule, name) for name in _QUESTIONS}
    return {
        "plain": [getattr(rule, name) for name in _PLAIN],
        "footprint": astuple(rule.footprint),
        "names": [sorted(getattr(rule, name)) for name in _NAMES],
        "provision": rule.provision.id,
        "for_each": [rule.for_each.text, rule.for_each.document],
        "at": rule.at,
        "let": dict(rule.let),
        "questions": {name: store.number(question) for name, question in questions.items() if question is not None},
        "templates": {
            name: [template.source, [part if isinstance(part, str) else store.number(part) for part in template.parts]]
            for name, template in rule.templates.items()
        },
        "origin": astuple(rule.origin),
    }


def _pack(data: Mapping[str, Any], compiled: memoryview, folder: Path, files: Iterable[str]) -> Pack:
    name, version, title, examples_as_at = data["head"]
    expressions = [
        Expression.restored(Kept(source, rewritten, subject, tuple(reads), bytes(compiled[at : at + size])))
        for source, rewritten, subject, reads, at, size in data["expressions"]
    ]
    provisions = {row[0]: _provision(row) for row in data["provisions"]}
    return Pack(
        name=name,
        version=version,
        title=title,
        folder=folder,
        window=Window(*data["window"]),
        examples_as_at=examples_as_at,
        provisions=provisions,
        rules=tuple(_rule(row, provisions, expressions) for row in data["rules"]),
        register=data["register"],
        parents=tuple((name, version) for name, version in data["parents"]),
        settings=data["settings"],
        files=tuple(map(Path, files)),
    )


def _provision(row: list[Any]) -> Provision:
    name, requires, authority, versions, *others = row
    return Provision(name, requires, authority, tuple(Version(*one) for one in versions), *others)


def _rule(row: Mapping[str, Any], provisions: Mapping[str, Provision], expressions: list[Expression]) -> Rule:
    plain: dict[str, Any] = dict(zip(_PLAIN, row["plain"], strict=True))
    asked: dict[str, Any] = dict.fromkeys(_QUESTIONS)
    asked |= {name: expressions[number] for name, number in row["questions"].items()}
    rule = Rule(
        **plain,
        provision=provisions[row["provision"]],
        for_each=Selection.parse(*row["for_each"]),
        at=tuple(row["at"]),
        examples=(),
        let=row["let"],
        **asked,
        templates={
            name: Template.restored(source, [part if isinstance(part, str) else expressions[part] for part in parts])
            for name, (source, parts) in row["templates"].items()
        },
        origin=Origin(*row["origin"]),
    )
    rule.__dict__.update({name: frozenset(names) for name, names in zip(_NAMES, row["names"], strict=True)})
    rule.__dict__["footprint"] = Footprint(*(_tuples(part) for part in row["footprint"]))
    return rule


def _tuples(value: Any) -> Any:
    """Return lists as tuples, which JSON does not tell apart."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
