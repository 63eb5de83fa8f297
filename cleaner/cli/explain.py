"""`cleaner schema` and `cleaner rules`: the contract and the reasons."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cleaner.rules import Form


@click.command(
    epilog="""\b
Examples:
  cleaner schema > record.schema.json
  cleaner schema | jq '."$defs".Image'         what an image has

\b
Exit codes: 0 all well, 2 wrong usage."""
)
def schema() -> None:
    """Print the JSON Schema (2020-12) of a record.

    All its keys are always there, null or empty where there is nothing; only `kept`, the other
    fields of the input, is there where they were asked for.
    """
    import json

    from cleaner.record import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@click.command(
    epilog="""\b
Examples:
  cleaner rules                     all of them, a line each: name, role or kind, reason
  cleaner rules | grep credit       those that find credits
  cleaner rules caption-in-gallery  a rule
  cleaner rules damaged             a flag
  cleaner rules ynetnews            a site: its hosts, the order of day and month, its own forms

\b
Exit codes: 0 all well, 2 wrong usage, a CODE that is unknown among it."""
)
@click.argument("code", required=False)
def rules(code: str | None) -> None:
    """List rules, flags, changes and sites with their reasons; with CODE, that one with its forms and examples.

    A rule decides the role of a text, and stands there as its `rule`. Flags are what a person should
    look at, changes are repairs of characters. The rules of a site hold where --site names it, or
    the url's host or words in the text do.
    """
    from cleaner.rulebook import rulebook

    book = rulebook()
    if code is None:
        for rule in book.rules.values():
            click.echo(f"{rule.code:30} {rule.role:12} {rule.reason}")
        for kind, reasons in (("(flag)", book.flags), ("(change)", book.changes)):
            for name, (reason, _) in reasons.items():
                click.echo(f"{name:30} {kind:12} {reason}")
        for site in book.sites.values():
            click.echo(f"{site.name:30} {'(site)':12} {site.reason}")
    elif code in book.rules:
        rule = book.rules[code]
        click.echo(f"{rule.code}: {rule.role}\n{rule.reason}")
        for form in rule.forms:
            _show(form.language, form)
    elif code in book.flags or code in book.changes:
        kind, reasons = ("flag", book.flags) if code in book.flags else ("change", book.changes)
        click.echo(f"{code}: {kind}\n{reasons[code][0]}\n      for example: {reasons[code][1]}")
    elif code in book.sites:
        site = book.sites[code]
        click.echo(f"{code}: site\n{site.reason}")
        click.echo(f"  hosts: {', '.join(site.hosts)}\n  dates: {site.date_order or 'as general'}")
        click.echo(f"  or, without a url, one of: {', '.join(site.evidence)}")
        for rule_code, form in site.forms:
            _show(rule_code, form)
    else:
        raise click.BadParameter(
            f"{code!r} is no rule, flag, change or site; `cleaner rules` lists them.", param_hint="CODE"
        )


def _show(name: str, form: "Form") -> None:
    shape = form.source or ", ".join(sorted(form.words)) or "names"
    click.echo(f"  {name}: {shape}\n      for example: {form.example}")
