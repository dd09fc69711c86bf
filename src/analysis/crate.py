"""The run described for machines: an RO-Crate (Workflow Run Crate) at the root of the project.

It names the workflow (dvc.yaml), the inputs and parameters, and every output that readers browse, with size
and hash, and joins them in one action. It holds no time of running, so that the same run gives the same bytes.
"""

import hashlib
import json
import mimetypes
import re
from importlib.metadata import version
from pathlib import Path

import yaml

from analysis.store import write_text

_PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
_AUTHORS = {"@id": "#authors", "@type": "Organization", "name": "The Hasila developers",
            "description": "They wrote the pipeline and the restated reports of data/raw."}  # fmt: skip
_INPUTS = ("data/raw", "notebooks", "params.yaml")
_OUTPUTS = ("reports",)
_KINDS = {
    ".md": "text/markdown", ".csv": "text/csv", ".ipynb": "application/x-ipynb+json", ".yaml": "application/yaml",
    ".txt": "text/plain", ".json": "application/json", ".svg": "image/svg+xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def describe_run(root: Path, title: str, latest: str) -> dict:
    """Return the crate of a finished run as JSON-LD.

    Parameters
    ----------
    root : the project.
    title : title of the report.
    latest : day of the latest report (ISO), which stands for the day of the data; CITATION.cff's release day,
        where there is one, is the day of publication.
    """
    root = Path(root)
    inputs, outputs = _files(root, _INPUTS), _files(root, _OUTPUTS)
    files = [_file(root, path) for path in [*inputs, *outputs]]
    run = {
        "@id": "#run", "@type": "CreateAction", "name": "One run of the pipeline", "instrument": {"@id": "dvc.yaml"},
        "description": "Reports in data/raw read, placed, reconciled and reported, by the stages of dvc.yaml in order.",
        "object": [{"@id": path} for path in inputs], "result": [{"@id": path} for path in outputs],
        "actionStatus": "http://schema.org/CompletedActionStatus", "agent": {"@id": _AUTHORS["@id"]},
    }  # fmt: skip
    dataset = {
        "@id": "./", "@type": "Dataset", "name": title,
        "description": "Figures of Arabic conflict reports, extracted, placed and reconciled by Hasila, with the "
                       "report that was written from them. A run of the pipeline in dvc.yaml.",
        "datePublished": _released(root) or latest or "1970-01-01",
        "license": {"@id": "https://spdx.org/licenses/MIT"},
        "conformsTo": [{"@id": profile} for profile in _PROFILES],
        "hasPart": [{"@id": "dvc.yaml"}, *({"@id": file["@id"]} for file in files)],
        "mainEntity": {"@id": "dvc.yaml"}, "mentions": {"@id": "#run"},
        "author": {"@id": _AUTHORS["@id"]}, "publisher": {"@id": _AUTHORS["@id"]},
    }  # fmt: skip
    workflow = {  # without a hash: DVC cannot watch dvc.yaml itself
        "@id": "dvc.yaml", "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
        "name": "The pipeline of Hasila", "programmingLanguage": {"@id": "https://dvc.org"},
        "encodingFormat": "application/yaml", "version": version("hasila"),
        "description": "The stages, what each reads and writes, and in which order they run.",
    }  # fmt: skip
    described = {
        "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
        "conformsTo": [{"@id": "https://w3id.org/ro/crate/1.1"},
                       {"@id": "https://w3id.org/workflowhub/workflow-ro-crate/1.0"}],
    }  # fmt: skip
    around = [
        _AUTHORS,
        {"@id": "https://dvc.org", "@type": "ComputerLanguage", "name": "DVC", "url": {"@id": "https://dvc.org"}},
        {"@id": "https://spdx.org/licenses/MIT", "@type": "CreativeWork", "name": "MIT License",
         "description": "Code, texts and tables of ours; places as their sources, see data/README.md"},
        *({"@id": address, "@type": "CreativeWork", "name": name, "version": version}
          for address, (name, version) in _PROFILES.items()),
    ]  # fmt: skip
    return {"@context": ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"],
            "@graph": [described, dataset, workflow, run, *files, *around]}  # fmt: skip


def write_crate(root: Path, title: str, latest: str) -> Path:
    """Write ro-crate-metadata.json at the root of the project."""
    text = json.dumps(describe_run(root, title, latest), ensure_ascii=False, indent=1)
    return write_text(Path(root) / "ro-crate-metadata.json", text + "\n")


def _files(root: Path, names: tuple[str, ...]) -> list[str]:
    found = []
    for name in names:
        path = root / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            relative = file.relative_to(root).as_posix()
            hidden = any(part.startswith((".", "__")) for part in file.relative_to(root).parts)
            if file.is_file() and not hidden and not relative.startswith("reports/site/"):
                found.append(relative)
    return found


def _file(root: Path, path: str) -> dict:
    raw = (root / path).read_bytes()
    kind = _KINDS.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return {"@id": path, "@type": "File", "name": path, "contentSize": str(len(raw)), "encodingFormat": kind,
            "sha256": hashlib.sha256(raw).hexdigest()}  # fmt: skip


def _released(root: Path) -> str:
    """Return the release day of CITATION.cff, or nothing."""
    path = root / "CITATION.cff"
    if not path.is_file():
        return ""
    day = str(yaml.safe_load(path.read_text(encoding="utf-8")).get("date-released", ""))
    return day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else ""
