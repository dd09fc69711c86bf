"""The command line: ``python -m analysis COMMAND``. Errors that a user can mend print four lines, exit 2."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.errors import HasilaError
from analysis.files import read_user_csv


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    try:
        options.run(options)
    except HasilaError as error:
        _print_error(error)
        return 2
    except OSError as error:
        _print_error(HasilaError(
            found=error.strerror or str(error), where=str(error.filename or "a file or folder of this command"),
            expected="files that can be read and a folder with room that can be written",
            remedy="make room or choose another folder, then run the command again; nothing half-written is left",
        ))  # fmt: skip
        return 2
    return 0


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis", description="From Arabic conflict reports to audited tolls."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    extract = commands.add_parser("extract", help="documents, quarantine, numbers, claims of a folder of reports")
    extract.add_argument("--reports", required=True, type=Path, help="folder of .txt reports")
    extract.add_argument("--sources", type=Path, help="source cards; default: sources.csv in the folder")
    extract.add_argument("--out", required=True, type=Path, help="folder for the tables")
    extract.set_defaults(run=_extract)

    geocode = commands.add_parser("geocode", help="place names to places")
    geocode.add_argument("--names", required=True, type=Path, help="CSV with columns name and context")
    geocode.add_argument("--out", required=True, type=Path, help="CSV to write")
    geocode.add_argument(
        "--gazetteer", type=Path, nargs="+",
        help="facts tables, GeoNames dumps or OCHA files; default: the facts table that ships",
    )  # fmt: skip
    geocode.set_defaults(run=_geocode)

    rec = commands.add_parser("reconcile", help="totals, decisions, conflicts, periods of a claims table")
    rec.add_argument("--claims", required=True, type=Path, help="claims.csv")
    rec.add_argument("--out", required=True, type=Path, help="folder for the tables")
    rec.set_defaults(run=_reconcile)

    trace = commands.add_parser("trace", help="which rules read a text, on which characters")
    trace.add_argument("text", help="Arabic text, or a path to a .txt file")
    trace.add_argument("--published", help="day of publication, YYYY-MM-DD")
    trace.set_defaults(run=_trace)

    run = commands.add_parser("run", help="run one notebook as a stage")
    run.add_argument("notebook", type=Path)
    run.add_argument("-p", "--parameter", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"),
                     help="override a parameter (VALUE as JSON, else text)")  # fmt: skip
    run.set_defaults(run=_run)

    check = commands.add_parser("verify", help="run HEAD again in a clean clone and compare all outputs")
    check.add_argument("--tolerance", type=float, default=0.0, help="share by which floats and pixels may differ")
    check.set_defaults(run=_verify)
    site = commands.add_parser("site", help="build the pages in reports/site")
    site.set_defaults(run=_site)
    crate = commands.add_parser("crate", help="describe the run as an RO-Crate")
    crate.set_defaults(run=_crate)
    new = commands.add_parser("new", help="make a project for your own reports")
    new.add_argument("folder", type=Path, help="a new or empty folder")
    new.set_defaults(run=_new)
    get = commands.add_parser("fetch", help="fetch pages into a corpus, politely")
    get.add_argument("--urls", required=True, type=Path, help="file with one address per line")
    get.add_argument("--out", type=Path, default=Path("data/raw/reports"), help="folder of reports")
    get.add_argument("--delay", type=float, default=5.0, help="seconds between two requests to one host")
    get.set_defaults(run=_fetch)
    readme = commands.add_parser("readme", help="write the headline numbers into README.md")
    readme.set_defaults(run=_readme)
    use = commands.add_parser("use", help="set the folder of reports in params.yaml")
    use.add_argument("reports", type=Path)
    use.set_defaults(run=_use)
    return parser


def _print_error(error: HasilaError) -> None:
    print(f"error: {error.found}", file=sys.stderr)
    for label, text in (("expected", error.expected), ("where", error.where), ("what to do", error.remedy)):
        if text:
            print(f"  {label}: {text}", file=sys.stderr)


def _gazetteer(paths: list[Path] | None):
    """Return the facts table with the downloads of `paths`; a facts table among them replaces the shipped one."""
    from analysis.downloads import load_gazetteers, read_download
    from analysis.gazetteer import is_facts_table, load_gazetteer
    from analysis.paths import find_root

    facts = [path for path in paths or [] if is_facts_table(path)]
    shipped = facts[0] if facts else find_root() / "data" / "raw" / "gazetteer" / "places.csv"
    downloads = [read_download(path) for path in paths or [] if path not in facts]
    for download in downloads:
        print(f"{len(download.places)} places read, {len(download.remarks)} remarks", file=sys.stderr)
    return load_gazetteers(load_gazetteer(shipped), downloads) if downloads else load_gazetteer(shipped)


def _extract(options) -> None:
    from analysis.claims import read_report
    from analysis.documents import read_corpus
    from analysis.schemas import Claims, Documents, Numbers, Quarantine
    from analysis.store import write_table

    corpus = read_corpus(options.reports, options.sources)
    readings = [read_report(report) for report in corpus.reports]
    write_table(corpus.documents(), Documents, options.out)
    write_table(corpus.quarantined(), Quarantine, options.out)
    write_table(_concatenate([r.numbers for r in readings], Numbers), Numbers, options.out)
    claims = write_table(_concatenate([r.claims for r in readings], Claims), Claims, options.out)
    print(f"{len(corpus.reports)} reports, {len(corpus.quarantine)} set aside, {len(claims)} claims in {options.out}")
    for note in corpus.notes:
        print(f"note: {note}")


def _concatenate(frames: list[pd.DataFrame], table) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled) if filled else pd.DataFrame(columns=table.column_names())


def _geocode(options) -> None:
    from analysis.places import geocode_names
    from analysis.store import write_text

    names = read_user_csv(options.names, HasilaError)
    if "name" not in names.columns:
        raise HasilaError(
            found=f"columns {', '.join(names.columns)}",
            expected="name (and context)",
            where=str(options.names),
        )
    places = geocode_names(names, _gazetteer(options.gazetteer))
    write_text(options.out, places.to_csv(index=False, lineterminator="\n"))
    print(f"{(places['status'] == 'matched').sum()} of {len(places)} names matched, in {options.out}")


def _reconcile(options) -> None:
    from analysis.reconcile import reconcile
    from analysis.schemas import Claims, Conflicts, Decisions, Periods, Totals
    from analysis.store import require_contract, write_table

    if not options.claims.is_file():
        raise HasilaError(found=f"no file {options.claims}", expected="a claims table")
    claims = Claims.typed(read_user_csv(options.claims, HasilaError))
    result = reconcile(require_contract(claims, Claims))
    for frame, table in (
        (result.totals, Totals), (result.decisions, Decisions),
        (result.conflicts, Conflicts), (result.periods, Periods),
    ):  # fmt: skip
        write_table(frame, table, options.out)
    print(f"{len(result.totals)} totals, {len(result.conflicts)} conflicts in {options.out}")


def _trace(options) -> None:
    from analysis.trace import trace_text

    path = Path(options.text)
    text = path.read_text(encoding="utf-8") if options.text.endswith(".txt") and path.is_file() else options.text
    try:
        published = date.fromisoformat(options.published) if options.published else None
    except ValueError as error:
        raise HasilaError(found=f"--published {options.published!r}", expected="YYYY-MM-DD") from error
    print(trace_text(text, published))


def _run(options) -> None:
    from analysis.notebooks import progress, run_notebook, unchanged_inputs
    from analysis.paths import find_root

    overrides = {name: _literal(value) for name, value in options.parameter}
    with progress(options.notebook.stem, find_root()), unchanged_inputs(options.notebook.stem, find_root()):
        run_notebook(options.notebook, find_root(), overrides)


def _literal(value: str):
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def _verify(options) -> None:
    from analysis.paths import find_root
    from analysis.verify import verify

    found = verify(find_root(), options.tolerance)
    print("\n".join(found) if found else "identical")
    if found:
        raise SystemExit(1)


def _use(options) -> None:
    """Set corpus.reports in params.yaml, keeping its comments."""
    import io

    from ruamel.yaml import YAML

    from analysis.documents import read_corpus
    from analysis.paths import find_root
    from analysis.store import write_text

    root = find_root()
    read_corpus(options.reports)  # fails now, with a clear message, rather than in the first stage
    rewriter = YAML()  # keeps comments; round-trip, constructs no objects
    rewriter.preserve_quotes = True
    params = rewriter.load((root / "params.yaml").read_text(encoding="utf-8"))
    chosen = options.reports if options.reports.is_absolute() else Path(_relative(options.reports, root))
    if str(params["corpus"]["reports"]) != str(chosen):
        params["corpus"]["reports"] = str(chosen)
        stream = io.StringIO()
        rewriter.dump(params, stream)
        write_text(root / "params.yaml", stream.getvalue())
    print(f"reports: {chosen} (in params.yaml; `git checkout params.yaml` goes back to the default corpus)")


def _relative(path: Path, root: Path) -> str:
    import os

    return os.path.relpath(path.resolve(), root)


def _site(options) -> None:
    from analysis.documents import read_texts
    from analysis.notebooks import progress, unchanged_inputs
    from analysis.paths import find_root, processed_folder
    from analysis.schemas import TABLES
    from analysis.site import build_site
    from analysis.store import read_table

    root = find_root()
    tables = {table.table_name(): read_table(table, processed_folder(root)) for table in TABLES}
    numbers = json.loads((root / "reports" / "numbers.json").read_text(encoding="utf-8"))
    with progress("site", root), unchanged_inputs("site", root):
        build_site(root, tables, read_texts(processed_folder(root)), numbers)


def _readme(options) -> None:
    from analysis.paths import find_root
    from analysis.report import with_readme_block
    from analysis.store import write_text

    root = find_root()
    numbers = json.loads((root / "reports" / "numbers.json").read_text(encoding="utf-8"))
    write_text(root / "README.md", with_readme_block((root / "README.md").read_text(encoding="utf-8"), numbers))


def _new(options) -> None:
    from analysis.project import new_project

    target = new_project(options.folder)
    print(f"made {target}: put reports into data/raw/reports, then run make repro there")


def _fetch(options) -> None:
    from analysis.fetch import Fetcher, fetch_pages, read_urls

    failures = fetch_pages(read_urls(options.urls), options.out, Fetcher(delay=options.delay))
    if failures:
        raise HasilaError(
            found=f"{len(failures)} pages could not be had",
            expected="pages with an article that robots.txt allows",
            where="; ".join(f"{url} ({reason})" for url, reason in failures[:5]),
            remedy="run the same command again: what is there already is not fetched twice",
        )


def _crate(options) -> None:
    from analysis.crate import write_crate
    from analysis.notebooks import progress
    from analysis.params import load_params
    from analysis.paths import find_root, processed_folder
    from analysis.schemas import Documents
    from analysis.store import read_table

    root = find_root()
    with progress("crate", root):
        documents = read_table(Documents, processed_folder(root))
        title = str(load_params(root / "params.yaml")["report"]["title"])
        write_crate(root, title, max([*documents["published"], ""]))
