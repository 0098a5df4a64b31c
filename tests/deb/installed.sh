#!/bin/sh
# SPDX-License-Identifier: MIT
# installed.sh - the Debian package on a system with systemd: installed over an older one, run by its
# unit and its timer, upgraded again, removed, purged
#
# usage: B=BUILD tests/deb/installed.sh       the package is in BUILD/deb (make check-deb)

. tests/tap.sh
. tests/server.sh

package=$(ls "$B"/deb/winnow_*.deb 2>/dev/null)
base=$tap_tmp/system
init='' unshare_pid=''
# With unshare its child ends, and with that, which is the init of its processes, all of them.
tap_cleanup()
{
	[ -z "$unshare_pid" ] || kill -9 "$unshare_pid" 2>/dev/null
	server_stop
}
if [ -z "$package" ]; then
	skip 'the package' "none is in $B/deb: make deb"
	tap_end
fi
mkdir "$base"
unshare --mount --pid --fork --cgroup --kill-child sh tests/deb/root.sh "$base" >"$tap_tmp/boot" 2>&1 &
unshare_pid=$!
has_init()
{
	init=$(pgrep -P "$unshare_pid" -x systemd)
}
inside()
{
	nsenter -t "$init" --mount --pid --cgroup chroot "$base/root" "$@"
}
is_up()
{
	case $(inside systemctl is-system-running 2>/dev/null) in
	running | degraded) ;;
	*) return 1 ;;
	esac
}
for _ in $(seq 50); do
	has_init && is_up && break
	kill -0 "$unshare_pid" 2>/dev/null || break
	sleep 0.2
done
if ! has_init || ! is_up; then
	skip 'the package' "no systemd can be run here: $(tail -n 1 "$tap_tmp/boot")"
	tap_end
fi
query()
{
	inside sqlite3 -readonly /var/lib/winnow/articles.db "$1"
}
# Whether systemd calls the last run a failure, and for which status; what ended well it forgets.
result()
{
	inside systemctl show winnow.service --property ActiveState,Result,ExecMainStatus --value | tr '\n' ' ' | sed 's/ $//'
}
start()
{
	inside systemctl start winnow.service >/dev/null 2>&1
}
files_of_winnow()
{
	inside find /usr /lib /etc /var ! -path '/var/lib/dpkg/*' ! -path '/var/log/*' ! -path '/var/lib/systemd/timers/*' ! -path '/var/cache/*' \
		! -path "*$PWD/*" -path '*winnow*' | sort
}

# An older package, as it may have been: a program that is gone since, and other settings.
make_older()
{
	dpkg-deb -R "$package" "$tap_tmp/older" || return 1
	sed -i 's/^Version: .*/Version: 0.0.1~older/' "$tap_tmp/older/DEBIAN/control"
	cp "$tap_tmp/older/usr/bin/winnow-due" "$tap_tmp/older/usr/bin/winnow-past"
	echo '; a setting of the past' >>"$tap_tmp/older/etc/winnow/crawl.conf"
	dpkg-deb --root-owner-group -b "$tap_tmp/older" "$tap_tmp/older.deb" >/dev/null
}
# install_deb NAME: with its status; settings that both sides changed stay.
install_deb()
{
	inside dpkg -i --force-confdef --force-confold "/root/$1.deb" >"$tap_tmp/dpkg" 2>&1
}
state()
{
	inside dpkg-query -W -f '${Status} ${Version}' winnow
}

# ---- installed ----

files_of_winnow >"$tap_tmp/before"
make_older || echo 'no older package' >&2
cp "$package" /proc/"$init"/root/root/winnow.deb
cp "$tap_tmp/older.deb" /proc/"$init"/root/root/older.deb
ok 'an older package is installed' install_deb older
is 'the package is installed over it' "$(install_deb winnow; state)" \
	"install ok installed $(dpkg-deb -f "$package" Version)"
is 'what only the older one had is gone' "$(inside ls /usr/bin/winnow-past 2>/dev/null)" ''
is 'settings that nobody changed are those of the new one' \
	"$(inside grep -c 'of the past' /etc/winnow/crawl.conf)" 0
like 'its programs run' "$(inside winnow-crawl --version)" '^winnow-crawl [0-9]'
ok 'its manual is found' inside man -w winnow-crawl
is 'the service has a user' "$(inside getent passwd winnow | cut -d: -f1,6)" winnow:/var/lib/winnow
is 'the timer is not enabled, nor does it run' \
	"$(inside systemctl is-enabled winnow.timer) $(inside systemctl is-active winnow.timer)" 'disabled inactive'

# ---- a night ----

inside mkdir -p /run/systemd/system/winnow.service.d
inside sh -c 'printf "[Service]\nStandardError=append:/var/log/messages-of-winnow\n" >/run/systemd/system/winnow.service.d/log.conf'
inside systemctl daemon-reload
# What the crawl has said since it was asked last.
messages()
{
	inside sh -c 'cat /var/log/messages-of-winnow && rm /var/log/messages-of-winnow'
}
server_start "$tap_tmp"
inside sh -c 'cat >/etc/winnow/sites/fixture.ini' <<END
[site]
hosts = 127.0.0.1
start = $server/index.html
[scope]
depth = 2
END
inside sed -i 's/^time = .*/time = 1h\nallow-private = yes\ndelay = 0\nforce = yes\nmin-success = 0/; s/^free = .*/free = 1M/' \
	/etc/winnow/crawl.conf
start
is 'a night is a success' "$? $(result)" '0 success 0 inactive'
like 'of some rounds' "$(messages)" 'winnow-crawl: round 2: '
ok 'it stored articles' test "$(query 'SELECT count(*) FROM article')" -ge 5
is 'archive, exports, snapshot, report and summary are there, and the user'"'s" \
	"$(inside sh -c 'cd /var/lib/winnow && stat -c %U archive exports/LATEST readers.db report.html summary.json | uniq')" winnow
is 'nobody else can read them' "$(inside stat -c %A /var/lib/winnow/articles.db)" '-rw-r-----'

inside flock /var/lib/winnow/articles.db.crawl-lock sleep 20 &
holder=$!
is_held()
{
	! inside flock --nonblock /var/lib/winnow/articles.db.crawl-lock true
}
wait_until is_held
start
is 'a crawl that finds another one running is no failure' "$? $(result)" '0 success 0 inactive'
like 'though it did nothing' "$(messages)" 'is being crawled by process'
kill "$holder" 2>/dev/null
inside pkill -x sleep
wait "$holder" 2>/dev/null

server_stop
start
is 'a night in which a site gives nothing is one' "$(result)" 'exit-code 3 failed'
server_start "$tap_tmp" "$server_port"

inside sed -i 's/^delay = .*/delay = 2/' /etc/winnow/crawl.conf
inside systemctl reset-failed winnow.service
inside systemctl start --no-block winnow.service
is_crawling()
{
	[ "$(query "SELECT count(*) FROM run WHERE state = 'partial'" 2>/dev/null)" != '' ] &&
		inside pgrep -x winnow-fetch >/dev/null
}
wait_until is_crawling
inside sh -c 'cd /proc/$(pgrep -o -x winnow-fetch) && cat status mountinfo' >"$tap_tmp/sandbox"
is 'it runs in the sandbox of its unit: as its user, without privileges, system calls filtered' \
	"$(awk '/^(Uid|CapBnd|NoNewPrivs|Seccomp):/ { print $2 }' "$tap_tmp/sandbox" | tr '\n' ' ')" \
	"$(inside id -u winnow) 0000000000000000 1 2 "
is 'the system cannot be written, but for its folder' \
	"$(awk '$5 == "/" || $5 == "/var/lib/winnow" { print $5, substr($6, 1, 2) }' "$tap_tmp/sandbox" | sort)" \
	"$(printf '/ ro\n/var/lib/winnow rw')"
began=$(date +%s)
inside systemctl stop winnow.service
ok 'a night is stopped within the grace time' test $(($(date +%s) - began)) -lt 60
is 'which is no failure' "$(result)" 'success 0 inactive'
is 'nothing of it is left running' "$(inside pgrep winnow-)" ''
ok 'the database is sound' inside winnow-store --check /var/lib/winnow/articles.db

# ---- the timer ----

inside sed -i 's/^delay = .*/delay = 0/' /etc/winnow/crawl.conf
inside mkdir -p /etc/systemd/system/winnow.timer.d
inside sh -c 'cat >/etc/systemd/system/winnow.timer.d/often.conf' <<'END'
[Timer]
OnCalendar=
OnCalendar=*-*-* *:*:00/3
RandomizedDelaySec=0
AccuracySec=1s
END
inside systemctl daemon-reload
nights=$(query 'SELECT count(DISTINCT night) FROM run')
inside systemctl enable --now winnow.timer >/dev/null 2>&1
has_another_night()
{
	[ "$(query 'SELECT count(DISTINCT night) FROM run')" -gt "$nights" ]
}
ok 'the timer starts a night' wait_until has_another_night
inside systemctl disable --now winnow.timer >/dev/null 2>&1
inside systemctl stop winnow.service
inside rm -r /etc/systemd/system/winnow.timer.d

# ---- again, and away ----

inside cat /etc/winnow/crawl.conf >"$tap_tmp/conf"
keeps_settings()
{
	cmp "$tap_tmp/conf" /proc/"$init"/root/etc/winnow/crawl.conf
}
ok 'the older package can come back' install_deb older
ok 'and be upgraded again' install_deb winnow
ok 'settings that were changed stay' keeps_settings
ok 'those of the package lie beside them' inside test -s /etc/winnow/crawl.conf.dpkg-dist
inside dpkg -r winnow >/dev/null 2>&1
is 'removed, its programs are gone' "$(inside sh -c 'ls /usr/bin/winnow-* 2>/dev/null')" ''
ok 'the settings stay' keeps_settings
inside dpkg -P winnow >/dev/null 2>&1
ok 'purged, what was gathered is there still' \
	test "$(query 'SELECT count(*) FROM article')" -ge 5
inside rm -r /etc/winnow/sites/fixture.ini /var/lib/winnow
inside rmdir /etc/winnow/sites /etc/winnow 2>/dev/null
files_of_winnow >"$tap_tmp/after"
is 'and of its own it leaves nothing' "$(comm -13 "$tap_tmp/before" "$tap_tmp/after")" ''
tap_end
