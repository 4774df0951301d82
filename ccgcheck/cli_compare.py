"""The command `compare`."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccgcheck.cli_common import cannot, print_json, show_page

if TYPE_CHECKING:
    from ccgcheck.baseline import Baseline
    from ccgcheck.compare import Difference


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="An earlier report, or a baseline.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="A later report.")],
    fail_on: Annotated[
        str, typer.Option(metavar="error|warning|note|never", help="The least severity at which a change gives exit 1.")
    ] = "error",
    strict: Annotated[bool, typer.Option("--strict", help="Let new reviews give exit 1 too.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List what is unchanged, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare two runs (reports of `validate --format json`): what is new, reopened, unchanged, resolved.

    Exit codes: 0 nothing new, reopened or changed at or above --fail-on; 1 something is, or the later run had a problem
    with a file; 2 a file is no report.
    """
    from ccgcheck.compare import compare as differences_of
    from ccgcheck.compare import fails, remarks

    if fail_on not in ("error", "warning", "note", "never"):
        cannot(f'--fail-on "{fail_on}" is none of error, warning, note and never')
    try:
        before, after = _load(old), _load(new)
        found, beside = differences_of(before, after), remarks(before, after)
    except ValueError as error:
        cannot(str(error))
    if as_json:
        print_json({"counts": _counts(found), "remarks": beside, "differences": [_data(one) for one in found]})
    else:
        show_page(lambda width: _page(found, beside, verbose=verbose))
    severity = None if fail_on == "never" else fail_on
    failing = any(fails(one, severity, strict=strict) for one in found)  # type: ignore[arg-type]
    raise typer.Exit(int(failing or bool(after.problems)))


def _load(path: Path) -> "Baseline":
    from ccgcheck import baseline

    try:
        return baseline.load(path)
    except baseline.BadRun as error:
        cannot(str(error))
    except OSError as error:
        cannot(f"{path} cannot be read: {error.strerror or error}")


def _counts(found: "tuple[Difference, ...]") -> dict[str, int]:
    from ccgcheck.compare import CHANGES

    counts = Counter(one.change for one in found)
    return {change: counts[change] for change in CHANGES}


def _data(one: "Difference") -> dict[str, Any]:
    entry = one.entry
    return {
        "change": one.change,
        "before": one.before.status if one.before else None,
        "after": one.after.status if one.after else None,
        "rule": entry.rule,
        "body": entry.body,
        "severity": entry.severity,
        "message": entry.message,
        "place": entry.place,
        "fingerprint": entry.fingerprint,
    }


def _page(found: "tuple[Difference, ...]", beside: tuple[str, ...], *, verbose: bool) -> Any:
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from ccgcheck.compare import MEANING
    from ccgcheck.report.plain_text import clean

    counts = _counts(found)
    parts: list[Any] = []
    for change, number in counts.items():
        if not number:
            continue
        parts.append(Text.assemble((f"{change}: {number}", "bold"), (f"  {MEANING[change]}", "dim")))  # type: ignore[index]
        if change == "unchanged" and not verbose:
            continue
        rows = Table.grid(padding=(0, 1))
        for _ in range(2):
            rows.add_column(no_wrap=True)
        rows.add_column(overflow="fold", ratio=1)
        for one in (one for one in found if one.change == change):
            entry = one.entry
            course = " -> ".join(side.status.replace("_", " ") if side else "none" for side in (one.before, one.after))
            line = Text.assemble(clean(entry.message), (f"  [{course}; {clean(entry.place)}]", "dim"))
            rows.add_row(Text(entry.rule), Text(clean(entry.body)), line)
        parts.append(Padding(rows, (0, 0, 1, 2)))
    told = ", ".join(f"{number} {change}" for change, number in counts.items() if number)
    parts += [Text(clean(remark), style="yellow") for remark in beside]
    return Group(*parts, Text(told or "nothing was open in either run", style="bold"))
