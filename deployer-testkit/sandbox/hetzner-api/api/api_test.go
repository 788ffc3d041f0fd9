package api_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"
)

func TestAServerIsOrderedSwitchedAndDeleted(t *testing.T) {
	s := newSandbox(t)
	opts := order("web")
	opts.SSHKeys = []*hcloud.SSHKey{s.key(t)}
	opts.UserData = "#cloud-config\n"
	opts.Labels = map[string]string{"env": "x"}
	server := s.create(t, opts)
	if server.Status != hcloud.ServerStatusRunning || server.PublicNet.IPv4.IP.String() != "10.0.0.1" ||
		server.PublicNet.IPv6.Network.String() != "fd00:0:0:1::/64" || server.Location.Name != "nbg1" || server.Image.Name != "debian-13" {
		t.Errorf("made %+v", server)
	}
	machine := s.made[server.ID]
	if machine.UserData != "#cloud-config\n" || len(machine.AuthorizedKeys) != 1 || machine.AuthorizedKeys[0] != publicKey {
		t.Errorf("made %+v", machine)
	}

	action, _, err := s.client.Server.Poweroff(t.Context(), server)
	if err != nil || s.client.Action.WaitFor(t.Context(), action) != nil {
		t.Fatal(err)
	}
	if off, _, err := s.client.Server.GetByID(t.Context(), server.ID); err != nil || off.Status != hcloud.ServerStatusOff {
		t.Errorf("after poweroff: %v, %v", off.Status, err)
	}
	result, _, err := s.client.Server.DeleteWithResult(t.Context(), server)
	if err != nil || s.client.Action.WaitFor(t.Context(), result.Action) != nil {
		t.Fatal(err)
	}
	if gone, _, err := s.client.Server.GetByID(t.Context(), server.ID); gone != nil || err != nil || len(s.made) != 0 {
		t.Errorf("after its deletion: %v, %v", gone, err)
	}
}

func TestAServerIsGivenAnotherTypeOnlyWhileItIsOff(t *testing.T) {
	s := newSandbox(t)
	server := s.create(t, order("web"))
	larger := hcloud.ServerChangeTypeOpts{ServerType: &hcloud.ServerType{Name: "cx33"}}
	if _, _, err := s.client.Server.ChangeType(t.Context(), server, larger); !hcloud.IsError(err, hcloud.ErrorCodeServerNotStopped) {
		t.Errorf("while it runs: %v", err)
	}
	off, _, err := s.client.Server.Poweroff(t.Context(), server)
	if err != nil || s.client.Action.WaitFor(t.Context(), off) != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"cx33", server.ServerType.Name} {
		change := hcloud.ServerChangeTypeOpts{ServerType: &hcloud.ServerType{Name: name}}
		action, _, err := s.client.Server.ChangeType(t.Context(), server, change)
		if err != nil || s.client.Action.WaitFor(t.Context(), action) != nil {
			t.Fatal(err)
		}
		changed, _, err := s.client.Server.GetByID(t.Context(), server.ID)
		if err != nil || changed.ServerType.Name != name || changed.PrimaryDiskSize != server.PrimaryDiskSize {
			t.Errorf("changed to %s: %+v, %v", name, changed, err)
		}
	}
}

func TestAServerIsLockedWhileAnActionRuns(t *testing.T) {
	s := newSandbox(t)
	s.hold = make(chan struct{})
	result, _, err := s.client.Server.Create(t.Context(), order("web"))
	if err != nil {
		t.Fatal(err)
	}
	if !result.Server.Locked || result.Server.Status != hcloud.ServerStatusInitializing {
		t.Errorf("locked %t, %s", result.Server.Locked, result.Server.Status)
	}
	if _, _, err := s.client.Server.DeleteWithResult(t.Context(), result.Server); !hcloud.IsError(err, hcloud.ErrorCodeLocked) {
		t.Errorf("deleting it: %v", err)
	}
	close(s.hold)
	if err := s.client.Action.WaitFor(t.Context(), append(result.NextActions, result.Action)...); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.client.Server.DeleteWithResult(t.Context(), result.Server); err != nil {
		t.Errorf("deleting it later: %v", err)
	}
}

func TestWhatCannotBeOrderedIsRefusedWithItsCode(t *testing.T) {
	s := newSandbox(t)
	s.create(t, order("taken"))
	for name, c := range map[string]struct {
		spoil func(*hcloud.ServerCreateOpts)
		code  hcloud.ErrorCode
	}{
		"a name in use":        {func(o *hcloud.ServerCreateOpts) { o.Name = "taken" }, hcloud.ErrorCodeUniquenessError},
		"a bad name":           {func(o *hcloud.ServerCreateOpts) { o.Name = "no_host" }, hcloud.ErrorCodeInvalidInput},
		"an unknown type":      {func(o *hcloud.ServerCreateOpts) { o.ServerType.Name = "cx11" }, hcloud.ErrorCodeInvalidInput},
		"a retired type":       {func(o *hcloud.ServerCreateOpts) { o.ServerType.Name = "cx22" }, hcloud.ErrorCodeInvalidServerType},
		"a type elsewhere":     {func(o *hcloud.ServerCreateOpts) { o.ServerType.Name = "cpx11" }, hcloud.ErrorCodeInvalidServerType},
		"a type sold out":      {func(o *hcloud.ServerCreateOpts) { o.ServerType.Name = "cax11" }, hcloud.ErrorCodeResourceUnavailable},
		"an unknown image":     {func(o *hcloud.ServerCreateOpts) { o.Image.Name = "beos" }, hcloud.ErrorCodeInvalidInput},
		"an outdated image":    {func(o *hcloud.ServerCreateOpts) { o.Image.Name = "ubuntu-22.04" }, hcloud.ErrorCodeInvalidInput},
		"an unknown location":  {func(o *hcloud.ServerCreateOpts) { o.Location.Name = "moon" }, hcloud.ErrorCodeInvalidInput},
		"an unknown key":       {func(o *hcloud.ServerCreateOpts) { o.SSHKeys = []*hcloud.SSHKey{{ID: 1}} }, hcloud.ErrorCodeInvalidInput},
		"a label that is none": {func(o *hcloud.ServerCreateOpts) { o.Labels = map[string]string{"a b": ""} }, hcloud.ErrorCodeInvalidInput},
	} {
		opts := order("web")
		c.spoil(&opts)
		_, _, err := s.client.Server.Create(t.Context(), opts)
		if !hcloud.IsError(err, c.code) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
		var refused hcloud.Error
		if errors.As(err, &refused) && c.code == hcloud.ErrorCodeInvalidInput {
			if details, ok := refused.Details.(hcloud.ErrorDetailsInvalidInput); !ok || len(details.Fields) != 1 {
				t.Errorf("%s: details %v", name, refused.Details)
			}
		}
	}
	if len(s.made) != 1 {
		t.Errorf("%d machines were made", len(s.made))
	}
}

func TestListsAreSelectedByLabelAndPaged(t *testing.T) {
	s := newSandbox(t)
	for i := range 60 {
		opts := hcloud.FirewallCreateOpts{Name: fmt.Sprintf("fw%02d", i), Labels: map[string]string{"half": fmt.Sprint(i % 2)}}
		if _, _, err := s.client.Firewall.Create(t.Context(), opts); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.client.Firewall.All(t.Context())
	if err != nil || len(all) != 60 {
		t.Errorf("%d of 60, %v", len(all), err)
	}
	for selector, want := range map[string]int{
		"half=0": 30, "half==0": 30, "half!=0": 30, "half": 60, "!half": 0, "half in (0,1)": 60, "half notin (0)": 30,
		"half=0,half=1": 0, "other": 0, "half=0,!other": 30,
	} {
		opts := hcloud.FirewallListOpts{ListOpts: hcloud.ListOpts{LabelSelector: selector}}
		some, err := s.client.Firewall.AllWithOpts(t.Context(), opts)
		if err != nil || len(some) != want {
			t.Errorf("%s: %d, want %d, %v", selector, len(some), want, err)
		}
	}
	page, resp, err := s.client.Firewall.List(t.Context(), hcloud.FirewallListOpts{
		ListOpts: hcloud.ListOpts{Page: 3, PerPage: 25}, Sort: []string{"name:desc"},
	})
	if err != nil || len(page) != 10 || page[0].Name != "fw09" || resp.Meta.Pagination.LastPage != 3 || resp.Meta.Pagination.NextPage != 0 {
		t.Errorf("page %v, %+v, %v", page, resp.Meta.Pagination, err)
	}
	opts := hcloud.FirewallListOpts{ListOpts: hcloud.ListOpts{LabelSelector: "a b"}}
	if _, err := s.client.Firewall.AllWithOpts(t.Context(), opts); !hcloud.IsError(err, hcloud.ErrorCodeInvalidInput) {
		t.Errorf("a selector that is none: %v", err)
	}
}

func TestAKeyIsKnownByItsFingerprintAndUnique(t *testing.T) {
	s := newSandbox(t)
	key := s.key(t)
	if key.Fingerprint != "08:8e:49:a3:2b:51:ab:1f:2e:04:06:8b:77:98:91:5b" {
		t.Errorf("fingerprint %s", key.Fingerprint)
	}
	if found, _, err := s.client.SSHKey.GetByFingerprint(t.Context(), key.Fingerprint); err != nil || found == nil || found.ID != key.ID {
		t.Errorf("by fingerprint: %v, %v", found, err)
	}
	for _, opts := range []hcloud.SSHKeyCreateOpts{{Name: "key", PublicKey: publicKey}, {Name: "other", PublicKey: publicKey}} {
		if _, _, err := s.client.SSHKey.Create(t.Context(), opts); !hcloud.IsError(err, hcloud.ErrorCodeUniquenessError) {
			t.Errorf("%s: %v", opts.Name, err)
		}
	}
	_, _, err := s.client.SSHKey.Create(t.Context(), hcloud.SSHKeyCreateOpts{Name: "bad", PublicKey: "ssh-ed25519 AAAA"})
	if !hcloud.IsError(err, hcloud.ErrorCodeInvalidInput) {
		t.Errorf("a key that is none: %v", err)
	}
}

func TestAFirewallAppliesToServersAndLabelsAndIsInUseMeanwhile(t *testing.T) {
	s := newSandbox(t)
	port := "22"
	_, anywhere, _ := net.ParseCIDR("0.0.0.0/0")
	result, _, err := s.client.Firewall.Create(t.Context(), hcloud.FirewallCreateOpts{
		Name:  "fw",
		Rules: []hcloud.FirewallRule{{Direction: hcloud.FirewallRuleDirectionIn, Protocol: hcloud.FirewallRuleProtocolTCP, Port: &port, SourceIPs: []net.IPNet{*anywhere}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	opts := order("web")
	opts.Labels = map[string]string{"env": "x"}
	opts.Firewalls = []*hcloud.ServerCreateFirewall{{Firewall: *result.Firewall}}
	server := s.create(t, opts)
	if len(server.PublicNet.Firewalls) != 1 || server.PublicNet.Firewalls[0].Firewall.ID != result.Firewall.ID {
		t.Errorf("firewalls of the server: %v", server.PublicNet.Firewalls)
	}
	if _, err := s.client.Firewall.Delete(t.Context(), result.Firewall); !hcloud.IsError(err, hcloud.ErrorCodeResourceInUse) {
		t.Errorf("deleting it in use: %v", err)
	}
	byServer := hcloud.FirewallResource{Type: hcloud.FirewallResourceTypeServer, Server: &hcloud.FirewallResourceServer{ID: server.ID}}
	byLabel := hcloud.FirewallResource{
		Type: hcloud.FirewallResourceTypeLabelSelector, LabelSelector: &hcloud.FirewallResourceLabelSelector{Selector: "env=x"},
	}
	if _, _, err := s.client.Firewall.ApplyResources(t.Context(), result.Firewall, []hcloud.FirewallResource{byServer}); !hcloud.IsError(err, hcloud.ErrorCodeFirewallAlreadyApplied) {
		t.Errorf("applying it twice: %v", err)
	}
	if _, _, err := s.client.Firewall.RemoveResources(t.Context(), result.Firewall, []hcloud.FirewallResource{byServer}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.client.Firewall.ApplyResources(t.Context(), result.Firewall, []hcloud.FirewallResource{byLabel}); err != nil {
		t.Fatal(err)
	}
	firewall, _, err := s.client.Firewall.GetByID(t.Context(), result.Firewall.ID)
	if err != nil || len(firewall.AppliedTo) != 1 || len(firewall.AppliedTo[0].AppliedToResources) != 1 {
		t.Errorf("applied to %+v, %v", firewall.AppliedTo, err)
	}
	if _, _, err := s.client.Firewall.RemoveResources(t.Context(), firewall, firewall.AppliedTo); err != nil {
		t.Fatal(err)
	}
	if _, err := s.client.Firewall.Delete(t.Context(), firewall); err != nil {
		t.Errorf("deleting it: %v", err)
	}
}

func TestAWrongTokenIsRefused(t *testing.T) {
	s := newSandbox(t)
	for _, token := range []string{"", "x", strings.Repeat("u", 64)} {
		client := hcloud.NewClient(hcloud.WithEndpoint(s.url+"/v1"), hcloud.WithToken(token))
		if _, err := client.Server.All(t.Context()); !hcloud.IsError(err, hcloud.ErrorCodeUnauthorized) {
			t.Errorf("token %q: %v", token, err)
		}
	}
}

func TestTheRateLimitIsToldAndKept(t *testing.T) {
	s := start(t, newMachines(), "", 2)
	client := hcloud.NewClient(hcloud.WithEndpoint(s.url+"/v1"), hcloud.WithToken(s.token), hcloud.WithRetryOpts(hcloud.RetryOpts{}))
	_, resp, err := client.Location.List(t.Context(), hcloud.LocationListOpts{})
	if err != nil || resp.Meta.Ratelimit.Limit != 2 || resp.Meta.Ratelimit.Remaining != 1 || resp.Meta.Ratelimit.Reset.IsZero() {
		t.Errorf("got %+v, %v", resp.Meta.Ratelimit, err)
	}
	for range 2 {
		_, _, err = client.Location.List(t.Context(), hcloud.LocationListOpts{})
	}
	if !hcloud.IsError(err, hcloud.ErrorCodeRateLimitExceeded) {
		t.Errorf("the third request: %v", err)
	}
}

func TestFaultsHappenWhereAndAsOftenAsTold(t *testing.T) {
	s := newSandbox(t)
	s.fault(t, `{"kind":"unavailable","method":"GET","path":"/locations","skip":1,"times":2}`)
	for i, broken := range []bool{false, true, true, false} {
		_, err := s.client.Location.All(t.Context())
		if (err != nil) != broken {
			t.Errorf("request %d: %v", i, err)
		}
	}
	s.fault(t, `{"kind":"rate_limit","path":"/locations","times":-1}`)
	if _, err := s.client.Location.All(t.Context()); !hcloud.IsError(err, hcloud.ErrorCodeRateLimitExceeded) {
		t.Errorf("always: %v", err)
	}
	if _, err := s.client.Image.All(t.Context()); err != nil {
		t.Errorf("elsewhere: %v", err)
	}
	s.admin(t, http.MethodDelete, "/_sandbox/faults")
	if _, err := s.client.Location.All(t.Context()); err != nil {
		t.Errorf("after the end of all faults: %v", err)
	}
	if log := s.admin(t, http.MethodGet, "/_sandbox/requests"); strings.Count(log, `"fault":"unavailable"`) != 2 {
		t.Errorf("the log of requests is %s", log)
	}
	s.fault(t, `{"kind":"quota","method":"POST","path":"/servers"}`)
	if _, _, err := s.client.Server.Create(t.Context(), order("web")); !hcloud.IsError(err, hcloud.ErrorCodeResourceLimitExceeded) {
		t.Errorf("over the quota: %v", err)
	}
}

func TestAnAnswerCutOffLeavesTheServer(t *testing.T) {
	s := newSandbox(t)
	for kind, want := range map[string]int{"cut_before": 0, "cut_after": 1} {
		s.fault(t, fmt.Sprintf(`{"kind":%q,"method":"POST","path":"/servers"}`, kind))
		if _, _, err := s.client.Server.Create(t.Context(), order("web")); err == nil || hcloud.IsError(err, hcloud.ErrorCodeUniquenessError) {
			t.Errorf("%s: %v", kind, err)
		}
		servers, err := s.client.Server.All(t.Context())
		if err != nil || len(servers) != want {
			t.Errorf("after %s: %d servers, %v", kind, len(servers), err)
		}
		s.admin(t, http.MethodDelete, "/_sandbox/everything")
	}
}

func TestActionsFailAndTypesVanishAsTold(t *testing.T) {
	s := newSandbox(t)
	s.fault(t, `{"kind":"action_error","command":"create_server","code":"placement_error","message":"no room"}`)
	result, _, err := s.client.Server.Create(t.Context(), order("web"))
	if err != nil {
		t.Fatal(err)
	}
	var failed hcloud.ActionError
	if err := s.client.Action.WaitFor(t.Context(), result.Action); !errors.As(err, &failed) || failed.Code != "placement_error" {
		t.Errorf("the action: %v", err)
	}
	s.admin(t, http.MethodDelete, "/_sandbox/everything")

	s.fault(t, `{"kind":"ssh_delay","seconds":150}`)
	server := s.create(t, order("late"))
	if s.made[server.ID].SSHDelaySeconds != 150 {
		t.Errorf("made %+v", s.made[server.ID])
	}
	s.fault(t, `{"kind":"sold_out","server_type":"cx33","location":"nbg1"}`)
	s.fault(t, `{"kind":"retired","server_type":"cx43"}`)
	types, err := s.client.ServerType.All(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, serverType := range types {
		for _, location := range serverType.Locations {
			lost := serverType.Name == "cx33" && location.Location.Name == "nbg1"
			if serverType.Name == "cx33" && location.Available == lost || serverType.Name == "cx43" && !location.IsDeprecated() {
				t.Errorf("%s in %s: available %t, deprecated %t", serverType.Name, location.Location.Name, location.Available, location.IsDeprecated())
			}
		}
	}
}

func TestEverythingIsDeletedInTheMiddleOfACreation(t *testing.T) {
	s := newSandbox(t)
	s.hold = make(chan struct{})
	result, _, err := s.client.Server.Create(t.Context(), order("web"))
	if err != nil {
		t.Fatal(err)
	}
	s.admin(t, http.MethodDelete, "/_sandbox/everything")
	action, _, err := s.client.Action.GetByID(t.Context(), result.Action.ID)
	if err != nil || action.Status != hcloud.ActionStatusError || len(s.made) != 0 {
		t.Errorf("action %v, %v, %d machines", action.Status, err, len(s.made))
	}
	if servers, err := s.client.Server.All(t.Context()); err != nil || len(servers) != 0 {
		t.Errorf("%d servers, %v", len(servers), err)
	}
}

func TestARestartGoesOnWithWhatWasUnderWay(t *testing.T) {
	s := newSandbox(t)
	s.hold = make(chan struct{})
	result, _, err := s.client.Server.Create(t.Context(), order("web"))
	if err != nil {
		t.Fatal(err)
	}
	s.shutdown()
	if info, err := os.Stat(s.state); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("state file: %v, %v", info.Mode(), err)
	}

	again := start(t, newMachines(), s.state, 3600)
	if err := again.client.Action.WaitFor(t.Context(), append(result.NextActions, result.Action)...); err != nil {
		t.Fatal(err)
	}
	server, _, err := again.client.Server.GetByName(t.Context(), "web")
	if err != nil || server.ID != result.Server.ID || server.Status != hcloud.ServerStatusRunning || len(again.made) != 1 {
		t.Errorf("after the restart: %+v, %v, %d machines", server, err, len(again.made))
	}
}

func TestADamagedStateFileIsNotOverwritten(t *testing.T) {
	s := newSandbox(t)
	s.key(t)
	s.shutdown()
	if err := os.WriteFile(s.state, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := newServerAt(s.state); err == nil || !strings.Contains(err.Error(), s.state) {
		t.Errorf("got %v", err)
	}
	if content, err := os.ReadFile(s.state); err != nil || string(content) != "{" {
		t.Errorf("the file is now %q, %v", content, err)
	}
}
