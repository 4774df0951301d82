"""What people settled: waivers and judgements, from the files in which they were written down."""

from collections.abc import Iterable
from dataclasses import dataclass

from ccgcheck import judgements, schema_check, schemas, waivers
from ccgcheck.documents import Document
from ccgcheck.judgements import Judgement
from ccgcheck.problems import Problem
from ccgcheck.waivers import Waiver


@dataclass(frozen=True, slots=True)
class Settlements:
    """Waivers and judgements, in the order in which they were met, and what is wrong with their files.

    A file with a problem settles nothing at all: half an excuse is none.
    """

    waivers: tuple[Waiver, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: "Settlements") -> "Settlements":
        return Settlements(
            self.waivers + other.waivers, self.judgements + other.judgements, self.problems + other.problems
        )

    @classmethod
    def is_one(cls, document: Document) -> bool:
        """Whether a document is a file of waivers or of judgements."""
        return document.kind in schemas.SETTLING

    @classmethod
    def of(cls, document: Document, earlier: Iterable[Problem] = ()) -> "Settlements":
        """Return what a document settles; `earlier` are the problems met while loading its file."""
        kind = document.kind or ""
        problems = tuple(schema_check.check(document, kind))
        if problems or tuple(earlier):
            return cls(problems=problems)
        if kind == "waivers":
            return cls(waivers=tuple(waivers.of_document(document)))
        return cls(judgements=tuple(judgements.of_document(document)))
