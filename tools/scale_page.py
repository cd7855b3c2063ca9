"""Write docs/scale.md and its pictures from docs/scale.json and docs/scale-fleet.json.

`make bench-country` writes the one, `make bench-fleet` the other. ``--check`` only compares. All
figures come from that file, the text from ``scale_page.md.j2``.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from curves import curves
from kinerja_graph.numbers import format_number

TOOLS: Final = Path(__file__).parent
DOCS: Final = TOOLS.parent / "docs"
DATA: Final = DOCS / "scale.json"
FLEET: Final = DOCS / "scale-fleet.json"
_MINUTE: Final = 60
_HOUR: Final = 3600


def main() -> int:
    """Write or check the page; exit code 1 if ``--check`` finds something out of date."""
    told = json.loads(DATA.read_text("utf-8"))
    fleet = json.loads(FLEET.read_text("utf-8"))
    made = {DOCS / "scale.md": page(told, fleet), **pictures(told)}
    if "--check" in sys.argv[1:]:
        current = {path: path.is_file() and path.read_text("utf-8") for path in made}
        return int(current != made)
    for path, text in made.items():
        path.write_text(text, "utf-8")
    return 0


def page(data: dict[str, Any], fleet: dict[str, Any]) -> str:
    """Return the page: ``data`` of one graph, ``fleet`` of many processes."""
    loader = FileSystemLoader(TOOLS)
    room = Environment(  # noqa: S701 - a page in Markdown, of our own figures
        loader=loader, undefined=StrictUndefined, keep_trailing_newline=True
    )
    room.filters |= {"seconds": seconds, "number": partial(format_number, language="en")}
    points = data["points"]
    alone = [point for point in points if point["audit_alone"]]
    powers = {name: power for name, power in data["exponents"].items() if power is not None}
    return room.get_template("scale_page.md.j2").render(
        **data,
        fleet=fleet,
        spread=fleet["sizes"][-1],
        last=points[-1],
        alone=alone[-1] if alone else None,
        powers=", ".join(f"{name} {format_number(power, 'en')}" for name, power in powers.items()),
    )


def pictures(data: dict[str, Any]) -> dict[Path, str]:
    """Return the growth curves by file."""

    def line(*names: str) -> list[tuple[float, float]]:
        found = [
            (point["indicators"], sum(point[name] or 0 for name in names))
            for point in data["points"]
        ]
        return [(size, value) for size, value in found if value > 0]

    shown = {
        "load": (
            "Loading a country",
            "seconds",
            {
                "load --bulk": line("bulk"),
                "importer alone": line("importer"),
                "script reads": line("script_reads"),
            },
        ),
        "audit": (
            "Auditing a country",
            "seconds",
            {
                "all rules": line("audit"),
                "one by one": line("audit_alone"),
                "script: five rules": line("script_reads", "script_checks"),
            },
        ),
        "room": (
            "Room for a country",
            "megabytes",
            {
                "database": line("database_megabytes"),
                "plans as CSV": line("files_megabytes"),
                "our process": line("process_megabytes"),
            },
        ),
    }
    return {
        DOCS / "images" / f"scale-{name}.svg": curves(title, "indicators", upward, series)
        for name, (title, upward, series) in shown.items()
    }


def seconds(value: float) -> str:
    """Format a duration for people.

    >>> seconds(8.25), seconds(75), seconds(7300)
    ('8.25 s', '1 min 15 s', '2 h 1 min')
    """
    if value < _MINUTE:
        return f"{format_number(value, 'en')} s"
    whole = round(value)
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"


if __name__ == "__main__":
    sys.exit(main())
