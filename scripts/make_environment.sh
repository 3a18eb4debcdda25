#!/bin/sh
# Makes the virtual environment .venv: the locked packages, checked by hash, and vanthu itself from this checkout.
# PYTHON names the interpreter to use; without it the first of python3, python3.13 ... that is new enough.
set -eu
cd "$(dirname "$0")/.."

VENV=.venv

say() { printf '%s\n' "$*" >&2; }

new_enough() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2])' >/dev/null 2>&1; }

find_python() {
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then
            echo "$name"
            return
        fi
    done
    return 1
}

can_make_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

usable_python() {
    if python=$(find_python) && can_make_environments "$python"; then
        echo "$python"
        return
    fi
    sh scripts/install_system_packages.sh python >&2
    if python=$(find_python) && can_make_environments "$python"; then
        echo "$python"
        return
    fi
    say "Cần Python 3.11 trở lên có mô-đun venv (đặt PYTHON=/đường/dẫn/python3.12 nếu đã cài ở nơi khác)."
    say "Python 3.11 or later with its venv module is needed (set PYTHON=/path/to/python3.12 if it is elsewhere)."
    return 1
}

if ! { [ -x "$VENV/bin/python" ] && new_enough "$VENV/bin/python" && "$VENV/bin/python" -m pip --version >/dev/null 2>&1; }; then
    python=$(usable_python)
    say "Đang tạo môi trường / making the environment: $VENV ($("$python" --version 2>&1))"
    "$python" -m venv --clear "$VENV"
fi

say "Đang cài các gói đã khóa phiên bản / installing the locked packages"
# --no-deps: the lock is complete; --no-build-isolation: the build tools are in the lock, so nothing else is fetched.
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
