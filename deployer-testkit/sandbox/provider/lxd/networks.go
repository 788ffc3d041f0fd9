package lxd

import (
	"context"
	"net/url"
)

// NetworkConfig returns the configuration of a network of the daemon, such as "ipv4.address".
func (c *Client) NetworkConfig(ctx context.Context, name string) (map[string]string, error) {
	var network struct {
		Config map[string]string `json:"config"`
	}
	_, err := c.get(ctx, "/networks/"+url.PathEscape(name), nil, &network)
	return network.Config, err
}

// Lease is an address given to a machine, or kept for it.
type Lease struct {
	Hostname        string `json:"hostname"`
	HardwareAddress string `json:"hwaddr"`
	Address         string `json:"address"`
	Type            string `json:"type"`
}

// Leases returns the addresses in use on a network that the daemon manages.
func (c *Client) Leases(ctx context.Context, network string) ([]Lease, error) {
	var leases []Lease
	_, err := c.get(ctx, "/networks/"+url.PathEscape(network)+"/leases", nil, &leases)
	return leases, err
}
