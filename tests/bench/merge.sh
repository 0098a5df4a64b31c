#!/bin/sh
# SPDX-License-Identifier: MIT
# merge.sh - ten shards folded into one database, beside one database that loads the same records
#
# usage: tests/bench/merge.sh        SHARDS (10) databases of RECORDS (20,000) records each
#
# Prints the processor seconds of both, and their ratio.  TMPDIR needs some gigabytes.

shards=${SHARDS:-10} records=${RECORDS:-20000}
PATH=${B:-$PWD/build}/bin:$PATH
here=$PWD/tests/bench
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "${tmp:?}"' EXIT
trap 'exit 1' INT TERM
cd "$tmp" || exit 1

# Runs a command and prints its processor seconds.
cpu()
{
	python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%.2f" % (used.ru_utime + used.ru_stime))' "$@"
}

loaded=0
for shard in $(seq "$shards"); do
	# Each shard has sites of its own; the teasers are everybody's.
	"$here/store_records.py" "$records" "run-$shard" |
		sed "s|\"url\": \"http://\\(site[0-9]*\\)\\.example/a/|\"url\": \"http://\\1.shard$shard.example/a/|" >records.jsonl
	winnow-store --quiet "shard$shard.db" records.jsonl || exit 1
	loaded=$(echo "$loaded $(cpu winnow-store --quiet single.db records.jsonl)" |
		awk '{ print $1 + $2 }')
done
merged=$(cpu winnow-store --quiet --merge merged.db shard*.db)
again=$(cpu winnow-store --quiet --merge merged.db shard*.db)
for db in single merged; do
	winnow-export --quiet "$db.db" | sort | sha256sum >"$db.lines"
done
cmp -s single.lines merged.lines || { echo "merge.sh: the exports differ" >&2; exit 1; }
echo "$shards shards of $records records; both export the same lines"
awk -v loaded="$loaded" -v merged="$merged" -v again="$again" 'BEGIN {
	printf "loading them into one database: %.2f s\n", loaded
	printf "merging the shards: %.2f s, %.2f x\n", merged, merged / loaded
	printf "merging them again: %.2f s\n", again
}'
