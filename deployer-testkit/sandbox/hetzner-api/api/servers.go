package api

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"
	"github.com/hetznercloud/hcloud-go/v2/hcloud/schema"
)

const (
	statusInitializing = "initializing"
	statusStarting     = "starting"
	statusStopping     = "stopping"
	statusRunning      = "running"
	statusOff          = "off"
	statusDeleting     = "deleting"
)

func (srv *server) machine() Machine {
	return Machine{
		ID: srv.ID, Name: srv.Name, UserData: srv.UserData, AuthorizedKeys: srv.AuthorizedKeys, SSHDelaySeconds: srv.SSHDelay,
		Placement: Placement{IPv4: srv.PublicNet.IPv4.IP, IPv6: srv.PublicNet.IPv6.IP},
	}
}

// present is the server as the API describes it now. The caller holds the lock.
func (s *Server) present(srv *server, running map[int64]bool) schema.Server {
	out := srv.Server
	out.Locked = s.busy(srv.ID)
	if !out.Locked && out.Status != statusInitializing {
		out.Status = statusOff
		if running[srv.ID] {
			out.Status = statusRunning
		}
	}
	out.PublicNet.Firewalls = []schema.ServerFirewall{}
	for _, id := range s.state.firewallsOf(srv) {
		out.PublicNet.Firewalls = append(out.PublicNet.Firewalls, schema.ServerFirewall{ID: id, Status: "applied"})
	}
	return out
}

// running asks which machines run; a failure to find out is the API's failure.
func (s *Server) running(ctx context.Context) (map[int64]bool, *failure) {
	running, err := s.config.Machines.Running(ctx)
	if err != nil {
		s.config.Log.Error("the machines cannot be listed", "error", err)
		return nil, &failure{http.StatusServiceUnavailable, "unavailable", "service is currently unavailable", nil}
	}
	return running, nil
}

func (s *Server) listServers(r *http.Request) (int, any, *failure) {
	query := r.URL.Query()
	running, fail := s.running(r.Context())
	if fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []schema.Server
	for _, srv := range s.state.Servers {
		shown := s.present(srv, running)
		if !query.Has("status") || slices.Contains(query["status"], shown.Status) {
			all = append(all, shown)
		}
	}
	name := func(srv schema.Server) string { return srv.Name }
	all, fail = matching(all, query, func(srv schema.Server) map[string]string { return srv.Labels }, name)
	if fail != nil {
		return 0, nil, fail
	}
	return listed("servers", all, query, func(srv schema.Server) int64 { return srv.ID }, name)
}

func (s *Server) server(r *http.Request) (*server, *failure) {
	id, fail := pathID(r, "server")
	if fail != nil {
		return nil, fail
	}
	srv, ok := s.state.Servers[id]
	if !ok {
		return nil, notFound("server", id)
	}
	return srv, nil
}

func (s *Server) getServer(r *http.Request) (int, any, *failure) {
	running, fail := s.running(r.Context())
	if fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	srv, fail := s.server(r)
	if fail != nil {
		return 0, nil, fail
	}
	return http.StatusOK, schema.ServerGetResponse{Server: s.present(srv, running)}, nil
}

var hostName = regexp.MustCompile(`^[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$`)

const userDataLimit = 32 * 1024

func (s *Server) createServer(r *http.Request) (int, any, *failure) {
	var request schema.ServerCreateRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	if !hostName.MatchString(request.Name) {
		return 0, nil, invalid("name", "is not a valid hostname")
	}
	if len(request.UserData) > userDataLimit {
		return 0, nil, invalid("user_data", "is longer than 32 KiB")
	}
	labels, fail := checkedLabels(request.Labels)
	if fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	srv, fail := s.ordered(r.Context(), request, labels)
	if fail != nil {
		return 0, nil, fail
	}
	s.state.Servers[srv.ID] = srv
	create := s.newAction("create_server", ofServer(srv.ID))
	next := []schema.Action{}
	if srv.StartAfter {
		next = append(next, *s.newAction("start_server", ofServer(srv.ID)))
	}
	s.save()
	shown := s.present(srv, nil)
	answer := schema.ServerCreateResponse{Server: shown, Action: *create, NextActions: next}
	if len(srv.AuthorizedKeys) == 0 {
		password := "sandbox-has-no-password"
		answer.RootPassword = &password
	}
	s.background(srv.ID, func(ctx context.Context) { s.realize(ctx, srv) })
	return http.StatusCreated, answer, nil
}

// ordered checks an order and turns it into a server that does not exist yet. The caller holds the lock.
func (s *Server) ordered(ctx context.Context, request schema.ServerCreateRequest, labels map[string]string) (*server, *failure) {
	var taken []string
	for _, other := range s.state.Servers {
		if other.Name == request.Name {
			return nil, notUnique("server name is already used")
		}
		taken = append(taken, other.PublicNet.IPv4.IP)
	}
	serverType := s.catalog.serverTypeBy(request.ServerType)
	if serverType == nil {
		return nil, invalid("server_type", "server type not found")
	}
	if request.Location == "" {
		request.Location = defaultLocation
	}
	location, ok := s.catalog.location(request.Location)
	if !ok {
		return nil, invalid("location", "location not found")
	}
	if fail := s.catalog.orderable(serverType, location.Name); fail != nil {
		return nil, fail
	}
	image := s.catalog.imageBy(request.Image, serverType.Architecture)
	if image == nil {
		return nil, invalid("image", "image not found")
	}
	if image.Deprecated != nil && time.Now().After(image.Deprecated.AddDate(0, 3, 0)) {
		return nil, invalid("image", "image is deprecated and can no longer be ordered")
	}
	var keys []string
	for _, id := range request.SSHKeys {
		key, ok := s.state.SSHKeys[id]
		if !ok {
			return nil, invalid("ssh_keys", fmt.Sprintf("SSH key %d not found", id))
		}
		keys = append(keys, key.PublicKey)
	}
	var firewalls []int64
	for _, entry := range request.Firewalls {
		if _, ok := s.state.Firewalls[entry.Firewall]; !ok {
			return nil, invalid("firewalls", fmt.Sprintf("firewall %d not found", entry.Firewall))
		}
		firewalls = append(firewalls, entry.Firewall)
	}
	if len(request.Volumes)+len(request.Networks) > 0 || request.PlacementGroup != 0 {
		return nil, &failure{http.StatusUnprocessableEntity, hcloud.ErrorUnsupportedError, "the sandbox has no volumes, networks and placement groups", nil}
	}

	srv := &server{
		Server: schema.Server{
			ID: s.state.id(), Name: request.Name, Status: statusInitializing, Created: time.Now().UTC().Truncate(time.Second),
			PrivateNet: []schema.ServerPrivateNet{}, ServerType: *serverType, Location: location, Image: image,
			Labels: labels, Volumes: []int64{}, LoadBalancers: []int64{}, PrimaryDiskSize: serverType.Disk,
		},
		UserData: request.UserData, AuthorizedKeys: keys, Firewalls: firewalls,
		StartAfter: request.StartAfterCreate == nil || *request.StartAfterCreate,
	}
	placement, err := s.config.Machines.Place(ctx, srv.ID, taken)
	if err != nil {
		s.config.Log.Error("no address for a server", "error", err)
		return nil, &failure{http.StatusServiceUnavailable, "unavailable", "service is currently unavailable", nil}
	}
	srv.PublicNet = publicNet(request.PublicNet, placement, srv.ID)
	if late := s.takeKind(kindSSHDelay, ""); late != nil {
		srv.SSHDelay = int(late.Seconds)
	}
	return srv, nil
}

func publicNet(wanted *schema.ServerCreatePublicNet, placement Placement, id int64) schema.ServerPublicNet {
	net := schema.ServerPublicNet{
		IPv6:        schema.ServerPublicNetIPv6{DNSPtr: []schema.ServerPublicNetIPv6DNSPtr{}},
		FloatingIPs: []int64{}, Firewalls: []schema.ServerFirewall{},
	}
	// The machine always has IPv4, for it could not be reached or reach anything without; it is only not reported.
	if wanted == nil || wanted.EnableIPv4 {
		net.IPv4 = schema.ServerPublicNetIPv4{ID: 2 * id, IP: placement.IPv4, DNSPtr: "static." + placement.IPv4 + ".sandbox"}
	}
	if (wanted == nil || wanted.EnableIPv6) && placement.IPv6 != "" {
		net.IPv6.ID, net.IPv6.IP = 2*id+1, placement.IPv6
	}
	return net
}

// realize makes the machine of a new server, as far as that was not done before, and ends its actions.
func (s *Server) realize(ctx context.Context, srv *server) {
	s.mu.Lock()
	machine := srv.machine()
	create := s.pending("create_server", srv.ID)
	start := s.pending("start_server", srv.ID)
	s.mu.Unlock()
	ok := create == nil || s.perform(ctx, create, func(ctx context.Context) error { return s.config.Machines.Make(ctx, machine) })
	if ctx.Err() != nil {
		return
	}
	s.setStatus(srv, statusStarting)
	if start == nil {
		return
	}
	s.perform(ctx, start, func(ctx context.Context) error {
		if !ok {
			return fmt.Errorf("server %s was not created", machine.Name)
		}
		return s.config.Machines.Start(ctx, machine)
	})
	if ctx.Err() == nil {
		s.setStatus(srv, statusRunning)
	}
}

func (s *Server) setStatus(srv *server, status string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	srv.Status = status
	s.save()
}

// pending is the running action of that command on the server. The caller holds the lock.
func (s *Server) pending(command string, id int64) *schema.Action {
	for _, action := range s.state.Actions {
		if action.Command == command && action.Status == actionRunning && slices.Contains(action.Resources, ofServer(id)) {
			return action
		}
	}
	return nil
}

func (s *Server) updateServer(r *http.Request) (int, any, *failure) {
	var request schema.ServerUpdateRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	running, fail := s.running(r.Context())
	if fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	srv, fail := s.server(r)
	if fail != nil {
		return 0, nil, fail
	}
	if request.Name != "" && request.Name != srv.Name {
		return 0, nil, &failure{http.StatusUnprocessableEntity, hcloud.ErrorUnsupportedError, "the sandbox does not rename servers", nil}
	}
	if request.Labels != nil {
		labels, fail := checkedLabels(request.Labels)
		if fail != nil {
			return 0, nil, fail
		}
		srv.Labels = labels
	}
	s.save()
	return http.StatusOK, schema.ServerUpdateResponse{Server: s.present(srv, running)}, nil
}

func (s *Server) deleteServer(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	srv, fail := s.server(r)
	if fail != nil {
		return 0, nil, fail
	}
	if srv.Protection.Delete {
		return 0, nil, &failure{http.StatusForbidden, hcloud.ErrorCodeProtected, "server deletion is protected", nil}
	}
	if s.busy(srv.ID) {
		return 0, nil, locked("server")
	}
	action := s.newAction("delete_server", ofServer(srv.ID))
	srv.Status = statusDeleting
	s.save()
	s.background(srv.ID, func(ctx context.Context) { s.remove(ctx, srv, action) })
	return http.StatusOK, schema.ServerDeleteResponse{Action: *action}, nil
}

func (s *Server) remove(ctx context.Context, srv *server, action *schema.Action) {
	machine := srv.machine()
	s.perform(ctx, action, func(ctx context.Context) error {
		if err := s.config.Machines.Remove(ctx, machine); err != nil {
			return err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.state.Servers, machine.ID)
		return nil
	})
}

// serverAction answers with an action that does work on an unlocked server, which has the status meanwhile.
func (s *Server) serverAction(command, status string, work func(context.Context, Machine) error) handler {
	return func(r *http.Request) (int, any, *failure) {
		s.mu.Lock()
		defer s.mu.Unlock()
		srv, fail := s.server(r)
		if fail != nil {
			return 0, nil, fail
		}
		if s.busy(srv.ID) {
			return 0, nil, locked("server")
		}
		action := s.newAction(command, ofServer(srv.ID))
		answer := schema.ActionGetResponse{Action: *action}
		machine := srv.machine()
		srv.Status = status
		s.save()
		s.background(srv.ID, func(ctx context.Context) {
			s.perform(ctx, action, func(ctx context.Context) error { return work(ctx, machine) })
		})
		return http.StatusCreated, answer, nil
	}
}

func (s *Server) powerOn(ctx context.Context, machine Machine) error {
	return s.config.Machines.Start(ctx, machine)
}

func (s *Server) powerOff(ctx context.Context, machine Machine) error {
	return s.config.Machines.Stop(ctx, machine, true)
}

func (s *Server) shutdown(ctx context.Context, machine Machine) error {
	return s.config.Machines.Stop(ctx, machine, false)
}

func (s *Server) reset(ctx context.Context, machine Machine) error {
	if err := s.config.Machines.Stop(ctx, machine, true); err != nil {
		return err
	}
	return s.config.Machines.Start(ctx, machine)
}

// changeType gives a server that is switched off another type. The machine below it stays as large as it is.
func (s *Server) changeType(r *http.Request) (int, any, *failure) {
	var request schema.ServerActionChangeTypeRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	running, fail := s.running(r.Context())
	if fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	srv, fail := s.server(r)
	if fail != nil {
		return 0, nil, fail
	}
	if s.busy(srv.ID) {
		return 0, nil, locked("server")
	}
	if running[srv.ID] {
		return 0, nil, &failure{http.StatusUnprocessableEntity, hcloud.ErrorCodeServerNotStopped, "server needs to be stopped before changing the type", nil}
	}
	wanted := s.catalog.serverTypeBy(request.ServerType)
	switch {
	case wanted == nil:
		return 0, nil, invalid("server_type", "server type not found")
	case wanted.Architecture != srv.ServerType.Architecture:
		return 0, nil, invalid("server_type", "server type has another architecture")
	case wanted.Disk < srv.PrimaryDiskSize:
		return 0, nil, &failure{http.StatusUnprocessableEntity, hcloud.ErrorCodeInvalidServerType, "server disk is bigger than the disk of the target server type", nil}
	}
	if fail := s.catalog.orderable(wanted, srv.Location.Name); fail != nil {
		return 0, nil, fail
	}
	srv.ServerType = *wanted
	if request.UpgradeDisk {
		srv.PrimaryDiskSize = wanted.Disk
	}
	action := s.newAction("change_server_type", ofServer(srv.ID))
	s.finish(action, nil)
	s.save()
	return http.StatusCreated, schema.ActionGetResponse{Action: *action}, nil
}

func (s *Server) changeProtection(r *http.Request) (int, any, *failure) {
	var request schema.ServerActionChangeProtectionRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	srv, fail := s.server(r)
	if fail != nil {
		return 0, nil, fail
	}
	if request.Delete != nil {
		srv.Protection.Delete = *request.Delete
	}
	if request.Rebuild != nil {
		srv.Protection.Rebuild = *request.Rebuild
	}
	action := s.newAction("change_protection", ofServer(srv.ID))
	s.finish(action, nil)
	s.save()
	return http.StatusCreated, schema.ActionGetResponse{Action: *action}, nil
}

// resume goes on with what was under way when the state was saved.
func (s *Server) resume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range sortedIDs(s.state.Servers) {
		srv := s.state.Servers[id]
		if action := s.pending("delete_server", id); action != nil {
			s.background(id, func(ctx context.Context) { s.remove(ctx, srv, action) })
		} else if s.pending("create_server", id) != nil || s.pending("start_server", id) != nil && srv.Status == statusStarting {
			s.background(id, func(ctx context.Context) { s.realize(ctx, srv) })
		}
	}
	for _, action := range s.state.Actions {
		gone := !slices.ContainsFunc(action.Resources, func(ref schema.ActionResourceReference) bool {
			return s.state.Servers[ref.ID] != nil
		})
		resumed := slices.Contains([]string{"create_server", "start_server", "delete_server"}, action.Command)
		if action.Status == actionRunning && (gone || !resumed) {
			s.finish(action, &schema.ActionError{Code: "action_failed", Message: "the sandbox's API was restarted"})
		}
	}
}

// deleteEverything breaks off what is under way and removes every server, key and firewall.
func (s *Server) deleteEverything(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	jobs := slices.Collect(maps.Values(s.jobs))
	s.mu.Unlock()
	for _, j := range jobs {
		j.cancel()
		<-j.done
	}
	s.mu.Lock()
	servers := slices.Collect(maps.Values(s.state.Servers))
	s.state.Servers = map[int64]*server{}
	s.state.SSHKeys = map[int64]*schema.SSHKey{}
	s.state.Firewalls = map[int64]*firewall{}
	for _, action := range s.state.Actions {
		if action.Status == actionRunning {
			s.finish(action, &schema.ActionError{Code: "action_failed", Message: "everything was deleted"})
		}
	}
	s.save()
	s.mu.Unlock()
	for _, srv := range servers {
		if err := s.config.Machines.Remove(r.Context(), srv.machine()); err != nil {
			failure{http.StatusInternalServerError, hcloud.ErrorCodeServerError, err.Error(), nil}.write(w)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}
