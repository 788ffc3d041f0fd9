package lxd

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"time"
)

// Devices are device properties by device name; each has the property "type".
type Devices map[string]map[string]string

// Instance is a container or virtual machine as the daemon describes it.
type Instance struct {
	Name            string            `json:"name"`
	Type            string            `json:"type"`
	Status          string            `json:"status"`
	Location        string            `json:"location"`
	Architecture    string            `json:"architecture"`
	Description     string            `json:"description"`
	Ephemeral       bool              `json:"ephemeral"`
	Stateful        bool              `json:"stateful"`
	Profiles        []string          `json:"profiles"`
	Config          map[string]string `json:"config"`
	ExpandedConfig  map[string]string `json:"expanded_config"`
	Devices         Devices           `json:"devices"`
	ExpandedDevices Devices           `json:"expanded_devices"`
}

// InstancePut is what of an instance can be changed.
type InstancePut struct {
	Architecture string            `json:"architecture,omitempty"`
	Description  string            `json:"description"`
	Ephemeral    bool              `json:"ephemeral"`
	Stateful     bool              `json:"stateful,omitempty"`
	Profiles     []string          `json:"profiles"`
	Config       map[string]string `json:"config"`
	Devices      Devices           `json:"devices"`
}

// Source says what an instance is made from.
type Source struct {
	Type        string `json:"type"`
	Mode        string `json:"mode,omitempty"`
	Server      string `json:"server,omitempty"`
	Protocol    string `json:"protocol,omitempty"`
	Alias       string `json:"alias,omitempty"`
	Fingerprint string `json:"fingerprint,omitempty"`
}

// NewInstance asks for an instance.
type NewInstance struct {
	InstancePut
	Name   string `json:"name"`
	Type   string `json:"type"`
	Source Source `json:"source"`
}

// State is what an instance is doing.
type State struct {
	Status    string             `json:"status"`
	Processes int                `json:"processes"`
	Network   map[string]Network `json:"network"`
}

// Network is one interface inside an instance.
type Network struct {
	HardwareAddress string    `json:"hwaddr"`
	State           string    `json:"state"`
	Type            string    `json:"type"`
	Addresses       []Address `json:"addresses"`
}

// Address is one address of an interface.
type Address struct {
	Family  string `json:"family"`
	Address string `json:"address"`
	Netmask string `json:"netmask"`
	Scope   string `json:"scope"`
}

// The states of an instance that matter here.
const (
	Running = "Running"
	Ready   = "Ready"
	Stopped = "Stopped"
)

// Up reports whether the instance runs and has processes, which in a virtual machine means a working agent.
func (s State) Up() bool {
	return (s.Status == Running || s.Status == Ready) && s.Processes > 0
}

// Global returns the first global addresses of the interface, "" for a family without one.
func (n Network) Global() (ipv4, ipv6 string) {
	for _, address := range n.Addresses {
		switch {
		case address.Scope != "global":
		case address.Family == "inet" && ipv4 == "":
			ipv4 = address.Address
		case address.Family == "inet6" && ipv6 == "":
			ipv6 = address.Address
		}
	}
	return ipv4, ipv6
}

// Interfaces returns the names of the instance's interfaces in alphabetical order, without the loopback.
func (s State) Interfaces() []string {
	var names []string
	for name := range s.Network {
		if name != "lo" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

func instancePath(name string) string {
	return "/instances/" + url.PathEscape(name)
}

// Instance returns the instance with its ETag.
func (c *Client) Instance(ctx context.Context, name string) (Instance, string, error) {
	var instance Instance
	etag, err := c.get(ctx, instancePath(name), nil, &instance)
	return instance, etag, err
}

// Instances lists the instances of the project.
func (c *Client) Instances(ctx context.Context) ([]Instance, error) {
	var instances []Instance
	_, err := c.get(ctx, "/instances", url.Values{"recursion": {"1"}}, &instances)
	return instances, err
}

// InstanceState returns what the instance is doing.
func (c *Client) InstanceState(ctx context.Context, name string) (State, error) {
	var state State
	_, err := c.get(ctx, instancePath(name)+"/state", nil, &state)
	return state, err
}

// CreateInstance makes an instance and waits until it exists, stopped. The daemon finishes a creation it
// has begun, so this waits for the outcome even when the context ends meanwhile.
func (c *Client) CreateInstance(ctx context.Context, instance NewInstance) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return c.run(context.WithoutCancel(ctx), http.MethodPost, "/instances", nil, nil, instance)
}

// UpdateInstance changes an instance as it was when the ETag was taken.
func (c *Client) UpdateInstance(ctx context.Context, name, etag string, put InstancePut) error {
	return c.put(ctx, instancePath(name), etag, put)
}

// DeleteInstance removes a stopped instance.
func (c *Client) DeleteInstance(ctx context.Context, name string) error {
	return c.run(ctx, http.MethodDelete, instancePath(name), nil, nil, nil)
}

type stateChange struct {
	Action  string `json:"action"`
	Force   bool   `json:"force"`
	Timeout int    `json:"timeout"`
}

const stateChangeSeconds = 180

// Start starts an instance and waits until it is up; one that is up already is left alone.
func (c *Client) Start(ctx context.Context, name string) error {
	state, err := c.InstanceState(ctx, name)
	if err != nil {
		return err
	}
	if !state.Up() {
		if err := c.put(ctx, instancePath(name)+"/state", "", stateChange{Action: "start", Timeout: stateChangeSeconds}); err != nil {
			return err
		}
	}
	return Poll(ctx, 100*time.Millisecond, func(ctx context.Context) (bool, error) {
		state, err := c.InstanceState(ctx, name)
		return state.Up(), err
	})
}

// Stop stops an instance; one that is stopped already is left alone. With force it is not asked but ended.
func (c *Client) Stop(ctx context.Context, name string, force bool) error {
	state, err := c.InstanceState(ctx, name)
	if err != nil || state.Status == Stopped {
		return err
	}
	return c.put(ctx, instancePath(name)+"/state", "", stateChange{Action: "stop", Force: force, Timeout: stateChangeSeconds})
}

// Remove ends and deletes an instance; one that does not exist is no error.
func (c *Client) Remove(ctx context.Context, name string) error {
	if err := c.Stop(ctx, name, true); err != nil {
		if IsNotFound(err) {
			return nil
		}
		return err
	}
	if err := c.DeleteInstance(ctx, name); err != nil && !IsNotFound(err) {
		return err
	}
	return nil
}

// File is a file to put into an instance, which may be stopped.
type File struct {
	Path    string
	Content []byte
	Mode    uint32
}

// PutFile writes a file, owned by root, over what was there.
func (c *Client) PutFile(ctx context.Context, instance string, file File) error {
	return c.putPath(ctx, instance, file.Path, "file", file.Mode, file.Content)
}

// MakeDirectory makes a directory, owned by root; one that exists is no error.
func (c *Client) MakeDirectory(ctx context.Context, instance, path string, mode uint32) error {
	return c.putPath(ctx, instance, path, "directory", mode, []byte{})
}

func (c *Client) putPath(ctx context.Context, instance, path, kind string, mode uint32, content []byte) error {
	header := http.Header{
		"X-Lxd-Uid":    {"0"},
		"X-Lxd-Gid":    {"0"},
		"X-Lxd-Mode":   {"0" + strconv.FormatUint(uint64(mode), 8)},
		"X-Lxd-Type":   {kind},
		"X-Lxd-Write":  {"overwrite"},
		"Content-Type": {"application/octet-stream"},
	}
	query := url.Values{"path": {path}}
	if err := c.run(ctx, http.MethodPost, instancePath(instance)+"/files", query, header, content); err != nil {
		return fmt.Errorf("%s in %s: %w", path, instance, err)
	}
	return nil
}

// Fingerprint resolves a local image's alias or fingerprint to its fingerprint.
func (c *Client) Fingerprint(ctx context.Context, image string) (string, error) {
	var alias struct {
		Target string `json:"target"`
	}
	if _, err := c.get(ctx, "/images/aliases/"+url.PathEscape(image), nil, &alias); err == nil {
		return alias.Target, nil
	} else if !IsNotFound(err) {
		return "", err
	}
	var found struct {
		Fingerprint string `json:"fingerprint"`
	}
	_, err := c.get(ctx, "/images/"+url.PathEscape(image), nil, &found)
	return found.Fingerprint, err
}

// Profile is a named set of configuration and devices.
type Profile struct {
	Name        string            `json:"name"`
	Description string            `json:"description"`
	Config      map[string]string `json:"config"`
	Devices     Devices           `json:"devices"`
}

func profilePath(name string) string {
	return "/profiles/" + url.PathEscape(name)
}

// Profile returns the profile with its ETag.
func (c *Client) Profile(ctx context.Context, name string) (Profile, string, error) {
	var profile Profile
	etag, err := c.get(ctx, profilePath(name), nil, &profile)
	return profile, etag, err
}

// CreateProfile makes a profile.
func (c *Client) CreateProfile(ctx context.Context, profile Profile) error {
	return c.run(ctx, http.MethodPost, "/profiles", nil, nil, profile)
}

// UpdateProfile changes a profile as it was when the ETag was taken.
func (c *Client) UpdateProfile(ctx context.Context, profile Profile, etag string) error {
	return c.put(ctx, profilePath(profile.Name), etag, profile)
}

// DeleteProfile removes a profile that nothing uses; one that does not exist is no error.
func (c *Client) DeleteProfile(ctx context.Context, name string) error {
	if err := c.run(ctx, http.MethodDelete, profilePath(name), nil, nil, nil); err != nil && !IsNotFound(err) {
		return err
	}
	return nil
}
