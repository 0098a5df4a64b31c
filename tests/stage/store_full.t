#!/bin/sh
# SPDX-License-Identifier: MIT
# store_full.t - a full disk at every phase: one clear line, whole articles, and a load that ends
# when there is room again

. tests/tap.sh

here=$PWD/tests/stage/store
tap_cleanup()
{
	umount "$tap_tmp/disk" 2>/dev/null
}
"$here/pages.py" 2500 >"$tap_tmp/a.jsonl"
mkdir "$tap_tmp/disk"
if ! mount -t tmpfs -o size=1M tmpfs "$tap_tmp/disk" 2>/dev/null; then
	skip 'a full disk' 'no tmpfs can be mounted here'
	tap_end
fi
cd "$tap_tmp" || exit 1
winnow-store --quiet calm.db a.jsonl
winnow-export calm.db 2>/dev/null | jq -cS . >calm

for size in 64k 256k 1M 2M 4M; do
	rm -f disk/*
	mount -o remount,size=$size disk
	winnow-store --quiet disk/a.db a.jsonl 2>err
	is "$size: it stops, and says why in one line" "$? $(wc -l <err)" '1 1'
	like "$size: the disk is named as the reason" "$(cat err)" 'full|disk I/O|No space'
	mount -o remount,size=64M disk
	is "$size: the database is sound" "$(sqlite3 disk/a.db 'PRAGMA integrity_check')" ok
	winnow-store --quiet disk/a.db a.jsonl
	is "$size: with room again the load ends" $? 0
	ok "$size: the accounts add up" winnow-store --check disk/a.db
	winnow-export disk/a.db 2>/dev/null | jq -cS . >after
	ok "$size: everything is there" cmp calm after
done

winnow-export --output disk/out.jsonl calm.db 2>/dev/null
mount -o remount,size=64M disk
winnow-export --output disk/whole.jsonl calm.db 2>/dev/null
rm -f disk/*.db disk/out*
cp disk/whole.jsonl disk/kept.jsonl
mount -o remount,size=$(($(du -k disk/kept.jsonl | cut -f1) * 2 + 64))k disk
winnow-export --output disk/whole.jsonl calm.db 2>err
is 'an export that has no room fails' "$? $(wc -l <err)" '1 1'
ok 'and leaves the one before as it was' cmp disk/whole.jsonl disk/kept.jsonl
tap_end
