"""The job files: Slurm's in a real Slurm of one node, Kubernetes' against its schemas."""

import json
import os
import subprocess

import kubernetes_validate
import pytest
import yaml

from gates.slurm import Slurm
from support.server import PROGRAM, ROOT

bullet = pytest.mark.bullet
BATCH = ROOT / "deploy/batch"


@pytest.fixture(scope="module")
def slurm(tmp_path_factory):
    slurm = Slurm.start(tmp_path_factory.mktemp("slurm"))
    if slurm is None:
        pytest.skip("Slurm's daemons cannot run here: the variables are tested without them")
    yield slurm
    slurm.end()


def merged(folder):
    return json.loads((folder.path / "out/whole/eight/result.json").read_text())


@bullet("Slurm job array")
def test_an_array_and_its_merge_in_a_real_slurm(folder, slurm):
    os.environ["BMM_BENCH"] = slurm.environment["BMM_BENCH"] = PROGRAM
    array = slurm.command(
        "sbatch", "--wait", "--parsable", "--array=1-3", str(BATCH / "slurm.sh"), "eight.json5",
        "out", cwd=folder.path)
    job = array.stdout.strip()
    assert job, array.stderr
    done = slurm.command(
        "sbatch", "--wait", f"--dependency=afterany:{job}", str(BATCH / "slurm-merge.sh"), "out",
        "--junit", "junit.xml", cwd=folder.path)
    logs = "".join(log.read_text() for log in folder.path.glob("*.log"))
    assert done.returncode == 0, done.stderr + logs
    result = merged(folder)
    assert (result["parts"], result["verdict"]) == (3, "held")
    assert (folder.path / "junit.xml").exists()


def variables(index, count, first=1, last=None):
    return {
        **os.environ, "BMM_BENCH": PROGRAM, "SLURM_ARRAY_TASK_ID": str(index),
        "SLURM_ARRAY_TASK_COUNT": str(count), "SLURM_ARRAY_TASK_MIN": str(first),
        "SLURM_ARRAY_TASK_MAX": str(count if last is None else last)}


def script(name, folder, environment, *words):
    return subprocess.run(
        [str(BATCH / name), *words], cwd=folder.path, env=environment, capture_output=True,
        text=True, timeout=120)


@bullet("Slurm job array")
def test_the_same_with_the_variables_alone(folder):
    for index in (1, 2):
        part = script("slurm.sh", folder, variables(index, 2), "eight.json5", "out")
        # Four of eight people are too few for the check, and enough for a part.
        assert part.returncode == 1, part.stderr
    done = script("slurm-merge.sh", folder, variables(1, 2), "out")
    assert done.returncode == 0, done.stderr
    assert merged(folder)["parts"] == 2


@bullet("Slurm job array")
@pytest.mark.parametrize("first, last", [(0, 1), (1, 3)])
def test_an_array_with_other_numbers_is_refused(folder, first, last):
    done = script("slurm.sh", folder, variables(1, 2, first, last), "eight.json5", "out")
    assert done.returncode == 2
    assert "must be 1-N without gaps" in done.stderr
    assert not (folder.path / "out").exists()


@bullet("Kubernetes Indexed Job")
def test_the_manifest_is_valid():
    documents = list(yaml.safe_load_all((BATCH / "kubernetes.yaml").read_text()))
    assert [d["kind"] for d in documents] == ["ConfigMap", "PersistentVolumeClaim", "Job"]
    for document in documents:
        kubernetes_validate.validate(document, "1.31", strict=True)


@bullet("Kubernetes Indexed Job")
def test_its_pods_are_the_shards_of_one_run(folder):
    documents = list(yaml.safe_load_all((BATCH / "kubernetes.yaml").read_text()))
    job = documents[2]["spec"]
    bench = job["template"]["spec"]["containers"][0]
    count = int(next(e["value"] for e in bench["env"] if e["name"] == "COUNT"))
    assert job["completions"] == job["parallelism"] == count
    scenario = folder.path / "scenario"
    scenario.mkdir()
    (scenario / "mine.json5").write_text(documents[0]["data"]["mine.json5"])
    (folder.path / "bin").mkdir()
    os.symlink(PROGRAM, folder.path / "bin/bmm-bench")
    text = bench["args"][0].replace("/scenario/", "scenario/").replace("/results/", "results/")
    for index in range(count):
        environment = {
            **os.environ, "PATH": f"{folder.path}/bin:/usr/bin:/bin", "COUNT": str(count),
            "JOB_COMPLETION_INDEX": str(index)}
        done = subprocess.run(
            [*bench["command"], text], cwd=folder.path, env=environment, capture_output=True,
            text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
    shards = sorted(str(p) for p in (folder.path / "results").glob("shard-*"))
    assert len(shards) == count
    folder.run("merge", *shards, "--out", "whole")
