"""JUnit XML: a test suite for each body, with a test case for each rule; then problems of files, and notices.

Viewers of JUnit know three colours, and what stands in each was decided so:

- red (`failure`, `error`) is what makes the run exit with 1 or 3, and nothing else, so that a CI which marks a build by
  this file and one which marks it by the exit code mark it the same. `--fail-on` and `--strict` thus hold here too;
- skipped is everything else that is not met, not decided or not asked: a departure that does not fail the run, a
  review, an unknown, what is waived, what does not apply. The message begins with the status ("fail (departure:
  explain): ...", "review: ..."), and `type` is the status, so that nothing of it is taken for passed or for left out;
- passed is what is met. Who judged it so, where that was a person, stands in `system-out`.

A rule that gave several results is one test case, as bad as the worst of them, with a line for each that is not met or
not decided. So test cases are fewer than results: the counts of results are properties of the suites.
"""

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from ccgcheck.report import lines, overview, xml_text
from ccgcheck.report.lines import QUIET
from ccgcheck.report.model import JudgedBody, JudgedDocument, Report, ReportedResult, worst_first
from ccgcheck.report.words import AUTHORITY_WORDS, packs, plain, settled, summary
from ccgcheck.report.xml_text import text

_BRIEF = frozenset({"unknown", "not_applicable"})


def render(report: Report) -> str:
    """Return the report as JUnit XML, valid against the schema of Jenkins (`junit-10.xsd`)."""
    suites = Element("testsuites", name=text(f"ccgcheck {packs(report)}"))
    for body in report.bodies:
        suite = _suite(suites, report, lines.body_name(body), _about(body))
        for results in lines.by_rule(body.results).values():
            _add_rule(suite, body, results)
        xml_text.add_counts(suite)
    if report.problems or not report.bodies:
        _add_problems(_suite(suites, report, "files that could not be read or relied on"), report)
    if report.notices:
        _add_notices(_suite(suites, report, "waivers and judgements"), report)
    return xml_text.render(suites)


def _suite(suites: Element, report: Report, name: str, about: Mapping[str, str] | None = None) -> Element:
    suite = SubElement(suites, "testsuite", name=text(name))
    properties = SubElement(suite, "properties")
    run = {
        "run": f"ccgcheck {report.version} on {report.run_date}",
        "rule pack": packs(report),
        "fail on": report.fail_on or "never",
        "summary of the run": summary(report),
    }
    for key, value in {**run, **(about or {})}.items():
        SubElement(properties, "property", name=text(key), value=text(value))
    return suite


def _about(body: JudgedBody) -> dict[str, str]:
    line = overview.body_line(body)
    counts = {f"results {status}": str(number) for status, number in line.counts.items()}
    persons = sum(result.judgement is not None for result in body.results)
    documents = {f"document {number}": _told(one) for number, one in enumerate(body.documents, 1)}
    return {**documents, **counts, "results by a person's judgement": str(persons)}


def _told(document: JudgedDocument) -> str:
    law = f"law as at {document.as_at}" if document.as_at else "not judged"
    return f"{document.file}: {plain(document.kind)} of {document.date or 'no day'}, {law}"


def _add_rule(suite: Element, body: JudgedBody, results: Iterable[ReportedResult]) -> None:
    ordered = sorted(worst_first(results), key=lambda result: not result.fails_run)
    first = ordered[0]
    group = (body.body.key[0] or body.body.name).replace(".", " ")
    case = SubElement(
        suite,
        "testcase",
        name=text(f"{first.rule} {first.title}"),
        classname=text(f"{group}.{first.topic}"),
        file=text(first.location.file),
        line=str(first.location.line),
    )
    told = [result for result in ordered if result.status not in QUIET]
    failing = [result for result in told if result.fails_run]
    if failing:
        tag = "error" if any(result.status == "error" for result in failing) else "failure"
        _add_outcome(case, tag, first.severity if first.status == "fail" else first.status, told)
    elif told:
        _add_outcome(case, "skipped", first.status, told)
    elif all(result.status == "not_applicable" for result in ordered):
        _add_outcome(case, "skipped", "not_applicable", ordered)
    by_persons = [_line(result) for result in ordered if result.status in QUIET and result.judgement is not None]
    if by_persons:
        SubElement(case, "system-out").text = "\n".join(by_persons)


def _add_outcome(case: Element, tag: str, type_: str, results: Sequence[ReportedResult]) -> None:
    first = results[0]
    why = first.waiver.explanation if first.waiver else first.message
    more = f" (and {len(results) - 1} more)" if len(results) > 1 else ""
    outcome = SubElement(case, tag, message=text(f"{lines.called(first)}: {why}{more}"), type=type_)
    if first.status in _BRIEF and len({result.message for result in results}) == 1:
        return
    law = dict.fromkeys(f"Law: {_law(result)}" for result in results if result.status != "not_applicable")
    outcome.text = "\n".join([*map(_line, results), f"To do: {text(first.remedy)}", *map(text, law)])


def _line(result: ReportedResult) -> str:
    who = settled(result)
    more = f"; {who}" if who else ""
    return text(f"{lines.place(result.location)}: {lines.called(result)}: {lines.found(result)}{more}")


def _law(result: ReportedResult) -> str:
    law = result.provision
    return f"{law.citation} ({AUTHORITY_WORDS[law.authority]}), {law.url}"


def _add_problems(suite: Element, report: Report) -> None:
    for problem in report.problems:
        place = lines.where(problem.file, problem.line, problem.column)
        case = _add_entry(suite, "files", f"{plain(problem.kind)}: {place}", problem.file, problem.line)
        error = SubElement(case, "error", message=text(problem.message), type=problem.kind)
        error.text = text(f"{place}: {problem.message}")
    if report.exit_code == 3:
        case = SubElement(suite, "testcase", name="a document is found", classname="files")
        SubElement(case, "error", message="no document was found", type="missing")
    xml_text.add_counts(suite)


def _add_notices(suite: Element, report: Report) -> None:
    for notice in report.notices:
        place = lines.where(notice.file, notice.line, notice.column)
        case = _add_entry(suite, "notices", f"{plain(notice.kind)}: {place}", notice.file, notice.line)
        fails = notice.severity == "error" and report.fail_on is not None
        outcome = SubElement(
            case, "failure" if fails else "skipped", message=text(notice.message), type=notice.severity
        )
        outcome.text = text(f"{place}: {notice.message}")
    xml_text.add_counts(suite)


def _add_entry(suite: Element, group: str, name: str, file: str, line: int) -> Element:
    return SubElement(suite, "testcase", name=text(name), classname=group, file=text(file), line=str(line))
