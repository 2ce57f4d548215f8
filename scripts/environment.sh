# Sourced by every script: strict mode, where things are, and how to say something or stop.
# shellcheck shell=bash
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
# shellcheck disable=SC2034 # read by the scripts that source this file
private=$root/.local
# shellcheck disable=SC2034 # likewise
tools=${XDG_CACHE_HOME:-$HOME/.cache}/ncpi-followup/tools

# Ours are found first, so that two clones agree.
export PATH="$root/node_modules/.bin:$PATH"
[ -d "$HOME/.cargo/bin" ] && PATH="$PATH:$HOME/.cargo/bin"
# Where `runuser` and `adduser` are; a shell that became root without a login may not look there.
PATH="$PATH:/usr/sbin:/sbin"
# What is built for the browser only, by the site builder.
# shellcheck disable=SC2034 # read by the scripts that build
without_clients=(--exclude client-charts --exclude client-work)
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

# After npm's own last lines, which say what went wrong: not_fetched WHAT
not_fetched() { fail "could not fetch $1 from npm: check the network or proxy, then run the same command again."; }

# The user that the server runs as where we are root, because PostgreSQL refuses to run as root.
find_server_user() {
    local user
    for user in postgres nobody; do
        if id "$user" >/dev/null 2>&1; then
            printf '%s\n' "$user"
            return
        fi
    done
    fail "PostgreSQL refuses to run as root, and there is neither a user 'postgres' nor a user 'nobody' to run it as."
}

# Runs a command as given, but where we are root as the user of the server.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        [ -n "${server_user:-}" ] || server_user=$(find_server_user) || exit 1
        # From /, because that user may not be allowed to enter the folder we are in.
        (cd / && exec runuser -u "$server_user" -- "$@")
    else
        "$@"
    fi
}
