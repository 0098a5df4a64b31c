#!/bin/sh
# SPDX-License-Identifier: MIT
# shard.t - winnow-shard alone: one maker for a shard, whole or not at all; progress, summary, merge

. tests/tap.sh
. tests/server.sh
. tests/crawl/shards.sh

tap_cleanup()
{
	server_stop
}
sites_start
cd "$tap_tmp" || exit 1
top=$OLDPWD
mkdir local bin

# shard I/N DIR [CRAWL-OPTION...]
shard()
{
	crawl_shard=$1
	crawl_dir=$2
	shift 2
	winnow-shard crawl --shard "$crawl_shard" --dir "$crawl_dir" --tmp local --sites profiles \
		--stale 4 --archive -- --seeds seeds --allow-private "$@"
}
# What is left of attempts.
leftovers()
{
	find out local -name '.shard*' -o -name 'shard*running' -o -path 'local/*' -name 'shard-*'
}
# The process that makes shard $i.
maker()
{
	wait_until test -s "$1/shard-0000$i-of-00003.running"
	sed 's/ .*//; s/.*-//' "$1/shard-0000$i-of-00003.running"
}
requests()
{
	wc -l <server/run/access.log
}

winnow-shard progress --dir out --shards 3 2>err
is 'no folder: status 1' $? 1
for i in 1 2 3; do
	{
		shard $i/3 out --delay 0.05 --contact shard-$i >$i.out 2>$i.err
		echo $? >$i.status
	} &
done
wait_until test -s 1.status && wait_until test -s 2.status && wait_until test -s 3.status
is 'three shards at a time are made' "$(cat 1.status 2.status 3.status | paste -sd' ')" '0 0 0'
is 'and nothing else is left' "$(leftovers)" ''
winnow-shard progress --dir out >told
is 'progress: all are done' "$? $(cat told)" '0 3 shards: 3 done, 0 running, 0 lost, 0 missing'
asked_by >asked
is 'politeness by site: each is asked by one shard' "$(cut -d' ' -f1 asked | uniq -d)" ''
is 'all sites are asked' "$(cut -d' ' -f1 asked | paste -sd' ')" \
	'127.0.0.2 one.localhost three.localhost two.localhost'
pace=$(paces 0.05)
echo "# of 19 delays, 20 requests took at least $pace in a hundred"
ok 'politeness by host: between requests its delay' test "$pace" -ge 75

winnow-crawl --db single.db --seeds seeds --sites profiles --allow-private --delay 0 >single.out 2>single.err
exported single.db >single
exported out/shard-*.db >shards
is 'the shards have what a crawl without shards has, each article once' "$(differing shards single)" ''
winnow-shard summary --dir out >line
is 'the summary of the array is good' $? 0
is 'and has the counts of that crawl' "$(sed 's/; [0-9]* of .*//; s/ ([^)]*)//g' line)" \
	"$(sed 's/; [0-9]* rounds.*//; s/ ([^)]*)//g; q' single.out)"

before=$(requests)
cp out/shard-00002-of-00003.db copy
shard 2/3 out >again.out 2>&1
is 'a shard that is there is not made again' "$? $(cat again.out)" '0 winnow-shard: shard-00002-of-00003 is there'
is 'its hosts are not asked, its database is the same' "$(requests) $(cmp copy out/shard-00002-of-00003.db)" "$before "

# A killed attempt. The shard with the address has little to do and is not taken for this.
i=$(awk '/one/ { sub(/.*-/, ""); print }' asked)
mv out/shard-0000"$i"-* .
rm -rf "shard-0000$i-of-00003.warc"
shard "$i/3" out --delay 0.3 >killed.out 2>&1 &
before=$(requests)
more()
{
	[ "$(requests)" -gt $((before + 12)) ]
}
wait_until more
winnow-shard progress --dir out >told
is 'progress: one is running' "$? $(head -1 told)" '3 3 shards: 2 done, 1 running, 0 lost, 0 missing'
like 'and by whom' "$(sed 1d told)" "^running $i by [^ ]+ since 20[^ ]+Z$"
kill -9 "$(maker out)"
shard "$i/3" out --delay 0.01 --contact second >second.out 2>&1 &
second=$!
wait_until grep -q 'waiting for' second.out
ok 'another attempt waits while the first gives signs of life' kill -0 "$second"
ok 'no database of the killed one is there' test ! -e "out/shard-0000$i-of-00003.db"
wait "$second"
is 'then takes over, and makes the shard' "$? $(grep -c 'taken over' second.out)" '0 1'
is 'what the killed one left in the folder is gone' \
	"$(find out -mindepth 1 -maxdepth 1 ! -name 'shard-*-of-00003.[dsw]*')" ''
exported out/shard-*.db >shards
is 'the shards are as if nothing had been' "$(differing shards single)" ''
is 'the first was not asking any more' "$(awk '/[+]second/ { go = 1 } go && !/[+]second/' \
	server/run/access.log)" ''

# Somebody else took over: the mark is not ours any more.
shard "$i/3" lost --delay 1 >lost.out 2>&1 &
lost=$!
maker lost >/dev/null
echo 'other 2026-11-23T00:00:00Z' >"lost/shard-0000$i-of-00003.running"
wait "$lost"
is 'an attempt that was taken over ends, without a database' "$? $(ls lost)" \
	"143 shard-0000$i-of-00003.running"
shard "$i/3" stopped --delay 1 >stopped.out 2>&1 &
stopped=$!
kill "$(maker stopped)"
wait "$stopped"
is 'so does one that is stopped; nothing is left' "$? $(ls -A stopped)$(leftovers)" '143 '
mkdir waiting
echo 'other 2026-11-23T00:00:00Z' >"waiting/shard-0000$i-of-00003.running"
winnow-shard crawl --shard "$i/3" --dir waiting --tmp local -- --seeds seeds 2>waiting.err &
waiting=$!
wait_until grep -q 'waiting for other' waiting.err
kill "$waiting"
wait "$waiting"
is 'and one that is waiting' "$? $(ls -A waiting)$(leftovers)" "143 shard-0000$i-of-00003.running"
shard 1/3 failed --delay nonsense >failed.out 2>&1
is 'one that fails has status 1 and leaves nothing' "$? $(ls -A failed)$(leftovers)" '1 '

# Archives, by file: plain ones and a pack of all.
find out/shard-*.warc -name '*.warc.gz' | sort >list
winnow-shard parse --shard 1/1 --dir whole --tmp local --list list -q
for i in 1 2 3 4; do
	winnow-shard parse --shard $i/4 --dir again --tmp local --list list --get 'cat' -q
	is "shard $i/4 of the archives is parsed" $? 0
done
is 'each archive is in one shard' "$(for db in again/*.db; do
	sqlite3 "$db" 'SELECT count(*) FROM run'
done | awk '{ n += $1 } END { print n }')" "$(wc -l <list)"
said()
{
	exported "$@" | jq -r '[.url, .content_digest] | join(" ")' | sort -u
}
is 'together they have what one shard has' "$(said again/*.db)" "$(said whole/*.db)"
is 'and that is what was crawled' "$(said whole/*.db)" "$(said out/*.db)"
is 'nothing is left on the disk either, by now' "$(ls local/winnow-*)" lock
echo nothing.warc.gz >list
winnow-shard parse --shard 1/1 --dir none --tmp local --list list >none.out 2>&1
is 'an archive that is not there: no shard' "$? $(ls -A none)" '1 '

rm again/shard-00003-of-00004.db
winnow-shard summary --dir again >line
is 'a shard is missing: the summary has status 3' "$? $(grep -c '3 of 4 shards' line)" '3 1'
winnow-shard progress --dir again >told
is 'and progress says which' "$? $(tail -1 told)" '3 missing 3'
winnow-shard summary --dir again --shards 5 >/dev/null
is 'the number of shards may be given' $? 3
rm again/shard-00001-of-00004.summary
winnow-shard summary --dir again >line 2>&1
is 'a summary that cannot be read: status 1' $? 1
winnow-shard summary --dir out --min-success 99 >line
is 'too few good pages: status 3' $? 3

# shellcheck disable=SC2016
printf '#!/bin/sh\ncase $* in *remote*) echo Type; echo nfs4 ;; *) exec /bin/df "$@" ;; esac\n' >bin/df
chmod +x bin/df
mkdir remote
PATH=$tap_tmp/bin:$PATH
sed "s|^PATH=.*|PATH=$tap_tmp/bin:\$PATH|" "$B/bin/winnow-shard" >bin/winnow-shard
chmod +x bin/winnow-shard
winnow-shard parse --shard 1/1 --dir x --tmp remote --list list 2>err
is 'no database is made on a network file system' "$? $(grep -c 'network' err)" '1 1'
winnow-shard merge --dir out --db remote/a.db 2>err
is 'and none merged into there' "$? $(grep -c 'network' err)" '1 1'

winnow-shard merge --dir out --db merged.db
is 'the shards are merged' $? 0
exported merged.db >merged
is 'into what a crawl without shards has' "$(differing merged single)" ''
ok 'the accounts add up' winnow-store --check merged.db
cp -R out remote
winnow-shard merge --dir remote/out --tmp local --db merged2.db
is 'out of a network file system, by copies' $? 0
exported merged2.db >merged2
ok 'and the same' cmp merged merged2
mv out/shard-00001-of-00003.db .
winnow-shard merge --dir out --db part.db 2>err
is 'one is missing: the others are merged, status 3' "$? $(grep -c 'missing: 1$' err)" '3 1'
cd "$top" || exit 1
tap_end
