"""The site: report, notebooks, map, evidence and codebook as pages that work from the file system.

:func:`build_site` writes the sources into a temporary folder, lets Sphinx (MyST-NB, Furo) build them, and
puts the result in place in one step. Nothing is fetched, neither when building nor when reading: Leaflet's
files come from their package, data stand inside the pages.
"""

import html
import io
import json
import re
import shutil
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from analysis.codebook import codebook_markdown
from analysis.errors import HasilaError
from analysis.site.browser import map_page
from analysis.store import write_text

PAGES = Path(__file__).parent
_NOTEBOOK_ORDER = "0[0-9]_*.ipynb"


def build_site(root: Path, tables: dict, texts: dict[str, str], numbers: dict[str, dict]) -> Path:
    """Build reports/site from what the other stages wrote and return its folder.

    Parameters
    ----------
    root : the project.
    tables : contract tables by name.
    texts : report texts by doc_id.
    numbers : numbers.json.

    Raises
    ------
    HasilaError : Sphinx warned, for instance of a link that leads nowhere; the last good site stays in place.
    """
    from sphinx.cmd.build import build_main

    reports = Path(root) / "reports"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "source", Path(folder) / "site"
        _write_sources(source, root, reports, tables, texts, numbers)
        said, warned = io.StringIO(), io.StringIO()
        with redirect_stdout(said), redirect_stderr(warned):
            status = build_main(["-b", "html", "-W", "--keep-going", "-q", "-d", f"{folder}/doctrees", str(source),
                                 str(target)])  # fmt: skip
        if status:
            raise HasilaError(
                found="a site with errors", expected="pages whose links all lead somewhere", where="reports/site",
                remedy="\n".join(line.replace(str(source), "") for line in warned.getvalue().splitlines()[:12]),
            )  # fmt: skip
        for left in (".buildinfo", "_sources", "objects.inv", ".nojekyll"):
            path = target / left
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        for path in sorted(target.rglob("*.html")):
            page = path.read_text(encoding="utf-8")
            write_text(path, page.replace('role="heading">', 'role="heading" aria-level="2">'))  # Sphinx leaves it out
        _put_in_place(target, reports / "site")
    return reports / "site"


def _put_in_place(target: Path, final: Path) -> None:
    """Move a finished folder to its place; the old one goes only when the new one is complete."""
    final.parent.mkdir(parents=True, exist_ok=True)
    fresh = final.with_name(f".{final.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(target, fresh)
    shutil.rmtree(final, ignore_errors=True)
    fresh.rename(final)


def _write_sources(source: Path, root: Path, reports: Path, tables: dict, texts: dict, numbers: dict) -> None:
    static = source / "_static"
    static.mkdir(parents=True)
    shutil.copy(PAGES / "conf.py.txt", source / "conf.py")
    for name in ("site.css", "map.js"):
        shutil.copy(PAGES / name, static / name)
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(_leaflet() / name, static / name)
    shutil.copytree(reports / "figures", source / "figures")
    shutil.copytree(reports / "figures_evaluation", source / "figures_evaluation")
    (source / "notebooks").mkdir()
    for path in sorted((reports / "notebooks").glob(_NOTEBOOK_ORDER)):
        shutil.copy(path, source / "notebooks" / path.name)
    extra = source / "extra"
    extra.mkdir()
    evidence = (reports / "evidence.html").read_text(encoding="utf-8")
    write_text(extra / "evidence.html", evidence.replace("report.ar.html", "report_ar.html"))
    (extra / "tables").mkdir()
    for path in sorted((reports / "tables").iterdir()):
        if path.suffix in (".csv", ".xlsx", ".json"):
            shutil.copy(path, extra / "tables" / path.name)
    write_text(source / "report.md", as_myst((reports / "report.md").read_text(encoding="utf-8")))
    arabic = as_myst((reports / "report.ar.md").read_text(encoding="utf-8"))
    head, _, body = arabic.partition("\n")
    write_text(
        source / "report_ar.md", f'{head}\n\n<div lang="ar" dir="rtl" class="arabic-page">\n\n{body}\n\n</div>\n'
    )
    write_text(source / "codebook.md", codebook_markdown())
    for name in ("tutorial", "reviewers"):
        shutil.copy(Path(root) / "docs" / f"{name}.md", source / f"{name}.md")
    write_text(source / "map.md", map_page(root, tables, texts))
    write_text(source / "index.md", _index(numbers, sorted((reports / "notebooks").glob(_NOTEBOOK_ORDER))))


def _leaflet() -> Path:
    import js_lib_leaflet

    return Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"


def as_myst(markdown: str) -> str:
    """Return a report's pandoc Markdown as MyST: fenced divs and marked spans become HTML.

    >>> as_myst("::: {.quote lang=ar dir=rtl}\\nقتل [**5**]{.figure-text}\\n:::")
    '<div class="quote" lang="ar" dir="rtl">\\n\\nقتل <mark>5</mark>\\n\\n</div>'
    """
    lines = []
    for line in markdown.splitlines():
        opened = re.fullmatch(r"\s*::: \{(.*)\}", line)
        if opened:
            words = opened[1].split()
            classes = " ".join(word[1:] for word in words if word.startswith("."))
            others = " ".join('{}="{}"'.format(*word.split("=", 1)) for word in words if "=" in word)
            lines += [f'<div class="{classes}"' + (f" {others}" if others else "") + ">", ""]
        elif line.strip() == ":::":
            lines += ["", "</div>"]
        else:
            lines.append(re.sub(r"\[\*\*(.+?)\*\*\]\{\.figure-text\}", r"<mark>\1</mark>", line))
    text = "\n".join(lines)
    text = re.sub(r"(?<!\\)\]\(evidence\.html(#[\w-]+)?\)", lambda m: f"](<pathto:evidence.html{m[1] or ''}>)", text)
    return _html_links(text)


def _html_links(text: str) -> str:
    """Write links to the evidence page as HTML: it is a page of its own that Sphinx does not know."""
    pattern = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(<pathto:([^>]*)>\)")
    return pattern.sub(lambda m: f'<a href="{html.escape(m[2])}">{m[1]}</a>', text)


def _index(numbers: dict[str, dict], notebooks: list[Path]) -> str:
    template = (PAGES / "index.md.txt").read_text(encoding="utf-8")
    shown = {name: number["text"] for name, number in numbers.items()}
    filled = re.sub(r"\{\{ (\w+) \}\}", lambda m: shown[m[1]], template)
    return filled.replace("{notebooks}", "\n".join(f"notebooks/{path.stem}" for path in notebooks))


def script_json(data) -> str:
    """Return data as JSON that is safe inside a script element: no <, >, & and no line separators."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
