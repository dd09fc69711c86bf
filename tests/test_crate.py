"""The crate: all files are there with their hashes, references resolve, the same run gives the same bytes."""

import hashlib
import json

import pytest

from analysis.crate import describe_run


@pytest.fixture(scope="module")
def crate(whole_run):
    project, _ = whole_run
    return project, json.loads((project / "ro-crate-metadata.json").read_text(encoding="utf-8"))


def test_every_file_is_there_with_its_hash(crate):
    project, described = crate
    files = [e for e in described["@graph"] if e["@type"] == "File"]
    assert len(files) > 60 and {"params.yaml", "reports/report.md", "data/raw/reports/sources.csv"} <= {
        f["@id"] for f in files
    }
    for entity in files:
        raw = (project / entity["@id"]).read_bytes()
        assert entity["sha256"] == hashlib.sha256(raw).hexdigest() and entity["contentSize"] == str(len(raw))


def test_references_resolve_and_the_run_joins_inputs_and_outputs(crate):
    _, described = crate
    entities = {e["@id"]: e for e in described["@graph"]}
    assert len(entities) == len(described["@graph"])
    run, root = entities["#run"], entities["./"]
    assert root["mainEntity"] == run["instrument"] == {"@id": "dvc.yaml"} and root["datePublished"].count("-") == 2
    inputs, outputs = ({e["@id"] for e in run[name]} for name in ("object", "result"))
    assert "params.yaml" in inputs and "reports/report.pdf" in outputs and not inputs & outputs
    assert inputs | outputs | {"dvc.yaml"} == {e["@id"] for e in root["hasPart"]} <= set(entities)
    assert not any("site/" in path for path in outputs)


def test_it_holds_no_time_of_running(crate):
    project, described = crate
    assert describe_run(project, described["@graph"][1]["name"], "") == described
    assert not {"startTime", "endTime", "dateCreated"} & {key for e in described["@graph"] for key in e}
