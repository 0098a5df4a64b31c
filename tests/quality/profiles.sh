#!/bin/sh
# SPDX-License-Identifier: MIT
# profiles.sh - how much of what winnow finds on a page a proposed profile gives as well
#
# usage: B=BUILD tests/quality/profiles.sh
#
# Proposes a profile from each page of the development sets and counts, by the proof in its comments,
# the fields that it gives the same. Every profile must pass winnow-site check.

cd "$(dirname "$0")/../.." || exit 1
B=${B:-$PWD/build}
quality=${WINNOW_SHARED:-../shared}/quality
if [ ! -d "$quality" ]; then
	echo "profiles: skipped: '$quality' is missing (WINNOW_SHARED)"
	exit 0
fi
out=$B/quality/profiles
mkdir -p "$out" || exit 1
rm -f "${out:?}"/*.ini "${out:?}"/*.err

for set in multilingual forum news snippets mixed; do
	jq -r '[.id, .url // "https://example.org/"] | @tsv' "$quality/sets/$set/truth.jsonl" |
		while IFS="$(printf '\t')" read -r id url; do
			page=$quality/sets/$set/pages/$id.html
			[ -f "$page" ] || continue
			"$B/bin/winnow-site" new --quiet --page "$page" --url "$url" \
				>"$out/$set-$id.ini" 2>"$out/$set-$id.err" || echo "$set/$id: $(cat "$out/$set-$id.err")"
		done
done

failed=$(find "$out" -name '*.ini' -print0 | xargs -0 -n 1 "$B/bin/winnow-site" check --quiet | wc -l)
awk -v failed="$failed" '
	/^; [a-z_]*: / { name = $2 }
	/^; the same on [0-9]+ of [0-9]+$/ { same[name] += $5; wanted[name] += $7; s += $5; w += $7 }
	END {
		for (name in wanted)
			printf "%-16s %5d of %5d %5.1f %%\n", name, same[name], wanted[name], 100 * same[name] / wanted[name]
		printf "%-16s %5d of %5d %5.1f %%\n", "all", s, w, w ? 100 * s / w : 0
		printf "profiles that winnow-site check finds fault with: %d\n", failed
		exit failed > 0
	}' "$out"/*.ini | sort -k 6 -n
