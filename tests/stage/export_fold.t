#!/bin/sh
# SPDX-License-Identifier: MIT
# export_fold.t - thirty nights of insertions, changes, deletions and new rules: consumers that
# fold the changes since their cursor have the full export, byte for byte
#
# SEED makes another history (7 unless given).

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1
mkdir nights
"$here/nights.py" nights "${SEED:-7}"

# A consumer comes every so many nights; it has a state and a cursor, and chose what it takes.
consume() # NAME EVERY OPTION...
{
	name=$1
	state=$1.state
	[ "$1" != table ] || state=$1.csv
	[ $((${night#0} % $2)) -eq 0 ] || return 0
	shift 2
	winnow-export --quiet "$@" --output "$name.full" a.db || echo "full $night" >>"$name.bad"
	if [ -e "$state" ]; then
		winnow-export --quiet "$@" --since "$(cat "$name.cursor")" --cursor "$name.cursor" \
			--output "$name.changes" a.db || echo "changes $night" >>"$name.bad"
		"$here/fold.py" "$state" "$name.changes" >>"$name.causes"
		grep -cE '^(\{"record":"article"|article,)' "$name.changes" >>"$name.counts"
	else
		winnow-export --quiet "$@" --cursor "$name.cursor" --output "$state" a.db
	fi
	cmp "$state" "$name.full" >>"$name.bad" 2>&1
}

for night in $(seq -w 1 30); do
	winnow-store --quiet --min-success 0 a.db nights/"$night".jsonl
	while read -r url; do
		winnow-store --quiet --forget "$url" a.db
	done <nights/"$night".forget
	consume all 1
	consume chinese 1 --language zh
	consume author 3 --author 范李 --author 'Ann Lee'
	consume dates 2 --published-from 2026-03-01 --published-to 2026-09-30
	consume site 4 --site b.example --fields title,authors,related
	consume table 5 --format csv
	consume several 1 --site a.example --site c.example --language de --language en
done

for name in all chinese author dates site table several; do
	is "$name: the changes folded are the full export on every night" "$(cat $name.bad)" ''
	like "$name: there was something to fold" "$(awk '{ n += $1 } END { print n }' $name.counts)" '[1-9]'
done
is 'deletions of every cause were told' "$(sort -u all.causes | tr '\n' ' ')" \
	'forgotten gone missing moved '
is 'and who selected, what left the selection' "$(sort -u chinese.causes | grep left)" left
ok 'the accounts add up' winnow-store --check a.db
tap_end
