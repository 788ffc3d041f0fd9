package api_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"

	"com.torrust.deployer/sandbox/hetzner-api/api"
)

// machines is a place with no machines at all, only a note of them.
type machines struct {
	mu      sync.Mutex
	placed  int
	made    map[int64]api.Machine
	running map[int64]bool
	// hold, when not nil, is received from before a machine is made.
	hold chan struct{}
}

func newMachines() *machines {
	return &machines{made: map[int64]api.Machine{}, running: map[int64]bool{}}
}

func (m *machines) Place(context.Context, int64, []string) (api.Placement, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.placed++
	return api.Placement{IPv4: fmt.Sprintf("10.0.0.%d", m.placed), IPv6: fmt.Sprintf("fd00:0:0:%x::/64", m.placed)}, nil
}

func (m *machines) Make(ctx context.Context, machine api.Machine) error {
	if m.hold != nil {
		select {
		case <-m.hold:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.made[machine.ID] = machine
	return nil
}

func (m *machines) Start(_ context.Context, machine api.Machine) error { return m.set(machine, true) }

func (m *machines) Stop(_ context.Context, machine api.Machine, _ bool) error {
	return m.set(machine, false)
}

func (m *machines) set(machine api.Machine, running bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.running[machine.ID] = running
	return nil
}

func (m *machines) Remove(_ context.Context, machine api.Machine) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.made, machine.ID)
	delete(m.running, machine.ID)
	return nil
}

func (m *machines) Running(context.Context) (map[int64]bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[int64]bool{}
	for id, running := range m.running {
		out[id] = running
	}
	return out, nil
}

// sandbox is a running API with the official client at it.
type sandbox struct {
	*machines
	client   *hcloud.Client
	url      string
	state    string
	token    string
	shutdown func()
	// watch sees every request before the API does.
	watch atomic.Pointer[func(*http.Request)]
}

func start(t *testing.T, m *machines, stateFile string, perHour int) *sandbox {
	t.Helper()
	token := strings.Repeat("t", 64)
	ctx, cancel := context.WithCancel(context.Background())
	server, err := api.NewServer(ctx, api.Config{
		Token: token, StateFile: stateFile, RequestsPerHour: perHour, Machines: m,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	box := &sandbox{machines: m, state: stateFile, token: token}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if watch := box.watch.Load(); watch != nil {
			(*watch)(r)
		}
		server.ServeHTTP(w, r)
	}))
	var once sync.Once
	box.shutdown = func() {
		once.Do(func() {
			cancel()
			web.Close()
			server.Wait()
		})
	}
	t.Cleanup(box.shutdown)
	box.url = web.URL
	box.client = hcloud.NewClient(
		hcloud.WithEndpoint(web.URL+"/v1"), hcloud.WithToken(token),
		hcloud.WithPollOpts(hcloud.PollOpts{BackoffFunc: hcloud.ConstantBackoff(time.Millisecond)}),
		hcloud.WithRetryOpts(hcloud.RetryOpts{BackoffFunc: hcloud.ConstantBackoff(time.Millisecond), MaxRetries: 5}),
	)
	return box
}

func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	return start(t, newMachines(), filepath.Join(t.TempDir(), "state.json"), 3600)
}

// fault posts a fault in JSON.
func (s *sandbox) fault(t *testing.T, fault string) {
	t.Helper()
	resp, err := http.Post(s.url+"/_sandbox/faults", "application/json", bytes.NewReader([]byte(fault)))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusCreated {
		body, _ := io.ReadAll(resp.Body)
		t.Fatalf("%s: %s", resp.Status, body)
	}
}

func (s *sandbox) admin(t *testing.T, method, path string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		t.Fatal(resp.Status, err)
	}
	return string(body)
}

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILk6HZ3BO6WNdvHY4jeKGj2B5Ygxs/Qaa2KmyzEGEmqL someone"

func (s *sandbox) key(t *testing.T) *hcloud.SSHKey {
	t.Helper()
	key, _, err := s.client.SSHKey.Create(t.Context(), hcloud.SSHKeyCreateOpts{Name: "key", PublicKey: publicKey})
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func order(name string) hcloud.ServerCreateOpts {
	return hcloud.ServerCreateOpts{
		Name: name, ServerType: &hcloud.ServerType{Name: "cx23"}, Image: &hcloud.Image{Name: "debian-13"},
		Location: &hcloud.Location{Name: "nbg1"},
	}
}

func (s *sandbox) create(t *testing.T, opts hcloud.ServerCreateOpts) *hcloud.Server {
	t.Helper()
	result, _, err := s.client.Server.Create(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.client.Action.WaitFor(t.Context(), append(result.NextActions, result.Action)...); err != nil {
		t.Fatal(err)
	}
	server, _, err := s.client.Server.GetByID(t.Context(), result.Server.ID)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func newServerAt(stateFile string) (*api.Server, error) {
	return api.NewServer(context.Background(), api.Config{StateFile: stateFile, RequestsPerHour: 1, Machines: newMachines()})
}
