#!/bin/sh
# SPDX-License-Identifier: MIT
# export_kill.t - kill -9 of an export at random moments: nothing is half published, and the next
# export goes on; and a signal to stop
#
# KILLS says how often (10 unless given).

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1
"$here/pages.py" 2000 >a.jsonl
winnow-store --quiet a.db a.jsonl

# How many milliseconds an undisturbed export takes: the kills come within that time.
started=$(date +%s%3N)
winnow-export --quiet --publish out a.db
lasts=$(($(date +%s%3N) - started + 1))
winnow-export --quiet --output file.jsonl a.db
winnow-export --quiet --format sqlite --output copy.db a.db
cp file.jsonl file.before
# What the Nth export writes; to be given to the program itself, which is then the one to kill.
kind_of() # N
{
	case $(($1 % 6)) in
	0) echo --output file.jsonl ;;
	1) echo --format sqlite --output copy.db ;;
	2) echo --publish out ;;
	*) echo --publish out --since LATEST ;;
	esac
}
# Whatever stands in a folder of its own is whole, and so is all that LATEST leads to.
sound()
{
	winnow-export --quiet --verify out || return
	for export in out/*-full out/*-changes; do
		[ ! -d "$export" ] || winnow-export --quiet --verify "$export" || return
	done
	cmp -s file.jsonl file.before || cmp file.jsonl file.now || return
	[ "$(sqlite3 copy.db 'PRAGMA integrity_check; SELECT count(*) FROM article')" = 'ok
2000' ]
}

n=0
while [ $n -lt "${KILLS:-10}" ]; do
	n=$((n + 1))
	cp file.jsonl file.before
	head -n $((n % 7 * 100)) a.jsonl | jq -c ".title = \"$n\" | .fetched_at = \"2026-11-02T00:00:00Z\"" |
		winnow-store --quiet --min-success 0 a.db
	winnow-export --quiet --output file.now a.db
	sum=$(sha256sum <a.db)
	# shellcheck disable=SC2046 # options without blanks
	winnow-export --quiet $(kind_of $n) a.db &
	pid=$!
	sleep "$(printf '0.%03d' $(($(od -An -N2 -tu2 /dev/urandom) % lasts % 1000)))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	ok "kill $n: what is there is whole" sound
	is "kill $n: the database was not touched" "$(sha256sum <a.db)" "$sum"
done

# A signal to stop, while a reader is slow: nothing is put in its place.
mkfifo fifo
winnow-export --quiet --format csv --output fifo a.db &
pid=$!
# As long as we are a writer, too, opening waits for nobody: an export that did not come up is found
# by its status.
exec 4<>fifo
exec 3<fifo
timeout 30 dd bs=1 count=1 <&3 >first 2>/dev/null
exec 4>&-
kill -TERM $pid
cat <&3 >rest
wait $pid
is 'a signal to stop ends an export' "$? $(cat first rest | wc -l | awk '{ print $1 < 6001 }')" '143 1'
exec 3<&-

winnow-export --quiet --publish out --since LATEST a.db
is 'the next export completes' $? 0
is 'nothing of those that were killed is left' "$(find out -name '*.part')" ''
ok 'what LATEST leads to is sound' winnow-export --verify out

# A consumer that follows LATEST.
name=$(cat out/LATEST)
while [ -n "$name" ] && [ "${name%-full}" = "$name" ]; do
	set -- "$name" "$@"
	name=$(jq -r .winnow.previous.name "out/$name/manifest.json")
done
cp "out/$name/articles.jsonl" state
for name; do
	"$here/fold.py" state "out/$name/articles.jsonl" >/dev/null
done
ok 'who followed it has the full export' sh -c 'winnow-export -q a.db | cmp - state'
tap_end
