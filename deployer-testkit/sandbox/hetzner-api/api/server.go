// Package api answers as the Hetzner Cloud API does, https://docs.hetzner.cloud, for the part of it that
// a deployer of single servers needs. Shapes and names are those of the official Go client's schema.
package api

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"
)

// Config says how a Server works.
type Config struct {
	// Token is the only one accepted.
	Token string
	// StateFile keeps everything over a restart; "" keeps nothing.
	StateFile string
	// RequestsPerHour is the rate limit.
	RequestsPerHour int
	Machines        Machines
	Log             *slog.Logger
}

// Server is the API. Safe for concurrent use.
type Server struct {
	config Config
	mux    *http.ServeMux
	admin  *http.ServeMux
	work   sync.WaitGroup
	life   context.Context

	mu         sync.Mutex
	state      *state
	catalog    *catalog
	limiter    *limiter
	faults     []*Fault
	faultsMade int
	requests   []seen
	jobs       map[int64]job
}

// NewServer reads the state file and goes on with what was under way when it was written. Background work
// ends with the context.
func NewServer(ctx context.Context, config Config) (*Server, error) {
	s := &Server{config: config, life: ctx, catalog: newCatalog(), limiter: newLimiter(config.RequestsPerHour), jobs: map[int64]job{}}
	state := newState()
	if config.StateFile != "" {
		loaded, err := loadState(config.StateFile)
		if err != nil {
			return nil, err
		}
		state = loaded
	}
	s.state = state
	s.routes()
	s.resume()
	return s, nil
}

// Wait returns when no background work is left.
func (s *Server) Wait() { s.work.Wait() }

type handler func(r *http.Request) (status int, body any, fail *failure)

func (s *Server) routes() {
	s.mux = http.NewServeMux()
	for pattern, handle := range map[string]handler{
		"GET /locations":                         s.listLocations,
		"GET /locations/{id}":                    s.getLocation,
		"GET /datacenters":                       s.listDatacenters,
		"GET /datacenters/{id}":                  s.getDatacenter,
		"GET /server_types":                      s.listServerTypes,
		"GET /server_types/{id}":                 s.getServerType,
		"GET /images":                            s.listImages,
		"GET /images/{id}":                       s.getImage,
		"GET /actions":                           s.listActions,
		"GET /actions/{id}":                      s.getAction,
		"GET /servers/actions":                   s.listActions,
		"GET /servers/{id}/actions":              s.listServerActions,
		"GET /firewalls/actions":                 s.listActions,
		"GET /ssh_keys":                          s.listSSHKeys,
		"POST /ssh_keys":                         s.createSSHKey,
		"GET /ssh_keys/{id}":                     s.getSSHKey,
		"PUT /ssh_keys/{id}":                     s.updateSSHKey,
		"DELETE /ssh_keys/{id}":                  s.deleteSSHKey,
		"GET /firewalls":                         s.listFirewalls,
		"POST /firewalls":                        s.createFirewall,
		"GET /firewalls/{id}":                    s.getFirewall,
		"PUT /firewalls/{id}":                    s.updateFirewall,
		"DELETE /firewalls/{id}":                 s.deleteFirewall,
		"GET /servers":                           s.listServers,
		"POST /servers":                          s.createServer,
		"GET /servers/{id}":                      s.getServer,
		"PUT /servers/{id}":                      s.updateServer,
		"DELETE /servers/{id}":                   s.deleteServer,
		"GET /volumes":                           empty("volumes"),
		"GET /networks":                          empty("networks"),
		"GET /floating_ips":                      empty("floating_ips"),
		"GET /primary_ips":                       empty("primary_ips"),
		"GET /load_balancers":                    empty("load_balancers"),
		"GET /placement_groups":                  empty("placement_groups"),
		"GET /certificates":                      empty("certificates"),
		"GET /isos":                              empty("isos"),
		"POST /firewalls/{id}/actions/set_rules": s.setRules,
		"POST /firewalls/{id}/actions/apply_to_resources":    s.applyToResources,
		"POST /firewalls/{id}/actions/remove_from_resources": s.removeFromResources,
		"POST /servers/{id}/actions/poweron":                 s.serverAction("start_server", statusStarting, s.powerOn),
		"POST /servers/{id}/actions/poweroff":                s.serverAction("stop_server", statusStopping, s.powerOff),
		"POST /servers/{id}/actions/shutdown":                s.serverAction("shutdown_server", statusStopping, s.shutdown),
		"POST /servers/{id}/actions/reboot":                  s.serverAction("reboot_server", statusStarting, s.reset),
		"POST /servers/{id}/actions/reset":                   s.serverAction("reset_server", statusStarting, s.reset),
		"POST /servers/{id}/actions/change_type":             s.changeType,
		"POST /servers/{id}/actions/change_protection":       s.changeProtection,
	} {
		s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			status, body, fail := handle(r)
			switch {
			case fail != nil:
				fail.write(w)
			case body == nil:
				w.WriteHeader(status)
			default:
				writeJSON(w, status, body)
			}
		})
	}
	s.admin = http.NewServeMux()
	s.admin.HandleFunc("GET /_sandbox/faults", s.getFaults)
	s.admin.HandleFunc("POST /_sandbox/faults", s.postFault)
	s.admin.HandleFunc("DELETE /_sandbox/faults", s.deleteFaults)
	s.admin.HandleFunc("GET /_sandbox/requests", s.getRequests)
	s.admin.HandleFunc("DELETE /_sandbox/requests", s.deleteRequests)
	s.admin.HandleFunc("DELETE /_sandbox/everything", s.deleteEverything)
	s.admin.HandleFunc("GET /_sandbox/ready", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, map[string]string{"stand_in_for": "https://api.hetzner.cloud/v1"})
	})
}

// ServeHTTP answers under /v1 as the API and under /_sandbox to who steers the sandbox.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/_sandbox/") {
		s.admin.ServeHTTP(w, r)
		return
	}
	path := strings.TrimPrefix(r.URL.Path, "/v1")
	recorder := &statusRecorder{ResponseWriter: w}
	fault := s.answer(recorder, r, path)
	s.remember(r, path, recorder.status, fault)
	s.config.Log.Info("request", "method", r.Method, "path", path, "status", recorder.status)
}

func (s *Server) answer(w *statusRecorder, r *http.Request, path string) *Fault {
	w.Header().Set("X-Correlation-Id", fmt.Sprintf("sandbox-%x", time.Now().UnixNano()))
	token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer || subtle.ConstantTimeCompare([]byte(token), []byte(s.config.Token)) != 1 {
		answers["unauthorized"].write(w)
		return nil
	}
	s.mu.Lock()
	within := s.limiter.allow(w.Header())
	fault := s.take(func(f *Fault) bool { return f.ofRequests() && f.matches(r.Method, path) })
	s.mu.Unlock()
	if !within {
		answers["rate_limit"].write(w)
		return nil
	}

	api := http.StripPrefix("/v1", s.mux)
	if fault == nil {
		api.ServeHTTP(w, r)
		return nil
	}
	if answer, ok := answers[fault.Kind]; ok {
		if fault.Kind == "rate_limit" {
			w.Header().Set("RateLimit-Remaining", "0")
		}
		answer.write(w)
		return fault
	}
	switch fault.Kind {
	case kindStatus:
		(&failure{fault.Status, hcloud.ErrorCode(fault.Code), fault.Message, nil}).write(w)
	case kindGarbage:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusOK)
		_, _ = w.Write([]byte("<html><body>It works!</body></html>"))
	case kindDelay:
		select {
		case <-time.After(fault.seconds()):
		case <-r.Context().Done():
		}
		api.ServeHTTP(w, r)
	case kindCutBefore:
		w.cut()
	case kindCutAfter:
		swallowed := &statusRecorder{ResponseWriter: discard{header: http.Header{}}}
		api.ServeHTTP(swallowed, r)
		w.cut()
	}
	return fault
}

type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (r *statusRecorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// cut resets the connection without an answer.
func (r *statusRecorder) cut() {
	hijacker, ok := r.ResponseWriter.(http.Hijacker)
	if !ok {
		return
	}
	connection, _, err := hijacker.Hijack()
	if err != nil {
		return
	}
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = connection.Close()
}

type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(b []byte) (int, error) { return len(b), nil }
func (d discard) WriteHeader(int)             {}

// save writes the state file. The caller holds the lock. What cannot be saved is logged, and stays in memory.
func (s *Server) save() {
	if err := s.state.save(s.config.StateFile); err != nil {
		s.config.Log.Error("the state could not be saved", "error", err)
	}
}

func decode(r *http.Request, into any) *failure {
	err := json.NewDecoder(r.Body).Decode(into)
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return invalid(wrongType.Field, "has the wrong type")
	}
	if err != nil {
		return &failure{http.StatusBadRequest, hcloud.ErrorCodeJSONError, "unable to parse JSON", nil}
	}
	return nil
}

func empty(name string) handler {
	return func(r *http.Request) (int, any, *failure) {
		_, meta, fail := page([]struct{}{}, r.URL.Query())
		return http.StatusOK, map[string]any{name: []struct{}{}, "meta": meta}, fail
	}
}
