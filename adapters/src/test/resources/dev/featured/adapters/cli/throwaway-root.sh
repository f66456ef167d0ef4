# To be run inside a real systemd: lets a package be installed there, of which nothing reaches this machine. What is
# written to /usr, /var, /etc and /tmp goes to a file system in memory; /etc/systemd and the unit files stay the systemd's own.
set -eu
mkdir -p /run/root /run/configuration
mount -t tmpfs -o mode=755 tmpfs /run/root
mount --bind /etc/systemd /run/configuration
# Where the daemon finds its Redis without being told.
mkdir -p /run/redis
mount --bind "$1" /run/redis
for folder in usr var etc tmp; do
  mkdir -p "/run/root/$folder" "/run/root/.work/$folder"
  mount -t overlay overlay -o "lowerdir=/$folder,upperdir=/run/root/$folder,workdir=/run/root/.work/$folder" "/$folder"
done
mount --bind /run/lib-units /lib/systemd/system
mount --bind /run/empty /lib/systemd/system-generators
mount --bind /run/configuration /etc/systemd
# What this machine may have of its own is not to be seen.
rm -rf /var/lib/featured /var/cache/featured
