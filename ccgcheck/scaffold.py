"""Begin a rule: a stub that loads, whose examples hold, in a pack that is there already or in a new one."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccgcheck import documents, output, packs, resources, scalars, yaml_edit
from ccgcheck import scaffold_texts as texts
from ccgcheck.cases import KINDS
from ccgcheck.law import Provision
from ccgcheck.packs import Pack
from ccgcheck.rules import Rule
from ccgcheck.yaml_edit import CannotEdit

TOPICS = {"GOV": "governance", "COI": "conflicts_of_interest", "PUB": "public_meetings"}
_RULE_ID = re.compile(r"([A-Z]{2,5})-\d{3}")
_PROVISION_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CannotScaffold(ValueError):
    """A rule that cannot be begun so; `str()` says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A stub that was written: what it is, its file, and the line on which it starts."""

    name: str
    file: Path
    line: int


def create_pack(
    folder: Path, identifier: str, topic: str | None, provision: str | None, document: str = "constitution"
) -> tuple[Begun, ...]:
    """Write a pack of one rule and one provision into a new folder, and return both; raise CannotScaffold, OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotScaffold(f"{folder} is there and is no pack: it has no pack.yaml; name another folder")
    chosen = _topic(identifier, topic, ())
    name = _provision_id(provision or identifier.lower())
    head = texts.pack(folder.resolve().name)
    rules = texts.rules_file(chosen, texts.rule(identifier, name, chosen, document=_kind(document)))
    provisions = texts.provisions_file(texts.provision(name, chosen, texts.FIRST_DAY))
    folder.mkdir(parents=True, exist_ok=True)
    written = {folder / packs.HEAD: head, folder / "provisions.yaml": provisions, folder / "rules.yaml": rules}
    _write(written)
    return (
        _begun(folder / "rules.yaml", rules, identifier, "/rules/0"),
        _begun(folder / "provisions.yaml", provisions, name, f"/provisions/{name}"),
    )


def add_rule(
    pack: Pack, identifier: str, topic: str | None, provision: str | None, document: str = "constitution"
) -> tuple[Begun, ...]:
    """Write a rule into a pack, its provision too when the pack has none of that name, and return what was written.

    Raise CannotScaffold when that will not do, and OSError when a file cannot be written; nothing is written then,
    unless a later one of several files fails.
    """
    _refuse_shipped(pack.folder)
    chosen = _topic(identifier, topic, pack.rules)
    if found := next((rule for rule in pack.rules if rule.id == identifier), None):
        raise CannotScaffold(f"the pack {pack.name} has a rule {identifier} at {found.origin}; choose another id")
    name = _provision_id(provision or identifier.lower())
    edit = _Edit(pack)
    day = _day(pack, pack.provisions.get(name))
    begun = [edit.add_rule(identifier, chosen, texts.rule(identifier, name, chosen, day, _kind(document)))]
    if name not in pack.provisions:
        begun.append(edit.add_provision(name, chosen))
    _write(edit.changed)
    return tuple(begun)


class _Edit:
    """The files of a pack as they will be: `changed` maps each file that is not as it was to its text."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.head = pack.folder / packs.HEAD
        self.changed: dict[Path, str] = {}

    def add_rule(self, identifier: str, topic: str, stub: list[str]) -> Begun:
        file = self._rule_file(identifier, topic)
        if file is None:
            file = self._listed_anew("rules", f"{topic}.yaml")
            self.changed[file] = texts.rules_file(topic, stub)
        else:
            self._append(file, "rules", stub)
        number = len(documents.load_bytes(self.changed[file].encode(), "").documents[0].data["rules"]) - 1
        return _begun(file, self.changed[file], identifier, f"/rules/{number}")

    def add_provision(self, name: str, topic: str) -> Begun:
        stub = texts.provision(name, topic, self.pack.window.first)
        listed = self._data(self.head).get("provisions", [])
        if listed:
            file = self.pack.folder / ("provisions.yaml" if "provisions.yaml" in listed else listed[-1])
            self._append(file, "provisions", stub)
        else:
            file = self._listed_anew("provisions", "provisions.yaml")
            self.changed[file] = texts.provisions_file(stub)
        return _begun(file, self.changed[file], name, f"/provisions/{name}")

    def _rule_file(self, identifier: str, topic: str) -> Path | None:
        """Return the pack's own file with the rule on the topic that comes before the id, or else the first."""
        own = [rule for rule in self.pack.rules if Path(rule.origin.file).is_relative_to(self.pack.folder)]
        of_topic = [rule for rule in own if rule.topic == topic]
        if not of_topic:
            return None
        before = [rule for rule in of_topic if rule.id < identifier]
        nearest = max(before, key=lambda rule: rule.id) if before else of_topic[0]
        return Path(nearest.origin.file)

    def _listed_anew(self, key: str, name: str) -> Path:
        file = self.pack.folder / name
        if file.exists():
            raise CannotScaffold(f"{file} is there, but pack.yaml does not list it; list it or rename it")
        self.changed[self.head] = self._edited(self.head, lambda text: yaml_edit.append_name(text, key, name))
        return file

    def _append(self, file: Path, key: str, stub: list[str]) -> None:
        self.changed[file] = self._edited(file, lambda text: yaml_edit.append(text, key, stub))

    def _edited(self, file: Path, edit: Callable[[str], str]) -> str:
        try:
            return edit(self._text(file))
        except CannotEdit as error:
            raise CannotScaffold(f"{file}:{error.line}: {error}") from None

    def _text(self, file: Path) -> str:
        return self.changed[file] if file in self.changed else file.read_bytes().decode("utf-8")

    def _data(self, file: Path) -> dict[str, Any]:
        data: dict[str, Any] = documents.load_bytes(self._text(file).encode(), "").documents[0].data
        return data


def _topic(identifier: str, topic: str | None, rules: Iterable[Rule]) -> str:
    """Return the topic of a new rule: the one given, or else that of the id's prefix."""
    match = _RULE_ID.fullmatch(identifier)
    if match is None:
        raise CannotScaffold(f'"{identifier}" is no id for a rule; write one such as GOV-160')
    prefix = match[1]
    if topic is not None and topic not in TOPICS.values():
        raise CannotScaffold(f'there is no topic "{topic}"; the topics are {", ".join(TOPICS.values())}')
    belongs = {rule.id.partition("-")[0]: rule.topic for rule in rules} | TOPICS
    if prefix not in belongs and topic is None:
        raise CannotScaffold(f"{prefix} is none of {', '.join(belongs)}; say with --topic what {identifier} is on")
    if topic is not None and belongs.get(prefix, topic) != topic:
        raise CannotScaffold(
            f"ids that begin with {prefix} are for {belongs[prefix]}, not for {topic}; choose another id"
        )
    return topic or belongs[prefix]


def _kind(document: str) -> str:
    if document not in KINDS:
        raise CannotScaffold(f'there is no kind of document "{document}"; the kinds are {", ".join(KINDS)}')
    return document


def _provision_id(name: str) -> str:
    if not _PROVISION_ID.fullmatch(name) or not isinstance(scalars.plain(name), str):
        raise CannotScaffold(f'"{name}" is no id for a provision; write small letters and figures, such as reg-11-1')
    return name


def _day(pack: Pack, provision: Provision | None) -> str | None:
    """Return the day on which the stub's examples must be judged for the provision to be in force; None: the pack's."""
    if provision is None:
        return None
    if provision.decided_by != "rule":
        what = f"the provision {provision.id} says decided_by: {provision.decided_by}"
        raise CannotScaffold(f"{what}; take that and its reason out before a rule decides it")
    return None if provision.at(pack.examples_as_at) else provision.versions[-1].in_force_from


def _refuse_shipped(folder: Path) -> None:
    shipped = resources.folder("rules")
    installed = shipped.parent.name == "data"
    if folder.resolve().is_relative_to(shipped.resolve()) and (installed or not os.access(folder, os.W_OK)):
        raise CannotScaffold(
            f"{folder} belongs to ccgcheck and is not written to; copy it to a folder of your own, or name a new "
            "folder with --pack to begin a pack there"
        )


def _write(files: Mapping[Path, str]) -> None:
    for file, text in files.items():
        output.replace(file, text)


def _begun(file: Path, text: str, name: str, pointer: str) -> Begun:
    document = documents.load_bytes(text.encode("utf-8"), file.as_posix()).documents[0]
    return Begun(name, file, document.place(pointer).line)
