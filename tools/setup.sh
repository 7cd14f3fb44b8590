#!/usr/bin/env bash
# Make a virtual environment with the pinned versions and this package in it, on a machine that has nothing but Python and pip.
# usage: tools/setup.sh FOLDER
set -euo pipefail
venv=$1

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

python=${PYTHON:-}
for candidate in $python python3 python3.13 python3.12 python3.11; do
  if fits "$candidate"; then python=$candidate; break; fi
done
fits "${python:-none}" || { echo "Python 3.11, 3.12 or 3.13 is needed; name it with PYTHON=..." >&2; exit 1; }

if command -v uv >/dev/null; then
  fits "$venv/bin/python" || uv venv --quiet --clear --python "$("$python" -c 'import sys; print(sys.executable)')" "$venv"
  uv pip install --quiet --python "$venv/bin/python" --compile-bytecode --require-hashes -r constraints.txt
  uv pip install --quiet --python "$venv/bin/python" --compile-bytecode --no-deps --no-build-isolation -e .
else
  if ! fits "$venv/bin/python" || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    # Debian keeps the part that puts pip into an environment in a package of its own; the system's pip can do that too.
    "$python" -m venv --clear "$venv" >/dev/null 2>&1 || {
      "$python" -m venv --clear --without-pip "$venv"
      "$python" -m pip --python "$venv/bin/python" install --quiet --disable-pip-version-check pip
    }
  fi
  pip=("$venv/bin/python" -m pip --quiet --disable-pip-version-check install)
  "${pip[@]}" --require-hashes -r constraints.txt
  "${pip[@]}" --no-deps --no-build-isolation -e .
fi
