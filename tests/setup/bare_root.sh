#!/usr/bin/env bash
# Proves the set-up on a Debian 12 that has Python 3 and nothing else. By hand, as root, on a machine with debootstrap:
#
#   tests/setup/bare_root.sh FOLDER [setup|open|test|build|all]     (FOLDER becomes the root; an existing one is used again)
#
# What is committed is what is proved: the root gets a clone. DEBIAN_SUITE names another Debian (a newer one brings a
# newer Python), DEBIAN_MIRROR another mirror; PIP_CERT, PIP_INDEX_URL and the proxy variables of the caller hold inside
# too, for a network that needs them.
set -euo pipefail

root=$(realpath -m "${1:?usage: bare_root.sh FOLDER [setup|open|test|build|all]}")
what=${2:-all}
top=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
inside=/home/office/skarbonka
second_run_seconds=5

[ "$(id -u)" = 0 ] || { echo "bare_root.sh: only root can make a root" >&2; exit 1; }

if [ ! -x "$root/usr/bin/python3" ]; then
  suite=${DEBIAN_SUITE:-bookworm} script=()
  # An older debootstrap does not know a newer Debian by name; the way to make one is that of sid.
  [ -e "/usr/share/debootstrap/scripts/$suite" ] || script=(sid)
  debootstrap --variant=minbase --include=python3 "$suite" "$root" "${DEBIAN_MIRROR:-}" "${script[@]}"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"

# A network with a certificate authority of its own.
pass=()
for name in PIP_INDEX_URL PIP_DEFAULT_TIMEOUT http_proxy https_proxy no_proxy; do
  [ -z "${!name:-}" ] || pass+=("$name=${!name}")
done
if [ -n "${PIP_CERT:-}" ]; then
  install -D -m 644 "$PIP_CERT" "$root/usr/local/share/caller-authorities.pem"
  pass+=("PIP_CERT=/usr/local/share/caller-authorities.pem")
fi

# Mounts and processes end with the namespace. No language is set: a bare root has none.
enter() {
  unshare --mount --pid --fork bash -euc '
    mount --bind /dev "$0/dev"; mount -t proc proc "$0/proc"; mount -t tmpfs tmpfs "$0/dev/shm" 2>/dev/null || true
    exec chroot "$0" "$@"' "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "${pass[@]}" "$@" </dev/null
}
office() { enter sh -c "cd $inside && $1"; }
title() { printf '\n== %s ==\n' "$*"; }

title "The checkout"
if [ -d "$root$inside/.git" ]; then
  git -C "$root$inside" fetch -q "$top" HEAD && git -C "$root$inside" reset -q --hard FETCH_HEAD
else
  git clone -q --no-hardlinks "$top" "$root$inside"
fi
if [ -d "$top/../shared/pages" ]; then
  mkdir -p "$root$inside/../shared" && cp -r "$top/../shared/pages" "$root$inside/../shared/"
fi
git -C "$root$inside" log -1 --format='%h %s'

if ! enter python3 -c 'import ensurepip' 2>/dev/null; then
  title "Not root: one sentence and one command"
  if said=$(office "setpriv --reuid=1000 --regid=1000 --clear-groups python3 run.py setup" 2>&1); then
    echo "$said"; echo "bare_root.sh: it should have refused" >&2; exit 1
  fi
  echo "$said"
  grep -q 'sudo apt-get install' <<<"$said"
fi

# The program comes first: what its tests need beyond it must not hide what it lacks itself.
case "$what" in
  open|all) title "Root, without a screen: the set-up and the sample job"; time office "python3 run.py"
            if enter sh -c 'command -v Xvfb'; then echo "bare_root.sh: the root was not bare" >&2; fi ;;
esac

title "Root: the set-up for tests and building"
time office "python3 run.py setup"

title "The second run has under $second_run_seconds s of set-up"
begin=$(date +%s%N)
office "python3 run.py setup"
took=$(( ($(date +%s%N) - begin) / 1000000 ))
echo "$took ms"
[ "$took" -lt $((second_run_seconds * 1000)) ]

case "$what" in test|all) title "The tests"; office "CI=true python3 run.py test" ;; esac
case "$what" in build|all) title "The installer"; office "python3 run.py build" ;; esac
title "Proved: $what"
