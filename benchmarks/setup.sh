#!/bin/sh
# Installs the peers into benchmarks/.peers, or into the folder that is named: needs Python 3.11 or later, node and npm.
#   benchmarks/setup.sh [FOLDER]      with PYTHON=python3.12 for another Python
set -eu
here=$(cd "$(dirname "$0")" && pwd)
peers=${1:-$here/.peers}
python=${PYTHON:-python3}
mkdir -p "$peers/npm"
# What pip installs by itself, and the same with the C part of ruamel.yaml, which check-jsonschema does not ask for.
"$python" -m venv "$peers/venv"
"$peers/venv/bin/python" -m pip install --quiet --requirement "$here/peers/requirements.txt"
"$python" -m venv "$peers/fast"
"$peers/fast/bin/python" -m pip install --quiet --requirement "$here/peers/requirements-fast.txt"
cp "$here/peers/package.json" "$peers/npm/"
npm install --prefix "$peers/npm" --no-audit --no-fund --no-package-lock --ignore-scripts
