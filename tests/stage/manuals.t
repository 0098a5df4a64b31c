#!/bin/sh
# SPDX-License-Identifier: MIT
# manuals.t - each program's manual page has the options that its --help has, and no others; that of
# the database has its tables

. tests/tap.sh

for page in docs/man/winnow-*.1; do
	program=$(basename "$page" .1)
	"$program" --help | grep -oE -- '--[a-z][a-z-]*' | sort -u >"$tap_tmp/help"
	grep -E '^\.(It )?(Fl|It)' "$page" | grep -oE '\\-[a-z][a-z-]*' | sed 's/^\\-/--/' | sort -u \
		>"$tap_tmp/page"
	is "$program(1) has the options of --help" "$(cat "$tap_tmp/page")" "$(cat "$tap_tmp/help")"
done

is 'winnow-schema(5) has the tables of store/schema.sql' \
	"$(tools/schema-manual)" "$(cat docs/man/winnow-schema.5)"
is 'and those are documented, each of them' \
	"$(awk '/^--/ { said = 1; next } /^CREATE TABLE/ && !said { print $3 } { said = 0 }' store/schema.sql)" ''
tap_end
