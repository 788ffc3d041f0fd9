# shellcheck shell=bash
# A Go tool chain for what is built here: that of the machine when it is new enough or can fetch a newer one itself,
# otherwise one from the Go module proxy, where tool chains are modules.

GO_WANTED=1.26.8

go_minor() { go env GOVERSION 2>/dev/null | sed -nE 's/^go1\.([0-9]+).*/\1/p'; }

go_fetch() {
  local draft=$1 module="golang.org/toolchain@v0.0.1-go$GO_WANTED.linux-$ARCH"
  have go || packages_install golang-go
  GOMODCACHE=$draft/modules GOFLAGS=-modcacherw go mod download "$module"
  mv "$draft/modules/$module" "$draft/go"
  # Modules carry no executable bits.
  chmod -R +x "$draft/go/bin" "$draft/go/pkg/tool"
  rm -rf "$draft/modules"
}

go_up() {
  local folder
  have go || for folder in /usr/local/go/bin /usr/lib/go/bin /snap/bin; do
    [[ ! -x $folder/go ]] || export PATH=$PATH:$folder
  done
  if have go && (($(go_minor || echo 0) >= 21)); then
    # From 1.21 on Go fetches the tool chain that a go.mod asks for; leave a newer local one alone.
    (($(go_minor) >= 26)) || export GOTOOLCHAIN=auto
  else
    build_once go "$GO_WANTED" "Fetching Go $GO_WANTED from the module proxy" go_fetch
    export PATH=$CACHE/go/$GO_WANTED/go/bin:$PATH
  fi
  export GOFLAGS=-buildvcs=false
}
