#!/bin/sh
# SPDX-License-Identifier: MIT
# root.sh - this machine's file system as a root of its own in which systemd runs
#
# usage: unshare --mount --pid --fork --cgroup sh tests/deb/root.sh FOLDER
#
# FOLDER is empty.  What is written there is in memory, and gone with systemd; this machine sees
# nothing of it, but shares its network.

base=${1:?} root=${1:?}/root
set -e
mount --make-rprivate /
mount -t tmpfs -o size=1G tmpfs "$base"
mkdir "$base/upper" "$base/work" "$root"
mount -t overlay -o "lowerdir=/,upperdir=$base/upper,workdir=$base/work" overlay "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
	mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
else
	mount -t tmpfs tmpfs "$root/sys/fs/cgroup"
	mkdir "$root/sys/fs/cgroup/systemd"
	mount -t cgroup -o none,name=systemd cgroup "$root/sys/fs/cgroup/systemd"
fi
for folder in run tmp; do
	mount -t tmpfs tmpfs "$root/$folder"
done
mount --rbind /dev "$root/dev"
# Of this machine's services only what basic.target needs; none that touches devices or networks.
rm -f "$root"/etc/systemd/system/*.wants/*
for unit in systemd-udevd systemd-udev-trigger systemd-networkd systemd-resolved systemd-timesyncd \
	systemd-modules-load systemd-sysctl networking; do
	ln -sf /dev/null "$root/etc/systemd/system/$unit.service"
done
export container=winnow-test
exec chroot "$root" /lib/systemd/systemd --system --unit=basic.target --log-target=null --show-status=no
