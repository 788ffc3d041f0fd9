# shellcheck shell=bash
deploy() { die "not yet"; }
