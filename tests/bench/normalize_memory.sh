#!/bin/sh
# SPDX-License-Identifier: MIT
# normalize_memory.sh - what winnow-normalize holds in memory over a million records
#
# usage: B=BUILD tests/bench/normalize_memory.sh [RECORDS]
#
# The records, 1,000,000 unless told otherwise, are of a thousand sites; each has lines of its own
# and lines that its site repeats. The run over all of them must not need a tenth more than the run
# over a tenth of them, or the script fails. --learn counts in a table of limited size: it is shown
# with the two amounts too, and fails above 200 MiB. It needs about 700 bytes a record in TMPDIR.

cd "$(dirname "$0")/../.." || exit 1
B="${B:-$PWD/build}"
n="${1:-1000000}"
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM

# The first $1 records.
records()
{
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) {
		site = i * 7919 % 1000
		printf "{\"record\":\"article\",\"url\":\"https://www.site%d.org/a/%d\"," \
			"\"page_kind\":\"article\",\"title\":\"腰椎间盘突出症第%d例_园地%d\"," \
			"\"blocks\":[{\"type\":\"heading\",\"level\":2,\"text\":\"病因\"}," \
			"{\"type\":\"paragraph\",\"text\":\"第%d例患者久坐，腰痛三年，" \
			"直腿抬高试验 60°-70° 阳性，休息与牵引两周后好转，随访半年未复发。\"}," \
			"{\"type\":\"paragraph\",\"text\":\"编号 %d\"}," \
			"{\"type\":\"paragraph\",\"text\":\"园地%d天天见健康\"}," \
			"{\"type\":\"paragraph\",\"text\":\"了解详情\"}]}\n", site, i, i,
			site, i, i, site } }' </dev/null
}

# The peak of process $1 in KiB, taken until it ends.
watch()
{
	peak=0
	while kill -0 "$1" 2>/dev/null; do
		now=$(awk '/VmHWM/ { print $2 }' "/proc/$1/status" 2>/dev/null)
		[ -n "$now" ] && peak=$now
		sleep 0.1
	done
	wait "$1" || exit 1
}

show()
{
	printf '%-9s %9s records: %7s KiB at most\n' "$1" "$2" "$3"
}

bad=0
few=$((n / 10))
records "$n" >"$tmp/records" || exit 1
head -n "$few" "$tmp/records" >"$tmp/few"
for what in '' --learn; do
	for file in few records; do
		# shellcheck disable=SC2086
		"$B/bin/winnow-normalize" -q $what "$tmp/$file" >/dev/null &
		watch $!
		count=$n
		[ $file = few ] && count=$few small=$peak
		show "${what:-plain}" "$count" "$peak"
	done
	if [ -z "$what" ] && [ "$peak" -gt $((small + small / 10)) ]; then
		echo "the memory of a run grows with its length"
		bad=1
	elif [ "$what" = --learn ] && [ "$peak" -gt 204800 ]; then
		echo "counting lines takes more than 200 MiB"
		bad=1
	fi
done
exit $bad
