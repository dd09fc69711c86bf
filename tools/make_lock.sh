#!/usr/bin/env bash
# Compile requirements.lock (all hashes, no addresses) and environment.yml from pyproject.toml.
# Needs uv on the PATH; torch and transformers are excluded in pyproject.toml.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/pyproject.toml" "$here/README.md" "$here/LICENSE" "$work/"
cd "$work"
uv lock --quiet
uv export --quiet --frozen --no-emit-project --no-annotate --no-header --format requirements-txt |
  sed "s/ ; sys_platform == 'darwin' or sys_platform == 'linux' \\\\/ \\\\/; s/ and (sys_platform == 'darwin' or sys_platform == 'linux')//" \
  >"$here/requirements.lock"
python3 "$here/tools/make_environment.py" "$here/requirements.lock" >"$here/environment.yml"
