"""Packs: a folder of YAML -> provisions with their history and compiled rules, or every reason why not."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from ccgcheck import documents, extension, pointers, resources, rules, schema_check, schemas
from ccgcheck.bases import Bases
from ccgcheck.documents import Document
from ccgcheck.law import OPEN_END, InForce, Provision, Version
from ccgcheck.problems import Problem
from ccgcheck.register import BadRegister, Entry
from ccgcheck.register import load as load_register
from ccgcheck.rules import BadRule, Example, Judges, Rule
from ccgcheck.window import Window

HEAD = "pack.yaml"


class BadPack(Exception):
    """A pack that cannot be used; `problems` says why, each at its place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"the rule pack has {len(problems)} fault{'s'[: len(problems) != 1]}")
        self.problems = problems


@dataclass(frozen=True)
class Pack:
    """A loaded pack. `folder` is where it was read, `parents` are the names and versions of those it extends.

    `settings` are its own defaults for a run, which a configuration or the command line may overrule. `files` are those
    that it was read from, with those of its parents.
    """

    name: str
    version: str
    title: str
    folder: Path
    window: Window
    examples_as_at: str
    provisions: Mapping[str, Provision]
    rules: tuple[Rule, ...]
    register: Mapping[str, Entry] = field(default_factory=dict)
    bases: Bases = field(default_factory=dict)
    parents: tuple[tuple[str, str], ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[Path, ...] = ()

    @cached_property
    def _changes(self) -> list[str]:
        versions = [version for provision in self.provisions.values() for version in provision.versions]
        return sorted({day for one in versions for day in (one.in_force_from, one.in_force_until)})

    @cached_property
    def _law(self) -> dict[tuple[int, str], Mapping[str, Any]]:
        return {}

    def law(self, date: str) -> Mapping[str, Any]:
        """Return the values of every provision in force on `date`, by id, with its citation and its confidence."""
        key = (bisect_right(self._changes, date), "")
        if key not in self._law:
            versions = ((name, provision.at(date)) for name, provision in self.provisions.items())
            self._law[key] = InForce({name: _values(version) for name, version in versions if version})
        return self._law[key]

    def law_read(self, date: str, kind: str) -> Mapping[str, Any]:
        """Return of the law in force on `date` what the rules on a kind of document read, by provision."""
        key = (bisect_right(self._changes, date), kind)
        if key not in self._law:
            found: dict[str, dict[str, Any]] = {}
            for rule in self.rules:
                version = rule.provision.at(date) if rule.law_read and rule.document == kind else None
                if version is not None:
                    read = {name: version.values[name] for name in sorted(rule.law_read)}
                    found.setdefault(rule.provision.id, {}).update(read)
            self._law[key] = found
        return self._law[key]

    def has_rule(self, selector: str) -> bool:
        """Whether the selector (a rule id, or the beginning of one) names a rule."""
        return any(rule.id.startswith(selector) for rule in self.rules)

    def selected(self, wanted: tuple[str, ...], unwanted: tuple[str, ...], judges: Judges | None) -> tuple[Rule, ...]:
        """Return the rules whose ids begin with one of `wanted` (all for none), with none of `unwanted`.

        `judges` leaves those on what is stated, or on what was done; None leaves both. Raise ValueError for a beginning
        with which no id begins.
        """
        for selector in (*wanted, *unwanted):
            if not self.has_rule(selector):
                raise ValueError(f'no rule of the pack {self.name} has an id that begins with "{selector}"')
        return tuple(
            rule
            for rule in self.rules
            if (not wanted or rule.id.startswith(wanted))
            and not (unwanted and rule.id.startswith(unwanted))
            and judges in (None, rule.judges)
        )

    def day_of(self, example: Example) -> str:
        """Return the day whose law the example is read against: its own, or the pack's day for examples."""
        return example.as_at or self.examples_as_at


def find(name: str) -> Path:
    """Return the folder of a pack given by name or as a folder; raise FileNotFoundError."""
    for folder in (resources.folder("rules") / name, Path(name)):
        if (folder / HEAD).is_file():
            return folder
    raise FileNotFoundError(f"there is no pack {name}: neither a pack of ccgcheck nor a folder with pack.yaml")


def load(folder: Path) -> Pack:
    """Load the pack in `folder`; raise BadPack with every fault found."""
    return _Loader(folder).load()


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.provisions: dict[str, Provision] = {}
        self.rules: dict[str, Rule] = {}
        self.bases: dict[str, Mapping[str, Any]] = {}
        self.files: list[Path] = []

    def load(self) -> Pack:
        head = self._read(HEAD, "pack")
        if head is None:
            raise BadPack(self.problems)
        parent = self._inherit(head)
        window = Window.of(head.data["window"]) if "window" in head.data or parent is None else parent.window
        for place, name in enumerate(head.data.get("provisions", ())):
            if document := self._read(name, "provisions", head, f"/provisions/{place}"):
                self._add_provisions(document, window.until)
        self._add_bases(head)
        for place, name in enumerate(head.data.get("rules", ())):
            if document := self._read(name, "rules", head, f"/rules/{place}"):
                self._add_rules(document)
        self._grade(head)
        register = self._register(head) or (parent.register if parent else {})
        if self.problems:
            raise BadPack(sorted(set(self.problems)))
        return Pack(
            name=head.data["pack"],
            version=head.data["version"],
            title=head.data["title"],
            folder=self.folder,
            window=window,
            examples_as_at=head.data.get("examples_as_at", parent.examples_as_at if parent else window.first),
            provisions=self.provisions,
            rules=tuple(self.rules.values()),
            register=register,
            bases=self.bases,
            parents=(*parent.parents, (parent.name, parent.version)) if parent else (),
            settings=head.data.get("settings", {}),
            files=tuple(self.files),
        )

    def _inherit(self, head: Document) -> Pack | None:
        """Take over the pack that this one extends, with the provisions that this one confirms."""
        name = head.data.get("extends")
        if name is None:
            return None
        folder = resources.folder("rules") / name
        if not (folder / HEAD).is_file() or folder.resolve() == self.folder.resolve():
            self._fault(head, "/extends", f"there is no pack {name} of ccgcheck to extend", of_value=True)
            raise BadPack(self.problems)
        parent = load(folder)
        confirmed = head.data.get("confirmed", ())
        for pointer, message in extension.confirmation_faults(parent.provisions, confirmed):
            self._fault(head, f"/confirmed{pointer}", message, of_value=True)
        self.provisions = extension.confirm(parent.provisions, confirmed)
        self.rules = {rule.id: replace(rule, provision=self.provisions[rule.provision.id]) for rule in parent.rules}
        self.bases = dict(parent.bases)
        self.files += parent.files
        return parent

    def _grade(self, head: Document) -> None:
        severities = head.data.get("severities", {})
        for pointer, message in extension.grade_faults(self.rules, severities):
            self._fault(head, f"/severities{pointer}", message)
        self.rules = extension.grade(self.rules, severities)

    def _read(self, name: str, schema: str | None, head: Document | None = None, at: str = "") -> Document | None:
        if head is not None and not self._is_inside(name, head, at):
            return None
        self.files.append(self.folder / name)
        loaded = documents.load_path(self.files[-1])
        self.problems += loaded.problems
        if len(loaded.documents) != 1:
            if loaded.documents:
                self._fault(loaded.documents[1], "", "a pack's file holds one document; split it")
            return None
        document = loaded.documents[0]
        schema = schema or (document.kind if document.kind in schemas.kinds() else "constitution")
        problems = schema_check.check(document, schema)
        self.problems += problems
        return None if problems or loaded.problems else document

    def _is_inside(self, name: str, head: Document, at: str) -> bool:
        if (self.folder / name).resolve().is_relative_to(self.folder.resolve()):
            return True
        self._fault(head, at, f"{name} lies outside the pack's folder; move it inside")
        return False

    def _add_bases(self, head: Document) -> None:
        before = len(self.problems)
        for base, name in head.data.get("bases", {}).items():
            if document := self._read(name, None, head, f"/bases/{base}"):
                self.bases[base] = document.data
        if len(self.problems) > before:  # every example on a lost base would be one more fault, and none of its own
            raise BadPack(sorted(set(self.problems)))

    def _register(self, head: Document) -> Mapping[str, Entry]:
        name = head.data.get("register")
        if name is None:
            return {}
        if not self._is_inside(name, head, "/register"):
            return {}
        self.files.append(self.folder / name)
        try:
            return load_register(self.files[-1])
        except BadRegister as error:
            self._fault(head, "/register", str(error), of_value=True)
            return {}

    def _fault(self, document: Document, pointer: str, message: str, *, of_value: bool = False) -> None:
        place = document.place(pointer, of_value=of_value)
        self.problems.append(Problem(document.file, place.line, place.column, "pack", message, pointer))

    def _add_provisions(self, document: Document, end: str) -> None:
        for name, data in document.data["provisions"].items():
            pointer = pointers.build(["provisions", name])
            if name in self.provisions:
                self._fault(document, pointer, f"the provision {name} is defined twice; keep one")
                continue
            versions = tuple(_versions(data["versions"], end))
            for index, message in _date_faults(data["versions"], versions):
                self._fault(document, f"{pointer}/versions/{index}", f"{name}: {message}")
            decided_by = data.get("decided_by", "rule")
            if decided_by != "rule" and "reason" not in data:
                self._fault(document, pointer, f'{name} is decided by {decided_by} and needs a "reason"')
            provision = Provision(
                id=name,
                requires=data["requires"],
                authority=data["authority"],
                versions=versions,
                source=document.data.get("source", document.file),
                topic=document.data.get("topic", "no topic"),
                decided_by=decided_by,
                reason=data.get("reason"),
            )
            try:
                for version in versions:
                    provision.requirement(version)
            except KeyError as error:
                message = f"requires names a value in braces that its versions lack: {error}"
                self._fault(document, f"{pointer}/requires", message, of_value=True)
            self.provisions[name] = provision

    def _add_rules(self, document: Document) -> None:
        for index, data in enumerate(document.data["rules"]):
            pointer = f"/rules/{index}"
            provision = self.provisions.get(data["provision"])
            if data["id"] in self.rules:
                self._fault(document, f"{pointer}/id", f"the rule {data['id']} is defined twice; give one another id")
            elif provision is None:
                hint = schema_check.nearest(data["provision"], list(self.provisions))
                message = f"{data['id']}: there is no provision {data['provision']}{hint}"
                self._fault(document, f"{pointer}/provision", message, of_value=True)
            else:
                self._add_rule(document, data, provision, pointer)

    def _add_rule(self, document: Document, data: Mapping[str, Any], provision: Provision, pointer: str) -> None:
        try:
            rule = rules.build(document, pointer, provision, self.bases)
        except BadRule as error:
            place = document.place(f"{pointer}/{error.key}", of_value=True)
            part = error.key.replace("/", ".")
            inside = f" (line {error.line}, column {error.column} of {part})" if error.line else ""
            message = f"{data['id']}: {error}{inside}"
            self.problems.append(Problem(document.file, place.line, place.column, "pack", message, pointer))
            return
        expected = {example.expect for example in rule.examples}
        met = "review" if rule.always_asks else "pass"
        if not {met, "fail"} <= expected:
            what = "passes" if met == "pass" else "asks a person (review)"
            self._fault(document, pointer, f"{rule.id} needs an example that {what} and one that fails")
        self.rules[rule.id] = rule


def _values(version: Version) -> Mapping[str, Any]:
    return {**version.values, "citation": version.citation, "confidence": version.confidence}


def _versions(data: list[Mapping[str, Any]], end: str) -> Iterator[Version]:
    following = [item["from"] for item in data[1:]] + [end if data[-1]["from"] < end else OPEN_END]
    for item, after in zip(data, following, strict=True):
        yield Version(
            in_force_from=item["from"],
            in_force_until=item.get("until", after),
            citation=item["citation"],
            url=item["url"],
            confidence=item["confidence"],
            values=item.get("values", {}),
            note=item.get("note"),
        )


def _date_faults(data: list[Mapping[str, Any]], versions: tuple[Version, ...]) -> Iterator[tuple[int, str]]:
    for index, version in enumerate(versions):
        if version.in_force_until <= version.in_force_from:
            yield index, f"this version ends on {version.in_force_until}, before it begins"
        if index and (gap := versions[index - 1].in_force_until) != version.in_force_from:
            what = "leaves a gap" if gap < version.in_force_from else "overlaps"
            yield (
                index,
                f"this version begins on {version.in_force_from} and {what}: the one before ends on {gap}",
            )
        if set(version.values) != set(versions[0].values):
            names = ", ".join(sorted(set(version.values) ^ set(versions[0].values)))
            yield index, f"every version has the same values; not so {names}"
