package lxdprovider

import (
	"context"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"com.torrust.deployer/sandbox/provider/lxd"
	"com.torrust.deployer/sandbox/provider/plugin"
	"com.torrust.deployer/sandbox/provider/schema"
)

func empty(t *testing.T, resource string) plugin.Object {
	t.Helper()
	recorded, err := schema.Load("lxd")
	if err != nil {
		t.Fatal(err)
	}
	s := recorded.Config
	if resource != "" {
		s = recorded.Resources[resource]
	}
	return plugin.NewObject(s.ValueType().(tftypes.Object))
}

// configured returns a provider whose only remote is the daemon behind the socket.
func configured(t *testing.T, socket string) *Provider {
	t.Helper()
	config := empty(t, "")
	addRemote(config, "local", "unix://"+socket, "")
	provider := New()
	if err := provider.Configure(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	return provider
}

func addRemote(config plugin.Object, name, address, protocol string) {
	remote := config.NewBlock("remote")
	remote.SetString("name", name)
	remote.SetString("address", address)
	remote.SetStringOrNull("protocol", protocol)
	config.SetBlocks("remote", append(config.Blocks("remote"), remote))
}

// wanted is a planned instance as the defaults make it.
func wanted(t *testing.T) plugin.Object {
	plan := empty(t, "lxd_instance")
	plan.SetString("name", "a")
	plan.SetString("image", "debian")
	plan.SetString("type", "container")
	plan.SetString("project", "default")
	plan.SetBool("running", true)
	plan.SetStrings("profiles", []string{"p"})
	plan.SetMap("config", map[string]string{"user.label": "x"})
	wait := plan.NewBlock("wait_for")
	wait.SetString("type", "ipv4")
	wait.SetString("nic", "eth0")
	plan.SetBlocks("wait_for", []plugin.Object{wait})
	return plan
}

func TestAnInstanceIsMadeStartedReadAndRemoved(t *testing.T) {
	d, socket := startDaemon(t)
	resource := configured(t, socket).Resources()["lxd_instance"]
	state, err := resource.Create(t.Context(), plugin.Object{}, wanted(t))
	if err != nil {
		t.Fatal(err)
	}
	if state.String("ipv4_address") != "10.0.0.9" || state.String("status") != "Running" || state.String("mac_address") == "" {
		t.Errorf("state %v", state)
	}
	if config := state.Map("config"); !maps.Equal(config, map[string]string{"user.label": "x"}) {
		t.Errorf("the state has what LXD added itself: %v", config)
	}
	if d.instances["a"].Config["volatile.eth0.hwaddr"] == "" {
		t.Fatal("the fake daemon added nothing itself")
	}
	if err := resource.Delete(t.Context(), *state); err != nil {
		t.Fatal(err)
	}
	if gone, err := resource.Read(t.Context(), *state); gone != nil || err != nil {
		t.Errorf("after its deletion: %v, %v", gone, err)
	}
}

func TestAnInstanceThatExistsAlreadyGetsNoState(t *testing.T) {
	d, socket := startDaemon(t)
	d.instances["a"] = &lxd.Instance{Name: "a", Status: lxd.Running}
	state, err := configured(t, socket).Resources()["lxd_instance"].Create(t.Context(), plugin.Object{}, wanted(t))
	if state != nil || err == nil || !strings.Contains(err.Error(), "already exists") {
		t.Errorf("state %v, error %v", state, err)
	}
}

func TestAnImageThatIsNotThereMakesNothing(t *testing.T) {
	d, socket := startDaemon(t)
	plan := wanted(t)
	plan.SetString("image", "none")
	state, err := configured(t, socket).Resources()["lxd_instance"].Create(t.Context(), plugin.Object{}, plan)
	if state != nil || err == nil || len(d.instances) != 0 {
		t.Errorf("state %v, error %v, %d instances", state, err, len(d.instances))
	}
}

func TestAnInterruptedCreationLeavesAStateWithoutAnImage(t *testing.T) {
	d, socket := startDaemon(t)
	ctx, cancel := context.WithCancel(t.Context())
	d.starting = cancel
	state, err := configured(t, socket).Resources()["lxd_instance"].Create(ctx, plugin.Object{}, wanted(t))
	if err == nil || state == nil {
		t.Fatalf("state %v, error %v", state, err)
	}
	if state.String("name") != "a" || state.String("project") != "default" || !state.Null("image") || !state.Null("config") {
		t.Errorf("state %v", state)
	}
	if d.instances["a"] == nil {
		t.Error("the instance is not there")
	}
}

func TestAnImportedInstanceIsStartedByAnUpdate(t *testing.T) {
	d, socket := startDaemon(t)
	d.instances["a"] = &lxd.Instance{
		Name: "a", Type: "container", Status: lxd.Stopped, Profiles: []string{"p"},
		Config: map[string]string{"user.label": "x", "volatile.uuid": "1"},
	}
	resource := configured(t, socket).Resources()["lxd_instance"]
	imported, err := resource.Import(t.Context(), "a,image=debian", empty(t, "lxd_instance"))
	if err != nil {
		t.Fatal(err)
	}
	state, err := resource.Read(t.Context(), *imported)
	if err != nil {
		t.Fatal(err)
	}
	if state.Bool("running") || state.String("image") != "debian" || state.String("project") != "default" {
		t.Errorf("imported %v", state)
	}
	state, err = resource.Update(t.Context(), *state, wanted(t))
	if err != nil {
		t.Fatal(err)
	}
	if !state.Bool("running") || d.instances["a"].Config["volatile.uuid"] != "1" {
		t.Errorf("updated to %v, configuration %v", state, d.instances["a"].Config)
	}
}

func TestTheNamedInterfaceIsReportedElseTheFirst(t *testing.T) {
	address := func(text string) lxd.Network {
		return lxd.Network{Addresses: []lxd.Address{{Family: "inet", Address: text, Scope: "global"}}}
	}
	state := lxd.State{Network: map[string]lxd.Network{
		"docker0": address("172.17.0.1"), "eth0": address("10.0.0.9"), "lo": address("127.0.0.1"),
	}}
	for access, want := range map[string]string{"": "172.17.0.1", "eth0": "10.0.0.9", "eth7": ""} {
		out := empty(t, "lxd_instance")
		instance := lxd.Instance{}
		if access != "" {
			instance.ExpandedConfig = map[string]string{accessInterface: access}
		}
		setAddresses(out, instance, state)
		if got := out.String("ipv4_address"); got != want {
			t.Errorf("with access interface %q the address is %q, want %q", access, got, want)
		}
	}
}

func TestAProfileIsMadeOnceAndImported(t *testing.T) {
	d, socket := startDaemon(t)
	resource := configured(t, socket).Resources()["lxd_profile"]
	plan := empty(t, "lxd_profile")
	plan.SetString("name", "p")
	plan.SetMap("config", map[string]string{"limits.cpu": "2"})
	device := plan.NewBlock("device")
	device.SetString("name", "root")
	device.SetString("type", "disk")
	device.SetMap("properties", map[string]string{"path": "/"})
	plan.SetBlocks("device", []plugin.Object{device})
	if _, err := resource.Create(t.Context(), plugin.Object{}, plan); err != nil {
		t.Fatal(err)
	}
	if got := d.profiles["p"].Devices["root"]; !maps.Equal(got, map[string]string{"type": "disk", "path": "/"}) {
		t.Errorf("device %v", got)
	}
	if state, err := resource.Create(t.Context(), plugin.Object{}, plan); state != nil || err == nil {
		t.Errorf("a profile that exists: %v, %v", state, err)
	}
	imported, err := resource.Import(t.Context(), "p", empty(t, "lxd_profile"))
	if err != nil {
		t.Fatal(err)
	}
	state, err := resource.Read(t.Context(), *imported)
	if err != nil || state.Map("config")["limits.cpu"] != "2" || len(state.Blocks("device")) != 1 {
		t.Errorf("imported %v, %v", state, err)
	}
}

func TestOnlyDeclaredRemotesExist(t *testing.T) {
	for name, c := range map[string]struct {
		remotes  [][3]string
		fallback string
		want     string
	}{
		"no remote":                 {nil, "", "not declared"},
		"two without a default":     {[][3]string{{"local", "unix://", ""}, {"ubuntu", "https://x", "simplestreams"}}, "", "No default remote"},
		"a default that is unknown": {[][3]string{{"local", "unix://", ""}}, "far", "not declared"},
		"an unknown protocol":       {[][3]string{{"local", "unix://", "ftp"}}, "", "Protocol"},
		"two with a default":        {[][3]string{{"local", "unix://", ""}, {"ubuntu", "https://x", "simplestreams"}}, "local", ""},
	} {
		config := empty(t, "")
		for _, r := range c.remotes {
			addRemote(config, r[0], r[1], r[2])
		}
		config.SetStringOrNull("default_remote", c.fallback)
		err := New().Configure(t.Context(), config)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestImportIDsAreTakenApart(t *testing.T) {
	for id, want := range map[string]map[string]string{
		"a":                         {"name": "a"},
		"a,image=torrust/debian":    {"name": "a", "image": "torrust/debian"},
		"local:b/a,image=ubuntu:24": {"remote": "local", "project": "b", "name": "a", "image": "ubuntu:24"},
		"":                          nil,
		"a,size=1":                  nil,
		"a,image=":                  nil,
		"p/q/a":                     nil,
	} {
		got, err := importID(id, "image")
		if (err == nil) != (want != nil) || !maps.Equal(got, want) {
			t.Errorf("%q: %v, %v", id, got, err)
		}
	}
}

func TestConfigurationsTheRealProviderRefusesAreRefused(t *testing.T) {
	resource := New().Resources()["lxd_instance"]
	for name, spoil := range map[string]func(plugin.Object){
		"a container without an image": func(o plugin.Object) { o.SetNull("image") },
		"an unknown type":              func(o plugin.Object) { o.SetString("type", "pod") },
		"an ephemeral stopped one":     func(o plugin.Object) { o.SetBool("ephemeral", true); o.SetBool("running", false) },
		"an unknown condition": func(o plugin.Object) {
			wait := o.NewBlock("wait_for")
			wait.SetString("type", "ssh")
			o.SetBlocks("wait_for", []plugin.Object{wait})
		},
	} {
		config := wanted(t)
		if err := resource.Validate(config); err != nil {
			t.Fatal(err)
		}
		spoil(config)
		if err := resource.Validate(config); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}
