"""Get the answers: from the options, and the rest from whoever sits at the terminal, if anybody may be asked."""

from collections.abc import Callable
from dataclasses import dataclass

import typer

from ccgcheck.init import answers as checks
from ccgcheck.init.answers import Answers, BadAnswer, Known
from ccgcheck.report.plain_text import clean


@dataclass(frozen=True, slots=True)
class Given:
    """What the options say; None where they leave it open. Days are as they were written."""

    code: str | None
    name: str | None
    effective: str | None
    established: str | None
    ci: str | None
    requirement: str


def answers(given: Given, bodies: Known, excuse: str | None) -> Answers:
    """Return the answers; raise BadAnswer. `excuse` says why nobody can be asked, and is None where somebody can."""
    return _Asking(given, bodies, excuse).answers()


class _Asking:
    def __init__(self, given: Given, bodies: Known, excuse: str | None) -> None:
        self.given, self.bodies, self.excuse = given, bodies, excuse

    def answers(self) -> Answers:
        given = self.given
        self._need({"--code": given.code, "--from": given.effective})
        code = self._get(given.code, "ODS code of the CCG, such as 08L", checks.code)
        name = self._name(code)
        effective, established = self._days(code)
        ci = self._get(given.ci, f"Write files for which CI: {', '.join(checks.CI)}", checks.ci, checks.CI[0])
        return Answers(code, name, effective, established, ci, checks.requirement(given.requirement))

    def _name(self, code: str) -> str:
        entry = self.bodies.register.get(code)
        if entry is None:
            self._need({"--name": self.given.name})
            proposed = None
        else:
            self._say(f"{code} is {entry['name']}, on the register from {entry['start_date']} to {entry['end_date']}")
            proposed = checks.proposed_name(entry)
        return self._get(self.given.name, "Its name in full", lambda text: checks.line(text, "the name"), proposed)

    def _days(self, code: str) -> tuple[str, str | None]:
        """Return from when the constitution has effect, and when the body was established, once they go together."""
        effective, established = self.given.effective, self.given.established
        while True:
            first = self._get(effective, "From which day has its constitution effect (YYYY-MM-DD)", checks.day)
            began = checks.day(established) if established is not None else None
            if began is None and self.excuse is None and checks.is_early(first, code, self.bodies):
                began = self._get(None, "On which day was it established (YYYY-MM-DD)", checks.day)
            try:
                checks.check_days(first, began, code, self.bodies)
            except BadAnswer as error:
                if effective is not None or self.excuse is not None:
                    raise
                self._say(str(error))
            else:
                return first, began

    def _get(self, given: str | None, question: str, check: Callable[[str], str], proposed: str | None = None) -> str:
        if given is not None:
            return check(given)
        if self.excuse is not None:
            return check(proposed or "")
        while True:
            answer: str = typer.prompt(question, default=proposed, err=True)
            try:
                return check(answer)
            except BadAnswer as error:
                self._say(str(error))

    def _say(self, sentence: str) -> None:
        if self.excuse is None:
            typer.echo(f"{clean(sentence)}.", err=True)

    def _need(self, options: dict[str, str | None]) -> None:
        missing = [option for option, given in options.items() if given is None]
        if missing and self.excuse is not None:
            raise BadAnswer(f"{self.excuse}: give {' and '.join(missing)}")
