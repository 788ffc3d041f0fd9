package api

import (
	"fmt"
	"strings"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud/schema"
)

// catalog is what can be ordered. It is a small, true to form selection, not today's offer: a type that can
// be had everywhere, one that is sold out somewhere, an ARM one, one that was retired.
type catalog struct {
	locations   []schema.Location
	datacenters []schema.Datacenter
	types       []schema.ServerType
	images      []schema.Image
}

var (
	retirementAnnounced = time.Date(2025, time.October, 16, 0, 0, 0, 0, time.UTC)
	retirementEffective = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	imagePublished      = time.Date(2025, time.August, 13, 0, 0, 0, 0, time.UTC)
	// jammyDeprecated is far enough back that the image cannot be ordered any more.
	jammyDeprecated = time.Date(2026, time.January, 12, 0, 0, 0, 0, time.UTC)
)

const defaultLocation = "fsn1"

func newCatalog() *catalog {
	c := &catalog{
		locations: []schema.Location{
			{ID: 1, Name: "fsn1", Description: "Falkenstein DC Park 1", Country: "DE", City: "Falkenstein", Latitude: 50.47612, Longitude: 12.370071, NetworkZone: "eu-central"},
			{ID: 2, Name: "nbg1", Description: "Nuremberg DC Park 1", Country: "DE", City: "Nuremberg", Latitude: 49.452102, Longitude: 11.076665, NetworkZone: "eu-central"},
			{ID: 3, Name: "hel1", Description: "Helsinki DC Park 1", Country: "FI", City: "Helsinki", Latitude: 60.169855, Longitude: 24.938379, NetworkZone: "eu-central"},
			{ID: 4, Name: "ash", Description: "Ashburn, VA", Country: "US", City: "Ashburn, VA", Latitude: 39.045821, Longitude: -77.487073, NetworkZone: "us-east"},
		},
	}
	for i, name := range []string{"fsn1-dc14", "nbg1-dc3", "hel1-dc2", "ash-dc1"} {
		c.datacenters = append(c.datacenters, schema.Datacenter{
			ID: int64(i + 1), Name: name, Location: c.locations[i],
			Description: c.locations[i].City + " virtual DC",
		})
	}
	everywhere := []string{"fsn1", "nbg1", "hel1", "ash"}
	c.types = []schema.ServerType{
		c.serverType(104, "cx22", "x86", "shared", 2, 4, 40, "3.2900", []string{"fsn1", "nbg1", "hel1"}),
		c.serverType(105, "cx32", "x86", "shared", 4, 8, 80, "5.8900", []string{"fsn1", "nbg1", "hel1"}),
		c.serverType(114, "cx23", "x86", "shared", 2, 4, 40, "2.9900", []string{"fsn1", "nbg1", "hel1"}),
		c.serverType(115, "cx33", "x86", "shared", 4, 8, 80, "4.9900", []string{"fsn1", "nbg1", "hel1"}),
		c.serverType(116, "cx43", "x86", "shared", 8, 16, 160, "8.9900", []string{"fsn1", "nbg1", "hel1"}),
		c.serverType(22, "cpx11", "x86", "shared", 2, 2, 40, "4.3900", []string{"ash"}),
		c.serverType(45, "cax11", "arm", "shared", 2, 4, 40, "3.2900", []string{"fsn1", "nbg1", "hel1"}),
		c.serverType(96, "ccx13", "x86", "dedicated", 2, 8, 80, "12.4900", everywhere),
	}
	for _, name := range []string{"cx22", "cx32"} {
		c.retire(name, retirementAnnounced, retirementEffective)
	}
	c.unavailable("cax11", "nbg1")

	c.images = []schema.Image{
		image(67794396, "ubuntu-22.04", "ubuntu", "22.04", "x86"),
		image(161547269, "ubuntu-24.04", "ubuntu", "24.04", "x86"),
		image(161547270, "ubuntu-24.04", "ubuntu", "24.04", "arm"),
		image(114690387, "debian-12", "debian", "12", "x86"),
		image(310557660, "debian-13", "debian", "13", "x86"),
		image(310557661, "debian-13", "debian", "13", "arm"),
	}
	c.images[0].Deprecated = &jammyDeprecated
	return c
}

func (c *catalog) serverType(id int64, name, architecture, cpu string, cores int, memory float32, disk int, monthly string, in []string) schema.ServerType {
	category := "Cost-Optimized"
	if cpu == "dedicated" {
		category = "General Purpose"
	}
	t := schema.ServerType{
		ID: id, Name: name, Description: strings.ToUpper(name), Category: category, Cores: cores, Memory: memory, Disk: disk,
		StorageType: "local", CPUType: cpu, Architecture: architecture,
	}
	for _, location := range in {
		l, _ := c.location(location)
		t.Locations = append(t.Locations, schema.ServerTypeLocation{ID: l.ID, Name: l.Name, Available: true})
		t.Prices = append(t.Prices, schema.PricingServerTypePrice{
			Location:          l.Name,
			PriceHourly:       schema.Price{Net: "0.0050", Gross: "0.0060"},
			PriceMonthly:      schema.Price{Net: monthly, Gross: monthly},
			IncludedTraffic:   21990232555520,
			PricePerTBTraffic: schema.Price{Net: "1.0000", Gross: "1.1900"},
		})
	}
	return t
}

func image(id int64, name, flavor, version, architecture string) schema.Image {
	published := imagePublished
	return schema.Image{
		ID: id, Status: "available", Type: "system", Name: &name, Description: fmt.Sprintf("%s %s", flavor, version),
		DiskSize: 5, Created: &published, OSFlavor: flavor, OSVersion: &version, Architecture: architecture,
		RapidDeploy: true, Labels: map[string]string{},
	}
}

func (c *catalog) location(name string) (schema.Location, bool) {
	for _, l := range c.locations {
		if l.Name == name {
			return l, true
		}
	}
	return schema.Location{}, false
}

func (c *catalog) serverTypeBy(ref schema.IDOrName) *schema.ServerType {
	for i := range c.types {
		if t := &c.types[i]; t.ID == ref.ID || ref.ID == 0 && t.Name == ref.Name {
			return t
		}
	}
	return nil
}

func (c *catalog) imageBy(ref schema.IDOrName, architecture string) *schema.Image {
	for i := range c.images {
		img := &c.images[i]
		if img.ID == ref.ID || ref.ID == 0 && *img.Name == ref.Name && img.Architecture == architecture {
			return img
		}
	}
	return nil
}

// retire marks a type as deprecated everywhere, no longer to be had after the given time.
func (c *catalog) retire(name string, announced, effective time.Time) bool {
	t := c.serverTypeBy(schema.IDOrName{Name: name})
	if t == nil {
		return false
	}
	info := &schema.DeprecationInfo{Announced: announced, UnavailableAfter: effective}
	t.Deprecated = true
	t.Deprecation = info
	for i := range t.Locations {
		t.Locations[i].Deprecation = info
		t.Locations[i].Available = effective.After(time.Now())
	}
	return true
}

// unavailable marks a type as sold out in a location.
func (c *catalog) unavailable(name, location string) bool {
	t := c.serverTypeBy(schema.IDOrName{Name: name})
	if t == nil {
		return false
	}
	for i := range t.Locations {
		if t.Locations[i].Name == location {
			t.Locations[i].Available = false
			return true
		}
	}
	return false
}

// orderable says why a type cannot be had in a location, nothing when it can.
func (c *catalog) orderable(t *schema.ServerType, location string) *failure {
	for _, l := range t.Locations {
		if l.Name != location {
			continue
		}
		if l.Deprecation != nil && time.Now().After(l.Deprecation.UnavailableAfter) {
			return &failure{422, "invalid_server_type", fmt.Sprintf("server type '%s' is deprecated and can no longer be ordered", t.Name), nil}
		}
		if !l.Available {
			return &failure{412, "resource_unavailable", fmt.Sprintf("server type '%s' is currently not available in '%s'", t.Name, location), nil}
		}
		return nil
	}
	return &failure{422, "invalid_server_type", fmt.Sprintf("server type '%s' is not offered in '%s'", t.Name, location), nil}
}
