#!/usr/bin/env bash
# One scenario, its users spread over the tasks of a Slurm job array; README.md says how.
#
#   sbatch --array=1-8 deploy/batch/slurm.sh mine.json5 results/mine [flags of bmm-bench run]
#
#SBATCH --job-name=bmm-bench
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --output=bmm-bench-%A_%a.log
set -euo pipefail

if [[ $# -lt 2 ]]; then
  echo "usage: sbatch --array=1-N $0 SCENARIO DIR [flags of bmm-bench run]" >&2
  exit 2
fi
scenario=$1 out=$2
shift 2

# Slurm counts as --array says; from 0 or with gaps, the numbers would not be those of the shards.
shard=${SLURM_ARRAY_TASK_ID:?"is not set: submit this with sbatch --array=1-N"}
count=${SLURM_ARRAY_TASK_COUNT:?"is not set: submit this with sbatch --array=1-N"}
if [[ ${SLURM_ARRAY_TASK_MIN:-1} -ne 1 || ${SLURM_ARRAY_TASK_MAX:-$count} -ne $count ]]; then
  echo "the array must be 1-N without gaps, it is" \
    "${SLURM_ARRAY_TASK_MIN}-${SLURM_ARRAY_TASK_MAX} with $count tasks" >&2
  exit 2
fi

exec "${BMM_BENCH:-bmm-bench}" run "$scenario" --shard "$shard/$count" --out "$out/shard-$shard" "$@"
