package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/hetznercloud/hcloud-go/v2/hcloud/schema"
)

// state is everything that was ever ordered. Its file is readable by its owner only, for it holds user data.
type state struct {
	NextID    int64
	Servers   map[int64]*server
	SSHKeys   map[int64]*schema.SSHKey
	Firewalls map[int64]*firewall
	Actions   map[int64]*schema.Action
}

// server is an ordered server: what the API says of it, and what was ordered.
type server struct {
	schema.Server
	UserData       string   `json:"sandbox_user_data"`
	AuthorizedKeys []string `json:"sandbox_authorized_keys"`
	StartAfter     bool     `json:"sandbox_start_after_create"`
	SSHDelay       int      `json:"sandbox_ssh_delay_seconds"`
	// Firewalls are those applied to the server itself, not by a label selector.
	Firewalls []int64 `json:"sandbox_firewalls"`
}

// firewall is a firewall with the label selectors it is applied to; servers know their firewalls themselves.
type firewall struct {
	schema.Firewall
	Selectors []string `json:"sandbox_label_selectors"`
}

const firstID = 100_000_001

func newState() *state {
	return &state{
		NextID:    firstID,
		Servers:   map[int64]*server{},
		SSHKeys:   map[int64]*schema.SSHKey{},
		Firewalls: map[int64]*firewall{},
		Actions:   map[int64]*schema.Action{},
	}
}

func loadState(path string) (*state, error) {
	s := newState()
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(raw, s); err != nil {
		return nil, fmt.Errorf("state file %s: %w", path, err)
	}
	return s, nil
}

func (s *state) save(path string) error {
	if path == "" {
		return nil
	}
	raw, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	// CreateTemp gives mode 0600.
	file, err := os.CreateTemp(filepath.Dir(path), ".hetzner-api-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if _, err := file.Write(raw); err != nil {
		file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

func (s *state) id() int64 {
	s.NextID++
	return s.NextID - 1
}

// firewallsOf are the firewalls that apply to a server, by itself or by its labels.
func (s *state) firewallsOf(srv *server) []int64 {
	ids := slices.Clone(srv.Firewalls)
	for _, fw := range s.Firewalls {
		for _, text := range fw.Selectors {
			if selects, err := parseSelector(text); err == nil && selects(srv.Labels) {
				ids = append(ids, fw.ID)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// appliedTo lists what a firewall is applied to, in the API's form.
func (s *state) appliedTo(fw *firewall) []schema.FirewallResource {
	out := []schema.FirewallResource{}
	for _, id := range sortedIDs(s.Servers) {
		if slices.Contains(s.Servers[id].Firewalls, fw.ID) {
			out = append(out, serverResource(id))
		}
	}
	for _, text := range fw.Selectors {
		resource := schema.FirewallResource{
			Type:               "label_selector",
			LabelSelector:      &schema.FirewallResourceLabelSelector{Selector: text},
			AppliedToResources: []schema.FirewallResource{},
		}
		if selects, err := parseSelector(text); err == nil {
			for _, id := range sortedIDs(s.Servers) {
				if selects(s.Servers[id].Labels) {
					resource.AppliedToResources = append(resource.AppliedToResources, serverResource(id))
				}
			}
		}
		out = append(out, resource)
	}
	return out
}

func serverResource(id int64) schema.FirewallResource {
	return schema.FirewallResource{Type: "server", Server: &schema.FirewallResourceServer{ID: id}}
}

func sortedIDs[T any](m map[int64]T) []int64 {
	ids := make([]int64, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
