"""The shapes of views' answers: those written for them, else made of the answer's own class."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

from pydantic import BaseModel, create_model

from kinerja_api import schemas, schemas_causes, schemas_people
from kinerja_api.schemas import Paged, SelectedOut
from kinerja_graph.library.references import resolve
from kinerja_graph.views.spec import ViewSpec

_WRITTEN = {
    **vars(schemas),
    **vars(schemas_causes),
    **vars(schemas_people),
}


def answer_models(spec: ViewSpec) -> tuple[type[BaseModel], type[BaseModel] | None]:
    """The shape of an answer, and that of the answers about what a selector means."""
    name = f"{spec.route.schema or _title(spec.name)}Out"
    model = _written(name) or _made(name, spec)
    if spec.subject is None or spec.subject.several:
        return model, None
    several = f"{spec.route.several or _title(spec.name) + 'Of'}Out"
    return model, _written(several) or _several(several, spec, model)


def _title(name: str) -> str:
    return "".join(word.title() for word in name.split("_"))


def _written(name: str) -> type[BaseModel] | None:
    found = _WRITTEN.get(name)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _made(name: str, spec: ViewSpec) -> type[BaseModel]:
    answer = resolve(spec.answer)
    hints = get_type_hints(answer)
    held: dict[str, Any] = {one.name: (hints[one.name], ...) for one in fields(answer)}
    made: type[BaseModel] = create_model(name, __base__=Paged, __doc__=spec.about, **held)
    return made


def _several(name: str, spec: ViewSpec, model: type[BaseModel]) -> type[BaseModel]:
    held: dict[str, Any] = {"answers": (list[model], ...)}  # type: ignore[valid-type]
    made: type[BaseModel] = create_model(name, __base__=SelectedOut, __doc__=spec.about, **held)
    return made
