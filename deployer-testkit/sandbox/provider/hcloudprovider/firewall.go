package hcloudprovider

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/netip"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"

	"com.torrust.deployer/sandbox/provider/lxd"
	"com.torrust.deployer/sandbox/provider/plugin"
)

type firewallResource struct {
	provider *Provider
}

func (r *firewallResource) Rules() plugin.Rules {
	return plugin.Rules{Legacy: true, KeepBlocks: []string{"apply_to"}}
}

var protocols = []string{"tcp", "udp", "icmp", "esp", "gre"}

func (r *firewallResource) Validate(config plugin.Object) error {
	for _, rule := range config.Blocks("rule") {
		if direction := rule.String("direction"); direction != "" && direction != "in" && direction != "out" {
			return &plugin.Problem{Summary: direction + " is not a valid direction", Attribute: "rule"}
		}
		if protocol := rule.String("protocol"); protocol != "" && !slices.Contains(protocols, protocol) {
			return &plugin.Problem{Summary: protocol + " is not a valid protocol", Attribute: "rule"}
		}
		for _, text := range slices.Concat(rule.Strings("source_ips"), rule.Strings("destination_ips")) {
			prefix, err := netip.ParsePrefix(text)
			if err != nil || prefix.Masked().String() != text {
				return &plugin.Problem{
					Summary:   fmt.Sprintf("%q is no CIDR block in its plain form", text),
					Detail:    "The real provider turns addresses and other spellings into it; the stand-in does not.",
					Attribute: "rule",
				}
			}
		}
	}
	return validateLabels(config)
}

func (r *firewallResource) Create(ctx context.Context, _, plan plugin.Object) (*plugin.Object, error) {
	client := r.provider.client
	result, _, err := client.Firewall.Create(ctx, hcloud.FirewallCreateOpts{
		Name: plan.String("name"), Labels: plan.Map("labels"), Rules: rulesOf(plan), ApplyTo: appliedOf(plan),
	})
	if err != nil {
		return nil, refusal(err)
	}
	// The real provider notes the id after these actions: an interrupt meanwhile leaves no state.
	if err := client.Action.WaitFor(ctx, result.Actions...); err != nil {
		return nil, refusal(err)
	}
	plan.SetString("id", formatID(result.Firewall.ID))
	return r.Read(ctx, plan)
}

func (r *firewallResource) Read(ctx context.Context, state plugin.Object) (*plugin.Object, error) {
	id, err := identity(state)
	if err != nil {
		return nil, err
	}
	firewall, _, err := r.provider.client.Firewall.GetByID(ctx, id)
	if err != nil {
		return nil, refusal(err)
	}
	if firewall == nil {
		return nil, nil
	}
	out := state.Clone()
	out.SetString("id", formatID(firewall.ID))
	out.SetString("name", firewall.Name)
	setLabels(out, state, firewall.Labels)
	setRules(out, state, firewall.Rules)
	setApplied(out, firewall.AppliedTo)
	return &out, nil
}

func (r *firewallResource) Update(ctx context.Context, prior, plan plugin.Object) (*plugin.Object, error) {
	id, err := identity(prior)
	if err != nil {
		return nil, err
	}
	client, firewall := r.provider.client, &hcloud.Firewall{ID: id}
	if plan.String("name") != prior.String("name") {
		if _, _, err := client.Firewall.Update(ctx, firewall, hcloud.FirewallUpdateOpts{Name: plan.String("name")}); err != nil {
			return nil, refusal(err)
		}
	}
	if !maps.Equal(plan.Map("labels"), prior.Map("labels")) && plan.Known("labels") {
		if _, _, err := client.Firewall.Update(ctx, firewall, hcloud.FirewallUpdateOpts{Labels: plan.Map("labels")}); err != nil {
			return nil, refusal(err)
		}
	}
	actions, _, err := client.Firewall.SetRules(ctx, firewall, hcloud.FirewallSetRulesOpts{Rules: rulesOf(plan)})
	if err != nil {
		return nil, refusal(err)
	}
	if err := client.Action.WaitFor(ctx, actions...); err != nil {
		return nil, refusal(err)
	}
	if err := r.provider.reapply(ctx, firewall, appliedOf(prior), appliedOf(plan)); err != nil {
		return nil, err
	}
	return r.Read(ctx, plan)
}

// reapply removes the firewall from what it shall no longer apply to and applies it to what is new.
func (p *Provider) reapply(ctx context.Context, firewall *hcloud.Firewall, before, after []hcloud.FirewallResource) error {
	less := without(before, after)
	if len(less) > 0 {
		actions, _, err := p.client.Firewall.RemoveResources(ctx, firewall, less)
		if err != nil && !hcloud.IsError(err, hcloud.ErrorCodeFirewallResourceNotFound) {
			return refusal(err)
		}
		if err := p.client.Action.WaitFor(ctx, actions...); err != nil {
			return refusal(err)
		}
	}
	more := without(after, before)
	if len(more) > 0 {
		actions, _, err := p.client.Firewall.ApplyResources(ctx, firewall, more)
		if err != nil {
			return refusal(err)
		}
		return refusal(p.client.Action.WaitFor(ctx, actions...))
	}
	return nil
}

const detachLimit = 20 * time.Second

func (r *firewallResource) Delete(ctx context.Context, state plugin.Object) error {
	id, err := identity(state)
	if err != nil {
		return err
	}
	client := r.provider.client
	firewall, _, err := client.Firewall.GetByID(ctx, id)
	if err != nil || firewall == nil {
		return refusal(err)
	}
	if err := r.provider.reapply(ctx, firewall, firewall.AppliedTo, nil); err != nil {
		return err
	}
	// A firewall may count as in use for a moment after it was removed from everything.
	ctx, cancel := context.WithTimeout(ctx, detachLimit)
	defer cancel()
	var last error
	err = lxd.Poll(ctx, time.Second, func(ctx context.Context) (bool, error) {
		_, last = client.Firewall.Delete(ctx, firewall)
		if hcloud.IsError(last, hcloud.ErrorCodeConflict, hcloud.ErrorCodeResourceInUse) {
			return false, nil
		}
		return true, nil
	})
	if hcloud.IsError(last, hcloud.ErrorCodeNotFound) {
		return nil
	}
	return refusal(errors.Join(last, err))
}

func (r *firewallResource) Import(_ context.Context, id string, empty plugin.Object) (*plugin.Object, error) {
	return importByID(id, empty)
}

func rulesOf(plan plugin.Object) []hcloud.FirewallRule {
	var rules []hcloud.FirewallRule
	for _, block := range plan.Blocks("rule") {
		rule := hcloud.FirewallRule{
			Direction:      hcloud.FirewallRuleDirection(block.String("direction")),
			Protocol:       hcloud.FirewallRuleProtocol(block.String("protocol")),
			SourceIPs:      networks(block.Strings("source_ips")),
			DestinationIPs: networks(block.Strings("destination_ips")),
		}
		if port := block.String("port"); port != "" {
			rule.Port = &port
		}
		if description := block.String("description"); description != "" {
			rule.Description = &description
		}
		rules = append(rules, rule)
	}
	return rules
}

func networks(texts []string) []net.IPNet {
	var out []net.IPNet
	for _, text := range texts {
		if _, network, err := net.ParseCIDR(text); err == nil {
			out = append(out, *network)
		}
	}
	return out
}

// setRules keeps the state's own block for a rule that is still the same: what it leaves out may be null or
// empty there, which the API does not tell.
func setRules(out, state plugin.Object, rules []hcloud.FirewallRule) {
	known := map[string]plugin.Object{}
	for _, block := range state.Blocks("rule") {
		known[ruleKey(block)] = block
	}
	var blocks []plugin.Object
	for _, rule := range rules {
		block := out.NewBlock("rule")
		block.SetString("direction", string(rule.Direction))
		block.SetString("protocol", string(rule.Protocol))
		if rule.Port != nil {
			block.SetStringOrNull("port", *rule.Port)
		}
		if rule.Description != nil {
			block.SetStringOrNull("description", *rule.Description)
		}
		setNetworks(block, "source_ips", rule.SourceIPs)
		setNetworks(block, "destination_ips", rule.DestinationIPs)
		if same, ok := known[ruleKey(block)]; ok {
			block = same
		}
		blocks = append(blocks, block)
	}
	out.SetBlocks("rule", blocks)
}

func setNetworks(block plugin.Object, name string, networks []net.IPNet) {
	var texts []string
	for _, network := range networks {
		texts = append(texts, network.String())
	}
	if texts != nil {
		block.SetStrings(name, texts)
	}
}

func ruleKey(block plugin.Object) string {
	parts := []string{
		block.String("direction"), block.String("protocol"), block.String("port"), block.String("description"),
	}
	for _, name := range []string{"source_ips", "destination_ips"} {
		ips := block.Strings(name)
		sort.Strings(ips)
		parts = append(parts, strings.Join(ips, ","))
	}
	return strings.Join(parts, "|")
}

func appliedOf(plan plugin.Object) []hcloud.FirewallResource {
	var out []hcloud.FirewallResource
	for _, block := range plan.Blocks("apply_to") {
		if text := block.String("label_selector"); text != "" {
			out = append(out, selectorResource(text))
		} else if id := block.Int("server"); id != 0 {
			out = append(out, serverReference(id))
		}
	}
	return out
}

func setApplied(out plugin.Object, resources []hcloud.FirewallResource) {
	var blocks []plugin.Object
	for _, resource := range resources {
		block := out.NewBlock("apply_to")
		switch resource.Type {
		case hcloud.FirewallResourceTypeServer:
			block.SetInt("server", resource.Server.ID)
		case hcloud.FirewallResourceTypeLabelSelector:
			block.SetString("label_selector", resource.LabelSelector.Selector)
		}
		blocks = append(blocks, block)
	}
	out.SetBlocks("apply_to", blocks)
}

func serverReference(id int64) hcloud.FirewallResource {
	return hcloud.FirewallResource{
		Type: hcloud.FirewallResourceTypeServer, Server: &hcloud.FirewallResourceServer{ID: id},
	}
}

func selectorResource(text string) hcloud.FirewallResource {
	return hcloud.FirewallResource{
		Type:          hcloud.FirewallResourceTypeLabelSelector,
		LabelSelector: &hcloud.FirewallResourceLabelSelector{Selector: text},
	}
}

// without returns what is in the first but not in the second.
func without(in, not []hcloud.FirewallResource) []hcloud.FirewallResource {
	var out []hcloud.FirewallResource
	for _, resource := range in {
		if !slices.ContainsFunc(not, func(other hcloud.FirewallResource) bool { return sameResource(resource, other) }) {
			out = append(out, resource)
		}
	}
	return out
}

func sameResource(a, b hcloud.FirewallResource) bool {
	if a.Type != b.Type {
		return false
	}
	if a.Type == hcloud.FirewallResourceTypeServer {
		return a.Server.ID == b.Server.ID
	}
	return a.LabelSelector != nil && b.LabelSelector != nil && a.LabelSelector.Selector == b.LabelSelector.Selector
}
