# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154 # shares its variables with the other parts
# 4-commit.sh - one shard from the claim to the commit

# The report's counts, a line each.
report_lines()
{
	awk '
	function part(name, ending,    rest) {
		rest = substr($0, index($0, "\"" name "\":{") + length(name) + 4)
		rest = substr(rest, 1, rest ~ /^}/ ? 0 : index(rest, ending) - 1)
		gsub(/"/, "", rest)
		return rest
	}
	function lines(first, counts,    n, list, i) {
		n = split(counts, list, ",")
		for (i = 1; i <= n; i++) {
			sub(":", " ", list[i])
			print first, list[i]
		}
	}
	{
		lines("articles", part("articles", "}"))
		n = split(part("outcomes", "}}"), classes, "},")
		for (c = 1; c <= n; c++)
			lines("outcome " substr(classes[c], 1, index(classes[c], ":") - 1),
				substr(classes[c], index(classes[c], "{") + 1))
	}'
}

# Everything is copied, and is on the disk, before it gets its name.
commit()
{
	report=$(winnow-store "$db" --report "$began") || exit 1
	{
		echo "status $whole"
		echo "seconds $(($(date +%s) - started))"
		echo "attempt $attempt"
		printf '%s\n' "$report" | report_lines
	} >"$part.summary" && cp "$db" "$part.db" || exit 1
	sync "$part.summary" "$part.db" || exit 1
	if [ -n "$archive" ]; then
		mkdir -p "$work/warc" && cp -R "$work/warc" "$part.warc" &&
			find "$part.warc" -exec sync {} + || exit 1
		rm -rf "${dir:?}/$name.warc"
	fi
	is_mine || die "$name: another attempt has taken it over"
	[ ! -e "$result" ] || return 0
	[ -z "$archive" ] || mv "$part.warc" "$dir/$name.warc" || exit 1
	mv "$part.summary" "$dir/$name.summary" && mv "$part.db" "$result" && sync "$dir"
}

make_shard()
{
	[ -n "$shard" ] || usage_error "--shard is missing: which one?"
	i=${shard%%/*} n=${shard#*/}
	{ is_count "$i" && is_count "$n" && [ "$i" -le "$n" ]; } ||
		usage_error "--shard takes I/N, shard I of N, as 1/4, not '$shard'"
	name=$(printf 'shard-%05d-of-%05d' "$i" "$n")
	attempt=${SLURMD_NODENAME:-$(uname -n)}-${SLURM_JOB_ID:-0}-${SLURM_RESTART_COUNT:-0}-$$
	mkdir -p "$dir" || exit 1
	result=$dir/$name.db mark=$dir/$name.running part=$dir/.$name.$attempt
	[ ! -e "$result" ] || { say "$name is there"; exit 0; }
	stopped='' children='' heart='' work=''
	open_work
	trap leave EXIT
	trap 'stop 15' TERM
	trap 'stop 2' INT
	trap 'stop 1' HUP
	claim
	[ ! -e "$result" ] || { say "$name is there"; exit 0; }
	sweep
	rm -rf "${dir:?}/.$name".* # of attempts that were killed
	heartbeat </dev/null >/dev/null 2>&1 9>&- &
	heart=$!
	db=$work/shard.db started=$(date +%s) began=$(date -u +%FT%TZ)
	"${mode}_shard" "$@"
	leave_if_stopped
	case $whole in
	0 | 3) commit ;;
	*) die "$name: not made, status $whole" ;;
	esac
}
