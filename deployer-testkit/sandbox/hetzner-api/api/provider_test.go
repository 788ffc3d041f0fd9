package api_test

import (
	"context"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hetznercloud/hcloud-go/v2/hcloud"

	"com.torrust.deployer/sandbox/provider/hcloudprovider"
	"com.torrust.deployer/sandbox/provider/plugin"
	"com.torrust.deployer/sandbox/provider/schema"
)

// The stand-in for the provider hetznercloud/hcloud is tested here, against the API it is made for.

func empty(t *testing.T, resource string) plugin.Object {
	t.Helper()
	recorded, err := schema.Load("hcloud")
	if err != nil {
		t.Fatal(err)
	}
	s := recorded.Config
	if resource != "" {
		s = recorded.Resources[resource]
	}
	return plugin.NewObject(s.ValueType().(tftypes.Object))
}

func (s *sandbox) provider(t *testing.T) map[string]plugin.Resource {
	t.Helper()
	config := empty(t, "")
	config.SetString("token", s.token)
	config.SetString("endpoint", s.url+"/v1")
	config.SetString("poll_interval", "1ms")
	config.SetString("poll_function", "constant")
	provider := hcloudprovider.New("1.68.0")
	if err := provider.Configure(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	return provider.Resources()
}

func wantedServer(t *testing.T) (config, plan plugin.Object) {
	t.Helper()
	config = empty(t, "hcloud_server")
	config.SetString("name", "web")
	config.SetString("server_type", "cx23")
	config.SetString("image", "debian-13")
	config.SetString("location", "nbg1")
	config.SetString("user_data", "#cloud-config\n")
	config.SetMap("labels", map[string]string{"env": "x"})
	plan = config.Clone()
	plan.SetString("user_data", "the sum of it")
	return config, plan
}

func TestTheProviderMakesAServerAndReadsItBack(t *testing.T) {
	s := newSandbox(t)
	resources := s.provider(t)
	key := empty(t, "hcloud_ssh_key")
	key.SetString("name", "key")
	key.SetString("public_key", publicKey)
	keyState, err := resources["hcloud_ssh_key"].Create(t.Context(), key, key)
	if err != nil {
		t.Fatal(err)
	}
	config, plan := wantedServer(t)
	plan.SetStrings("ssh_keys", []string{keyState.String("id")})
	server := resources["hcloud_server"]
	state, err := server.Create(t.Context(), config, plan)
	if err != nil {
		t.Fatal(err)
	}
	if state.String("ipv4_address") != "10.0.0.1" || state.String("ipv6_address") != "fd00:0:0:1::1" || state.String("user_data") != "the sum of it" {
		t.Errorf("state %v", state)
	}
	for _, machine := range s.made {
		if machine.UserData != "#cloud-config\n" || len(machine.AuthorizedKeys) != 1 {
			t.Errorf("made %+v", machine)
		}
	}
	imported, err := server.Import(t.Context(), state.String("id"), empty(t, "hcloud_server"))
	if err != nil {
		t.Fatal(err)
	}
	read, err := server.Read(t.Context(), *imported)
	if err != nil || read.String("name") != "web" || !read.Null("user_data") || !read.Null("ssh_keys") || read.String("image") != "debian-13" {
		t.Errorf("imported %v, %v", read, err)
	}
	if err := server.Delete(t.Context(), *state); err != nil {
		t.Fatal(err)
	}
	if gone, err := server.Read(t.Context(), *state); gone != nil || err != nil {
		t.Errorf("after its deletion: %v, %v", gone, err)
	}
}

func TestTheProviderKeepsTheIDOfAServerItWasInterruptedAt(t *testing.T) {
	s := newSandbox(t)
	s.hold = make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	watch := func(r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/actions") {
			cancel()
		}
	}
	s.watch.Store(&watch)
	config, plan := wantedServer(t)
	state, err := s.provider(t)["hcloud_server"].Create(ctx, config, plan)
	if err == nil || state == nil || state.String("id") == "" || state.String("user_data") == "" {
		t.Errorf("state %v, error %v", state, err)
	}
}

func TestTheProviderReturnsNothingForANameInUse(t *testing.T) {
	s := newSandbox(t)
	s.create(t, order("web"))
	config, plan := wantedServer(t)
	state, err := s.provider(t)["hcloud_server"].Create(t.Context(), config, plan)
	if state != nil || err == nil || !strings.Contains(err.Error(), "uniqueness_error") {
		t.Errorf("state %v, error %v", state, err)
	}
}

func TestTheProviderChangesLabelsAndFirewallsInPlace(t *testing.T) {
	s := newSandbox(t)
	resources := s.provider(t)
	firewall := empty(t, "hcloud_firewall")
	firewall.SetString("name", "fw")
	rule := firewall.NewBlock("rule")
	rule.SetString("direction", "in")
	rule.SetString("protocol", "tcp")
	rule.SetString("port", "22")
	rule.SetStrings("source_ips", []string{"0.0.0.0/0", "::/0"})
	rule.SetStrings("destination_ips", []string{})
	firewall.SetBlocks("rule", []plugin.Object{rule})
	fwState, err := resources["hcloud_firewall"].Create(t.Context(), firewall, firewall.Clone())
	if err != nil {
		t.Fatal(err)
	}
	if rules := fwState.Blocks("rule"); len(rules) != 1 || rules[0].Null("destination_ips") {
		t.Errorf("the rule's empty list did not stay as configured: %v", rules)
	}
	fw, _, err := s.client.Firewall.Get(t.Context(), "fw")
	if err != nil {
		t.Fatal(err)
	}

	config, plan := wantedServer(t)
	server := resources["hcloud_server"]
	state, err := server.Create(t.Context(), config, plan)
	if err != nil {
		t.Fatal(err)
	}
	next := state.Clone()
	next.SetMap("labels", map[string]string{"env": "y"})
	next.SetInts("firewall_ids", []int64{fw.ID})
	state, err = server.Update(t.Context(), *state, next)
	if err != nil || !maps.Equal(state.Map("labels"), map[string]string{"env": "y"}) || len(state.Ints("firewall_ids")) != 1 {
		t.Errorf("updated to %v, %v", state, err)
	}
	if err := resources["hcloud_firewall"].Delete(t.Context(), *fwState); err != nil {
		t.Errorf("a firewall in use is detached first: %v", err)
	}
}

func TestAPublicNetThatTheStateLacksSwitchesTheServerOffAndOn(t *testing.T) {
	s := newSandbox(t)
	config, plan := wantedServer(t)
	server := s.provider(t)["hcloud_server"]
	state, err := server.Create(t.Context(), config, plan)
	if err != nil {
		t.Fatal(err)
	}
	next := state.Clone()
	net := next.NewBlock("public_net")
	net.SetBool("ipv4_enabled", true)
	net.SetBool("ipv6_enabled", true)
	next.SetBlocks("public_net", []plugin.Object{net})
	if _, err := server.Update(t.Context(), *state, next); err != nil {
		t.Fatal(err)
	}
	log := s.admin(t, http.MethodGet, "/_sandbox/requests")
	if !strings.Contains(log, "/actions/poweroff") || !strings.Contains(log, "/actions/poweron") {
		t.Errorf("the requests were %s", log)
	}
}

func TestATokenOfAnotherLengthIsRefusedBeforeAnythingIsAsked(t *testing.T) {
	config := empty(t, "")
	config.SetString("token", "short")
	provider := hcloudprovider.New("1.68.0")
	for name, err := range map[string]error{"validate": provider.Validate(config), "configure": provider.Configure(t.Context(), config)} {
		if err == nil || !strings.Contains(err.Error(), "64 characters") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnAttachmentFollowsItsServers(t *testing.T) {
	s := newSandbox(t)
	result, _, err := s.client.Firewall.Create(t.Context(), hcloud.FirewallCreateOpts{Name: "fw"})
	if err != nil {
		t.Fatal(err)
	}
	one, two := s.create(t, order("one")), s.create(t, order("two"))
	resource := s.provider(t)["hcloud_firewall_attachment"]
	plan := empty(t, "hcloud_firewall_attachment")
	plan.SetInt("firewall_id", result.Firewall.ID)
	plan.SetInts("server_ids", []int64{one.ID})
	state, err := resource.Create(t.Context(), plan, plan.Clone())
	if err != nil {
		t.Fatal(err)
	}
	next := state.Clone()
	next.SetInts("server_ids", []int64{two.ID})
	state, err = resource.Update(t.Context(), *state, next)
	if err != nil || len(state.Ints("server_ids")) != 1 || state.Ints("server_ids")[0] != two.ID {
		t.Errorf("updated to %v, %v", state, err)
	}
	if err := resource.Delete(t.Context(), *state); err != nil {
		t.Fatal(err)
	}
	if firewall, _, err := s.client.Firewall.GetByID(t.Context(), result.Firewall.ID); err != nil || len(firewall.AppliedTo) != 0 {
		t.Errorf("still applied to %v, %v", firewall.AppliedTo, err)
	}
}
