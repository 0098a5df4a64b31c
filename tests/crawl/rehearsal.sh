# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154
# rehearsal.sh - twenty sites for rehearsal.t: eighteen by nginx, two by the hostile server; to be
# sourced after tests/tap.sh and tests/stage/fetch/hostile.sh
#
#   sites_night N [DOWN]  the sites as they are in night N; DOWN is the one that nobody answers for
#   sites_stop            call it in the cleanup
#
# Sets $sites_port, and $sites_log to nginx' log of the night: a line a request, of time, host,
# status and path.

sites_pid=
sites_port=

sites_stop()
{
	[ -n "$sites_pid" ] || return 0
	kill "$sites_pid" 2>/dev/null
	wait "$sites_pid" 2>/dev/null
	sites_pid=
}

# The servers of all sites but the one that is down.
sites_servers()
{
	for site in $(seq 18); do
		[ "$site" != "$1" ] || continue
		echo "server { listen 127.0.0.$site:$sites_port; root $sites_root/$site; index index.html;"
		case $site in
		10) echo 'location = /old.html { return 301 /a1.html; }' ;;
		11) echo 'etag off; if_modified_since off; add_header Last-Modified "";' ;;
		13) [ "$sites_now" -ne 3 ] || echo 'location / { return 500; } location = /robots.txt { }' ;;
		esac
		[ "$site" -eq 13 ] && [ "$sites_now" -eq 3 ] ||
			echo "location / { if (-f \$document_root\$uri.gone) { return 410; } }"
		echo '}'
	done
}

sites_conf()
{
	cat <<CONF
daemon off;
master_process off;
pid $sites_run/nginx.pid;
events { worker_connections 512; }
http {
	log_format night '\$msec \$server_addr \$status \$request_uri';
	access_log $sites_log night;
	log_not_found off;
	types { text/html html; text/plain txt; }
	client_body_temp_path $sites_run/body;
	proxy_temp_path $sites_run/proxy;
	fastcgi_temp_path $sites_run/fastcgi;
	uwsgi_temp_path $sites_run/uwsgi;
	scgi_temp_path $sites_run/scgi;
$(sites_servers "$1")
}
CONF
}

sites_night()
{
	sites_stop
	sites_now=$1
	sites_root=$tap_tmp/sites.root
	sites_run=$tap_tmp/sites.run
	sites_log=$tap_tmp/night-$1.log
	mkdir -p "$sites_root" "$sites_run"
	python3 "$top/tests/crawl/rehearsal_sites.py" "$sites_root" "$1" || return 1
	: >"$sites_log"
	[ -n "$sites_port" ] || sites_port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
	sites_conf "$2" >"$sites_run/nginx.conf"
	rm -f "$sites_run/nginx.pid"
	PATH=$PATH:/usr/sbin "$top/tests/bound" nginx -p "$sites_run" -e "$sites_run/error.log" \
		-c "$sites_run/nginx.conf" &
	sites_pid=$!
	wait_until test -s "$sites_run/nginx.pid"
}
