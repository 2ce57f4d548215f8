# Sourced by every script: strict mode, where things are, and how to say something or stop.
# shellcheck shell=bash
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
# shellcheck disable=SC2034 # read by the scripts that source this file
private=$root/.local
tools=${XDG_CACHE_HOME:-$HOME/.cache}/ncpi-followup/tools

# Tools of a fitting version are taken from wherever they are; ours are found first, so that two clones agree.
export PATH="$tools/bin:$root/node_modules/.bin:$PATH"
[ -d "$HOME/.cargo/bin" ] && PATH="$PATH:$HOME/.cargo/bin"
# No build asks a database: the checked queries are described in .sqlx.
export SQLX_OFFLINE=true
# The cluster and the browsers live on this machine: a proxy has no part in reaching them.
export NO_PROXY="${NO_PROXY:+$NO_PROXY,}127.0.0.1,localhost" no_proxy="${no_proxy:+$no_proxy,}127.0.0.1,localhost"

# npm trusts only its own list of certificate authorities; behind an inspecting proxy the machine's own list is the one that holds.
if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -r /etc/ssl/certs/ca-certificates.crt ]; then
    export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
fi

# What `make -j` passes down only makes cargo warn, and the scripts look for what was built in target/.
unset MAKEFLAGS MFLAGS CARGO_TARGET_DIR

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "Error: $*"
    exit 1
}

# Runs a command as given, but as the system user `postgres` where we are root: PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        # From /, because `postgres` may not be allowed to enter the folder we are in.
        (cd / && exec runuser -u postgres -- "$@")
    else
        "$@"
    fi
}
