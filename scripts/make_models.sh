#!/bin/sh
# Trains every model of normalizers/data/restoration anew: `make model CORPUS=DIR`, a matter of hours.
# DIR holds the training text described in docs/model.md. FONTS is searched for TTF files; OCR_MINUTES is what is spent
# on reading pages; PAIRS names more files of English pairs. Needs Tesseract with eng and vie, and the extra `train`.
set -eu
cd "$(dirname "$0")/.."

CORPUS=${1:-}
FONTS=${FONTS:-/usr/share/fonts/truetype}
OCR_MINUTES=${OCR_MINUTES:-75}
PYTHON=.venv/bin/python
OUT=normalizers/data/restoration

if [ ! -d "$CORPUS" ]; then
    echo "Hãy chỉ ra thư mục văn bản huấn luyện: make model CORPUS=THƯ_MỤC (docs/model.md)" >&2
    echo "Name the folder of training text: make model CORPUS=DIR (docs/model.md)" >&2
    exit 2
fi
if ! "$PYTHON" -c 'import zstandard' 2>/dev/null; then
    echo "Cần các gói huấn luyện / the packages for training are needed: $PYTHON -m pip install -e '.[train]'" >&2
    exit 4
fi

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

mkdir -p "$OUT"
"$PYTHON" -m training.language_model "$CORPUS" "$OUT"

for name in admin legal_articles legal; do
    "$PYTHON" -c 'import sys; from pathlib import Path; from training.corpus import lines
for line in lines(Path(sys.argv[1]), sys.argv[2]): print(line)' "$CORPUS" "$name" >"$WORK/$name.txt"
done
"$PYTHON" -m training.ocr_pairs corpus --fonts "$FONTS" --out "$WORK" --minutes "$OCR_MINUTES" \
    --source "$WORK/admin.txt=0.5" --source "$WORK/legal_articles.txt=0.3" --source "$WORK/legal.txt=0.2"
"$PYTHON" -m training.channel "$OUT/lexicon.bin" "$OUT/channel_english.bin" --channel english \
    "$WORK"/train_eng*.tsv ${PAIRS:-}
"$PYTHON" -m training.channel "$OUT/lexicon.bin" "$OUT/channel_vietnamese.bin" --channel vietnamese "$WORK"/train_vie*.tsv
"$PYTHON" -c 'import sys; from pathlib import Path; from normalizers.restoration.sums import NAME, sums
Path(sys.argv[1], NAME).write_text(sums(Path(sys.argv[1])), encoding="ascii")' "$OUT"
