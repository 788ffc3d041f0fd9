package api

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"
	"github.com/hetznercloud/hcloud-go/v2/hcloud/schema"
)

// shown is the firewall as the API describes it now. The caller holds the lock.
func (s *Server) shown(fw *firewall) schema.Firewall {
	out := fw.Firewall
	out.AppliedTo = s.state.appliedTo(fw)
	return out
}

func (s *Server) listFirewalls(r *http.Request) (int, any, *failure) {
	query := r.URL.Query()
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []schema.Firewall
	for _, fw := range s.state.Firewalls {
		all = append(all, s.shown(fw))
	}
	name := func(f schema.Firewall) string { return f.Name }
	all, fail := matching(all, query, func(f schema.Firewall) map[string]string { return f.Labels }, name)
	if fail != nil {
		return 0, nil, fail
	}
	return listed("firewalls", all, query, func(f schema.Firewall) int64 { return f.ID }, name)
}

func (s *Server) firewall(r *http.Request) (*firewall, *failure) {
	id, fail := pathID(r, "firewall")
	if fail != nil {
		return nil, fail
	}
	fw, ok := s.state.Firewalls[id]
	if !ok {
		return nil, notFound("firewall", id)
	}
	return fw, nil
}

func (s *Server) getFirewall(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fw, fail := s.firewall(r)
	if fail != nil {
		return 0, nil, fail
	}
	return http.StatusOK, schema.FirewallGetResponse{Firewall: s.shown(fw)}, nil
}

func (s *Server) createFirewall(r *http.Request) (int, any, *failure) {
	var request schema.FirewallCreateRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	if request.Name == "" {
		return 0, nil, invalid("name", "must not be empty")
	}
	labels, fail := checkedLabels(request.Labels)
	if fail != nil {
		return 0, nil, fail
	}
	rules, fail := checkedRules(request.Rules)
	if fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, fw := range s.state.Firewalls {
		if fw.Name == request.Name {
			return 0, nil, notUnique("firewall name is already used")
		}
	}
	if fail := s.checkResources(request.ApplyTo); fail != nil {
		return 0, nil, fail
	}
	fw := &firewall{Firewall: schema.Firewall{
		ID: s.state.id(), Name: request.Name, Labels: labels, Rules: rules,
		Created: time.Now().UTC().Truncate(time.Second),
	}}
	s.state.Firewalls[fw.ID] = fw
	actions := s.firewallActions(fw, "set_firewall_rules")
	if len(request.ApplyTo) > 0 {
		s.apply(fw, request.ApplyTo)
		actions = append(actions, s.firewallActions(fw, "apply_firewall")...)
	}
	s.save()
	return http.StatusCreated, schema.FirewallCreateResponse{Firewall: s.shown(fw), Actions: actions}, nil
}

func (s *Server) updateFirewall(r *http.Request) (int, any, *failure) {
	var request schema.FirewallUpdateRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	fw, fail := s.firewall(r)
	if fail != nil {
		return 0, nil, fail
	}
	if request.Labels != nil {
		labels, fail := checkedLabels(request.Labels)
		if fail != nil {
			return 0, nil, fail
		}
		fw.Labels = labels
	}
	if request.Name != nil && *request.Name != "" {
		fw.Name = *request.Name
	}
	s.save()
	return http.StatusOK, schema.FirewallUpdateResponse{Firewall: s.shown(fw)}, nil
}

func (s *Server) deleteFirewall(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fw, fail := s.firewall(r)
	if fail != nil {
		return 0, nil, fail
	}
	if len(s.state.appliedTo(fw)) > 0 {
		return 0, nil, &failure{http.StatusUnprocessableEntity, hcloud.ErrorCodeResourceInUse,
			fmt.Sprintf("firewall with ID '%d' is still in use", fw.ID), nil}
	}
	delete(s.state.Firewalls, fw.ID)
	s.save()
	return http.StatusNoContent, nil, nil
}

func (s *Server) setRules(r *http.Request) (int, any, *failure) {
	var request schema.FirewallActionSetRulesRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	rules, fail := checkedRules(request.Rules)
	if fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	fw, fail := s.firewall(r)
	if fail != nil {
		return 0, nil, fail
	}
	fw.Rules = rules
	actions := s.firewallActions(fw, "set_firewall_rules")
	s.save()
	return http.StatusCreated, schema.FirewallActionSetRulesResponse{Actions: actions}, nil
}

func (s *Server) applyToResources(r *http.Request) (int, any, *failure) {
	var request schema.FirewallActionApplyToResourcesRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	fw, fail := s.firewall(r)
	if fail != nil {
		return 0, nil, fail
	}
	if fail := s.checkResources(request.ApplyTo); fail != nil {
		return 0, nil, fail
	}
	if !s.apply(fw, request.ApplyTo) {
		return 0, nil, &failure{http.StatusConflict, hcloud.ErrorCodeFirewallAlreadyApplied, "firewall was already applied to resource", nil}
	}
	actions := s.firewallActions(fw, "apply_firewall")
	s.save()
	return http.StatusCreated, schema.FirewallActionApplyToResourcesResponse{Actions: actions}, nil
}

func (s *Server) removeFromResources(r *http.Request) (int, any, *failure) {
	var request schema.FirewallActionRemoveFromResourcesRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	fw, fail := s.firewall(r)
	if fail != nil {
		return 0, nil, fail
	}
	for _, resource := range request.RemoveFrom {
		switch {
		case resource.Server != nil:
			srv, ok := s.state.Servers[resource.Server.ID]
			if !ok {
				return 0, nil, &failure{http.StatusNotFound, hcloud.ErrorCodeFirewallResourceNotFound, "firewall resource not found", nil}
			}
			srv.Firewalls = slices.DeleteFunc(srv.Firewalls, func(id int64) bool { return id == fw.ID })
		case resource.LabelSelector != nil:
			fw.Selectors = slices.DeleteFunc(fw.Selectors, func(text string) bool { return text == resource.LabelSelector.Selector })
		}
	}
	actions := s.firewallActions(fw, "remove_firewall")
	s.save()
	return http.StatusCreated, schema.FirewallActionRemoveFromResourcesResponse{Actions: actions}, nil
}

// firewallActions records an action that is over already: nothing filters in the sandbox.
func (s *Server) firewallActions(fw *firewall, command string) []schema.Action {
	action := s.newAction(command, ofFirewall(fw.ID))
	s.finish(action, nil)
	return []schema.Action{*action}
}

func (s *Server) checkResources(resources []schema.FirewallResource) *failure {
	for _, resource := range resources {
		switch {
		case resource.Server != nil:
			if _, ok := s.state.Servers[resource.Server.ID]; !ok {
				return &failure{http.StatusNotFound, hcloud.ErrorCodeFirewallResourceNotFound, "firewall resource not found", nil}
			}
		case resource.LabelSelector != nil:
			if _, err := parseSelector(resource.LabelSelector.Selector); err != nil {
				return invalid("apply_to", err.Error())
			}
		default:
			return invalid("apply_to", "names neither a server nor a label selector")
		}
	}
	return nil
}

// apply says whether anything was new.
func (s *Server) apply(fw *firewall, resources []schema.FirewallResource) bool {
	changed := false
	for _, resource := range resources {
		switch {
		case resource.Server != nil:
			srv := s.state.Servers[resource.Server.ID]
			if !slices.Contains(srv.Firewalls, fw.ID) {
				srv.Firewalls = append(srv.Firewalls, fw.ID)
				changed = true
			}
		case resource.LabelSelector != nil:
			if !slices.Contains(fw.Selectors, resource.LabelSelector.Selector) {
				fw.Selectors = append(fw.Selectors, resource.LabelSelector.Selector)
				changed = true
			}
		}
	}
	return changed
}

// checkedRules returns the rules in the form the API keeps them, never nil.
func checkedRules(in []schema.FirewallRuleRequest) ([]schema.FirewallRule, *failure) {
	out := make([]schema.FirewallRule, 0, len(in))
	for i, rule := range in {
		field := fmt.Sprintf("rules.%d", i)
		if rule.Direction != "in" && rule.Direction != "out" {
			return nil, invalid(field+".direction", "must be in or out")
		}
		needsPort := rule.Protocol == "tcp" || rule.Protocol == "udp"
		if !needsPort && !slices.Contains([]string{"icmp", "esp", "gre"}, rule.Protocol) {
			return nil, invalid(field+".protocol", "must be tcp, udp, icmp, esp or gre")
		}
		if needsPort != (rule.Port != nil) {
			return nil, invalid(field+".port", "belongs to tcp and udp, which need it")
		}
		if rule.Port != nil && !validPorts(*rule.Port) {
			return nil, invalid(field+".port", "is no port, no range of ports and not any")
		}
		ips := rule.SourceIPs
		if rule.Direction == "out" {
			ips = rule.DestinationIPs
		}
		if len(ips) == 0 {
			return nil, invalid(field, "has no addresses for its direction")
		}
		for _, ip := range slices.Concat(rule.SourceIPs, rule.DestinationIPs) {
			prefix, err := netip.ParsePrefix(ip)
			if err != nil || prefix != prefix.Masked() {
				return nil, invalid(field, fmt.Sprintf("%q is no CIDR block", ip))
			}
		}
		out = append(out, schema.FirewallRule{
			Direction: rule.Direction, Protocol: rule.Protocol, Port: rule.Port, Description: rule.Description,
			SourceIPs: orEmpty(rule.SourceIPs), DestinationIPs: orEmpty(rule.DestinationIPs),
		})
	}
	return out, nil
}

func validPorts(text string) bool {
	if text == "any" {
		return true
	}
	from, to, isRange := strings.Cut(text, "-")
	first, err := strconv.ParseUint(from, 10, 16)
	if err != nil || first == 0 {
		return false
	}
	if !isRange {
		return true
	}
	last, err := strconv.ParseUint(to, 10, 16)
	return err == nil && last >= first
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
