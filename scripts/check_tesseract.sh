#!/bin/sh
# Makes sure that Tesseract 5 with Vietnamese data is there, installing it where it is missing. Silent when all is well.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

has_language() { tesseract --list-langs 2>/dev/null | grep -qx "$1"; }

ready() { command -v tesseract >/dev/null 2>&1 && has_language vie; }

if ! ready; then
    sh scripts/install_system_packages.sh tesseract
fi
if ! command -v tesseract >/dev/null 2>&1 || ! has_language vie; then
    say "Vẫn chưa có Tesseract với dữ liệu tiếng Việt (vie); hãy chạy «.venv/bin/vanthu doctor» để biết cách cài."
    say "Tesseract with Vietnamese data (vie) is still missing; «.venv/bin/vanthu doctor» tells how to install it."
    exit 4
fi
version=$(tesseract --version 2>&1 | sed -n '1s/^tesseract v\{0,1\}\([0-9]*\).*/\1/p')
if [ "${version:-0}" -lt 5 ]; then
    say "Lưu ý: Tesseract $version; các số đo của dự án là của Tesseract 5 / note: the project's figures are those of Tesseract 5."
fi
