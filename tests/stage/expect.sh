#!/bin/sh
# SPDX-License-Identifier: MIT
# expect.sh - compare a record with a file of fixtures/expected
#
# usage: expect.sh [-n] [-u PATH] EXPECTED [FILE]
#
# FILE (or standard input) holds JSON Lines; lines that are no article records
# are passed over. -u picks the record whose URL has this PATH (and query), needed
# where the lines hold several. -n leaves the record's url out of the comparison, for
# pages that were parsed from a file. Prints every difference, one a line.
# Exit status: 0 as expected, 1 differences or no such record, 2 usage.

usage()
{
	echo 'usage: expect.sh [-n] [-u PATH] EXPECTED [FILE]' >&2
	exit 2
}

path=
drop=
while getopts nu: option; do
	case $option in
	n) drop='| del(.url)' ;;
	u) path=$OPTARG ;;
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
[ $# -eq 1 ] || [ $# -eq 2 ] || usage
if [ ! -r "$1" ]; then
	echo "expect.sh: cannot read '$1'" >&2
	exit 2
fi
expected=$1
if [ $# -eq 2 ] && [ ! -r "$2" ]; then
	echo "expect.sh: cannot read '$2'" >&2
	exit 2
fi

name=$(basename "$expected" .json)
here=$(dirname "$0")
[ $# -eq 2 ] && exec <"$2"

if ! records=$(jq -c --arg path "$path" \
	'select(type == "object" and .record == "article"
		and ($path == ""
			or (.url // "" | sub("^[a-z]+://[^/]*"; "")) == $path))'); then
	echo "$name: the record is not JSON"
	exit 1
fi
count=$(printf '%s' "$records" | grep -c .)
if [ "$count" -ne 1 ]; then
	echo "$name: wanted 1 article record, got $count"
	exit 1
fi
if ! wanted=$(jq -c ". $drop" "$expected"); then
	echo "expect.sh: '$expected' is not JSON" >&2
	exit 2
fi
if ! differences=$(printf '%s\n' "$records" |
	jq -r --argjson want "[$wanted]" -f "$here/expect.jq"); then
	echo "$name: the record cannot be compared"
	exit 1
fi
[ -z "$differences" ] && exit 0
printf '%s\n' "$differences" | sed "s|^|$name: |"
exit 1
