#!/bin/sh
# SPDX-License-Identifier: MIT
# export_full.t - a full disk at every phase of an export: one clear line, nothing half published,
# and an export that ends when there is room again

. tests/tap.sh

here=$PWD/tests/stage/store
tap_cleanup()
{
	umount "$tap_tmp/disk" 2>/dev/null
}
mkdir "$tap_tmp/disk"
if ! mount -t tmpfs -o size=4M tmpfs "$tap_tmp/disk" 2>/dev/null; then
	skip 'a full disk' 'no tmpfs can be mounted here'
	tap_end
fi
"$here/pages.py" 500 >"$tap_tmp/a.jsonl"
cd "$tap_tmp" || exit 1
winnow-store --quiet a.db a.jsonl
winnow-export --quiet --publish disk/out a.db
jq -c '.title = "new" | .fetched_at = "2026-11-02T00:00:00Z"' a.jsonl | winnow-store --quiet a.db
winnow-export --quiet --publish whole a.db
winnow-export --quiet --output disk/file.jsonl a.db
winnow-export --quiet --format sqlite --output disk/copy.db a.db
cp disk/file.jsonl file.before
cp disk/copy.db copy.before

# Room for so many more blocks: the first is too little for anything, the last for the sums.
page=$(getconf PAGESIZE)
used=$(df -B1 --output=used disk | tail -1)
need=$(find whole/000001-full -type f -printf '%s\n' |
	awk -v page="$page" '{ n += int(($1 + page - 1) / page) } END { print n }')
fails() # NAME COMMAND...
{
	name=$1
	shift
	"$@" 2>err
	is "$name: it stops, and says why in one line" "$? $(wc -l <err)" '1 1'
	like "$name: the disk is named as the reason" "$(cat err)" 'full|disk I/O|No space'
}
for blocks in 1 $((need / 4)) $((need / 2)) $((need - 2)) $((need - 1)); do
	mount -o remount,size=$((used + blocks * page)) disk
	fails "$blocks of $need blocks" winnow-export --quiet --publish disk/out a.db
	is "$blocks of $need blocks: LATEST stays" "$(cat disk/out/LATEST)" 000001-full
	ok "$blocks of $need blocks: and is sound" winnow-export --verify disk/out
done
rm -rf disk/out/*.part
mount -o remount,size=$((used + need * page / 2)) disk
fails 'a file' winnow-export --quiet --output disk/file.jsonl a.db
ok 'a file: the one before stays' cmp disk/file.jsonl file.before
rm -f disk/*.part
fails 'a snapshot' winnow-export --quiet --format sqlite --output disk/copy.db a.db
ok 'a snapshot: the one before stays' cmp disk/copy.db copy.before
rm -f disk/*.part
(
	TMPDIR=$PWD/disk
	export TMPDIR
	winnow-export --quiet a.db 2>err | wc -l >lines
	[ "$(cat lines)" = 0 ] && [ "$(wc -l <err)" = 1 ]
)
is 'a pipe gets nothing rather than a part' $? 0

mount -o remount,size=64M disk
winnow-export --quiet --publish disk/out --since LATEST a.db
is 'with room again it is published' "$? $(cat disk/out/LATEST)" '0 000002-changes'
ok 'and is sound' winnow-export --verify disk/out
tap_end
