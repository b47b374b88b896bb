#!/usr/bin/env bash
# Joins the shards of slurm.sh into one result; its exit code is the verdict over the whole run.
#
#   sbatch --dependency=afterany:JOB deploy/batch/slurm-merge.sh results/mine [flags of merge]
#
#SBATCH --job-name=bmm-merge
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --output=bmm-merge-%j.log
set -euo pipefail

if [[ $# -lt 1 ]]; then
  echo "usage: sbatch --dependency=afterany:JOB $0 DIR [flags of bmm-bench merge]" >&2
  exit 2
fi
out=$1
shift

exec "${BMM_BENCH:-bmm-bench}" merge "$out"/shard-* --out "$out/whole" "$@"
