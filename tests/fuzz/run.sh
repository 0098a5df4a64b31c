#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - run every libFuzzer target for SECONDS each; `make fuzz` builds them
#
# usage: B=BUILD tests/fuzz/run.sh SECONDS
#
# What is found stays in BUILD/fuzz-found/NAME: new inputs, and crash-* files. An input
# worth keeping is moved by hand to tests/fuzz/corpus/NAME.

cd "$(dirname "$0")/../.." || exit 1
bad=0
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	found=$B/fuzz-found/${name#fuzz_}
	corpus=tests/fuzz/corpus/${name#fuzz_}
	mkdir -p "$found"
	[ -d "$corpus" ] || corpus=
	echo "$name: $1 s"
	"$B/tests/fuzz/$name" -max_total_time="$1" -timeout=25 -rss_limit_mb=4096 \
		-print_final_stats=1 -verbosity=0 -artifact_prefix="$found/" "$found" \
		${corpus:+"$corpus"} || bad=1
done
exit $bad
