# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154 # shares its variables with the other parts
# 5-array.sh - all shards: progress, summary, merge

# Sets $shards, unless it was given, from the names in DIR.
count_shards()
{
	[ -d "$dir" ] || die "no such folder: '$dir'"
	[ -z "$shards" ] || return 0
	shards=$(find "$dir" -maxdepth 1 | sed -n 's/.*\/shard-[0-9]*-of-0*\([0-9]*\)[.].*/\1/p' | sort -u)
	is_count "$shards" || die "how many shards? '$dir' does not say: use --shards"
}
# Each shard's number, its name and done, running, lost or missing.
states()
{
	now=$(date +%s)
	for i in $(seq "$shards"); do
		name=$(printf 'shard-%05d-of-%05d' "$i" "$shards")
		state=missing
		if [ -e "$dir/$name.db" ]; then
			state='done'
		elif then=$(stat -c %Y "$dir/$name.running" 2>/dev/null); then
			state=running
			[ $((now - then)) -le "$stale" ] || state=lost
		fi
		echo "$i $name $state"
	done
}

progress()
{
	count_shards
	states | awk -v dir="$dir" '
	{ n[$3]++ }
	$3 == "running" || $3 == "lost" {
		getline who <(dir "/" $2 ".running")
		split(who, word, " ")
		text = text $3 " " $1 " by " word[1] " since " word[2] "\n"
	}
	$3 == "missing" { missing = missing " " $1 }
	END {
		printf "%d shards: %d done, %d running, %d lost, %d missing\n", NR, n["done"],
			n["running"], n["lost"], n["missing"]
		printf "%s", text
		if (missing)
			print "missing" missing
		exit n["done"] == NR ? 0 : 3
	}'
}

summary()
{
	count_shards
	states | while read -r _ name state; do
		echo "shard $state"
		[ "$state" != 'done' ] || cat "$dir/$name.summary" || echo unreadable
	done >"$lines"
	! grep -q unreadable "$lines" || exit 1
	# shellcheck disable=SC2016 # awk's
	awk -v least="$min_success" -v quiet="$quiet" -v order="ok not-modified redirected denied deferred failed duplicate" '
	$1 == "shard" { n++; made += $2 == "done" }
	$1 == "status" { broken += $2 != 0 }
	$1 == "seconds" { work += $2; if ($2 > longest) longest = $2 }
	$1 == "articles" { articles[$2] += $3 }
	$1 == "outcome" {
		if (!($2 " " $3 in count))
			kinds[$2] = kinds[$2] " " $3
		count[$2 " " $3] += $4
		class[$2] += $4
		all += $4
	}
	function details(name,    n, list, i, text) {
		n = split(kinds[name], list, " ")
		if (n == 1 && list[1] == name)
			return ""
		for (i = 1; i <= n; i++)
			text = text (i > 1 ? ", " : " (") count[name " " list[i]] " " list[i]
		return text ")"
	}
	END {
		asked = all - class["redirected"] - class["duplicate"]
		good = class["ok"] + class["not-modified"]
		bad = made < n || broken || (least == "" ? asked && !good : good * 100 < least * asked)
		if (bad || !quiet) {
			printf "%d new, %d changed, %d unchanged articles; %d outcomes", articles["new"],
				articles["changed"], articles["unchanged"], all
			n_classes = split(order, names, " ")
			for (i = 1; i <= n_classes; i++)
				if (class[names[i]])
					printf "%s%d %s%s", between++ ? ", " : ": ", class[names[i]], names[i],
						details(names[i])
			printf "; %d of %d shards in %d s, the longest %d s", made, n, work, longest
			print broken ? ", " broken " of them not good" : ""
		}
		exit bad ? 3 : 0
	}' "$lines"
}

merge()
{
	[ -n "$db" ] || usage_error "--db is missing: which database?"
	count_shards
	need_local "$(dirname "$db")"
	lacking=
	for i in $(seq "$shards"); do
		name=$(printf 'shard-%05d-of-%05d' "$i" "$shards")
		shard_db=$dir/$name.db
		if [ ! -e "$shard_db" ]; then
			lacking="$lacking $i"
			continue
		fi
		if is_remote "$dir"; then
			need_local "$tmp"
			cp "$shard_db" "$lines" || exit 1
			shard_db=$lines
		fi
		winnow-store --quiet --merge "$db" "$shard_db" || exit $?
	done
	[ -n "$lacking" ] || exit 0
	say "merged, but these shards are missing:$lacking"
	exit 3
}
