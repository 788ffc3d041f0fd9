package lxd_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"com.torrust.deployer/sandbox/provider/lxd"
)

const (
	operationStarted = `{"type":"async","status_code":100,"operation":"/1.0/operations/7?project=p","metadata":{}}`
	notFound         = `{"type":"error","error_code":404,"error":"Instance not found"}`
)

func answer(w http.ResponseWriter, body string) {
	fmt.Fprint(w, body)
}

func TestAnOperationIsAwaitedToItsEnd(t *testing.T) {
	waits := 0
	client := daemon(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodPost && r.URL.Path == "/1.0/instances":
			if r.URL.Query().Get("project") != "p" {
				t.Errorf("asked in project %q", r.URL.Query().Get("project"))
			}
			answer(w, operationStarted)
		case r.URL.Path == "/1.0/operations/7/wait":
			waits++
			if waits == 1 {
				answer(w, `{"type":"sync","metadata":{"status":"Running","status_code":103}}`)
				return
			}
			answer(w, `{"type":"sync","metadata":{"status":"Success","status_code":200}}`)
		default:
			t.Errorf("unexpected %s %s", r.Method, r.URL)
		}
	})).Project("p")
	if err := client.CreateInstance(t.Context(), lxd.NewInstance{Name: "a"}); err != nil {
		t.Fatal(err)
	}
	if waits != 2 {
		t.Errorf("waited %d times", waits)
	}
}

func TestAFailedOperationIsAnErrorWithItsText(t *testing.T) {
	client := daemon(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			answer(w, operationStarted)
			return
		}
		answer(w, `{"type":"sync","metadata":{"status":"Failure","status_code":400,"err":"Instance \"a\" already exists"}}`)
	}))
	err := client.CreateInstance(t.Context(), lxd.NewInstance{Name: "a"})
	if !lxd.IsAlreadyExists(err) || lxd.IsNotFound(err) {
		t.Errorf("got %v", err)
	}
}

func TestACreationThatHasBegunIsAwaitedInSpiteOfAnInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	finished := false
	client := daemon(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			cancel()
			answer(w, operationStarted)
			return
		}
		finished = true
		answer(w, `{"type":"sync","metadata":{"status":"Success","status_code":200}}`)
	}))
	if err := client.CreateInstance(ctx, lxd.NewInstance{Name: "a"}); err != nil || !finished {
		t.Errorf("finished: %t, %v", finished, err)
	}
	if err := client.CreateInstance(ctx, lxd.NewInstance{Name: "b"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a creation was begun after the interrupt: %v", err)
	}
}

func TestWhatIsGoneIsRemovedAlready(t *testing.T) {
	client := daemon(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w, notFound) }))
	if err := client.Remove(t.Context(), "a"); err != nil {
		t.Error(err)
	}
	if err := client.DeleteProfile(t.Context(), "a"); err != nil {
		t.Error(err)
	}
	if _, _, err := client.Instance(t.Context(), "a"); !lxd.IsNotFound(err) {
		t.Errorf("got %v", err)
	}
}

func TestAnImageIsFoundByAliasElseByFingerprint(t *testing.T) {
	client := daemon(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.EscapedPath() {
		case "/1.0/images/aliases/torrust%2Fdebian":
			answer(w, `{"type":"sync","metadata":{"name":"torrust/debian","target":"abc123"}}`)
		case "/1.0/images/abc":
			answer(w, `{"type":"sync","metadata":{"fingerprint":"abc123"}}`)
		default:
			answer(w, notFound)
		}
	}))
	for _, image := range []string{"torrust/debian", "abc"} {
		if got, err := client.Fingerprint(t.Context(), image); err != nil || got != "abc123" {
			t.Errorf("%s is %q, %v", image, got, err)
		}
	}
	if _, err := client.Fingerprint(t.Context(), "none"); !lxd.IsNotFound(err) {
		t.Errorf("got %v", err)
	}
}

func TestAFileIsWrittenAsRootWithItsMode(t *testing.T) {
	client := daemon(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got := fmt.Sprint(r.URL.Query().Get("path"), r.Header.Get("X-LXD-mode"), r.Header.Get("X-LXD-uid"), r.Header.Get("X-LXD-type"), string(body))
		if got != "/root/x06000filehello" {
			t.Errorf("asked for %s", got)
		}
		answer(w, `{"type":"sync","metadata":{}}`)
	}))
	if err := client.PutFile(t.Context(), "a", lxd.File{Path: "/root/x", Mode: 0o600, Content: []byte("hello")}); err != nil {
		t.Error(err)
	}
}

func TestADaemonThatIsNotThereIsNamed(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "unix.socket")
	_, _, err := lxd.NewClient(socket).Instance(t.Context(), "a")
	if err == nil || !strings.Contains(err.Error(), socket) {
		t.Errorf("got %v", err)
	}
}

func TestOnlyGlobalAddressesCount(t *testing.T) {
	network := lxd.Network{Addresses: []lxd.Address{
		{Family: "inet6", Scope: "link", Address: "fe80::1"},
		{Family: "inet", Scope: "global", Address: "10.0.0.2"},
		{Family: "inet6", Scope: "global", Address: "fd00::2"},
		{Family: "inet", Scope: "global", Address: "10.0.0.3"},
	}}
	if ipv4, ipv6 := network.Global(); ipv4 != "10.0.0.2" || ipv6 != "fd00::2" {
		t.Errorf("got %s and %s", ipv4, ipv6)
	}
}
