# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154
# shards.sh - sites for tests of many machines; to be sourced after tests/tap.sh, tests/server.sh
#
#   sites_start              serves the fixture site as three sites of two hosts each and one address:
#                            $tap_tmp/seeds has their start pages, $tap_tmp/profiles what to leave out
#   exported DB...           the articles of databases in one canonical form, without their times
#   contents FILE            such a list without how the crawl came to each page: where two archives have
#                            a page, fetched in the same second, either may be taken
#   differing FILE FILE      the URLs by which two of these lists differ
#   asked_by                 of each site, who asked it: the contacts of the User-Agents
#   paces DELAY              of 20 requests in a row to a host, the shortest time as a part of 19 delays,
#                            in hundredths, or 'few' when no host was asked so often

sites_start()
{
	server_start "$tap_tmp/server" || exit 1
	for host in www.one m.one www.two m.two www.three m.three; do
		echo "http://$host.localhost:$server_port/"
	done >"$tap_tmp/seeds"
	echo "http://127.0.0.2:$server_port/" >>"$tap_tmp/seeds"
	mkdir "$tap_tmp/profiles"
	# What has to wait for 2 s and more.
	printf '[site]\nhosts = localhost 127.0.0.2\n[scope]\nignore = /busy\n' >"$tap_tmp/profiles/all.ini"
}

exported()
{
	for db; do
		winnow-export --quiet "$db"
	done | jq -c -S 'del(.fetched_at)' | sort
}

contents()
{
	jq -c -S 'del(.via, .depth, .requested_url, .redirects)' "$1"
}

differing()
{
	diff "$1" "$2" | sed -n 's/^\([<>]\).*"title":"[^"]*","url":"\([^"]*\)".*/\1 \2/p; t; s/^\([<>]\) .*/\1 a line/p'
}

asked_by()
{
	jq -r '[(.host | sub(":.*"; "") | sub("^(www|m)[.]"; "")),
		(.user_agent | sub(".*[+]"; "") | sub("[)]"; ""))] | join(" ")' \
		"$tap_tmp/server/run/access.log" | sort -u
}

paces()
{
	jq -r '[.host, .time] | join(" ")' "$tap_tmp/server/run/access.log" | sort -k1,1 -k2,2n |
		awk -v delay="$1" '
		$1 != host { host = $1; n = 0 }
		{ at[++n] = $2 }
		n >= 20 {
			span = (at[n] - at[n - 19]) / (19 * delay)
			if (!seen++ || span < least)
				least = span
		}
		END { if (seen) printf "%d\n", 100 * least; else print "few" }'
}
