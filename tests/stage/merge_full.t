#!/bin/sh
# SPDX-License-Identifier: MIT
# merge_full.t - a full disk at every phase of a merge: a shard is there whole or not at all, the
# shards stay as they were, and the merge ends when there is room again

. tests/tap.sh

here=$PWD/tests/stage/store
tap_cleanup()
{
	umount "$tap_tmp/disk" 2>/dev/null
}
mkdir "$tap_tmp/disk"
if ! mount -t tmpfs -o size=1M tmpfs "$tap_tmp/disk" 2>/dev/null; then
	skip 'a full disk' 'no tmpfs can be mounted here'
	tap_end
fi
cd "$tap_tmp" || exit 1
each=500
"$here/pages.py" $((2 * each)) >pages
head -n $each pages | winnow-store --quiet one.db
tail -n $each pages | winnow-store --quiet two.db
# The second shard also has other versions of what the first one has.
"$here/pages.py" 100 'Another text.' 2026-11-05 | winnow-store --quiet two.db

exported() # DB
{
	winnow-export --quiet "$1" | jq -cS . | sort
}
versions() # DB
{
	sqlite3 "$1" 'SELECT key, n, version.content_digest, cause FROM version
		JOIN article ON article.id = article_id JOIN url ON url.id = url_id ORDER BY 1, 2'
}
# What is there of the shards: none, the first one, or both.
is_whole() # DB
{
	case $(sqlite3 "$1" 'SELECT count(*) FROM sqlite_schema') in
	0) return ;; # not begun
	esac
	sqlite3 "$1" 'SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM article),
		(SELECT count(*) FROM outcome), (SELECT count(*) FROM version)' >whole
	case $(cat whole) in
	'0|0|0|0' | "1|$each|$each|0" | "3|$((2 * each))|$((2 * each + 100))|100") return ;;
	esac
	cat whole
	return 1
}
winnow-store --quiet --merge calm.db one.db two.db
exported calm.db >calm
versions calm.db >>calm
is 'versions are merged, too' "$(sqlite3 calm.db 'SELECT count(*) FROM version')" 100
sha256sum one.db two.db >before
bytes=$(stat -c %s calm.db)

# From no room at all to a little less than both shards need.
for part in 2 20 40 60 80 98; do
	rm -f "${tap_tmp:?}"/disk/*
	mount -o remount,size=$((bytes * part / 100 / 1024))k disk
	winnow-store --quiet --merge disk/a.db one.db two.db 2>err
	is "$part %: it stops, and says why in one line" "$? $(wc -l <err)" '1 1'
	like "$part %: the disk is named as the reason" "$(cat err)" 'full|disk I/O|No space'
	mount -o remount,size=64M disk
	is "$part %: the database is sound" "$(sqlite3 disk/a.db 'PRAGMA integrity_check')" ok
	ok "$part %: it has whole shards" is_whole disk/a.db
	ok "$part %: the shards are as they were" sha256sum --quiet -c before
	winnow-store --quiet --merge disk/a.db one.db two.db
	is "$part %: with room again the merge ends" $? 0
	ok "$part %: the accounts add up" winnow-store --check disk/a.db
	exported disk/a.db >after
	versions disk/a.db >>after
	ok "$part %: everything is there" cmp calm after
done
is 'nothing is left beside the shards' "$(echo one.db* two.db*)" \
	'one.db one.db.lock two.db two.db.lock'
tap_end
