# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154
# cluster.sh - Slurm with four nodes on this machine, without root's files; to be sourced
#
#   cluster_start FOLDER    munge, slurmctld and four slurmd, all with files below FOLDER; false when
#                           one of them does not come up, whose log is then printed
#   cluster_kill NODE       kills a slurmd and all that its tasks run, at once
#   cluster_release         lets jobs that were put back into the queue start now, not in 150 s
#   cluster_stop            stops everything by process id; call it in the cleanup

cluster_nodes='n1 n2 n3 n4'
cluster_daemons=
cluster_bound=$PWD/tests/bound

cluster_configure()
{
	set -- "$1" $((30000 + $(od -An -N2 -tu2 /dev/urandom) % 20000))
	cat <<-END
		ClusterName=winnow
		SlurmctldHost=localhost(127.0.0.1)
		SlurmUser=$(id -un)
		SlurmdUser=$(id -un)
		AuthType=auth/munge
		AuthInfo=socket=$1/munge.socket
		CredType=cred/munge
		SlurmctldPort=$2
		SlurmctldPidFile=$1/slurmctld.pid
		SlurmctldLogFile=$1/slurmctld.log
		StateSaveLocation=$1/state
		SlurmdPidFile=$1/%n.pid
		SlurmdLogFile=$1/%n.log
		SlurmdSpoolDir=$1/%n.spool
		SlurmdParameters=config_overrides
		SlurmdTimeout=3
		MessageTimeout=2
		TCPTimeout=1
		SlurmctldTimeout=10
		KillWait=2
		MpiDefault=none
		ProctrackType=proctrack/linuxproc
		TaskPlugin=task/none
		ReturnToService=2
		SelectType=select/cons_tres
		SelectTypeParameters=CR_CPU
		SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0
		MailProg=/bin/true
		PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
	END
	for cluster_node in $cluster_nodes; do
		set -- "$1" $(($2 + 1))
		echo "NodeName=$cluster_node NodeHostname=localhost NodeAddr=127.0.0.1 Port=$2 CPUs=2 RealMemory=4000"
	done
}

# Starts a daemon that stays in the foreground, and remembers it.  It ends with the script, too; jobs
# that slurmd has started by then end by themselves.
cluster_daemon()
{
	cluster_name=$1
	shift
	PATH=$PATH:/usr/sbin "$cluster_bound" "$@" >"$cluster/$cluster_name.out" 2>&1 &
	cluster_daemons="$cluster_daemons $!"
	eval "cluster_pid_$cluster_name=$!"
}

cluster_is_up()
{
	[ "$(sinfo -h -N -t idle -o %N | sort -u | wc -l)" -eq 4 ]
}

cluster_start()
{
	cluster=$1
	mkdir -p "$cluster/state" && chmod 755 "$cluster" || return 1
	export SLURM_CONF="$cluster/slurm.conf"
	cluster_configure "$cluster" >"$SLURM_CONF"
	(umask 077 && head -c 1024 /dev/urandom >"$cluster/munge.key")
	cluster_daemon munged munged --foreground --force --socket "$cluster/munge.socket" \
		--key-file "$cluster/munge.key" --pid-file "$cluster/munge.pid" \
		--seed-file "$cluster/munge.seed" --log-file "$cluster/munge.log"
	wait_until munge -n -S "$cluster/munge.socket" || { cat "$cluster"/munge*.out; return 1; }
	cluster_daemon slurmctld slurmctld -D
	for cluster_node in $cluster_nodes; do
		cluster_daemon "$cluster_node" slurmd -D -N "$cluster_node"
	done
	wait_until cluster_is_up || { tail "$cluster"/*.out "$cluster"/*.log; return 1; }
}

# The processes with both words in their environment, and the slurmstepd above them.
cluster_processes()
{
	for cluster_proc in /proc/[0-9]*; do
		if tr '\0' '\n' <"$cluster_proc/environ" | grep -qxF "SLURM_CONF=$SLURM_CONF" &&
			tr '\0' '\n' <"$cluster_proc/environ" | grep -qxF "$1"; then
			echo "${cluster_proc#/proc/}"
			cluster_parent=$(awk '/^PPid/ { print $2 }' "$cluster_proc/status")
			grep -q slurmstepd "/proc/$cluster_parent/comm" && echo "$cluster_parent"
		fi
	done 2>/dev/null | sort -u
}

cluster_kill()
{
	eval "cluster_victim=\$cluster_pid_$1"
	# shellcheck disable=SC2046 # process ids
	kill -9 "$cluster_victim" $(cluster_processes "SLURMD_NODENAME=$1") 2>/dev/null
	wait "$cluster_victim" 2>/dev/null
}

cluster_release()
{
	squeue -h -t PD -o '%F_%K %r' | sed -n 's/ BeginTime$//p' | while read -r cluster_job; do
		scontrol update "jobid=$cluster_job" starttime=now
	done
}

cluster_stop()
{
	[ -n "$cluster_daemons" ] || return 0
	for cluster_node in $cluster_nodes; do
		# shellcheck disable=SC2046 # process ids
		set -- $(cluster_processes "SLURMD_NODENAME=$cluster_node")
		[ $# -eq 0 ] || kill -9 "$@" 2>/dev/null
	done
	# shellcheck disable=SC2086 # process ids
	kill -9 $cluster_daemons 2>/dev/null
	# shellcheck disable=SC2086
	wait $cluster_daemons 2>/dev/null
	cluster_daemons=
}
