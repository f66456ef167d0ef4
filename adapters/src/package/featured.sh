#!/bin/sh
# Runs featured on a Java that is new enough, with options that keep it small and let it start quickly. All of it can be
# set otherwise in /etc/default/featured.
defaults=/etc/default/featured
folder=/usr/share/featured
archive=/var/cache/featured/featured.jsa

set -a
# shellcheck disable=SC1090
[ ! -r "$defaults" ] || . "$defaults"
# glibc would give each thread an arena of its own.
MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1}
set +a

# shellcheck source=find-java
. "$folder/find-java"
if [ -z "$java" ]; then
  echo "featured: there is no Java 17 or later here; FEATURED_JAVA in $defaults may name one" >&2
  exit 1
fi

# shellcheck disable=SC2086
exec "$java" "@$folder/jvm.options" -XX:SharedArchiveFile="$archive" ${FEATURED_JAVA_OPTIONS:-} \
  -jar "$folder/featured.jar" "$@"
