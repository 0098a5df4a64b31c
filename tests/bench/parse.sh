#!/bin/sh
# SPDX-License-Identifier: MIT
# parse.sh - winnow-parse against a bare gumbo_parse, the share of its phases, its memory
#
# usage: B=BUILD tests/bench/parse.sh [ARCHIVE]
#
# Without an archive, the pages of the development set (WINNOW_SHARED) are wrapped into one.

cd "$(dirname "$0")/../.." || exit 1
B="${B:-$PWD/build}"
sets="${WINNOW_SHARED:-../shared}/quality/sets"
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM

archive="$1"
if [ -z "$archive" ]; then
	if [ ! -d "$sets" ]; then
		echo "parse.sh: no pages: '$sets' is missing, and no archive was named" >&2
		exit 1
	fi
	archive="$tmp/pages.warc"
	for set in "$sets"/*/; do
		python3 tests/quality/archive.py "${set%/}" >>"$archive" ||
			echo "parse.sh: '$set' is not whole" >&2
	done
fi

compile() {
	${CC:-cc} -std=c11 -O2 -I. -o "$tmp/$1" "tests/bench/$1.c" "$B/parse.a" "$B/lib.a" \
		-Wl,--as-needed "$2" -lexpat -luchardet -lbrotlidec -lzstd -ljson-c -lpcre2-8 \
		-linih -lidn2 -lpsl -lunistring -lcrypto -lz -lm
}
# The floor is Debian's shared library; winnow links the static one.
compile parse_floor -lgumbo || exit 1
compile parse_phases -l:libgumbo.a || exit 1

"$tmp/parse_floor" "$archive" "$B/bin/winnow-parse" || exit 1
"$tmp/parse_phases" "$archive"
