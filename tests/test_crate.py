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


# Terms of RO-Crate 1.1 and of workflow runs that are not those of schema.org; the contexts lie in the network.
TERMS = {
    "File": "http://schema.org/MediaObject",
    "ComputationalWorkflow": "https://bioschemas.org/ComputationalWorkflow",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
    "sha256": "https://w3id.org/ro/terms/workflow-run#sha256",
}


def required_issues(project, described, monkeypatch) -> tuple[set[str], int]:
    """Validate against the Workflow Run Crate profile without the network; return what is required and missing."""
    from rocrate_validator import models, services
    from rocrate_validator.utils import http

    used = {key for entity in described["@graph"] for key in entity if not key.startswith("@")}
    for entity in described["@graph"]:
        used |= {entity["@type"]} if isinstance(entity["@type"], str) else set(entity["@type"])
    terms = {term: f"http://schema.org/{term}" for term in sorted(used)} | TERMS

    class Response:
        status_code, headers, text = 200, {"Content-Type": "application/ld+json"}, json.dumps({"@context": terms})

        def json(self):
            return json.loads(self.text)

    def get(self, url, **options):
        assert url in described["@context"], url
        return Response()

    monkeypatch.setattr(http.HttpRequester, "get", get, raising=False)
    (project / "ro-crate-metadata.json").write_text(json.dumps(described), encoding="utf-8")
    settings = services.ValidationSettings(
        rocrate_uri=str(project), profile_identifier="workflow-run-crate-0.5",
        requirement_severity=models.Severity.REQUIRED,
    )  # fmt: skip
    result = services.validate(settings)
    return {issue.message for issue in result.get_issues()}, len(result.executed_checks)


@pytest.fixture
def crate_alone(crate, tmp_path):
    """A folder with the files of the crate and nothing else."""
    project, described = crate
    for entity in described["@graph"]:
        if "File" in entity["@type"]:
            (tmp_path / entity["@id"]).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / entity["@id"]).write_bytes((project / entity["@id"]).read_bytes())
    return tmp_path, described


def test_the_validator_of_ro_crate_finds_nothing_that_is_required_missing(crate_alone, monkeypatch):
    project, described = crate_alone
    issues, checks = required_issues(project, described, monkeypatch)
    assert issues == set() and checks > 40


def test_the_validator_sees_a_run_without_its_instrument(crate_alone, monkeypatch):
    project, described = crate_alone
    spoilt = json.loads(json.dumps(described))
    run = next(entity for entity in spoilt["@graph"] if entity["@id"] == "#run")
    del run["instrument"]
    spoilt["@graph"] = [entity for entity in spoilt["@graph"] if entity["@id"] != "params.yaml"]
    issues, _ = required_issues(project, spoilt, monkeypatch)
    assert issues
