package api

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud/schema"
)

const (
	actionRunning = "running"
	actionSuccess = "success"
	actionError   = "error"
)

// newAction records a running action. The caller holds the lock.
func (s *Server) newAction(command string, resources ...schema.ActionResourceReference) *schema.Action {
	action := &schema.Action{
		ID: s.state.id(), Status: actionRunning, Command: command, Started: time.Now().UTC().Truncate(time.Second),
		Resources: resources,
	}
	s.state.Actions[action.ID] = action
	return action
}

func ofServer(id int64) schema.ActionResourceReference {
	return schema.ActionResourceReference{ID: id, Type: "server"}
}

func ofFirewall(id int64) schema.ActionResourceReference {
	return schema.ActionResourceReference{ID: id, Type: "firewall"}
}

// finish ends an action. The caller holds the lock.
func (s *Server) finish(action *schema.Action, failed *schema.ActionError) {
	now := time.Now().UTC().Truncate(time.Second)
	action.Finished, action.Progress, action.Status = &now, 100, actionSuccess
	if failed != nil {
		action.Status, action.Error = actionError, failed
	}
}

// perform does the work of an action and ends it, with the faults that are due. An action that is cut off by
// the end of the context stays running: the next start of the program goes on with it.
func (s *Server) perform(ctx context.Context, action *schema.Action, work func(context.Context) error) bool {
	s.mu.Lock()
	slow := s.takeKind(kindSlowAction, action.Command)
	broken := s.takeKind(kindActionError, action.Command)
	s.mu.Unlock()
	if slow != nil {
		select {
		case <-time.After(slow.seconds()):
		case <-ctx.Done():
			return false
		}
	}
	var failed *schema.ActionError
	if broken != nil {
		failed = &schema.ActionError{Code: orElse(broken.Code, "action_failed"), Message: orElse(broken.Message, "Action failed")}
	} else if err := work(ctx); err != nil {
		if ctx.Err() != nil {
			return false
		}
		s.config.Log.Error("action failed", "command", action.Command, "error", err)
		failed = &schema.ActionError{Code: "action_failed", Message: err.Error()}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.finish(action, failed)
	s.save()
	return failed == nil
}

func orElse(text, fallback string) string {
	if text == "" {
		return fallback
	}
	return text
}

// job is the work on one server that outlives its request.
type job struct {
	cancel context.CancelFunc
	done   chan struct{}
}

// background does work on a server, which has no other job, for it is locked. The caller holds the lock.
func (s *Server) background(id int64, work func(context.Context)) {
	ctx, cancel := context.WithCancel(s.life)
	j := job{cancel: cancel, done: make(chan struct{})}
	s.jobs[id] = j
	s.work.Add(1)
	go func() {
		defer s.work.Done()
		defer close(j.done)
		defer cancel()
		work(ctx)
	}()
}

// busy says whether an action on the server is running. The caller holds the lock.
func (s *Server) busy(id int64) bool {
	for _, action := range s.state.Actions {
		if action.Status == actionRunning && slices.Contains(action.Resources, ofServer(id)) {
			return true
		}
	}
	return false
}

func (s *Server) listActions(r *http.Request) (int, any, *failure) {
	return s.actions(r, func(*schema.Action) bool { return true })
}

func (s *Server) listServerActions(r *http.Request) (int, any, *failure) {
	id, fail := pathID(r, "server")
	if fail != nil {
		return 0, nil, fail
	}
	return s.actions(r, func(a *schema.Action) bool { return slices.Contains(a.Resources, ofServer(id)) })
}

func (s *Server) actions(r *http.Request, wanted func(*schema.Action) bool) (int, any, *failure) {
	query := r.URL.Query()
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []schema.Action
	for _, action := range s.state.Actions {
		byID := !query.Has("id") || slices.Contains(query["id"], strconv.FormatInt(action.ID, 10))
		byStatus := !query.Has("status") || slices.Contains(query["status"], action.Status)
		if byID && byStatus && wanted(action) {
			all = append(all, *action)
		}
	}
	all = sorted(all, query, func(a schema.Action) int64 { return a.ID }, map[string]func(schema.Action) string{
		"status":  func(a schema.Action) string { return a.Status },
		"command": func(a schema.Action) string { return a.Command },
	})
	entries, meta, fail := page(all, query)
	return http.StatusOK, map[string]any{"actions": entries, "meta": meta}, fail
}

func (s *Server) getAction(r *http.Request) (int, any, *failure) {
	id, fail := pathID(r, "action")
	if fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	action, ok := s.state.Actions[id]
	if !ok {
		return 0, nil, notFound("action", id)
	}
	return http.StatusOK, schema.ActionGetResponse{Action: *action}, nil
}

func pathID(r *http.Request, kind string) (int64, *failure) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0, notFound(kind, r.PathValue("id"))
	}
	return id, nil
}
