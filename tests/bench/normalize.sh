#!/bin/sh
# SPDX-License-Identifier: MIT
# normalize.sh - how fast winnow-normalize is, the share of its parts, and its memory
#
# usage: B=BUILD tests/bench/normalize.sh [RECORDS]
#
# The records are made from fixtures/expected/seed-modern.json, each with figures of
# its own; there are 6,000 of them (about 90 MB) unless told otherwise.

cd "$(dirname "$0")/../.." || exit 1
B="${B:-$PWD/build}"
n="${1:-6000}"
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM

jq -c '{record: "article", url: "https://www.example.org/a/@N@.html",
	fetched_at: "2026-11-22T18:00:03Z", page_kind, title: (.title + "@N@"),
	language: "zh-CN",
	blocks: ([.sections[] | (select(.heading != "") | {type: "heading", level: 2,
		text: .heading}), (.text | split("\n")[] | {type: "paragraph",
		text: (. + "第@N@例。")})] + [{type: "paragraph", text: "了解详情"}]),
	related, terms, links: [range(40) | "https://www.example.org/a/\(.)@N@.html"]}' \
	fixtures/expected/seed-modern.json >"$tmp/template" || exit 1
awk -v n="$n" '{ for (i = 0; i < n; i++) { line = $0
	gsub(/@N@/, int(100000 + i * 7919 % 899981), line); print line } }' \
	"$tmp/template" >"$tmp/records"

${CC:-cc} -std=c11 -O2 -I. -o "$tmp/parts" tests/bench/normalize_parts.c "$B/normalize.a" \
	"$B/lib.a" -Wl,--as-needed -ljson-c -lpcre2-8 -linih -lidn2 -lpsl -lunistring -lcrypto \
	|| exit 1

printf '%s records, %s bytes\n' "$n" "$(wc -c <"$tmp/records")"
"$tmp/parts" "$tmp/records" normalize/rules || exit 1
for times in 1 4; do
	i=0
	while [ $i -lt $times ]; do
		cat "$tmp/records"
		i=$((i + 1))
	done | "$B/bin/winnow-normalize" -q >/dev/null &
	pid=$!
	peak=0
	while kill -0 $pid 2>/dev/null; do
		now=$(awk '/VmHWM/ { print $2 }' "/proc/$pid/status" 2>/dev/null)
		[ -n "$now" ] && peak=$now
		sleep 0.1
	done
	wait $pid
	printf 'memory at most, %s records: %s KiB\n' $((n * times)) "$peak"
done
