// Package machine makes the servers of the sandbox's Hetzner API as LXD containers.
package machine

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"com.torrust.deployer/sandbox/hetzner-api/api"
	"com.torrust.deployer/sandbox/provider/lxd"
)

// Config says where and from what containers are made.
type Config struct {
	Client  *lxd.Client
	Image   string
	Network string
	Pool    string
}

// LXD makes machines as containers named like their servers, with static addresses so that a server's
// addresses are known before it exists, as with the real API.
type LXD struct {
	config Config
	// placing keeps two machines from being given the same address.
	placing sync.Mutex
}

var _ api.Machines = (*LXD)(nil)

// New returns machines made by the given daemon.
func New(config Config) *LXD {
	return &LXD{config: config}
}

// idKey is the configuration key by which a container is known as ours.
const idKey = "user.hetzner-api.server"

// Place takes the highest free IPv4 address of the network, for LXD's DHCP server gives the others at random,
// and the id's own /64 of the /48 around the network's IPv6 prefix.
func (l *LXD) Place(ctx context.Context, id int64, taken []string) (api.Placement, error) {
	l.placing.Lock()
	defer l.placing.Unlock()
	config, err := l.config.Client.NetworkConfig(ctx, l.config.Network)
	if err != nil {
		return api.Placement{}, fmt.Errorf("network %s: %w", l.config.Network, err)
	}
	leases, err := l.config.Client.Leases(ctx, l.config.Network)
	if err != nil {
		return api.Placement{}, fmt.Errorf("network %s: %w", l.config.Network, err)
	}
	for _, lease := range leases {
		taken = append(taken, lease.Address)
	}
	ipv4, err := highestFree(config["ipv4.address"], taken)
	if err != nil {
		return api.Placement{}, err
	}
	return api.Placement{IPv4: ipv4, IPv6: subnet(config["ipv6.address"], id)}, nil
}

// highestFree finds an address in the network of the given host address with prefix, such as "10.77.0.1/24".
func highestFree(host string, taken []string) (string, error) {
	prefix, err := netip.ParsePrefix(host)
	if err != nil {
		return "", fmt.Errorf("the network has no IPv4 address: %w", err)
	}
	last := prefix.Masked().Addr()
	for next := last; prefix.Contains(next); next = next.Next() {
		last = next
	}
	// The last address of the network is its broadcast address, the first the network itself.
	for address := last.Prev(); prefix.Contains(address) && address != prefix.Masked().Addr(); address = address.Prev() {
		if address != prefix.Addr() && !slices.Contains(taken, address.String()) {
			return address.String(), nil
		}
	}
	return "", fmt.Errorf("no address is free in %s", prefix.Masked())
}

// subnet is the /64 of a machine beside the network of the given host address, "" if that is no IPv6 address.
func subnet(host string, id int64) string {
	prefix, err := netip.ParsePrefix(host)
	if err != nil || !prefix.Addr().Is6() {
		return ""
	}
	bytes := prefix.Addr().As16()
	number := uint16(id%0xfffe) + 1
	bytes[6], bytes[7] = byte(number>>8), byte(number)
	for i := 8; i < 16; i++ {
		bytes[i] = 0
	}
	return netip.PrefixFrom(netip.AddrFrom16(bytes), 64).String()
}

// Make creates the container and puts in what the real service puts in: root's keys and the address.
func (l *LXD) Make(ctx context.Context, m api.Machine) error {
	client := l.config.Client
	present, _, err := client.Instance(ctx, m.Name)
	switch {
	case err == nil && present.Config[idKey] != strconv.FormatInt(m.ID, 10):
		return fmt.Errorf("an LXD instance named %s exists that is no server of this API", m.Name)
	case err == nil:
		// Made before, perhaps only in part: once more from the start.
		if err := client.Remove(ctx, m.Name); err != nil {
			return err
		}
	case !lxd.IsNotFound(err):
		return err
	}
	fingerprint, err := client.Fingerprint(ctx, l.config.Image)
	if err != nil {
		return fmt.Errorf("LXD image %s: %w", l.config.Image, err)
	}
	nic := map[string]string{"type": "nic", "name": "eth0", "network": l.config.Network, "ipv4.address": m.Placement.IPv4}
	if m.Placement.IPv4 == "" {
		delete(nic, "ipv4.address")
	}
	if m.Placement.IPv6 != "" {
		nic["ipv6.routes"] = m.Placement.IPv6
	}
	err = client.CreateInstance(ctx, lxd.NewInstance{
		Name:   m.Name,
		Type:   "container",
		Source: lxd.Source{Type: "image", Fingerprint: fingerprint},
		InstancePut: lxd.InstancePut{
			Description: "server of the sandbox's Hetzner API",
			Profiles:    []string{},
			Config: map[string]string{
				idKey:              strconv.FormatInt(m.ID, 10),
				"user.user-data":   m.UserData,
				"security.nesting": "true",
				"boot.autostart":   "false",
			},
			Devices: lxd.Devices{
				"root": {"type": "disk", "path": "/", "pool": l.config.Pool},
				"eth0": nic,
			},
		},
	})
	if err != nil {
		return err
	}
	return l.furnish(ctx, m)
}

func (l *LXD) furnish(ctx context.Context, m api.Machine) error {
	type entry struct {
		directory string
		file      lxd.File
	}
	entries := []entry{{
		directory: "/root/.ssh",
		file: lxd.File{
			Path: "/root/.ssh/authorized_keys", Mode: 0o600,
			Content: []byte(strings.Join(m.AuthorizedKeys, "\n") + "\n"),
		},
	}}
	if address := firstAddress(m.Placement.IPv6); address != "" {
		entries = append(entries, entry{
			directory: "/etc/systemd/network",
			file: lxd.File{
				Path: "/etc/systemd/network/05-eth0.network", Mode: 0o644,
				Content: []byte("[Match]\nName=eth0\n\n[Network]\nDHCP=yes\nIPv6AcceptRA=yes\nAddress=" + address + "\n"),
			},
		})
	}
	if m.SSHDelaySeconds > 0 {
		entries = append(entries, entry{
			directory: "/etc/systemd/system/ssh.service.d",
			file: lxd.File{
				Path: "/etc/systemd/system/ssh.service.d/late.conf", Mode: 0o644,
				Content: fmt.Appendf(nil, "[Service]\nTimeoutStartSec=infinity\nExecStartPre=/bin/sleep %d\n", m.SSHDelaySeconds),
			},
		})
	}
	for _, e := range entries {
		mode := uint32(0o755)
		if e.directory == "/root/.ssh" {
			mode = 0o700
		}
		if err := l.config.Client.MakeDirectory(ctx, m.Name, e.directory, mode); err != nil {
			return err
		}
		if err := l.config.Client.PutFile(ctx, m.Name, e.file); err != nil {
			return err
		}
	}
	return nil
}

// firstAddress is the first host's address of a network, with its prefix length.
func firstAddress(network string) string {
	prefix, err := netip.ParsePrefix(network)
	if err != nil {
		return ""
	}
	return netip.PrefixFrom(prefix.Addr().Next(), prefix.Bits()).String()
}

const (
	startLimit   = 3 * time.Minute
	pollInterval = 100 * time.Millisecond
)

// Start starts the container and waits until eth0 has its address.
func (l *LXD) Start(ctx context.Context, m api.Machine) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	client := l.config.Client
	if err := l.own(ctx, m); err != nil {
		return err
	}
	if err := client.Start(ctx, m.Name); err != nil {
		return err
	}
	return lxd.Poll(ctx, pollInterval, func(ctx context.Context) (bool, error) {
		state, err := client.InstanceState(ctx, m.Name)
		if err != nil {
			return false, err
		}
		ipv4, _ := state.Network["eth0"].Global()
		return ipv4 != "" && (m.Placement.IPv4 == "" || ipv4 == m.Placement.IPv4), nil
	})
}

// Stop ends the container.
func (l *LXD) Stop(ctx context.Context, m api.Machine, force bool) error {
	if err := l.own(ctx, m); err != nil {
		return err
	}
	return l.config.Client.Stop(ctx, m.Name, force)
}

// Remove deletes the container, unless it is another's that has the same name.
func (l *LXD) Remove(ctx context.Context, m api.Machine) error {
	present, _, err := l.config.Client.Instance(ctx, m.Name)
	if lxd.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if present.Config[idKey] != strconv.FormatInt(m.ID, 10) {
		return nil
	}
	return l.config.Client.Remove(ctx, m.Name)
}

func (l *LXD) own(ctx context.Context, m api.Machine) error {
	present, _, err := l.config.Client.Instance(ctx, m.Name)
	if err != nil {
		return err
	}
	if present.Config[idKey] != strconv.FormatInt(m.ID, 10) {
		return fmt.Errorf("an LXD instance named %s exists that is no server of this API", m.Name)
	}
	return nil
}

// Running lists the containers that are ours.
func (l *LXD) Running(ctx context.Context) (map[int64]bool, error) {
	instances, err := l.config.Client.Instances(ctx)
	if err != nil {
		return nil, err
	}
	running := map[int64]bool{}
	for _, instance := range instances {
		if id, err := strconv.ParseInt(instance.Config[idKey], 10, 64); err == nil {
			running[id] = instance.Status == lxd.Running || instance.Status == lxd.Ready
		}
	}
	return running, nil
}
