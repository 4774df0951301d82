"""Fingerprints: what names a result from run to run, and digests of what it rests on.

A fingerprint is made of the rule, the body, the document and the statement, never of a line: text may move. The
statement is named by the ids of list elements where they have one, so that a new seat before it changes nothing.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ccgcheck import pointers

if TYPE_CHECKING:
    from ccgcheck.law import Version
    from ccgcheck.rules import Rule

_ABOUT = frozenset({"clause", "page", "note", "source"})
_LENGTH = 16
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


@dataclass(frozen=True, slots=True)
class Seen:
    """Digests of what a result rests on.

    `statement` is of all that stands at its place and all that its rule read, as a person sees it; `rule` of the rule
    with its law; `read` only of what the rule read.
    """

    statement: str
    rule: str
    read: str = field(default="", compare=False)


def seen(rule: "Rule", version: "Version | None", read: Iterable[str], stated: str = "null") -> Seen:
    """Return the digests of a result of `rule`: of what it looked at, and of what stands at its place.

    Both are as `text` has them.
    """
    looked_at = f"[{', '.join(read)}]"
    return Seen(_short(f"[{looked_at}, {stated}]"), _of_rule(rule, version), _short(f"[{looked_at}]"))


def _of_rule(rule: "Rule", version: "Version | None") -> str:
    """Return the digest of a rule with a version of its law, made once."""
    first = version.in_force_from if version else None
    if first not in rule.digests:
        templates = {name: template.source for name, template in rule.templates.items()}
        asked = [question.rewritten for question in rule.questions]
        law = (rule.provision.requires, version.values if version else None)
        own = digest(rule.document, rule.for_each.text, rule.if_silent, rule.reading, asked, templates, law)
        rule.digests[first] = own
    return rule.digests[first]


def of_result(rule: str, body: Iterable[str], document: str, pointer: str) -> str:
    """Return the fingerprint of a result: 32 hexadecimal figures. `pointer` is a stable one."""
    return _sha("\x1f".join([rule, *body, document, pointer]))[:32]


def numbered(fingerprints: Iterable[str]) -> list[str]:
    """Return fingerprints in their order, a second one of the same made another one."""
    met: Counter[str] = Counter()
    found = []
    for one in fingerprints:
        met[one] += 1
        found.append(one if met[one] == 1 else _sha(f"{one}\x1f{met[one]}")[:32])
    return found


def stable(data: Any, pointer: str) -> str:
    """Return a pointer with the `id` of each list element in place of its number, where that tells it from the others.

    `/governing_body/seats/3` becomes `/governing_body/seats/id=nurse`.
    """
    found = ""
    for token in pointers.split(pointer):
        try:
            child = pointers.step(data, token)
        except KeyError:
            return pointer
        found = pointers.join(found, _named(data, child) or token if isinstance(data, list) else token)
        data = child
    return found


def _named(siblings: list[Any], child: Any) -> str | None:
    name = child.get("id") if isinstance(child, dict) else None
    if not isinstance(name, str):
        return None
    same = sum(isinstance(one, dict) and one.get("id") == name for one in siblings)
    return f"id={name}" if same == 1 else None


def projection(value: Any, names: frozenset[str]) -> Any:
    """Return what of `value` an expression that names `names` can have read: those keys, at every depth.

    A map with none of these keys is kept whole, since a function may have been given it.
    """
    if isinstance(value, list):
        return [projection(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    chosen = {key: projection(item, names) for key, item in value.items() if key in names or key[:1] == "?"}
    return chosen or without_notes(value)


def without_notes(value: Any) -> Any:
    """Return `value` without clauses, pages, notes and sources, which may change while what is said does not."""
    if isinstance(value, list):
        return [without_notes(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: without_notes(item) for key, item in value.items() if key not in _ABOUT}


def digest(*values: Any) -> str:
    """Return a digest of plain data: 16 letters, the same whatever the order of keys.

    Letters only, since YAML reads figures with an e among them as a number.
    """
    return _short(text(values))


def text(value: Any) -> str:
    """Return plain data as JSON, the same whatever the order of keys."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def _short(text: str) -> str:
    return _sha(text)[:_LENGTH].translate(_LETTERS)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
