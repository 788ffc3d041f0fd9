// Package hcloudprovider implements what the deployer uses of the provider hetznercloud/hcloud 1.68, with the
// official Go client: in the sandbox its endpoint is the program hetzner-api.
package hcloudprovider

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"

	"com.torrust.deployer/sandbox/provider/plugin"
)

// Provider is the stand-in for hetznercloud/hcloud.
type Provider struct {
	version string
	client  *hcloud.Client
}

// New returns an unconfigured provider that stands in for the given version.
func New(version string) *Provider {
	return &Provider{version: version}
}

const tokenLength = 64

// Validate checks the length of a token that is known.
func (p *Provider) Validate(config plugin.Object) error {
	if token := config.String("token"); token != "" && len(token) != tokenLength {
		return &plugin.Problem{
			Summary:   "entered token is invalid (must be exactly 64 characters long)",
			Attribute: "token",
		}
	}
	return nil
}

// Configure makes the client. What the block leaves out comes from HCLOUD_TOKEN and HCLOUD_ENDPOINT.
func (p *Provider) Configure(_ context.Context, config plugin.Object) error {
	if err := p.Validate(config); err != nil {
		return err
	}
	token := setting(config, "token", "HCLOUD_TOKEN")
	if token == "" && config.Null("token") {
		return &plugin.Problem{
			Summary: "Missing Hetzner Cloud API token",
			Detail: "While configuring the provider, the Hetzner Cloud API token was not found in the HCLOUD_TOKEN " +
				"environment variable or provider configuration block token attribute.",
			Attribute: "token",
		}
	}
	poll, err := pollOptions(config)
	if err != nil {
		return err
	}
	options := []hcloud.ClientOption{
		hcloud.WithToken(token),
		hcloud.WithApplication("sandbox-stand-in-for-hcloud-terraform", p.version),
		hcloud.WithPollOpts(poll),
	}
	if endpoint := setting(config, "endpoint", "HCLOUD_ENDPOINT"); endpoint != "" {
		options = append(options, hcloud.WithEndpoint(endpoint))
	}
	p.client = hcloud.NewClient(options...)
	return nil
}

func setting(config plugin.Object, attribute, variable string) string {
	if value := config.String(attribute); value != "" {
		return value
	}
	return os.Getenv(variable)
}

func pollOptions(config plugin.Object) (hcloud.PollOpts, error) {
	interval := 500 * time.Millisecond
	if text := config.String("poll_interval"); text != "" {
		parsed, err := time.ParseDuration(text)
		if err != nil {
			return hcloud.PollOpts{}, &plugin.Problem{
				Summary: "Unparsable poll interval value", Detail: err.Error(), Attribute: "poll_interval",
			}
		}
		interval = parsed
	}
	switch function := config.String("poll_function"); function {
	case "constant":
		return hcloud.PollOpts{BackoffFunc: hcloud.ConstantBackoff(interval)}, nil
	case "", "exponential":
		return hcloud.PollOpts{BackoffFunc: hcloud.ExponentialBackoff(2, interval)}, nil
	default:
		return hcloud.PollOpts{}, &plugin.Problem{
			Summary:   fmt.Sprintf("Invalid poll function %q", function),
			Detail:    `It must be "constant" or "exponential".`,
			Attribute: "poll_function",
		}
	}
}

// Resources returns what is implemented.
func (p *Provider) Resources() map[string]plugin.Resource {
	return map[string]plugin.Resource{
		"hcloud_ssh_key":             &sshKeyResource{provider: p},
		"hcloud_firewall":            &firewallResource{provider: p},
		"hcloud_firewall_attachment": &attachmentResource{provider: p},
		"hcloud_server":              &serverResource{provider: p},
	}
}

// refusal is the diagnostic of a failed call: what the API said, with its code, as the real provider has it.
func refusal(err error) error {
	if err == nil {
		return nil
	}
	var apiError hcloud.Error
	if !errors.As(err, &apiError) {
		return &plugin.Problem{Summary: err.Error()}
	}
	summary := apiError.Error()
	if details, ok := apiError.Details.(hcloud.ErrorDetailsInvalidInput); ok {
		var fields []string
		for _, field := range details.Fields {
			fields = append(fields, fmt.Sprintf("%s => %s", field.Name, field.Messages))
		}
		summary += fmt.Sprintf(": %s", fields)
	}
	return &plugin.Problem{Summary: summary}
}

// identity reads the id of a resource's state.
func identity(state plugin.Object) (int64, error) {
	id, err := strconv.ParseInt(state.String("id"), 10, 64)
	if err != nil {
		return 0, &plugin.Problem{
			Summary: fmt.Sprintf("Invalid id %q", state.String("id")), Detail: "It must be a number.", Attribute: "id",
		}
	}
	return id, nil
}

func formatID(id int64) string {
	return strconv.FormatInt(id, 10)
}

func importByID(id string, empty plugin.Object) (*plugin.Object, error) {
	empty.SetString("id", id)
	if _, err := identity(empty); err != nil {
		return nil, err
	}
	return &empty, nil
}

func validateLabels(config plugin.Object) error {
	labels := map[string]any{}
	for key, value := range config.Map("labels") {
		labels[key] = value
	}
	if ok, err := hcloud.ValidateResourceLabels(labels); !ok {
		return &plugin.Problem{Summary: "Invalid label", Detail: err.Error(), Attribute: "labels"}
	}
	return nil
}

// setLabels sets labels as the API has them; none at all stay as the state has them, null or empty.
func setLabels(out, state plugin.Object, labels map[string]string) {
	if len(labels) == 0 && state.Null("labels") {
		out.SetNull("labels")
		return
	}
	out.SetMap("labels", labels)
}
