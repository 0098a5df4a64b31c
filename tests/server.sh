# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034
# server.sh - nginx on a free loopback port, serving a copy of fixtures/site; to be sourced
#
#   . tests/server.sh
#   server_start FOLDER [PORT]   sets $server (http://127.0.0.1:PORT) and $server_port, which
#                                is PORT if that is free; the pages served are in FOLDER/site,
#                                copied if missing, the log is FOLDER/run/access.log
#   server_stop                  stops it; call it in the cleanup (it also ends with the script)

server_pid=
server_bound=$PWD/tests/bound

server_stop()
{
	[ -n "$server_pid" ] || return 0
	kill "$server_pid" 2>/dev/null
	wait "$server_pid" 2>/dev/null
	server_pid=
}

# A port nobody listens on at the moment; whether nginx gets it is seen when it starts.
server_guess()
{
	echo $((20000 + ($(od -An -N2 -tu2 /dev/urandom) % 12000)))
}

server_start()
{
	mkdir -p "$1/run" || return 1
	[ -d "$1/site" ] || cp -Rp fixtures/site "$1/site" || return 1
	for server_try in 1 2 3 4 5 6 7 8 9 10; do
		server_port=${2:-$(server_guess)}
		set -- "$1"
		sed "s|@PORT@|$server_port|g; s|@ROOT@|$1/site|g; s|@RUN@|$1/run|g" \
			fixtures/nginx.conf.in >"$1/run/nginx.conf" || return 1
		rm -f "$1/run/nginx.pid"
		PATH=$PATH:/usr/sbin "$server_bound" nginx -p "$1/run" -e "$1/run/error.log" \
			-c "$1/run/nginx.conf" -g 'daemon off;' 2>"$1/run/start.log" &
		server_pid=$!
		for server_wait in 1 2 3 4 5 6 7 8 9 10; do
			[ -s "$1/run/nginx.pid" ] && break
			kill -0 "$server_pid" 2>/dev/null || break
			sleep 0.1
		done
		if [ -s "$1/run/nginx.pid" ] && kill -0 "$server_pid" 2>/dev/null; then
			server=http://127.0.0.1:$server_port
			return 0
		fi
		server_stop
	done
	cat "$1/run/start.log" >&2
	return 1
}
