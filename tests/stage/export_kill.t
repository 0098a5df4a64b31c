#!/bin/sh
# SPDX-License-Identifier: MIT
# export_kill.t - kill -9 of an export at random moments: nothing is half published, and the next
# export goes on
#
# KILLS says how often (10 unless given).

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1
"$here/pages.py" 2000 >a.jsonl
winnow-store --quiet a.db a.jsonl

# A moment of an undisturbed export is one of these milliseconds; every third one is a full one.
started=$(date +%s%3N)
winnow-export --quiet --publish out a.db
lasts=$(($(date +%s%3N) - started + 1))
winnow-export --quiet --output file.jsonl a.db
winnow-export --quiet --format sqlite --output copy.db a.db
cp file.jsonl file.before
export_all()
{
	if [ $((n % 3)) -eq 0 ]; then
		winnow-export --quiet --publish out a.db
	else
		winnow-export --quiet --publish out --since LATEST a.db
	fi
}
export_one()
{
	case $((n % 4)) in
	0) winnow-export --quiet --output file.jsonl a.db ;;
	1) winnow-export --quiet --format sqlite --output copy.db a.db ;;
	*) export_all ;;
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
	export_one &
	pid=$!
	sleep "$(printf '0.%03d' $(($(od -An -N2 -tu2 /dev/urandom) % lasts % 1000)))"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	ok "kill $n: what is there is whole" sound
	is "kill $n: the database was not touched" "$(sha256sum <a.db)" "$sum"
done
n=1
export_all
is 'the next export completes' $? 0
is 'nothing of those that were killed is left' "$(find out -name '*.part')" ''
ok 'what LATEST leads to is sound' winnow-export --verify out

# A consumer that follows LATEST.
name=$(cat out/LATEST)
while [ "${name%-full}" = "$name" ]; do
	set -- "$name" "$@"
	name=$(jq -r .winnow.previous.name "out/$name/manifest.json")
done
cp "out/$name/articles.jsonl" state
for name; do
	"$here/fold.py" state "out/$name/articles.jsonl" >/dev/null
done
ok 'who followed it has the full export' sh -c 'winnow-export -q a.db | cmp - state'
tap_end
