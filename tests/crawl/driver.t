#!/bin/sh
# SPDX-License-Identifier: MIT
# driver.t - winnow-crawl alone: rounds, budgets, losses, lock and signals, with stand-ins for
# the stages
#
# A stand-in logs its arguments, runs the shell code in $STUB_NAME and passes its input on.
# winnow-due prints the file due.N in its N-th call, or nothing.

. tests/tap.sh

stubs=$tap_tmp/stubs
mkdir "$stubs"
cp "$B/bin/winnow-crawl" "$stubs"
for name in due fetch parse normalize store export report; do
	cat >"$stubs/winnow-$name" <<-'END'
		#!/bin/sh
		name=${0##*-}
		echo "$name $*" >>"$STUB/log"
		eval "work=\$STUB_$name"
		eval "$work"
		case "$name $*" in
		due*)
			n=$(grep -c '^due' "$STUB/log")
			[ ! -e "$STUB/due.$n" ] || cat "$STUB/due.$n"
			;;
		*--seeds*) cat >/dev/null ;;
		*--report*) cat "$STUB/report" ;;
		report*) echo "<html>" ;;
		export*) ;;
		store*) cat >>"$STUB/stored" ;;
		*) exec cat ;;
		esac
	END
	chmod +x "$stubs/winnow-$name"
done

# A fresh folder whose due files are the arguments.
night()
{
	rm -rf "${tap_tmp:?}/night"
	mkdir -p "$tap_tmp/night/sites"
	n=0
	for urls; do
		n=$((n + 1))
		printf '%s\n' "$urls" >"$tap_tmp/night/due.$n"
	done
	cat >"$tap_tmp/night/report" <<-'END'
		{"articles":{"new":2,"changed":1,"unchanged":7},"runs":{"ok":2},
		"outcomes":{"ok":{"article":9,"index":1},"failed":{"http-error":1}}}
	END
	export STUB="$tap_tmp/night"
	: >"$STUB/log"
	touch -t 202001010000 "$STUB/a.db" "$STUB/b.db" # of some night before
}

crawl()
{
	(
		cd "$STUB" && "$stubs/winnow-crawl" --db a.db "$@" >out 2>err
		echo $? >status
	)
}
status()
{
	cat "$STUB/status"
}
# How often a stage was called.
called()
{
	grep -c "^$1" "$STUB/log"
}

night
crawl
is 'nothing due: no stage but due and the report is run' \
	"$(cut -d' ' -f1 "$STUB/log" | tr '\n' ' ')" 'due store '
is 'nothing due: status 0' "$(status)" 0

night a 'b
c'
crawl --seeds seeds.txt
is 'what is due goes through the chain, round by round' "$(cat "$STUB/stored")" 'a
b
c'
is 'a night that went well has status 0' "$(status)" 0
like 'the summary is one line on stdout' "$(cat "$STUB/out")" \
	'^2 new, 1 changed, 7 unchanged articles; 11 outcomes: 10 ok \(9 article, 1 index\), 1 failed \(1 http-error\); 2 rounds in [0-9.]+ s$'
is 'seeds are added first' "$(head -1 "$STUB/log")" \
	'store --quiet --min-success 0 --seeds seeds.txt a.db'
like 'a round is told on stderr' "$(cat "$STUB/err")" '^winnow-crawl: round 2: 2 URLs in'

night a
crawl --quiet
is 'quiet: a good night says nothing' "$(cat "$STUB/out" "$STUB/err")" ''

night a
crawl --delay 0.5 --per-host 2 --total 9 --timeout 3 --contact me --allow-private --depth 2 --shard 2/3 \
	--force --jobs 2 --rules rules --sites sites --log json
is 'due gets its options' "$(grep '^due' "$STUB/log" | head -1 | sed 's/since [^ ]*/since T/')" \
	'due --quiet --log json --sites sites --depth 2 --force --shard 2/3 --since T a.db'
is 'fetch gets its options' "$(grep '^fetch' "$STUB/log" | sed 's/ --metrics.*//')" \
	'fetch --quiet --log json --sites sites --min-success 0 --delay 0.5 --per-host 2 --total 9 --timeout 3 --allow-private --contact me --cache a.db.cache'
is 'parse gets its options' "$(grep '^parse' "$STUB/log")" \
	'parse --quiet --log json --sites sites --min-success 0 --jobs 2'
is 'normalize gets its options' "$(grep '^normalize' "$STUB/log")" \
	'normalize --quiet --log json --sites sites --min-success 0 --rules rules'
is 'due hears when the night began, the same in every round' \
	"$(sed -n 's/.*--since \([^ ]*\).*/\1/p' "$STUB/log" | sort -u | wc -l)" 1

night a b c
crawl --rounds 2
is 'a budget of rounds ends the night' "$(called fetch)" 2
is 'a spent budget is no failure' "$(status)" 0
like 'a spent budget is told' "$(cat "$STUB/out")" ', budget spent$'

night 'a
b' c d
crawl --pages 3
is 'a budget of pages ends the night' "$(called fetch)" 2
is 'due hears how many pages are left' \
	"$(sed -n 's/.*--limit \([0-9]*\).*/\1/p' "$STUB/log" | tr '\n' ' ')" '3 1 '

night a b
STUB_fetch='sleep 1.2' crawl --time 1
is 'a budget of time ends the night' "$(called fetch)" 1
like 'fetch hears how much time is left' "$(grep '^fetch' "$STUB/log")" '--deadline (1|0\.9)'

for stage in fetch parse normalize store; do
	night a b
	eval "export STUB_$stage='case \$* in *--report*) ;;
		*) [ -e \$STUB/died ] || { : >\$STUB/died; kill -9 \$\$; } ;; esac'"
	crawl
	unset "STUB_$stage"
	like "$stage killed: it is named" "$(cat "$STUB/err")" \
		"^winnow-crawl: winnow-$stage was killed by signal 9$"
	is "$stage killed: the next round runs, the night cannot be called good" \
		"$(status) $(called fetch)" '3 2'
	like "$stage killed: the summary tells" "$(cat "$STUB/out")" ', 1 not whole$'
done

night a b c
STUB_parse='exit 1' crawl
is 'two lost rounds in succession fail the night' "$(status) $(called fetch)" '1 2'
like 'a stage that gives up is named with its status' "$(cat "$STUB/err")" \
	'^winnow-crawl: winnow-parse ended with status 1$'
like 'a failed night still sums up' "$(cat "$STUB/out")" ', given up, 2 not whole$|, 2 not whole, given up$'

night a
STUB_due='exit 1' crawl
is 'due fails: status 1' "$(status)" 1
like 'due fails: it is named' "$(cat "$STUB/err")" 'winnow-due ended with status 1'

night a
STUB_store='case $* in *--seeds*) exit 1 ;; esac' crawl --seeds none
is 'seeds cannot be read: status 1, nothing is run' "$(status) $(called due)" '1 0'

night a a b
crawl
is 'a round that brought nothing is not repeated for ever' "$(status) $(called fetch)" '1 1'
like 'a round that brought nothing is told' "$(cat "$STUB/err")" 'due again as if'

night a
echo '{"articles":{},"outcomes":{"deferred":{"timeout":3}}}' >"$STUB/report"
crawl --quiet
is 'no good page: status 3' "$(status)" 3
like 'no good page: told even when quiet' "$(cat "$STUB/out")" '3 deferred \(3 timeout\)'

night a
crawl --min-success 95
is 'fewer good pages than asked for: status 3' "$(status)" 3
night a
crawl --min-success 90
is 'just as many good pages as asked for: status 0' "$(status)" 0

night a
echo nonsense >"$STUB/report"
crawl
is 'no report: status 1' "$(status)" 1

night a
STUB_fetch='until [ -e $STUB/go ]; do sleep 0.05; done' crawl &
wait_until grep '^fetch' "$STUB/log"
(cd "$STUB" && "$stubs/winnow-crawl" --db a.db 2>second)
is 'a second crawl of one database: status 75' $? 75
like 'a second crawl of one database: says who holds it' "$(cat "$STUB/second")" \
	"^winnow-crawl: 'a.db' is being crawled by process [0-9]+ since 20..-"
: >"$STUB/go"
wait
is 'the first crawl goes on' "$(status)" 0
(cd "$STUB" && "$stubs/winnow-crawl" --db a.db --quiet 2>second)
is 'the lock is free again afterwards' $? 0

# The driver is asked to stop: fetch is told, what it still gives goes through.
night a b
(
	cd "$STUB" || exit
	STUB_fetch='trap "echo late; exit 143" TERM; echo $PPID >$STUB/driver; while :; do sleep 0.05; done' \
		"$stubs/winnow-crawl" --db a.db >out 2>err
	echo $? >status
) &
wait_until test -s "$STUB/driver"
kill "$(cat "$STUB/driver")"
wait
is 'SIGTERM: status 143' "$(status)" 143
is 'SIGTERM: fetch ends cleanly, the others take what it gives' "$(cat "$STUB/stored")" late
is 'SIGTERM: no further round' "$(called fetch)" 1
like 'SIGTERM: the summary is printed' "$(cat "$STUB/out")" ', stopped by a signal$'

# The driver is killed: fetch is told, and the lock is held until the last stage has ended.
night a
(
	cd "$STUB" || exit
	STUB_fetch='trap "exit 143" TERM; echo $PPID >$STUB/driver; while :; do sleep 0.05; done' \
		STUB_store='case $* in *--report*) ;; *) until [ -e $STUB/go ]; do sleep 0.05; done ;; esac' \
		"$stubs/winnow-crawl" --db a.db >out 2>err
)  2>/dev/null &
wait_until test -s "$STUB/driver"
kill -9 "$(cat "$STUB/driver")"
wait
(cd "$STUB" && "$stubs/winnow-crawl" --db a.db 2>second)
is 'driver killed: its last stage keeps the lock' $? 75
: >"$STUB/go"
ok 'driver killed: fetch ended with it, and the lock is free in the end' \
	wait_until sh -c 'cd "$STUB" && "$0/winnow-crawl" --db a.db --quiet' "$stubs"

night a b
crawl --archive warc
like 'an archive a round' "$(grep '^fetch' "$STUB/log" | tr '\n' ' ')" \
	'--output warc/winnow-[0-9]+T[0-9]+Z-001.warc.gz --gzip --tee .*-002.warc.gz'
night a b
crawl --sitemaps --cache robots
is 'sitemaps are looked for once a night, robots.txt is kept for all rounds' \
	"$(sed -n 's/^fetch.*--cache/--cache/; s/ --metrics.*//p' "$STUB/log")" '--cache robots --sitemaps
--cache robots'

# ---- settings from a file ----

night a
mkdir "$STUB/etc"
cat >"$STUB/etc/crawl.conf" <<-'END'
	; a comment
	[crawl]
	db = ../b.db
	sites = ../sites
	delay = 3
	rounds = 1
	quiet = yes
	force = no
	[other]
	nonsense = is another's
END
(cd "$STUB" && "$stubs/winnow-crawl" etc/crawl.conf --delay 4 >out 2>err)
is 'settings come from a file, with paths as seen from there; the command line overrules it' \
	"$? $(grep '^due' "$STUB/log" | sed 's/since [^ ]*/since T/') $(grep -o 'delay [0-9]*' "$STUB/log")" \
	'0 due --quiet --sites etc/../sites --since T etc/../b.db delay 4'
for line in 'color = red' 'delay' 'pages = many' 'force = perhaps'; do
	printf '[crawl]\ndb = a.db\n%s\n' "$line" >"$STUB/bad.conf"
	(cd "$STUB" && "$stubs/winnow-crawl" bad.conf >out 2>err)
	is "a file with '$line' is refused" $? 2
	like 'with its line' "$(head -1 "$STUB/err")" "^winnow-crawl: bad[.]conf:3: "
done
(cd "$STUB" && "$stubs/winnow-crawl" none.conf >out 2>err)
is 'a file that is not there: status 2' $? 2

# ---- start pages ----

night a
printf '[site]\nhosts = one.example\nstart = http://one.example/\n\thttp://one.example/more\nsitemap = http://one.example/map.xml\n' >"$STUB/sites/one.ini"
printf '[site]\nhosts = two.example\nfeed = http://two.example/feed\n' >"$STUB/sites/two.ini"
STUB_store='case $* in *--seeds*) cat >$STUB/seeds ;; esac' crawl --sites sites
is 'start pages, sitemaps and feeds of the profiles are added' "$(cat "$STUB/seeds")" \
	'http://one.example/
http://one.example/more
http://one.example/map.xml
http://two.example/feed'
night a
crawl --sites none
is 'a folder of profiles that is not there: status 1, nothing is run' "$(status) $(called due)" '1 0'

# ---- budgets of bytes and of disk ----

night a b c
STUB_fetch='echo "winnow_fetch_body_bytes 700" >a.db.crawl-fetch' crawl --bytes 1K
is 'a budget of bytes ends the night' "$(called fetch) $(status)" '2 0'
is 'fetch hears how many bytes are left' \
	"$(sed -n 's/.*--budget \([0-9]*\).*/\1/p' "$STUB/log" | tr '\n' ' ')" '1024 324 '
ok 'its metrics are not left behind' test ! -e "$STUB/a.db.crawl-fetch"
night a
crawl --free 900000G
is 'a full disk: status 1, nothing is run' "$(status) $(wc -l <"$STUB/log")" '1 0'
like 'a full disk: what is missing where' "$(cat "$STUB/err")" \
	"^winnow-crawl: only [0-9]+ MiB are free for 'a.db', and 921600000 are asked for"

# ---- a URL that kills a stage ----

# What is due: all of $STUB/urls that was neither stored nor put off.
hunt()
{
	night
	seq 20 | sed 's|.*|{"url":"http://a.example/&"}|' >"$STUB/urls"
	: >"$STUB/stored"
	STUB_due='limit=$(echo "$*" | sed -n "s/.*--limit \([0-9]*\).*/\1/p")
		grep -vxFf "$STUB/stored" "$STUB/urls" >"$STUB/left"
		head -n "${limit:-1000}" "$STUB/left"; rm "$STUB/left"; exit' \
	STUB_parse='cat >"$STUB/page.$$"; if grep -q "/13\"" "$STUB/page.$$"; then kill -11 $$; fi
		exec cat "$STUB/page.$$"' \
	STUB_store='case $* in *--report*) ;;
		*) cat >"$STUB/got"; grep stage-lost "$STUB/got" >>"$STUB/put-off"
		sed -n "s/.*outcome.*\(http:..a.example.[0-9]*\).*/{\"url\":\"\1\"}/p" "$STUB/got" >>"$STUB/stored"
		grep "^{.url" "$STUB/got" >>"$STUB/stored"; exit 0 ;; esac' crawl "$@"
}
hunt --summary summary.json
is 'a page that kills a stage: all others come through' "$(sort -u "$STUB/stored" | wc -l)" 20
is 'and it alone is put off, with the reason' \
	"$(jq -r '[.url, .class, .outcome, .detail] | join(" ")' "$STUB/put-off")" \
	'http://a.example/13 deferred stage-lost winnow-parse was killed by signal 11'
is 'the night cannot be called good' "$(status)" 3
is 'the losses are told' "$(jq -r '.losses[0]' "$STUB/summary.json")" \
	'round 1: winnow-parse was killed by signal 11'

# ---- what is done at the end ----

night a
mkdir "$STUB/warc"
for file in winnow-20200101T000000Z-001.warc.gz winnow-20200101T000000Z-002.warc.gz.open \
	other-20200101T000000Z-001.warc.gz winnow-29990101T000000Z-001.warc.gz; do
	: >"$STUB/warc/$file"
done
crawl --archive warc --archive-keep 30d --prune 400d --publish out/exports --snapshot readers.db \
	--report night.html
is 'old archives go, others stay' "$(find "$STUB/warc" -type f -printf '%f\n' | sort | tr '\n' ' ')" \
	'other-20200101T000000Z-001.warc.gz winnow-20200101T000000Z-002.warc.gz.open winnow-29990101T000000Z-001.warc.gz '
is 'then the database is pruned, exported, copied and reported on' \
	"$(grep -E '^export|^report|prune' "$STUB/log")" \
	'store --quiet --min-success 0 --prune 34560000 a.db
export --quiet --since LATEST --publish out/exports a.db
export --quiet --format sqlite --output readers.db a.db
report --quiet a.db'
is 'the page is there' "$(cat "$STUB/night.html")" '<html>'
night a
STUB_export='exit 3' crawl --publish exports
is 'an export that was held back: status 3' "$(status)" 3
like 'and it is told' "$(head -1 "$STUB/out")" ', export held back$'
night a
STUB_export='echo "winnow-export: cannot write: No space left on device" >&2; exit 1' \
	crawl --publish exports --report night.html
is 'an export that failed: status 1, and the rest is done' "$(status) $(cat "$STUB/night.html")" '1 <html>'
like 'its last message is told with its status' "$(tail -1 "$STUB/err")" \
	'^winnow-crawl: winnow-export ended with status 1: cannot write: No space left on device$'
is 'and was passed on as it came' "$(grep -c '^winnow-export: cannot write: No space' "$STUB/err")" 1

# ---- the truth in the morning ----

night a
cat >"$STUB/report" <<-'END'
	{"articles":{"new":0,"changed":0,"unchanged":3,"deleted":0},"outcomes":{"ok":{"article":3},"failed":{"http-error":4}},
	"runs":{"ok":1},"sites":[{"site":"b.example","asked":4,"good":0,"failed":4,"articles":{"new":0,"changed":0,"unchanged":0,"deleted":0},
	"nights":7,"usual":{"asked":4,"good":4,"articles":4,"new":1}}],
	"suspicious":[{"site":"b.example","reason":"silent","detail":"none of 4 pages answered well"}]}
END
crawl --quiet --summary summary.json --metrics winnow.prom
is 'a site that fell silent: status 3' "$(status)" 3
like 'it is told even when quiet' "$(cat "$STUB/out")" \
	'suspicious: b.example is silent: none of 4 pages answered well'
is 'the summary as JSON is one object' \
	"$(jq -c '[.end, .status, .good, .rounds, .pages, .suspicious[0].site]' "$STUB/summary.json")" \
	'["complete",3,false,1,1,"b.example"]'
like 'and for Prometheus' "$(cat "$STUB/winnow.prom")" \
	'winnow_crawl_suspicious\{site="b.example",reason="silent"\} 1'
like 'every line of which is a comment or a number' \
	"$(grep -cvE '^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+]+)$' "$STUB/winnow.prom")" '^0$'
night a
crawl --summary no/such/folder.json
like 'a summary that cannot be written is told' "$(cat "$STUB/err")" "cannot write 'no/such/folder.json'"

(cd "$tap_tmp" && "$stubs/winnow-crawl" >usage 2>&1)
is 'no database: status 2' $? 2
like 'no database: one clear line' "$(head -1 "$tap_tmp/usage")" '^winnow-crawl: --db is missing'
(cd "$tap_tmp" && "$stubs/winnow-crawl" --db a.db extra more >usage 2>&1)
is 'an argument too many: status 2' $? 2
(cd "$tap_tmp" && "$stubs/winnow-crawl" --db missing/a.db >usage 2>&1)
is 'a folder that is not there: status 1' $? 1
rm "$stubs/winnow-parse"
night a b
(cd "$STUB" && PATH=/usr/bin:/bin "$stubs/winnow-crawl" --db a.db >out 2>err)
is 'a program that is not installed: status 1' $? 1
like 'a program that is not installed: it is named' "$(cat "$STUB/err")" \
	"cannot run 'winnow-parse': No such file"

tap_end
