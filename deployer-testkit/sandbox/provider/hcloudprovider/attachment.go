package hcloudprovider

import (
	"context"
	"strconv"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"

	"com.torrust.deployer/sandbox/provider/plugin"
)

type attachmentResource struct {
	provider *Provider
}

func (r *attachmentResource) Rules() plugin.Rules {
	return plugin.Rules{Legacy: true, Replace: []string{"firewall_id"}}
}

func (r *attachmentResource) Validate(config plugin.Object) error {
	if config.Null("server_ids") && config.Null("label_selectors") {
		return &plugin.Problem{
			Summary: "no resources referenced",
			Detail:  "A firewall attachment needs server_ids or label_selectors.",
		}
	}
	return nil
}

func (r *attachmentResource) Create(ctx context.Context, _, plan plugin.Object) (*plugin.Object, error) {
	client := r.provider.client
	actions, _, err := client.Firewall.ApplyResources(ctx, firewallOf(plan), attached(plan))
	if err != nil && !hcloud.IsError(err, hcloud.ErrorCodeFirewallAlreadyApplied) {
		return nil, refusal(err)
	}
	if err := client.Action.WaitFor(ctx, actions...); err != nil {
		return nil, refusal(err)
	}
	return r.Read(ctx, plan)
}

func (r *attachmentResource) Read(ctx context.Context, state plugin.Object) (*plugin.Object, error) {
	firewall, _, err := r.provider.client.Firewall.GetByID(ctx, state.Int("firewall_id"))
	if err != nil {
		return nil, refusal(err)
	}
	if firewall == nil {
		return nil, nil
	}
	var servers []int64
	var selectors []string
	for _, resource := range firewall.AppliedTo {
		switch resource.Type {
		case hcloud.FirewallResourceTypeServer:
			servers = append(servers, resource.Server.ID)
		case hcloud.FirewallResourceTypeLabelSelector:
			selectors = append(selectors, resource.LabelSelector.Selector)
		}
	}
	out := state.Clone()
	out.SetString("id", formatID(firewall.ID))
	out.SetNull("server_ids")
	out.SetNull("label_selectors")
	if servers != nil {
		out.SetInts("server_ids", servers)
	}
	if selectors != nil {
		out.SetStrings("label_selectors", selectors)
	}
	return &out, nil
}

func (r *attachmentResource) Update(ctx context.Context, prior, plan plugin.Object) (*plugin.Object, error) {
	if err := r.provider.reapply(ctx, firewallOf(plan), attached(prior), attached(plan)); err != nil {
		return nil, err
	}
	return r.Read(ctx, plan)
}

func (r *attachmentResource) Delete(ctx context.Context, state plugin.Object) error {
	return r.provider.reapply(ctx, firewallOf(state), attached(state), nil)
}

func (r *attachmentResource) Import(_ context.Context, id string, empty plugin.Object) (*plugin.Object, error) {
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, &plugin.Problem{Summary: "Invalid id", Detail: "It must be the number of the firewall."}
	}
	empty.SetString("id", id)
	empty.SetInt("firewall_id", number)
	return &empty, nil
}

func firewallOf(o plugin.Object) *hcloud.Firewall {
	return &hcloud.Firewall{ID: o.Int("firewall_id")}
}

func attached(o plugin.Object) []hcloud.FirewallResource {
	var out []hcloud.FirewallResource
	for _, id := range o.Ints("server_ids") {
		out = append(out, serverReference(id))
	}
	for _, text := range o.Strings("label_selectors") {
		out = append(out, selectorResource(text))
	}
	return out
}
