package machine

import "testing"

func TestTheHighestFreeAddressIsTaken(t *testing.T) {
	for _, c := range []struct {
		host  string
		taken []string
		want  string
	}{
		{"10.77.0.1/24", nil, "10.77.0.254"},
		{"10.77.0.1/24", []string{"10.77.0.254", "10.77.0.253"}, "10.77.0.252"},
		{"10.77.0.254/24", nil, "10.77.0.253"},
		{"10.0.0.1/30", nil, "10.0.0.2"},
	} {
		if got, err := highestFree(c.host, c.taken); err != nil || got != c.want {
			t.Errorf("%s without %v: %q, %v", c.host, c.taken, got, err)
		}
	}
	for _, host := range []string{"none", "10.0.0.1/31"} {
		if got, err := highestFree(host, nil); err == nil {
			t.Errorf("%s gave %s", host, got)
		}
	}
	if got, err := highestFree("10.0.0.1/30", []string{"10.0.0.2"}); err == nil {
		t.Errorf("a full network gave %s", got)
	}
}

func TestEveryMachineHasANetworkBesideTheBridge(t *testing.T) {
	seen := map[string]bool{}
	for id := int64(100_000_001); id < 100_000_101; id++ {
		network := subnet("fd77:7e57::1/64", id)
		if network == "fd77:7e57::/64" || seen[network] {
			t.Errorf("machine %d has %s", id, network)
		}
		seen[network] = true
	}
	if got := subnet("none", 1); got != "" {
		t.Errorf("without IPv6: %s", got)
	}
	if got := firstAddress("fd77:7e57:0:1::/64"); got != "fd77:7e57:0:1::1/64" {
		t.Errorf("first address %s", got)
	}
}
