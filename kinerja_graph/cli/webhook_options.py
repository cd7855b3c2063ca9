"""What ``webhooks`` takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from kinerja_graph.cli.options import Argument, Option
from kinerja_graph.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookArguments:
    """A webhook to be added."""

    address: Annotated[str, Argument("URL", _("the address that is told, https://…"))]
    event: Annotated[
        list[str],
        Option(
            "--event",
            _("an event it is told of; may be repeated (default: all)"),
            "edition.loaded|audit.done",
        ),
    ] = field(default_factory=list[str])
    dataset: Annotated[
        str | None, Option("--dataset", _("only about this dataset (default: all)"), "D")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookArgument:
    """A webhook that there is."""

    webhook: Annotated[str, Argument("ID", _("id of a webhook; see webhooks list"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOptions:
    """How many deliveries are shown."""

    limit: Annotated[int, Option("--limit", _("how many (default 50)"), "N", min=1)] = 50
