#!/bin/sh
# SPDX-License-Identifier: MIT
# learn.sh - learn the weights of parse/model_table.c; `make learn` builds what it needs
#
# usage: B=BUILD tests/quality/learn.sh [folds]
#
# Without an argument: labels the segments of the development pages, trains on all of them and
# writes parse/model_table.c. With `folds`: trains five times, each time without a fifth of the
# sites, and prints the scores of every page under the weights that have not seen its site.

cd "$(dirname "$0")/../.." || exit 1
B=${B:-$PWD/build}
CC=${CC:-cc}
quality=${WINNOW_SHARED:-../shared}/quality
if [ ! -d "$quality" ]; then
	echo "learn: '$quality' is missing (WINNOW_SHARED)" >&2
	exit 1
fi
out=$B/learn
mkdir -p "$out" || exit 1
flags='-std=c11 -D_POSIX_C_SOURCE=200809L -I. -O3'
libs='-l:libgumbo.a -lexpat -luchardet -lbrotlidec -lzstd -ljson-c -lpcre2-8 -linih -lidn2 -lpsl
	-lunistring -lcrypto -lz -lm'

# shellcheck disable=SC2086 # flags and libraries are lists
{
	$CC $flags -o "$out/dump" tests/quality/dump.c "$B/parse.a" "$B/lib.a" $libs &&
		$CC $flags -o "$out/train" tests/quality/train.c "$B/lib.a" -lm
} || exit 1
python3 tests/quality/label.py "$quality" "$out/dump" >"$out/labelled" || exit 1

if [ "$1" != folds ]; then
	"$out/train" "$out/labelled" -1 >"$out/model_table.c" || exit 1
	mv "$out/model_table.c" parse/model_table.c
	exit
fi
for fold in 0 1 2 3 4; do
	"$out/train" "$out/labelled" $fold >"$out/fold$fold.c" || exit 1
	# shellcheck disable=SC2086
	$CC $flags -o "$out/parse$fold" "$B/parse/main.o" "$out/fold$fold.c" "$B/parse.a" "$B/lib.a" \
		$libs || exit 1
	for set in multilingual forum news snippets mixed; do
		python3 tests/quality/archive.py "$quality/sets/$set" | "$out/parse$fold" --quiet --keep-noindex |
			"$B/bin/winnow-normalize" --quiet >"$out/$set.records"
		python3 tests/quality/predict.py "$quality/sets/$set/truth.jsonl" "$out/$set.records" \
			>"$out/$set.$fold"
	done
done
python3 tests/quality/fold.py "$quality" "$out" &&
	python3 tests/quality/table.py "$quality" "$out" 'winnow, sites held out'
