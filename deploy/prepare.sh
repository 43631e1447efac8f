#!/bin/sh
# What `make` needs of this machine before Concord can do the rest: Python's packages, and a browser for the tests.
set -eu

refuse() {
    echo "$1" >&2
    exit 1
}

as_root_on_debian() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

install_debian() {
    echo "Installing $1 ..."
    apt-get update -qq </dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "$1" </dev/null >/dev/null
}

make_venv() {
    python=$1
    command -v "$python" >/dev/null || refuse "$python was not found: install Python 3.11 or newer, or say PYTHON=/path/to/python3."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        refuse "$("$python" --version) is too old: install Python 3.11 or newer, or say PYTHON=/path/to/python3."
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        as_root_on_debian || refuse "Python's venv is missing: on Debian or Ubuntu, sudo apt-get install python3-venv."
        install_debian python3-venv
    fi
    "$python" -m venv .venv
}

make_packages() {
    kind=$1
    [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || make_venv "$2"
    echo "Installing Python packages ($kind) ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "requirements/$kind.txt" ||
        refuse "The packages could not be installed: the lines above say why. Run the same command again; what is there is kept."
    touch ".venv/$kind.done"
}

# Not called `chromium`: `command -v` would find the function and think that the browser is there.
find_or_install_browser() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null && return
    done
    as_root_on_debian || refuse "The browser tests need Chromium: on Debian or Ubuntu, sudo apt-get install chromium."
    install_debian chromium
}

case "$1" in
packages) make_packages "$2" "$3" ;;
chromium) find_or_install_browser ;;
esac
