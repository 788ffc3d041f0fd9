package api

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"
)

// Fault is a disturbance to come, as posted to /_sandbox/faults.
type Fault struct {
	ID int `json:"id"`
	// Kind says what happens; see README.md.
	Kind string `json:"kind"`
	// Method and Path say to which requests it happens, "" being all. A path has no /v1 in front and may end
	// with * for everything that begins so.
	Method string `json:"method,omitempty"`
	Path   string `json:"path,omitempty"`
	// Skip lets that many matching requests through first.
	Skip int `json:"skip,omitempty"`
	// Times is how often it happens: 0 once, -1 always.
	Times int `json:"times,omitempty"`

	Seconds    float64 `json:"seconds,omitempty"`
	Status     int     `json:"status,omitempty"`
	Code       string  `json:"code,omitempty"`
	Message    string  `json:"message,omitempty"`
	Command    string  `json:"command,omitempty"`
	ServerType string  `json:"server_type,omitempty"`
	Location   string  `json:"location,omitempty"`

	// Happened counts.
	Happened int `json:"happened"`
}

// The kinds that answer in place of the API.
var answers = map[string]failure{
	"rate_limit":   {http.StatusTooManyRequests, hcloud.ErrorCodeRateLimitExceeded, "limit of 3600 requests per hour reached", nil},
	"unavailable":  {http.StatusServiceUnavailable, "unavailable", "service is currently unavailable", nil},
	"server_error": {http.StatusInternalServerError, hcloud.ErrorCodeServerError, "internal server error", nil},
	"bad_gateway":  {http.StatusBadGateway, hcloud.ErrorCodeBadGateway, "bad gateway", nil},
	"timeout":      {http.StatusGatewayTimeout, hcloud.ErrorCodeTimeout, "request timed out", nil},
	"locked":       {http.StatusLocked, hcloud.ErrorCodeLocked, "item is locked, another action is running", nil},
	"conflict":     {http.StatusConflict, hcloud.ErrorCodeConflict, "the resource changed during the request", nil},
	"quota":        {http.StatusForbidden, hcloud.ErrorCodeResourceLimitExceeded, "server limit reached", nil},
	"unauthorized": {http.StatusUnauthorized, hcloud.ErrorCodeUnauthorized, "unable to authenticate", nil},
}

const (
	kindStatus      = "status"
	kindCutBefore   = "cut_before"
	kindCutAfter    = "cut_after"
	kindDelay       = "delay"
	kindGarbage     = "garbage"
	kindSSHDelay    = "ssh_delay"
	kindSlowAction  = "slow_action"
	kindActionError = "action_error"
	kindRetired     = "retired"
	kindSoldOut     = "sold_out"
)

var kindsOfRequests = []string{kindStatus, kindCutBefore, kindCutAfter, kindDelay, kindGarbage}

// consume marks the fault as happened and says whether it is used up.
func (f *Fault) consume() (used bool) {
	f.Happened++
	return f.Times >= 0 && f.Happened >= max(f.Times, 1)
}

func (f *Fault) ofRequests() bool {
	_, answer := answers[f.Kind]
	return answer || slices.Contains(kindsOfRequests, f.Kind)
}

func (f *Fault) matches(method, path string) bool {
	if f.Method != "" && f.Method != method {
		return false
	}
	if prefix, ok := strings.CutSuffix(f.Path, "*"); ok {
		return strings.HasPrefix(path, prefix)
	}
	return f.Path == "" || f.Path == path
}

func (f *Fault) seconds() time.Duration {
	return time.Duration(f.Seconds * float64(time.Second))
}

// take finds the first fault that fits, lets it pass while it is to skip, and drops it once used up.
func (s *Server) take(fits func(*Fault) bool) *Fault {
	for i, f := range s.faults {
		if !fits(f) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.consume() {
			s.faults = slices.Delete(s.faults, i, i+1)
		}
		return f
	}
	return nil
}

// takeKind finds a fault that is not of requests. The caller holds the lock.
func (s *Server) takeKind(kind, command string) *Fault {
	return s.take(func(f *Fault) bool {
		return f.Kind == kind && (f.Command == "" || f.Command == command)
	})
}

func (s *Server) postFault(w http.ResponseWriter, r *http.Request) {
	var fault Fault
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&fault); err != nil {
		invalid("fault", err.Error()).write(w)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	known := fault.ofRequests() || slices.Contains([]string{kindSSHDelay, kindSlowAction, kindActionError}, fault.Kind)
	switch {
	case fault.Kind == kindRetired:
		known = s.catalog.retire(fault.ServerType, time.Now().AddDate(0, -3, 0), time.Now().Add(-time.Minute))
	case fault.Kind == kindSoldOut:
		known = s.catalog.unavailable(fault.ServerType, fault.Location)
	case known:
		s.faultsMade++
		fault.ID = s.faultsMade
		fault.Happened = 0
		s.faults = append(s.faults, &fault)
	}
	if !known {
		invalid("kind", "no such kind of fault, server type or location").write(w)
		return
	}
	writeJSON(w, http.StatusCreated, fault)
}

func (s *Server) getFaults(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	faults := s.faults
	if faults == nil {
		faults = []*Fault{}
	}
	writeJSON(w, http.StatusOK, map[string]any{"faults": faults})
}

// deleteFaults ends every disturbance, those of the catalog too.
func (s *Server) deleteFaults(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	s.catalog = newCatalog()
	s.limiter.refill()
	w.WriteHeader(http.StatusNoContent)
}

// seen is one request as /_sandbox/requests tells it.
type seen struct {
	Time   time.Time `json:"time"`
	Method string    `json:"method"`
	Path   string    `json:"path"`
	Query  string    `json:"query,omitempty"`
	Status int       `json:"status"`
	Fault  string    `json:"fault,omitempty"`
}

const requestsKept = 1000

func (s *Server) remember(r *http.Request, path string, status int, fault *Fault) {
	entry := seen{Time: time.Now(), Method: r.Method, Path: path, Query: r.URL.RawQuery, Status: status}
	if fault != nil {
		entry.Fault = fault.Kind
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, entry)
	if len(s.requests) > requestsKept {
		s.requests = s.requests[len(s.requests)-requestsKept:]
	}
}

func (s *Server) getRequests(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	requests := s.requests
	if requests == nil {
		requests = []seen{}
	}
	writeJSON(w, http.StatusOK, map[string]any{"requests": requests})
}

func (s *Server) deleteRequests(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
	w.WriteHeader(http.StatusNoContent)
}

// limiter is the API's limit of requests per hour: a bucket that fills evenly.
type limiter struct {
	perHour float64
	left    float64
	last    time.Time
}

func newLimiter(perHour int) *limiter {
	return &limiter{perHour: float64(perHour), left: float64(perHour), last: time.Now()}
}

func (l *limiter) refill() {
	l.left, l.last = l.perHour, time.Now()
}

// allow takes one request out of the bucket and writes the limit's headers.
func (l *limiter) allow(header http.Header) bool {
	now := time.Now()
	l.left = min(l.perHour, l.left+now.Sub(l.last).Hours()*l.perHour)
	l.last = now
	ok := l.left >= 1
	if ok {
		l.left--
	}
	full := now.Add(time.Duration((l.perHour - l.left) / l.perHour * float64(time.Hour)))
	header.Set("RateLimit-Limit", strconv.Itoa(int(l.perHour)))
	header.Set("RateLimit-Remaining", strconv.Itoa(int(l.left)))
	header.Set("RateLimit-Reset", strconv.FormatInt(full.Unix(), 10))
	return ok
}
