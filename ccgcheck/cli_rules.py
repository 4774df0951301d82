"""The commands for those who write rules: the list of rules, a new rule, and the examples as tests."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccgcheck.cli_common import PackOption, as_day, cannot, load_pack, print_json, select_rules, show_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccgcheck.examples import Verdict
    from ccgcheck.law import Version
    from ccgcheck.packs import Pack
    from ccgcheck.rules import Rule

rules_app = typer.Typer(invoke_without_command=True)


@rules_app.callback()
def rules(
    context: typer.Context,
    as_at: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only rules on law in force on this day (YYYY-MM-DD).")
    ] = None,
    topic: Annotated[str | None, typer.Option(help="Only rules on this topic, such as public_meetings.")] = None,
    provision: Annotated[str | None, typer.Option(metavar="ID", help="Only rules that decide this provision.")] = None,
    pack: PackOption = "ccg",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the rules of a pack with the law that each decides; `new` writes one."""
    from ccgcheck import reference

    if context.invoked_subcommand is not None:
        if as_at or topic or provision or as_json or pack != "ccg":
            cannot(f"options of the list do not go with {context.invoked_subcommand}; write its own after its name")
        return
    chosen = load_pack(pack)
    topics = sorted({rule.topic for rule in chosen.rules})
    if topic is not None and topic not in topics:
        cannot(f'there is no topic "{topic}"; the topics are {", ".join(topics)}')
    if provision is not None and provision not in chosen.provisions:
        cannot(f'the pack {chosen.name} has no provision "{provision}"')
    found = list(reference.rules(chosen, as_at=as_day(as_at), topic=topic, provision=provision))
    if as_json:
        print_json({"rules": [_rule_data(rule, version) for rule, version in found]})
    else:
        from ccgcheck.report import pages

        show_page(lambda width: pages.rule_list(found))


@rules_app.command("new")
def new_rule(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The new rule's id, such as GOV-160.")],
    pack: Annotated[
        str, typer.Option(metavar="FOLDER", help="The pack to write it into; a folder that is not there is made one.")
    ],
    provision: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="The provision that it decides; a stub is written if there is none.", show_default=False
        ),
    ] = None,
    topic: Annotated[str | None, typer.Option(help="What it is on; the id says it for GOV, COI and PUB.")] = None,
    document: Annotated[
        str, typer.Option(metavar="KIND", help="The kind of document that it is asked of, such as meeting.")
    ] = "constitution",
) -> None:
    """Begin a rule: write a stub, with its provision if need be, that loads and whose examples hold."""
    from ccgcheck import packs, scaffold

    try:
        packs.find(pack)
    except FileNotFoundError:
        existing = None
    else:
        existing = load_pack(pack)
    try:
        if existing is None:
            begun = scaffold.create_pack(Path(pack), identifier, topic, provision, document)
        else:
            begun = scaffold.add_rule(existing, identifier, topic, provision, document)
    except scaffold.CannotScaffold as error:
        cannot(str(error))
    except OSError as error:
        cannot(f"{error.filename or pack} cannot be written: {error.strerror or error}")
    for one in begun:
        typer.echo(f"{one.file}:{one.line}: {one.name} begun")
    typer.echo(f"Write what it asks, then run: ccgcheck test {pack} --select {identifier}")


def run_examples(
    pack: Annotated[str, typer.Argument(metavar="[PACK]", help="A pack's name or folder.")] = "ccg",
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="IDS", help="Only these rules: ids or beginnings of ids, with commas."),
    ] = None,
    junit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the results as JUnit XML, too.", show_default=False)
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="List the rules without an example on a side of a change, too.")
    ] = False,
) -> None:
    """Run the examples of a rule pack and show those that do not hold, and what they leave untested."""
    from ccgcheck import examples

    chosen = load_pack(pack)
    rules = select_rules(chosen, select)
    verdicts = list(examples.run(chosen, rules))
    for verdict in verdicts:
        if verdict.fault:
            typer.echo(f"{verdict.example.origin}: {verdict.rule.id} {verdict.fault}")
    for line in _summary(chosen, rules, verdicts, verbose=verbose):
        typer.echo(line)
    if junit is not None:
        _write_junit(junit, chosen, verdicts)
    raise typer.Exit(1 if any(verdict.fault for verdict in verdicts) else 0)


def _summary(pack: "Pack", rules: "Sequence[Rule]", verdicts: "Sequence[Verdict]", *, verbose: bool) -> "list[str]":
    from ccgcheck import example_coverage
    from ccgcheck.report.words import plain, plural

    wrong = sum(verdict.fault is not None for verdict in verdicts)
    changing = [rule for rule in rules if len(example_coverage.periods(pack, rule)) > 1]
    gaps = [(rule, list(example_coverage.gaps(pack, rule))) for rule in changing]
    covered = sum(not periods for _, periods in gaps)
    lacking = example_coverage.lacking(rules).items()
    untested = (f"{rule.origin}: {rule.id} has no example {period}" for rule, periods in gaps for period in periods)
    return [
        *(untested if verbose else ()),
        f"rules without an example of each result: {', '.join(f'{plain(name)} {number}' for name, number in lacking)}",
        f"rules on law that changed: {len(changing)}, {covered} with an example on each side of every change"
        + ("" if verbose or covered == len(changing) else " (-v lists the others)"),
        f"{plural(len(rules), 'rule')}, {plural(len(verdicts), 'example')}, "
        f"{wrong} {'does' if wrong == 1 else 'do'} not hold",
    ]


def _write_junit(file: Path, pack: "Pack", verdicts: "Sequence[Verdict]") -> None:
    from ccgcheck import output
    from ccgcheck.report import junit

    try:
        output.replace(file, junit.render(pack, verdicts))
    except OSError as error:
        cannot(f"{file} cannot be written: {error.strerror or error}")


def _rule_data(rule: "Rule", version: "Version") -> dict[str, Any]:
    return {
        "rule": rule.id,
        "title": rule.title,
        "topic": rule.topic,
        "judges": rule.judges,
        "severity": rule.severity,
        "provision": rule.provision.id,
        "citation": version.citation,
        "url": version.url,
        "confidence": version.confidence,
        "in_force_from": version.in_force_from,
        "in_force_until": version.in_force_until,
    }
