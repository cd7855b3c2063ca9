"""What Excel demands of a workbook, lest it says "We found a problem with some content".

Excel reads the parts of a package as sequences: an element out of its order, a number that leads
nowhere or a name that occurs twice is enough. The orders are those of ECMA-376 part 1, 18.2 and
18.3, and part 4 (what is legacy); the rules on notes and their boxes are 18.7 and part 4, 19.
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
BOOK = (
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "absPath",
    "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences",
    "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
STYLES = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
FONT = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip
XF = ("alignment", "protection", "extLst")
ROW = ("c", "extLst")
CELL = ("f", "v", "is", "extLst")
COMMENTS = ("authors", "commentList", "extLst")
SEVERAL = frozenset({"conditionalFormatting", "c", "webPublishObjects", "fileRecoveryPr"})
"""What may stand more than once among its siblings."""
COUNTED = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
LONGEST = 32_767
LONGEST_TITLE = 31
NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]|\A'|'\Z|\A\Z")
CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
ID = re.compile(r"_x0000_s([0-9]+)\Z")
BLOCK = 1024
Fault = tuple[str, str]
"""A part and what is wrong in it."""


def faults(book: Path | bytes) -> list[Fault]:
    """Return everything in a workbook that Excel would repair, or would not open; sorted."""
    with zipfile.ZipFile(book if isinstance(book, Path) else io.BytesIO(book)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    found = [("", f"{name} is there twice") for name, many in Counter(names).items() if many > 1]
    return sorted({*found, *_Package(parts).faults()})


def local(name: str) -> str:
    return name.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name; empty if there is none."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def children(element: Element | None, *names: str) -> list[Element]:
    return [] if element is None else [one for one in element if local(one.tag) in names]


def first(element: Element | None, *path: str) -> Element | None:
    for name in path:
        element = next(iter(children(element, name)), None)
    return element


def twice(values: Iterable[str]) -> list[str]:
    return [value for value, many in Counter(values).items() if many > 1]


def column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class _Package:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.roots: dict[str, Element] = {}
        self.blocks: dict[str, str] = {}
        self.shapes: dict[str, str] = {}
        self.styles = 0

    def faults(self) -> Iterator[Fault]:  # noqa: C901  # one kind of part after another
        for name, content in self.parts.items():
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    self.roots[name] = ElementTree.fromstring(content)  # noqa: S314  # our own
                except ElementTree.ParseError as error:
                    yield name, f"no XML: {error}"
        yield from self._types()
        for name in self.roots:
            if name.endswith(".rels"):
                yield from self._relations(name)
        books = [name for name, root in self.roots.items() if local(root.tag) == "workbook"]
        for name, root in self.roots.items():
            if local(root.tag) == "styleSheet":
                yield from self._style_sheet(name, root)
        for name, root in self.roots.items():
            if local(root.tag) == "worksheet":
                yield from self._sheet(name, root)
        for name in books:
            yield from self._book(name, self.roots[name])

    def _types(self) -> Iterator[Fault]:
        name = "[Content_Types].xml"
        root = self.roots.get(name)
        parts = [attribute(one, "PartName").casefold() for one in children(root, "Override")]
        endings = [attribute(one, "Extension").casefold() for one in children(root, "Default")]
        for one in (*twice(parts), *twice(endings)):
            yield name, f"{one} has two types"
        there = {f"/{one}".casefold() for one in self.parts}
        for one in parts:
            if one not in there:
                yield name, f"{one} is no part"
        for one in self.parts:
            ending = one.rpartition(".")[2].casefold()
            is_named = one == name or one.endswith("/") or f"/{one}".casefold() in parts
            if not is_named and ending not in endings:
                yield name, f"{one} has no type"

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """By id: the last word of the type, and the part; external ones have an empty part."""
        folder, own = posixpath.split(part)
        root = self.roots.get(posixpath.join(folder, "_rels", f"{own}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for one in children(root, "Relationship"):
            where = attribute(one, "Target")
            target = "" if "#" in where else posixpath.normpath(posixpath.join("/", folder, where))
            is_external = attribute(one, "TargetMode") == "External"
            kind = attribute(one, "Type").rpartition("/")[2]
            found[attribute(one, "Id")] = kind, "" if is_external else target.lstrip("/")
        return found

    def _relations(self, name: str) -> Iterator[Fault]:
        for one in twice(attribute(one, "Id") for one in self.roots[name]):
            yield name, f"{one} is there twice"
        folder, own = posixpath.split(name)
        part = posixpath.join(posixpath.dirname(folder), own.removesuffix(".rels"))
        there = {one.casefold() for one in self.parts}
        for id_, (_kind, target) in self.related(part).items():
            if target and target.casefold() not in there:
                yield name, f"{id_} leads to {target}, which is no part"

    def _style_sheet(self, name: str, root: Element) -> Iterator[Fault]:  # one rule after another
        yield from in_order(name, root, STYLES)
        many: dict[str, int] = {}
        for one in root:
            kind = local(one.tag)
            if kind in COUNTED:
                many[kind] = len(one)
                said = attribute(one, "count")
                if said and int(said) != len(one):
                    yield name, f"{kind} says {said} and has {len(one)}"
        self.styles = many.get("cellXfs", 0)
        for font in children(first(root, "fonts"), "font"):
            yield from in_order(name, font, FONT, ordered=False)
        pairs = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))
        for kind in ("cellXfs", "cellStyleXfs"):
            for at, xf in enumerate(children(first(root, kind), "xf")):
                yield from in_order(name, xf, XF)
                to = [*pairs, *([("xfId", "cellStyleXfs")] if kind == "cellXfs" else [])]
                for key, listed in to:
                    number = attribute(xf, key)
                    if number and int(number) >= many.get(listed, 0):
                        yield name, f"{kind} {at}: {key} {number} of {many.get(listed, 0)}"

    def _book(self, name: str, root: Element) -> Iterator[Fault]:  # noqa: C901  # one rule after another
        yield from in_order(name, root, BOOK)
        sheets = children(first(root, "sheets"), "sheet")
        titles = [attribute(one, "name") for one in sheets]
        for title in titles:
            if len(title) > LONGEST_TITLE or NOT_IN_A_TITLE.search(title):
                yield name, f"a sheet cannot be called {title!r}"
        for values in (
            [title.casefold() for title in titles],
            [attribute(one, "sheetId") for one in sheets],
            [attribute(one, "id") for one in sheets],
        ):
            for one in twice(values):
                yield name, f"sheets share {one!r}"
        related = self.related(name)
        for one in sheets:
            kind, part = related.get(attribute(one, "id"), ("", ""))
            if not kind.endswith("sheet") or part not in self.parts:
                yield name, f"the sheet {attribute(one, 'name')!r} is no part"
        names = children(first(root, "definedNames"), "definedName")
        keys = [f"{attribute(n, 'name').casefold()} {attribute(n, 'localSheetId')}" for n in names]
        for one in twice(keys):
            yield name, f"the name {one} is there twice"
        for one in names:
            number = attribute(one, "localSheetId")
            if number and int(number) >= len(sheets):
                yield name, f"{attribute(one, 'name')} is of sheet {number} of {len(sheets)}"
        views = first(root, "bookViews")
        for one in () if views is None else views:
            active = attribute(one, "activeTab")
            if active and int(active) >= len(sheets):
                yield name, f"sheet {active} is active of {len(sheets)}"

    def _sheet(self, name: str, root: Element) -> Iterator[Fault]:  # noqa: C901  # one rule after another
        yield from in_order(name, root, SHEET)
        yield from self._rows(name, root)
        related = self.related(name)
        for one in root.iter():
            id_ = next((v for k, v in one.attrib.items() if k.endswith("/relationships}id")), None)
            if id_ is not None and id_ not in related:
                yield name, f"{local(one.tag)} names {id_}, which is no relationship"
        for one in children(first(root, "hyperlinks"), "hyperlink"):
            if not attribute(one, "location") and not attribute(one, "id"):
                yield name, f"the link of {attribute(one, 'ref')} leads nowhere"
        for view in children(first(root, "sheetViews"), "sheetView"):
            yield from in_order(
                name, view, ("pane", "selection", "pivotSelection", "extLst"), many=4
            )
        drawing = first(root, "legacyDrawing")
        kind, boxes = related.get("" if drawing is None else attribute(drawing, "id"), ("", ""))
        if drawing is not None and (kind != "vmlDrawing" or boxes not in self.parts):
            yield name, "legacyDrawing names no drawing"
        texts = [part for kind, part in related.values() if kind == "comments"]
        if len(texts) > 1:
            yield name, "two parts of notes"
        cells = set[str]()
        for part in texts:
            if part in self.roots:
                cells |= yield from self._notes(part, self.roots[part])
        if boxes in self.roots:
            yield from self._boxes(boxes, self.roots[boxes], cells)
        elif cells:
            yield name, "notes without boxes"

    def _rows(self, name: str, root: Element) -> Iterator[Fault]:
        last = 0
        for row in children(first(root, "sheetData"), "row"):
            number = int(attribute(row, "r") or last + 1)
            if number <= last:
                yield name, f"row {number} after row {last}"
            last, before = number, 0
            yield from in_order(name, row, ROW)
            spans = [int(n) for n in re.findall(r"[0-9]+", attribute(row, "spans"))]
            for cell in children(row, "c"):
                at = self._place(attribute(cell, "r"), number, before + 1)
                if at is None or at <= before:
                    yield name, f"cell {attribute(cell, 'r')} in row {number} after {before}"
                before = at or before
                if spans and not min(spans) <= before <= max(spans):
                    yield name, f"cell {attribute(cell, 'r')} is outside the spans of its row"
                if int(attribute(cell, "s") or 0) >= max(self.styles, 1):
                    yield name, f"cell {attribute(cell, 'r')} has style {attribute(cell, 's')}"
                yield from in_order(name, cell, CELL)
                if len("".join(cell.itertext())) > LONGEST + len(cell.findtext("{*}f") or ""):
                    yield name, f"cell {attribute(cell, 'r')} is too long"

    @staticmethod
    def _place(text: str, row: int, next_: int) -> int | None:
        if not text:
            return next_
        found = CELL_NAME.match(text)
        return column(found[1]) if found is not None and int(found[2]) == row else None

    def _notes(self, name: str, root: Element) -> Generator[Fault, None, set[str]]:
        yield from in_order(name, root, COMMENTS)
        authors = len(children(first(root, "authors"), "author"))
        refs: list[str] = []
        for one in children(first(root, "commentList"), "comment"):
            ref = attribute(one, "ref")
            refs.append(ref)
            if CELL_NAME.match(ref) is None:
                yield name, f"a note of {ref!r}"
            if int(attribute(one, "authorId") or 0) >= authors:
                yield name, f"the note of {ref} has author {attribute(one, 'authorId')}"
            text = first(one, "text")
            if text is None:
                yield name, f"the note of {ref} has no text"
            else:
                yield from in_order(name, text, ("t", "r", "rPh", "phoneticPr"), many=LONGEST)
                if len("".join(text.itertext())) > LONGEST:
                    yield name, f"the note of {ref} is too long"
        for ref in twice(refs):
            yield name, f"two notes of {ref}"
        return set(refs)

    def _boxes(self, name: str, root: Element, cells: set[str]) -> Iterator[Fault]:  # noqa: C901  # one rule after another
        blocks = [
            block
            for one in root.iter()
            if local(one.tag) == "idmap"
            for block in attribute(one, "data").split(",")
        ]
        for block in blocks:
            other = self.blocks.setdefault(block, name)
            if other != name or blocks.count(block) > 1:
                yield name, f"block {block} of shapes is that of {other} too"
        kinds = {attribute(one, "id") for one in root.iter() if local(one.tag) == "shapetype"}
        boxed: list[str] = []
        for shape in (one for one in root.iter() if local(one.tag) == "shape"):
            id_ = attribute(shape, "id")
            if id_ and self.shapes.setdefault(id_, name) != name:
                yield name, f"shape {id_} is in {self.shapes[id_]} too"
            number = ID.match(id_)
            if number is not None and blocks and str(int(number[1]) // BLOCK) not in blocks:
                yield name, f"shape {id_} is outside the blocks {blocks}"
            kind = attribute(shape, "type").removeprefix("#")
            if kind and kind not in kinds:
                yield name, f"shape {id_} is of a kind {kind} that is not there"
            data = first(shape, "ClientData")
            if data is not None and attribute(data, "ObjectType") == "Note":
                row, col = (data.findtext(f"{{*}}{key}", "").strip() for key in ("Row", "Column"))
                boxed.append(f"{_letters(int(col or -1) + 1)}{int(row or -1) + 1}")
                anchor = (data.findtext("{*}Anchor") or "").split(",")
                numbers = [int(one) for one in anchor] if len(anchor) == 8 else []
                if numbers and (numbers[0] > numbers[4] or numbers[2] > numbers[6]):
                    yield name, f"the box of {boxed[-1]} ends before it begins"
        ids = [attribute(one, "id") for one in root.iter() if local(one.tag) == "shape"]
        for id_ in twice(one for one in ids if one):
            yield name, f"shape {id_} is there twice"
        for ref in twice(boxed):
            yield name, f"two boxes of {ref}"
        for ref in sorted(cells.symmetric_difference(boxed)):
            yield name, f"{ref} has a note or a box alone"


def _letters(number: int) -> str:
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def in_order(
    part: str, parent: Element, order: Sequence[str], *, ordered: bool = True, many: int = 1
) -> Iterator[Fault]:
    """Yield the children that are out of their order, or too many; others are extensions."""
    last = -1
    seen: Counter[str] = Counter()
    for one in parent:
        name = local(one.tag)
        if name not in order:
            continue
        seen[name] += 1
        at = order.index(name)
        if ordered and at < last:
            yield part, f"{name} after {order[last]} in {local(parent.tag)}"
        last = max(last, at)
        if seen[name] > (many if name not in SEVERAL else 1 << 30):
            yield part, f"{seen[name]} {name} in {local(parent.tag)}"
