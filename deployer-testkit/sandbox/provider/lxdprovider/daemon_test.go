package lxdprovider

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"

	"com.torrust.deployer/sandbox/provider/lxd"
)

// daemon is as much of LXD as the resources need, in memory.
type daemon struct {
	mu        sync.Mutex
	instances map[string]*lxd.Instance
	profiles  map[string]lxd.Profile
	// starting is called when an instance is to be started.
	starting func()
	// network is what running instances have.
	network map[string]lxd.Network
}

func startDaemon(t *testing.T) (*daemon, string) {
	t.Helper()
	d := &daemon{
		instances: map[string]*lxd.Instance{}, profiles: map[string]lxd.Profile{}, starting: func() {},
		network: map[string]lxd.Network{"eth0": {
			HardwareAddress: "00:16:3e:00:00:01", State: "up", Type: "broadcast",
			Addresses: []lxd.Address{{Family: "inet", Address: "10.0.0.9", Scope: "global"}},
		}},
	}
	socket := filepath.Join(t.TempDir(), "unix.socket")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(d.routes())
	server.Listener = listener
	server.Start()
	t.Cleanup(server.Close)
	return d, socket
}

func (d *daemon) routes() http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, handler func(r *http.Request) (any, error)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			d.mu.Lock()
			defer d.mu.Unlock()
			metadata, err := handler(r)
			if refused, ok := err.(*lxd.Error); ok {
				_ = json.NewEncoder(w).Encode(map[string]any{"type": "error", "error_code": refused.Code, "error": refused.Message})
				return
			}
			_ = json.NewEncoder(w).Encode(map[string]any{"type": "sync", "metadata": metadata})
		})
	}
	instance := func(r *http.Request) (*lxd.Instance, error) {
		if found, ok := d.instances[r.PathValue("name")]; ok {
			return found, nil
		}
		return nil, &lxd.Error{Code: http.StatusNotFound, Message: "Instance not found"}
	}
	handle("GET /1.0/images/aliases/{name}", func(r *http.Request) (any, error) {
		if r.PathValue("name") != "debian" {
			return nil, &lxd.Error{Code: http.StatusNotFound, Message: "Image alias not found"}
		}
		return map[string]string{"target": "abc123"}, nil
	})
	handle("GET /1.0/images/{name}", func(*http.Request) (any, error) {
		return nil, &lxd.Error{Code: http.StatusNotFound, Message: "Image not found"}
	})
	handle("POST /1.0/instances", func(r *http.Request) (any, error) {
		var order lxd.NewInstance
		if err := json.NewDecoder(r.Body).Decode(&order); err != nil {
			return nil, err
		}
		if _, taken := d.instances[order.Name]; taken {
			return nil, &lxd.Error{Code: http.StatusBadRequest, Message: fmt.Sprintf("Instance %q already exists", order.Name)}
		}
		order.Config["volatile.eth0.hwaddr"] = "00:16:3e:00:00:01"
		order.Config["image.os"] = "debian"
		d.instances[order.Name] = &lxd.Instance{
			Name: order.Name, Type: order.Type, Status: lxd.Stopped, Location: "none", Description: order.Description,
			Profiles: order.Profiles, Config: order.Config, ExpandedConfig: order.Config, Devices: order.Devices,
		}
		return nil, nil
	})
	handle("GET /1.0/instances/{name}", func(r *http.Request) (any, error) { return instance(r) })
	handle("PUT /1.0/instances/{name}", func(r *http.Request) (any, error) {
		found, err := instance(r)
		if err != nil {
			return nil, err
		}
		var put lxd.InstancePut
		if err := json.NewDecoder(r.Body).Decode(&put); err != nil {
			return nil, err
		}
		found.Config, found.ExpandedConfig, found.Profiles, found.Devices = put.Config, put.Config, put.Profiles, put.Devices
		return nil, nil
	})
	handle("DELETE /1.0/instances/{name}", func(r *http.Request) (any, error) {
		delete(d.instances, r.PathValue("name"))
		return nil, nil
	})
	handle("GET /1.0/instances/{name}/state", func(r *http.Request) (any, error) {
		found, err := instance(r)
		if err != nil {
			return nil, err
		}
		state := lxd.State{Status: found.Status}
		if found.Status == lxd.Running {
			state.Processes, state.Network = 1, d.network
		}
		return state, nil
	})
	handle("PUT /1.0/instances/{name}/state", func(r *http.Request) (any, error) {
		found, err := instance(r)
		if err != nil {
			return nil, err
		}
		var change struct{ Action string }
		if err := json.NewDecoder(r.Body).Decode(&change); err != nil {
			return nil, err
		}
		if change.Action == "start" {
			d.starting()
			found.Status = lxd.Running
		} else {
			found.Status = lxd.Stopped
		}
		return nil, nil
	})
	handle("POST /1.0/profiles", func(r *http.Request) (any, error) {
		var profile lxd.Profile
		if err := json.NewDecoder(r.Body).Decode(&profile); err != nil {
			return nil, err
		}
		if _, taken := d.profiles[profile.Name]; taken {
			return nil, &lxd.Error{Code: http.StatusBadRequest, Message: "The profile already exists"}
		}
		d.profiles[profile.Name] = profile
		return nil, nil
	})
	handle("GET /1.0/profiles/{name}", func(r *http.Request) (any, error) {
		if profile, ok := d.profiles[r.PathValue("name")]; ok {
			return profile, nil
		}
		return nil, &lxd.Error{Code: http.StatusNotFound, Message: "Profile not found"}
	})
	handle("DELETE /1.0/profiles/{name}", func(r *http.Request) (any, error) {
		delete(d.profiles, r.PathValue("name"))
		return nil, nil
	})
	return mux
}
