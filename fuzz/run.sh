#!/bin/sh
# Runs each fuzzer for some seconds: fuzz/run.sh 600, with PYTHON=python for one that has atheris. See README.md.
set -eu
seconds=${1:-60}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
found=$here/found
corpus=$here/corpus
mkdir -p "$found" "$corpus/fuzz_load" "$corpus/fuzz_document" "$corpus/fuzz_pack"
"$python" "$here/seeds.py" "$corpus/fuzz_load"
failed=0
for fuzzer in fuzz_load fuzz_document fuzz_pack; do
  echo "== $fuzzer =="
  PYTHONPATH="$here/.." "$python" "$here/$fuzzer.py" -max_total_time="$seconds" -timeout=30 -rss_limit_mb=6000 -malloc_limit_mb=2000 -max_len=8000 \
    -artifact_prefix="$found/$fuzzer-" -print_final_stats=1 "$corpus/$fuzzer" >"$found/$fuzzer.log" 2>&1 || failed=1
  grep -E "stat::number_of_executed_units|stat::new_units_added|stat::slowest_unit_time_sec|stat::peak_rss_mb|ERROR|Error" \
    "$found/$fuzzer.log" || true
done
exit $failed
