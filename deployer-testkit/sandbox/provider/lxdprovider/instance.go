package lxdprovider

import (
	"context"
	"fmt"
	"strings"
	"time"

	"com.torrust.deployer/sandbox/provider/lxd"
	"com.torrust.deployer/sandbox/provider/plugin"
)

type instanceResource struct {
	provider *Provider
}

const (
	typeContainer      = "container"
	typeVirtualMachine = "virtual-machine"

	defaultTimeout = 5 * time.Minute
	pollInterval   = 100 * time.Millisecond

	// accessInterface names, in an instance's configuration, the interface whose addresses are reported.
	accessInterface = "user.access_interface"
)

func (r *instanceResource) Rules() plugin.Rules {
	return plugin.Rules{
		Defaults: map[string]any{
			"description":   "",
			"type":          typeContainer,
			"ephemeral":     false,
			"running":       true,
			"allow_restart": false,
			"profiles":      []string{"default"},
			"config":        map[string]string{},
			"project":       defaultProject,
		},
		Replace: []string{"type", "image", "ephemeral", "project", "remote"},
		Refused: []string{"file", "execs", "target"},
	}
}

func (r *instanceResource) Validate(config plugin.Object) error {
	typ := config.String("type")
	if typ != "" && typ != typeContainer && typ != typeVirtualMachine {
		return &plugin.Problem{
			Summary:   fmt.Sprintf("Invalid type %q", typ),
			Detail:    fmt.Sprintf("It must be %q or %q.", typeContainer, typeVirtualMachine),
			Attribute: "type",
		}
	}
	if config.Null("image") && (config.Null("type") || typ == typeContainer) {
		return &plugin.Problem{
			Summary:   fmt.Sprintf("Instance %q is a container and requires image", config.String("name")),
			Detail:    "A container cannot exist without a root file system.",
			Attribute: "image",
		}
	}
	if config.Bool("ephemeral") && config.Known("running") && !config.Bool("running") {
		return &plugin.Problem{
			Summary:   fmt.Sprintf("Instance %q is ephemeral and cannot be stopped", config.String("name")),
			Detail:    "An ephemeral instance is removed when it stops.",
			Attribute: "running",
		}
	}
	for _, block := range config.Blocks("wait_for") {
		if err := validateWait(block); err != nil {
			return err
		}
	}
	return validateDevices(config)
}

func validateWait(block plugin.Object) error {
	problem := func(detail string) error {
		return &plugin.Problem{Summary: "Invalid wait_for block", Detail: detail, Attribute: "wait_for"}
	}
	switch typ := block.String("type"); typ {
	case "", "agent", "ready", "ipv4", "ipv6":
	case "delay":
		if !block.Known("delay") {
			return nil
		}
		if _, err := time.ParseDuration(block.String("delay")); err != nil {
			return problem(err.Error())
		}
	default:
		return problem(fmt.Sprintf("Type %q is none of agent, delay, ipv4, ipv6, ready.", typ))
	}
	return nil
}

// Create makes and starts the instance.
//
// As with the real provider, a failure after the instance exists (a time limit, an interrupt) leaves a state
// with little more than the name: tofu calls it tainted, and without its image it would be replaced.
func (r *instanceResource) Create(ctx context.Context, _, plan plugin.Object) (*plugin.Object, error) {
	ctx, cancel, err := within(ctx, plan, "create")
	if err != nil {
		return nil, err
	}
	defer cancel()
	server, err := r.provider.server(plan.String("remote"), projectOf(plan))
	if err != nil {
		return nil, err
	}
	name := plan.String("name")
	source := lxd.Source{Type: "none"}
	if image := plan.String("image"); image != "" {
		if source, err = r.provider.source(ctx, server, image); err != nil {
			return nil, plugin.Problemf(err, "Failed to retrieve image info for instance %q", name)
		}
	}
	err = server.CreateInstance(ctx, lxd.NewInstance{
		Name:        name,
		Type:        plan.String("type"),
		Source:      source,
		InstancePut: instancePut(plan),
	})
	if err != nil {
		// Also when the name is taken: an instance that is not ours must not get into the state.
		return nil, plugin.Problemf(err, "Failed to create instance %q", name)
	}

	partial := plan.Empty()
	partial.Copy(plan, "name")
	partial.Copy(plan, "project")
	partial.Copy(plan, "remote")
	if plan.Bool("running") {
		if err := server.Start(ctx, name); err != nil {
			return &partial, plugin.Problemf(err, "Failed to start instance %q", name)
		}
		for _, block := range plan.Blocks("wait_for") {
			if err := await(ctx, server, name, block); err != nil {
				return &partial, plugin.Problemf(err, "Failed to wait for instance %q, condition %q", name, block.String("type"))
			}
		}
	}
	state, err := r.Read(ctx, plan)
	if err != nil {
		return &partial, err
	}
	return state, nil
}

func await(ctx context.Context, server *lxd.Client, name string, block plugin.Object) error {
	typ := block.String("type")
	if typ == "delay" {
		delay, err := time.ParseDuration(block.String("delay"))
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay):
			return nil
		}
	}
	nic := block.String("nic")
	return lxd.Poll(ctx, pollInterval, func(ctx context.Context) (bool, error) {
		state, err := server.InstanceState(ctx, name)
		if err != nil {
			return false, err
		}
		switch typ {
		case "agent":
			return state.Up(), nil
		case "ready":
			return state.Status == lxd.Ready, nil
		}
		for _, iface := range state.Interfaces() {
			if nic != "" && nic != iface {
				continue
			}
			ipv4, ipv6 := state.Network[iface].Global()
			if typ == "ipv4" && ipv4 != "" || typ == "ipv6" && ipv6 != "" {
				return true, nil
			}
		}
		return false, nil
	})
}

func (r *instanceResource) Read(ctx context.Context, state plugin.Object) (*plugin.Object, error) {
	server, err := r.provider.server(state.String("remote"), projectOf(state))
	if err != nil {
		return nil, err
	}
	name := state.String("name")
	instance, _, err := server.Instance(ctx, name)
	if lxd.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, plugin.Problemf(err, "Failed to retrieve instance %q", name)
	}
	now, err := server.InstanceState(ctx, name)
	if lxd.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, plugin.Problemf(err, "Failed to retrieve state of instance %q", name)
	}

	out := state.Clone()
	out.SetString("name", instance.Name)
	out.SetString("type", instance.Type)
	out.SetString("description", instance.Description)
	out.SetBool("ephemeral", instance.Ephemeral)
	out.SetString("project", projectOf(state))
	out.SetStrings("profiles", instance.Profiles)
	out.SetMap("config", userConfig(instance.Config, state.Map("config")))
	out.SetString("status", instance.Status)
	out.SetBool("running", now.Status == lxd.Running || now.Status == lxd.Ready)
	out.SetString("location", clusterLocation(instance.Location))
	if !state.Known("allow_restart") {
		out.SetBool("allow_restart", false)
	}
	setDevices(out, instance.Devices)
	setAddresses(out, instance, now)
	setInterfaces(out, instance, now)
	return &out, nil
}

// setAddresses reports the interface named by user.access_interface, else the first in alphabetical order that
// has a global address: with Docker inside, that is a bridge of Docker's.
func setAddresses(out plugin.Object, instance lxd.Instance, state lxd.State) {
	for _, name := range []string{"ipv4_address", "ipv6_address", "mac_address"} {
		out.SetNull(name)
	}
	candidates := state.Interfaces()
	if named, ok := instance.ExpandedConfig[accessInterface]; ok {
		candidates = []string{named}
	}
	for _, name := range candidates {
		network, present := state.Network[name]
		if !present {
			continue
		}
		ipv4, ipv6 := network.Global()
		if ipv4 != "" || ipv6 != "" {
			out.SetStringOrNull("ipv4_address", ipv4)
			out.SetStringOrNull("ipv6_address", ipv6)
			out.SetString("mac_address", network.HardwareAddress)
			return
		}
	}
}

// setInterfaces reports the interfaces that belong to a device of the instance, by device name.
func setInterfaces(out plugin.Object, instance lxd.Instance, state lxd.State) {
	interfaces := map[string]plugin.Object{}
	for name, network := range state.Network {
		device := deviceOf(instance, network.HardwareAddress)
		if device == "" {
			continue
		}
		entry := out.NewBlock("interfaces")
		entry.SetString("name", name)
		entry.SetString("state", network.State)
		entry.SetString("type", network.Type)
		ips := make([]plugin.Object, 0, len(network.Addresses))
		for _, address := range network.Addresses {
			ip := entry.NewBlock("ips")
			ip.SetString("address", address.Address)
			ip.SetString("family", address.Family)
			ip.SetString("scope", address.Scope)
			ips = append(ips, ip)
		}
		entry.SetBlocks("ips", ips)
		interfaces[device] = entry
	}
	out.SetBlockMap("interfaces", interfaces)
}

func deviceOf(instance lxd.Instance, hardwareAddress string) string {
	for key, value := range instance.Config {
		device, ok := strings.CutPrefix(key, "volatile.")
		if device, isAddress := strings.CutSuffix(device, ".hwaddr"); ok && isAddress && value == hardwareAddress {
			return device
		}
	}
	return ""
}

// Update starts or stops the instance as planned and changes its configuration; the conditions of wait_for
// apply to creation only.
func (r *instanceResource) Update(ctx context.Context, prior, plan plugin.Object) (*plugin.Object, error) {
	ctx, cancel, err := within(ctx, plan, "update")
	if err != nil {
		return nil, err
	}
	defer cancel()
	server, err := r.provider.server(plan.String("remote"), projectOf(plan))
	if err != nil {
		return nil, err
	}
	name := plan.String("name")
	if name != prior.String("name") {
		return nil, &plugin.Problem{
			Summary:   "The stand-in provider does not rename instances",
			Detail:    fmt.Sprintf("%q was to become %q. The real provider can.", prior.String("name"), name),
			Attribute: "name",
		}
	}
	if plan.Bool("running") {
		if err := server.Start(ctx, name); err != nil {
			return nil, plugin.Problemf(err, "Failed to start instance %q", name)
		}
	} else if err := server.Stop(ctx, name, false); err != nil {
		return nil, plugin.Problemf(err, "Failed to stop instance %q", name)
	}
	instance, etag, err := server.Instance(ctx, name)
	if err != nil {
		return nil, plugin.Problemf(err, "Failed to retrieve instance %q", name)
	}
	put := instancePut(plan)
	put.Architecture, put.Stateful = instance.Architecture, instance.Stateful
	for key, value := range instance.Config {
		if _, configured := put.Config[key]; !configured && computedKey(key) {
			put.Config[key] = value
		}
	}
	if err := server.UpdateInstance(ctx, name, etag, put); err != nil {
		return nil, plugin.Problemf(err, "Failed to update instance %q", name)
	}
	return r.Read(ctx, plan)
}

func (r *instanceResource) Delete(ctx context.Context, state plugin.Object) error {
	ctx, cancel, err := within(ctx, state, "delete")
	if err != nil {
		return err
	}
	defer cancel()
	server, err := r.provider.server(state.String("remote"), projectOf(state))
	if err != nil {
		return err
	}
	if err := server.Remove(ctx, state.String("name")); err != nil {
		return plugin.Problemf(err, "Failed to remove instance %q", state.String("name"))
	}
	return nil
}

func (r *instanceResource) Import(_ context.Context, id string, empty plugin.Object) (*plugin.Object, error) {
	return importState(id, empty, "image")
}

func instancePut(plan plugin.Object) lxd.InstancePut {
	config := plan.Map("config")
	if config == nil {
		config = map[string]string{}
	}
	profiles := plan.Strings("profiles")
	if profiles == nil {
		profiles = []string{}
	}
	return lxd.InstancePut{
		Description: plan.String("description"),
		Ephemeral:   plan.Bool("ephemeral"),
		Profiles:    profiles,
		Config:      config,
		Devices:     devices(plan),
	}
}

// userConfig leaves out what LXD adds of its own accord, unless the configuration names it too.
func userConfig(present, configured map[string]string) map[string]string {
	out := map[string]string{}
	for key, value := range configured {
		if value == "" {
			out[key] = value
		}
	}
	for key, value := range present {
		if _, ok := configured[key]; ok || !computedKey(key) {
			out[key] = value
		}
	}
	return out
}

func computedKey(key string) bool {
	return strings.HasPrefix(key, "volatile.") || strings.HasPrefix(key, "image.")
}

// clusterLocation is the member of a cluster an instance lives on, "" without a cluster.
func clusterLocation(location string) string {
	if location == "none" {
		return ""
	}
	return location
}

// within limits an operation to what the timeouts attribute says.
func within(ctx context.Context, o plugin.Object, operation string) (context.Context, context.CancelFunc, error) {
	limit := defaultTimeout
	for _, block := range o.Blocks("timeouts") {
		if text := block.String(operation); text != "" {
			parsed, err := time.ParseDuration(text)
			if err != nil {
				return nil, nil, &plugin.Problem{Summary: "Invalid timeout", Detail: err.Error(), Attribute: "timeouts"}
			}
			limit = parsed
		}
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	return ctx, cancel, nil
}
