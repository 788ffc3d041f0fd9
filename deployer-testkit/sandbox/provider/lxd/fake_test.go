package lxd_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"com.torrust.deployer/sandbox/provider/lxd"
)

// daemon serves the handler on a unix socket and returns a client of it.
func daemon(t *testing.T, handler http.Handler) *lxd.Client {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "unix.socket")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(handler)
	server.Listener = listener
	server.Start()
	t.Cleanup(server.Close)
	return lxd.NewClient(socket)
}
