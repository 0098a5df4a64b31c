#!/bin/sh
# SPDX-License-Identifier: MIT
# manuals.t - each program's manual page has the options that its --help has, and no others

. tests/tap.sh

for page in docs/man/winnow-*.1; do
	program=$(basename "$page" .1)
	"$program" --help | grep -oE -- '--[a-z][a-z-]*' | sort -u >"$tap_tmp/help"
	grep -E '^\.(It )?(Fl|It)' "$page" | grep -oE '\\-[a-z][a-z-]*' | sed 's/^\\-/--/' | sort -u \
		>"$tap_tmp/page"
	is "$program(1) has the options of --help" "$(cat "$tap_tmp/page")" "$(cat "$tap_tmp/help")"
done

tap_end
