// Package lxdprovider implements what the deployer uses of the provider terraform-lxd/lxd 3.0.
package lxdprovider

import (
	"context"
	"fmt"
	"strings"

	"com.torrust.deployer/sandbox/provider/lxd"
	"com.torrust.deployer/sandbox/provider/plugin"
)

// Provider is the stand-in for terraform-lxd/lxd.
type Provider struct {
	remotes       map[string]remote
	defaultRemote string
}

type remote struct {
	address  string
	protocol string
}

const (
	protocolLXD           = "lxd"
	protocolSimpleStreams = "simplestreams"
)

// New returns an unconfigured provider.
func New() *Provider {
	return &Provider{}
}

// Validate has nothing to add to the schema.
func (p *Provider) Validate(plugin.Object) error { return nil }

// Configure reads the remotes. As with the real provider, release 3, only declared remotes exist, and of two
// or more one must be named the default.
func (p *Provider) Configure(_ context.Context, config plugin.Object) error {
	p.remotes = map[string]remote{}
	var first string
	for _, block := range config.Blocks("remote") {
		name, address, protocol := block.String("name"), block.String("address"), block.String("protocol")
		if name == "" {
			return &plugin.Problem{Summary: "A remote has no name", Attribute: "remote"}
		}
		if protocol == "" {
			protocol = protocolLXD
		}
		if protocol != protocolLXD && protocol != protocolSimpleStreams {
			return &plugin.Problem{
				Summary:   fmt.Sprintf("Invalid remote %q", name),
				Detail:    fmt.Sprintf("Protocol %q is neither %q nor %q.", protocol, protocolLXD, protocolSimpleStreams),
				Attribute: "remote",
			}
		}
		p.remotes[name] = remote{address: address, protocol: protocol}
		if first == "" {
			first = name
		}
	}
	p.defaultRemote = config.String("default_remote")
	if p.defaultRemote == "" && len(p.remotes) > 1 {
		return &plugin.Problem{
			Summary:   "No default remote",
			Detail:    "Of two or more remotes one must be named by default_remote.",
			Attribute: "default_remote",
		}
	}
	if p.defaultRemote == "" {
		p.defaultRemote = first
	}
	if _, ok := p.remotes[p.defaultRemote]; !ok {
		return &plugin.Problem{
			Summary:   fmt.Sprintf("Remote %q is not declared", p.defaultRemote),
			Detail:    `Declare the daemon in the provider block: remote { name = "local", address = "unix://" }.`,
			Attribute: "remote",
		}
	}
	return nil
}

// Resources returns what is implemented.
func (p *Provider) Resources() map[string]plugin.Resource {
	return map[string]plugin.Resource{
		"lxd_instance": &instanceResource{provider: p},
		"lxd_profile":  &profileResource{provider: p},
	}
}

// server returns the daemon behind a declared remote, "" being the default one.
func (p *Provider) server(name, project string) (*lxd.Client, error) {
	if name == "" {
		name = p.defaultRemote
	}
	r, ok := p.remotes[name]
	if !ok {
		return nil, &plugin.Problem{
			Summary: fmt.Sprintf("Remote %q is not declared", name),
			Detail:  "Only remotes declared in the provider block exist.",
		}
	}
	path, local := strings.CutPrefix(r.address, "unix:")
	if r.protocol != protocolLXD || !local {
		return nil, &plugin.Problem{
			Summary: fmt.Sprintf("The stand-in provider cannot make anything on remote %q", name),
			Detail:  "It speaks to a local daemon only, address unix:// or unix:///path/to/unix.socket.",
		}
	}
	socket := strings.TrimPrefix(path, "//")
	if socket == "" {
		socket = lxd.DefaultSocket()
	}
	return lxd.NewClient(socket).Project(project), nil
}

// source finds an image. It may be an alias or a fingerprint of the daemon itself, or REMOTE:ALIAS.
func (p *Provider) source(ctx context.Context, server *lxd.Client, image string) (lxd.Source, error) {
	name, alias, qualified := strings.Cut(image, ":")
	if !qualified {
		alias = image
	}
	if qualified {
		r, ok := p.remotes[name]
		if !ok {
			return lxd.Source{}, &plugin.Problem{
				Summary:   fmt.Sprintf("Image remote %q is not declared", name),
				Detail:    "Only remotes declared in the provider block exist.",
				Attribute: "image",
			}
		}
		if r.protocol == protocolSimpleStreams {
			return lxd.Source{
				Type: "image", Mode: "pull", Protocol: protocolSimpleStreams, Server: r.address, Alias: alias,
			}, nil
		}
		var err error
		if server, err = p.server(name, ""); err != nil {
			return lxd.Source{}, err
		}
	}
	fingerprint, err := server.Fingerprint(ctx, alias)
	if err != nil {
		return lxd.Source{}, err
	}
	return lxd.Source{Type: "image", Fingerprint: fingerprint}, nil
}

// importID takes [remote:][project/]name[,image=IMAGE] apart into the attributes of the same names.
func importID(id string, options ...string) (map[string]string, error) {
	invalid := func(detail string) error {
		return &plugin.Problem{
			Summary: fmt.Sprintf("Invalid import ID: %q", id),
			Detail:  detail + " The form is [<remote>:][<project>/]<name>[,image=<image>].",
		}
	}
	parts := strings.Split(id, ",")
	fields := map[string]string{}
	name := parts[0]
	if remote, rest, ok := strings.Cut(name, ":"); ok {
		fields["remote"], name = remote, rest
	}
	if project, rest, ok := strings.Cut(name, "/"); ok {
		fields["project"], name = project, rest
	}
	if name == "" || strings.Contains(name, "/") {
		return nil, invalid("There must be one name.")
	}
	fields["name"] = name
	for _, part := range parts[1:] {
		key, value, ok := strings.Cut(part, "=")
		if !ok || value == "" || !allowed(key, options) {
			return nil, invalid(fmt.Sprintf("Option %q is not known.", part))
		}
		fields[key] = value
	}
	for key, value := range fields {
		if value == "" {
			delete(fields, key)
		}
	}
	return fields, nil
}

func allowed(key string, options []string) bool {
	for _, option := range options {
		if key == option {
			return true
		}
	}
	return false
}

func importState(id string, empty plugin.Object, options ...string) (*plugin.Object, error) {
	fields, err := importID(id, options...)
	if err != nil {
		return nil, err
	}
	for name, value := range fields {
		empty.SetString(name, value)
	}
	return &empty, nil
}

const defaultProject = "default"

func projectOf(o plugin.Object) string {
	if project := o.String("project"); project != "" {
		return project
	}
	return defaultProject
}

// devices reads the nested device blocks.
func devices(o plugin.Object) lxd.Devices {
	out := lxd.Devices{}
	for _, block := range o.Blocks("device") {
		device := block.Map("properties")
		if device == nil {
			device = map[string]string{}
		}
		device["type"] = block.String("type")
		out[block.String("name")] = device
	}
	return out
}

func setDevices(o plugin.Object, devices lxd.Devices) {
	blocks := make([]plugin.Object, 0, len(devices))
	for name, device := range devices {
		properties := make(map[string]string, len(device))
		for key, value := range device {
			if key != "type" {
				properties[key] = value
			}
		}
		block := o.NewBlock("device")
		block.SetString("name", name)
		block.SetString("type", device["type"])
		block.SetMap("properties", properties)
		blocks = append(blocks, block)
	}
	o.SetBlocks("device", blocks)
}

var deviceTypes = []string{
	"none", "disk", "nic", "unix-char", "unix-block", "usb", "gpu", "infiniband", "proxy", "unix-hotplug", "tpm", "pci",
}

func validateDevices(o plugin.Object) error {
	for _, block := range o.Blocks("device") {
		if typ := block.String("type"); typ != "" && !allowed(typ, deviceTypes) {
			return &plugin.Problem{
				Summary:   fmt.Sprintf("Invalid type %q of device %q", typ, block.String("name")),
				Detail:    "It must be one of " + strings.Join(deviceTypes, ", ") + ".",
				Attribute: "device",
			}
		}
		for key, value := range block.Map("properties") {
			if value == "" {
				return &plugin.Problem{
					Summary:   fmt.Sprintf("Property %q of device %q is empty", key, block.String("name")),
					Attribute: "device",
				}
			}
		}
	}
	return nil
}
