package hcloudprovider

import (
	"context"
	"crypto/sha1" //nolint:gosec // what the real provider keeps of user data in the state
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"
	"github.com/hetznercloud/hcloud-go/v2/hcloud/exp/deprecationutil"

	"com.torrust.deployer/sandbox/provider/plugin"
)

type serverResource struct {
	provider *Provider
}

func (r *serverResource) Rules() plugin.Rules {
	return plugin.Rules{
		Legacy: true,
		Defaults: map[string]any{
			"keep_disk":                  false,
			"backups":                    false,
			"ignore_remote_firewall_ids": false,
			"delete_protection":          false,
			"rebuild_protection":         false,
			"shutdown_before_deletion":   false,
		},
		Replace:    []string{"image", "location", "user_data", "ssh_keys"},
		Transform:  map[string]func(string) string{"user_data": userDataSum},
		KeepBlocks: []string{"public_net"},
		Refused:    []string{"network", "placement_group_id", "iso", "rescue"},
	}
}

func userDataSum(userData string) string {
	sum := sha1.Sum([]byte(userData)) //nolint:gosec
	return base64.StdEncoding.EncodeToString(sum[:])
}

func (r *serverResource) Validate(config plugin.Object) error {
	if !config.Null("datacenter") {
		return &plugin.Problem{
			Summary: "Removed Attribute", Detail: "Use location in place of datacenter.", Attribute: "datacenter",
		}
	}
	if config.Bool("backups") {
		return &plugin.Problem{
			Summary: "The stand-in provider does not implement backups", Detail: "The real provider does.", Attribute: "backups",
		}
	}
	for _, block := range config.Blocks("public_net") {
		if block.Int("ipv4") != 0 || block.Int("ipv6") != 0 {
			return &plugin.Problem{
				Summary:   "The stand-in provider does not implement primary IPs",
				Detail:    "The real provider does. ipv4_enabled and ipv6_enabled work.",
				Attribute: "public_net",
			}
		}
	}
	return validateLabels(config)
}

const createLimit = 90 * time.Minute

// Create orders the server. From the moment it has an id, a failure or an interrupt leaves a tainted state
// that knows it; before, nothing.
func (r *serverResource) Create(ctx context.Context, config, plan plugin.Object) (*plugin.Object, error) {
	limit := createLimit
	for _, block := range plan.Blocks("timeouts") {
		if parsed, err := time.ParseDuration(block.String("create")); err == nil {
			limit = parsed
		}
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()

	options, err := r.order(ctx, config, plan)
	if err != nil {
		return nil, err
	}
	client := r.provider.client
	result, _, err := client.Server.Create(ctx, options)
	if err != nil {
		return nil, refusal(err)
	}
	plan.SetString("id", formatID(result.Server.ID))
	for _, action := range append([]*hcloud.Action{result.Action}, result.NextActions...) {
		if err := client.Action.WaitFor(ctx, action); err != nil {
			return &plan, refusal(err)
		}
	}
	if plan.Bool("delete_protection") || plan.Bool("rebuild_protection") {
		if err := r.protect(ctx, result.Server, plan); err != nil {
			return &plan, err
		}
	}
	state, err := r.Read(ctx, plan)
	if err != nil {
		return &plan, err
	}
	return state, nil
}

func (r *serverResource) order(ctx context.Context, config, plan plugin.Object) (hcloud.ServerCreateOpts, error) {
	var options hcloud.ServerCreateOpts
	client := r.provider.client
	serverType, _, err := client.ServerType.Get(ctx, plan.String("server_type"))
	if err != nil {
		return options, refusal(err)
	}
	if serverType == nil {
		return options, &plugin.Problem{Summary: fmt.Sprintf("server type %s not found", plan.String("server_type"))}
	}
	image, _, err := client.Image.GetForArchitecture(ctx, plan.String("image"), serverType.Architecture) //nolint:staticcheck // as the real one
	if err != nil {
		return options, refusal(err)
	}
	if image == nil {
		return options, &plugin.Problem{
			Summary: fmt.Sprintf("image %s for architecture %s not found", plan.String("image"), serverType.Architecture),
		}
	}
	if message, unavailable := deprecationutil.ImageMessage(image); unavailable {
		return options, &plugin.Problem{Summary: "Image Unavailable", Detail: message + "."}
	}
	if message, unavailable := deprecationutil.ServerTypeMessage(serverType, plan.String("location")); unavailable {
		return options, &plugin.Problem{Summary: message}
	}
	options = hcloud.ServerCreateOpts{
		Name:       plan.String("name"),
		ServerType: serverType,
		Image:      image,
		UserData:   config.String("user_data"),
		Labels:     plan.Map("labels"),
	}
	if location := plan.String("location"); location != "" {
		options.Location = &hcloud.Location{Name: location}
	}
	for _, idOrName := range plan.Strings("ssh_keys") {
		key, _, err := client.SSHKey.Get(ctx, idOrName)
		if err != nil {
			return options, refusal(err)
		}
		if key == nil {
			return options, &plugin.Problem{Summary: "SSH key not found: " + idOrName}
		}
		options.SSHKeys = append(options.SSHKeys, key)
	}
	for _, id := range plan.Ints("firewall_ids") {
		options.Firewalls = append(options.Firewalls, &hcloud.ServerCreateFirewall{Firewall: hcloud.Firewall{ID: id}})
	}
	for _, block := range plan.Blocks("public_net") {
		options.PublicNet = &hcloud.ServerCreatePublicNet{
			EnableIPv4: enabled(block, "ipv4_enabled"), EnableIPv6: enabled(block, "ipv6_enabled"),
		}
	}
	return options, nil
}

// enabled is true by default.
func enabled(block plugin.Object, name string) bool {
	return !block.Known(name) || block.Bool(name)
}

func (r *serverResource) Read(ctx context.Context, state plugin.Object) (*plugin.Object, error) {
	id, err := identity(state)
	if err != nil {
		return nil, err
	}
	server, _, err := r.provider.client.Server.GetByID(ctx, id)
	if err != nil {
		return nil, refusal(err)
	}
	if server == nil {
		return nil, nil
	}
	out := state.Clone()
	out.SetString("id", formatID(server.ID))
	out.SetString("name", server.Name)
	out.SetString("location", server.Location.Name)
	out.SetString("status", string(server.Status))
	out.SetString("server_type", server.ServerType.Name)
	out.SetString("backup_window", server.BackupWindow)
	out.SetBool("backups", server.BackupWindow != "")
	out.SetBool("delete_protection", server.Protection.Delete)
	out.SetBool("rebuild_protection", server.Protection.Rebuild)
	out.SetInt("primary_disk_size", int64(server.PrimaryDiskSize))
	setLabels(out, state, server.Labels)
	firewalls := make([]int64, 0, len(server.PublicNet.Firewalls))
	for _, firewall := range server.PublicNet.Firewalls {
		firewalls = append(firewalls, firewall.Firewall.ID)
	}
	out.SetInts("firewall_ids", firewalls)
	out.SetNull("ipv4_address")
	if !server.PublicNet.IPv4.IsUnspecified() {
		out.SetString("ipv4_address", server.PublicNet.IPv4.IP.String())
	}
	out.SetNull("ipv6_address")
	out.SetNull("ipv6_network")
	if !server.PublicNet.IPv6.IsUnspecified() {
		// The first address of the server's network, as the service configures it.
		out.SetString("ipv6_address", server.PublicNet.IPv6.IP.String()+"1")
		out.SetString("ipv6_network", server.PublicNet.IPv6.Network.String())
	}
	if server.Image != nil {
		byNumber := formatID(server.Image.ID)
		if server.Image.Name != "" && state.String("image") != byNumber {
			out.SetString("image", server.Image.Name)
		} else {
			out.SetString("image", byNumber)
		}
	}
	return &out, nil
}

// Update changes the server in place. A public_net block that the state does not have, as after an import,
// makes the real provider switch the server off and on, and so it does here.
func (r *serverResource) Update(ctx context.Context, prior, plan plugin.Object) (*plugin.Object, error) {
	id, err := identity(prior)
	if err != nil {
		return nil, err
	}
	client := r.provider.client
	server, _, err := client.Server.GetByID(ctx, id)
	if err != nil {
		return nil, refusal(err)
	}
	if server == nil {
		return nil, &plugin.Problem{Summary: fmt.Sprintf("server %d not found", id)}
	}
	options := hcloud.ServerUpdateOpts{}
	if plan.String("name") != prior.String("name") {
		options.Name = plan.String("name")
	}
	if !maps.Equal(plan.Map("labels"), prior.Map("labels")) {
		if options.Labels = plan.Map("labels"); options.Labels == nil {
			options.Labels = map[string]string{}
		}
	}
	if options.Name != "" || options.Labels != nil {
		if _, _, err := client.Server.Update(ctx, server, options); err != nil {
			return nil, refusal(err)
		}
	}
	if plan.String("server_type") != prior.String("server_type") {
		if err := r.changeType(ctx, server, plan); err != nil {
			return nil, err
		}
	}
	for _, fid := range diff(prior.Ints("firewall_ids"), plan.Ints("firewall_ids")) {
		if err := r.provider.reapply(ctx, &hcloud.Firewall{ID: fid}, []hcloud.FirewallResource{serverReference(id)}, nil); err != nil {
			return nil, err
		}
	}
	for _, fid := range diff(plan.Ints("firewall_ids"), prior.Ints("firewall_ids")) {
		if err := r.provider.reapply(ctx, &hcloud.Firewall{ID: fid}, nil, []hcloud.FirewallResource{serverReference(id)}); err != nil {
			return nil, err
		}
	}
	if err := r.changePublicNet(ctx, server, prior, plan); err != nil {
		return nil, err
	}
	if plan.Bool("delete_protection") != prior.Bool("delete_protection") || plan.Bool("rebuild_protection") != prior.Bool("rebuild_protection") {
		if err := r.protect(ctx, server, plan); err != nil {
			return nil, err
		}
	}
	return r.Read(ctx, plan)
}

func diff(in, not []int64) []int64 {
	return slices.DeleteFunc(in, func(id int64) bool { return slices.Contains(not, id) })
}

func (r *serverResource) changeType(ctx context.Context, server *hcloud.Server, plan plugin.Object) error {
	client := r.provider.client
	if server.Status == hcloud.ServerStatusRunning {
		if err := r.power(ctx, client.Server.Poweroff, server); err != nil {
			return err
		}
	}
	action, _, err := client.Server.ChangeType(ctx, server, hcloud.ServerChangeTypeOpts{
		ServerType: &hcloud.ServerType{Name: plan.String("server_type")}, UpgradeDisk: !plan.Bool("keep_disk"),
	})
	if err != nil {
		return refusal(err)
	}
	return refusal(client.Action.WaitFor(ctx, action))
}

func (r *serverResource) changePublicNet(ctx context.Context, server *hcloud.Server, prior, plan plugin.Object) error {
	before, after := prior.Blocks("public_net"), plan.Blocks("public_net")
	if len(after) == 0 || len(before) > 0 && sameNet(before[0], after[0]) {
		return nil
	}
	if enabled(after[0], "ipv4_enabled") == server.PublicNet.IPv4.IsUnspecified() ||
		enabled(after[0], "ipv6_enabled") == server.PublicNet.IPv6.IsUnspecified() {
		return &plugin.Problem{
			Summary:   "The stand-in provider does not give or take addresses of an existing server",
			Detail:    "The real provider does.",
			Attribute: "public_net",
		}
	}
	if err := r.power(ctx, r.provider.client.Server.Poweroff, server); err != nil {
		return err
	}
	return r.power(ctx, r.provider.client.Server.Poweron, server)
}

func sameNet(a, b plugin.Object) bool {
	return enabled(a, "ipv4_enabled") == enabled(b, "ipv4_enabled") && enabled(a, "ipv6_enabled") == enabled(b, "ipv6_enabled")
}

type powerSwitch func(context.Context, *hcloud.Server) (*hcloud.Action, *hcloud.Response, error)

func (r *serverResource) power(ctx context.Context, toggle powerSwitch, server *hcloud.Server) error {
	action, _, err := toggle(ctx, server)
	if err != nil {
		return refusal(err)
	}
	return refusal(r.provider.client.Action.WaitFor(ctx, action))
}

func (r *serverResource) protect(ctx context.Context, server *hcloud.Server, plan plugin.Object) error {
	del, rebuild := plan.Bool("delete_protection"), plan.Bool("rebuild_protection")
	action, _, err := r.provider.client.Server.ChangeProtection(ctx, server, hcloud.ServerChangeProtectionOpts{
		Delete: &del, Rebuild: &rebuild,
	})
	if err != nil {
		return refusal(err)
	}
	return refusal(r.provider.client.Action.WaitFor(ctx, action))
}

func (r *serverResource) Delete(ctx context.Context, state plugin.Object) error {
	id, err := identity(state)
	if err != nil {
		return err
	}
	client, server := r.provider.client, &hcloud.Server{ID: id}
	if state.Bool("shutdown_before_deletion") {
		if err := r.power(ctx, client.Server.Shutdown, server); err != nil {
			return err
		}
	}
	result, _, err := client.Server.DeleteWithResult(ctx, server)
	if err != nil {
		return refusal(err)
	}
	return refusal(client.Action.WaitFor(ctx, result.Action))
}

func (r *serverResource) Import(_ context.Context, id string, empty plugin.Object) (*plugin.Object, error) {
	return importByID(id, empty)
}
