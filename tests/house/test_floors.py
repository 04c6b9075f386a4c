"""The floors of the house: who may import whom, read from the source itself."""

import ast
from pathlib import Path

import pytest

import rendement

PACKAGE = Path(rendement.__file__).parent
MODULES = {
    path: ".".join(("rendement", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
    for path in sorted(PACKAGE.rglob("*.py"))
}
FLOORS = {
    "source": 1,
    "model": 2,
    "engine": 2,
    "figures": 3,
    "bind": 4,
    "draws": 4,
    "study": 5,
    "lint": 5,
    "report": 6,
    "render": 7,
    "cli": 8,
    "api": 8,
    "__main__": 9,
}
APART = {
    ("model", "engine"),
    ("engine", "model"),
    ("figures", "model"),
    ("draws", "model"),
    ("draws", "bind"),
    ("bind", "draws"),
}
HEAVY = {
    "numpy",
    "pandas",
    "scipy",
    "rich",
    "openpyxl",
    "xlsxwriter",
    "typer",
    "matplotlib",
    "docx",
    "lxml",
    "typst",
    "dask",
    "distributed",
}


def floor_name(module):
    pieces = module.split(".")
    return pieces[1] if len(pieces) > 1 else ""


def imports(path, module, *, at_import=False):
    """Every module that a file imports, wherever it stands; or only what importing the file imports."""
    found = set()
    for node in walk(ast.parse(path.read_text("utf-8")), at_import=at_import):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                around = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
                base = ".".join([*around[: len(around) - node.level + 1], *([base] if base else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def walk(tree, *, at_import):
    """Nodes in order; without the bodies of functions and of TYPE_CHECKING when only importing counts."""
    pending = [tree]
    while pending:
        node = pending.pop()
        yield node
        if at_import and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if at_import and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        pending += ast.iter_child_nodes(node)


def inside(name):
    """The module of ours that an imported name stands for: itself, or the one it was taken from."""
    known = set(MODULES.values())
    while name.startswith("rendement"):
        if name in known:
            return name
        name = name.rpartition(".")[0]
    return None


def broken_rules(module, imported):
    """What is wrong with one module importing another, in words."""
    here, there = floor_name(module), floor_name(imported)
    if not here or not there or here == there:
        return []
    if FLOORS[there] > FLOORS[here]:
        return [f"{module} looks up, at {imported}"]
    if (here, there) in APART:
        return [f"{module} sees {imported}; the two never see each other"]
    return []


def test_every_module_keeps_to_its_floor():
    looked, broken = [], []
    for path, module in MODULES.items():
        looked.append(path)
        for name in imports(path, module):
            imported = inside(name)
            if imported is not None:
                broken += broken_rules(module, imported)
    assert broken == []
    assert len(looked) == len(list(PACKAGE.rglob("*.py"))) >= 40


def test_every_folder_is_a_floor():
    names = {floor_name(module) for module in MODULES.values()} - {""}
    assert names <= set(FLOORS)
    assert {"source", "model", "engine", "bind", "study", "report", "render", "cli"} <= names


@pytest.mark.parametrize(
    ("module", "imported", "count"),
    [
        ("rendement.source.tree", "rendement.model.case", 1),
        ("rendement.model.case", "rendement.engine.plan", 1),
        ("rendement.engine.plan", "rendement.model.case", 1),
        ("rendement.report.case", "rendement.render.terminal", 1),
        ("rendement.render.terminal", "rendement.report.document", 0),
        ("rendement.bind.case", "rendement.engine.plan", 0),
        ("rendement.source.tree", "rendement.source.path", 0),
    ],
)
def test_the_rule_itself_sees_what_is_wrong(module, imported, count):
    assert len(broken_rules(module, imported)) == count


def test_the_reader_of_imports_sees_every_way_to_write_one(tmp_path):
    path = tmp_path / "proef.py"
    path.write_text(
        "import a.b\nfrom c import d\nfrom . import e\nfrom .f import g\n"
        "if TYPE_CHECKING:\n    import h\ndef i():\n    import j\n"
    )
    assert imports(path, "rendement.x.proef") == {"a.b", "c.d", "rendement.x.e", "rendement.x.f.g", "h", "j"}
    assert imports(path, "rendement.x.proef", at_import=True) == {
        "a.b",
        "c.d",
        "rendement.x.e",
        "rendement.x.f.g",
    }


def test_no_module_needs_itself_through_others_not_even_inside_a_function():
    graph = {
        module: {inside(name) for name in imports(path, module)} - {None, module, "rendement"}
        for path, module in MODULES.items()
    }
    # a package that gathers its own modules is not a circle
    graph = {
        module: {name for name in names if not module.startswith(f"{name}.")}
        for module, names in graph.items()
    }
    done = set()

    def visit(module, trail):
        assert module not in trail, " > ".join([*trail[trail.index(module) :], module])
        if module not in done:
            for imported in sorted(graph[module]):
                visit(imported, [*trail, module])
            done.add(module)

    for module in graph:
        visit(module, [])
    assert done == set(MODULES.values())


def test_heavy_libraries_are_imported_only_inside_the_function_that_needs_them():
    early = {
        f"{module}: {name}"
        for path, module in MODULES.items()
        for name in imports(path, module, at_import=True)
        if name.split(".")[0] in HEAVY and not module.startswith("rendement.cli")
    }
    assert early == ALLOWED_EARLY


# a module that exists for one heavy library imports it at its top
ON_BLOCKS = (
    *("engine.blocks", "draws.apart", "draws.beta", "draws.choice", "draws.lookup", "draws.normal"),
    *("draws.order", "draws.streams", "draws.tally"),
)
OF_SENSITIVITY = ("collected", "comparing", "curve", "setting", "steps", "tornado", "turns", "whole")
ALLOWED_EARLY = {
    *(
        f"rendement.{name}: numpy"
        for name in (
            *(
                *ON_BLOCKS,
                "draws.drivers",
                "draws.known",
                "draws.quantiles",
                "draws.samples",
                "draws.simulate",
                "draws.worth",
            ),
            *(
                "study.draw_table",
                "study.draws",
                "study.draws_programme",
                "study.rows.counting",
                *(f"study.sensitivity.{part}" for part in OF_SENSITIVITY),
            ),
        )
    ),
    "rendement.study.rows.counting: numpy.typing",
    *(f"rendement.{name}: numpy.typing.NDArray" for name in ("draws.known", "engine.blocks")),
}


def test_a_report_reads_typed_figures_and_never_the_contract():
    """Data by path is for what asks by path: explanations, rows of a batch, the schema, a workbook."""
    by_path = tuple(f"rendement.report.{name}" for name in ("explain", "batch", "schema", "sheets"))
    contract = {"field", "line", "lookup", "measure", "case_fields", "programme_fields", "schema"}
    modules = {
        module: {inside(name) for name in imports(path, module)}
        for path, module in MODULES.items()
        if floor_name(module) == "report" and not module.startswith(by_path)
    }
    assert "rendement.report.case" in modules
    wrong = {f"rendement.figures.{name}" for name in contract}
    assert {module: names & wrong for module, names in modules.items() if names & wrong} == {}
