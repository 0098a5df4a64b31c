#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - measure extraction over the development sets; `make quality` builds what it needs
#
# usage: B=BUILD tests/quality/run.sh
#
# Prints winnow's row below those of the peers, leaves the predictions in BUILD/quality.

cd "$(dirname "$0")/../.." || exit 1
B=${B:-$PWD/build}
quality=${WINNOW_SHARED:-../shared}/quality
if [ ! -d "$quality" ]; then
	echo "quality: skipped: '$quality' is missing (WINNOW_SHARED)"
	exit 0
fi
out=$B/quality
mkdir -p "$out" || exit 1

for set in multilingual forum news snippets mixed; do
	python3 tests/quality/archive.py "$quality/sets/$set" |
		"$B/bin/winnow-parse" --quiet --keep-noindex | "$B/bin/winnow-normalize" --quiet >"$out/$set.records"
	python3 tests/quality/predict.py "$quality/sets/$set/truth.jsonl" "$out/$set.records" \
		>"$out/$set.jsonl" || exit 1
done
python3 tests/quality/table.py "$quality" "$out"
