# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154 # shares its variables with the other parts
# 3-work.sh - what an attempt does: a crawl or a re-parse

crawl_shard()
{
	if [ -n "$from" ]; then
		[ -e "$from/$name.db" ] || die "'$from' has no $name.db"
		cp "$from/$name.db" "$db" || exit 1
	fi
	winnow-crawl ${quiet:+--quiet} --min-success 0 ${sites:+--sites "$sites"} ${rules:+--rules "$rules"} \
		${archive:+--archive "$work/warc"} "$@" --db "$db" --shard "$shard" &
	children=$!
	await "$children"
	whole=$status
}

parse_file()
{
	file=$1
	shift
	if [ -n "$get" ]; then
		$get "$file" >"$work/${file##*/}" &
		children=$!
		await "$children"
		[ "$status" -eq 0 ] || return
		file=$work/${file##*/}
	fi
	winnow-parse --quiet --min-success 0 ${sites:+--sites "$sites"} "$@" "$file" >"$work/parsed" &
	children=$!
	winnow-normalize --quiet --min-success 0 ${sites:+--sites "$sites"} \
		${rules:+--rules "$rules"} <"$work/parsed" >"$work/normal" &
	children="$children $!"
	winnow-store --quiet --min-success 0 "$db" <"$work/normal" &
	children="$children $!"
	# shellcheck disable=SC2086 # process ids
	await $children
	[ -z "$get" ] || rm -f "${file:?}"
}

parse_shard()
{
	mkfifo "$work/parsed" "$work/normal" || exit 1
	[ -r "$list" ] || die "cannot read '$list'"
	awk -v i="${shard%/*}" -v n="${shard#*/}" 'NR % n == i % n' "$list" >"$work/list"
	winnow-store --quiet "$db" </dev/null || exit 1
	whole=0
	while read -r file <&7; do
		parse_file "$file" "$@" 7<&-
		case $status in
		0) ;;
		3) whole=3 ;;
		*) say "cannot parse '$file'" && whole=1 && return ;;
		esac
		[ -z "$stopped" ] || return
	done 7<"$work/list"
}

