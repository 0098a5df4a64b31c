#!/bin/sh
# SPDX-License-Identifier: MIT
# store.sh - winnow-store and winnow-export against a plain copy of the same bytes
#
# usage: B=BUILD tests/bench/store.sh [RECORDS [PARAGRAPHS]]     (100,000 records of 12 unless given)
#
# CPU is user and system time of the program alone. The copy writes what the store reads and is
# followed by a sync of its file, in the same run; growth is the time a record at a tenth and at all.

cd "$(dirname "$0")/../.." || exit 1
B="${B:-$PWD/build}"
PATH="$B/bin:$PATH"
export LC_ALL=C.UTF-8
n=${1:-100000}
paragraphs=${2:-12}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM

# measure NAME COMMAND...: CPU seconds into $cpu, peak memory in MiB into $memory.
measure()
{
	name=$1
	shift
	/usr/bin/time -o "$tmp/time" -f '%U %S %M' "$@" || exit 1
	read -r user system memory <"$tmp/time"
	cpu=$(echo "$user $system" | awk '{ print $1 + $2 }')
	memory=$((memory / 1024))
}
line()
{
	echo "$name $cpu $1 $memory $raw" |
		awk '{ printf "%-34s %7.2f s  %7.1f us a record  %5.2f x the copy  %4d MiB\n", $1, $2, $2 / $3 * 1e6, $2 / $5, $4 }' |
		tr '_' ' '
}
one()
{
	python3 tests/bench/store_records.py "$1" 11111111-1111-4111-8111-11111111111a "$paragraphs" >"$tmp/first"
	sed 's/11111111-1111-4111-8111-11111111111a/22222222-2222-4222-8222-22222222222b/' "$tmp/first" >"$tmp/again"
	echo "$1 records, $(($(stat -c %s "$tmp/first") >> 20)) MiB"
	rm -f "$tmp"/a.db*
	measure copy_and_sync dd if="$tmp/first" of="$tmp/copy" bs=1M conv=fsync status=none
	raw=$cpu
	line "$1"
	rm -f "$tmp/copy"
	measure load winnow-store --quiet "$tmp/a.db" "$tmp/first"
	line "$1"
	measure load_again,_unchanged winnow-store --quiet "$tmp/a.db" "$tmp/again"
	line "$1"
	measure cat_of_the_export sh -c "winnow-export --quiet '$tmp/a.db' >'$tmp/out'"
	name='export'
	line "$1"
	measure cat_of_the_export dd if="$tmp/out" of="$tmp/copy" bs=1M status=none
	line "$1"
	rm -f "$tmp/copy" "$tmp/out"
	winnow-store --check "$tmp/a.db" || exit 1
}
one $((n / 10))
one "$n"
