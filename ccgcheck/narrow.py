"""Narrow a report to some files: everything was judged, their results alone are shown, and the others are counted."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ccgcheck.report.model import JudgedDocument, Report, ReportedResult


def narrow(report: Report, files: Iterable[str]) -> Report:
    """Return the report with only what stands in `files`, or bears on a place in them (`also_at`).

    What stands elsewhere is counted in `elsewhere`, by status and as problems and notices.
    """
    named = tuple(dict.fromkeys(files))
    wanted = {os.path.realpath(file) for file in named}
    places = {file: os.path.realpath(file) in wanted for file in _files(report)}

    def is_shown(result: ReportedResult) -> bool:
        return any(places[place.file] for place in (result.location, *result.also_at))

    def shown(document: JudgedDocument) -> JudgedDocument:
        return replace(document, results=tuple(filter(is_shown, document.results)))

    documents = tuple(map(shown, report.documents))
    narrowed = replace(
        report,
        documents=tuple(document for document in documents if document.results or places[document.file]),
        problems=tuple(problem for problem in report.problems if places[problem.file]),
        notices=tuple(notice for notice in report.notices if places[notice.file]),
        unsupplied=tuple(filter(is_shown, report.unsupplied)),
        passed_over=tuple(file for file in report.passed_over if places[file]),
        left_out=tuple(file for file in report.left_out if places[file]),
        reported_only=named,
    )
    left = Counter(report.summary)
    left.subtract(narrowed.summary)
    return replace(narrowed, elsewhere={name: number for name, number in left.items() if number > 0})


def _files(report: Report) -> set[str]:
    found = {document.file for document in report.documents}
    found |= {place.file for result in report.results for place in (result.location, *result.also_at)}
    found |= {problem.file for problem in report.problems} | {notice.file for notice in report.notices}
    return found | {*report.passed_over, *report.left_out}
