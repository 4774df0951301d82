"""The commands about the rule pack and the schemas: explain, coverage, schema."""

from typing import Annotated, Any

import typer

from ccgcheck.cli_common import PackOption, cannot, load_pack, print_json, show_page

_Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def explain(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A rule such as GOV-101, or a provision.")],
    pack: PackOption = "ccg",
) -> None:
    """Explain a rule or a provision: the law and its history first, then how it is decided, and examples."""
    from ccgcheck import reference
    from ccgcheck.report import pages
    from ccgcheck.rules import Rule

    chosen = load_pack(pack)
    try:
        found = reference.find(chosen, identifier)
    except KeyError as error:
        cannot(str(error.args[0]))
    page = pages.rule_page(chosen, found) if isinstance(found, Rule) else pages.provision_page(chosen, found)
    show_page(lambda width: page)


def coverage(pack: PackOption = "ccg", as_json: _Json = False) -> None:
    """Show for every provision what decides it: rules, a person, or nobody because it binds somebody else."""
    from ccgcheck import reference

    chosen = load_pack(pack)
    decisions = reference.decisions(chosen)
    if as_json:
        provisions = [_decision_data(one) for one in decisions]
        print_json({"counts": reference.counts(decisions), "provisions": provisions})
    else:
        from ccgcheck.report import pages

        page = pages.coverage(chosen)
        show_page(lambda width: page)
    raise typer.Exit(1 if reference.counts(decisions)["gap"] else 0)


def schema(
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="constitution, report, pack, ...")] = None,
) -> None:
    """Print the JSON Schema of a kind of document, for an editor; without a kind, list them."""
    from ccgcheck import schemas

    if kind is None:
        for name in schemas.names():
            typer.echo(f"{name}  {schemas.load(name).get('title', '')}")
        return
    if kind not in schemas.names():
        cannot(f'there is no schema "{kind}"; there are {", ".join(schemas.names())}')
    typer.echo(schemas.text(kind), nl=False)


def _decision_data(one: Any) -> dict[str, Any]:
    return {
        "provision": one.provision.id,
        "source": one.provision.source,
        "topic": one.provision.topic,
        "authority": one.provision.authority,
        "decided_by": one.kind,
        "rules": [rule.id for rule in one.rules],
        "reason": one.provision.reason,
    }
