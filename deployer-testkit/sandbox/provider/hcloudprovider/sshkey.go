package hcloudprovider

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"

	"com.torrust.deployer/sandbox/provider/plugin"
)

type sshKeyResource struct {
	provider *Provider
}

func (r *sshKeyResource) Rules() plugin.Rules {
	return plugin.Rules{
		Legacy:   true,
		Defaults: map[string]any{"labels": map[string]string{}},
		Replace:  []string{"public_key"},
	}
}

func (r *sshKeyResource) Validate(config plugin.Object) error {
	return validateLabels(config)
}

func (r *sshKeyResource) Create(ctx context.Context, _, plan plugin.Object) (*plugin.Object, error) {
	key, _, err := r.provider.client.SSHKey.Create(ctx, hcloud.SSHKeyCreateOpts{
		Name: plan.String("name"), PublicKey: plan.String("public_key"), Labels: plan.Map("labels"),
	})
	if err != nil {
		return nil, requestFailed(err)
	}
	return keyState(plan, key), nil
}

func (r *sshKeyResource) Read(ctx context.Context, state plugin.Object) (*plugin.Object, error) {
	id, err := identity(state)
	if err != nil {
		return nil, err
	}
	key, _, err := r.provider.client.SSHKey.GetByID(ctx, id)
	if err != nil {
		return nil, requestFailed(err)
	}
	if key == nil {
		return nil, nil
	}
	return keyState(state, key), nil
}

func (r *sshKeyResource) Update(ctx context.Context, prior, plan plugin.Object) (*plugin.Object, error) {
	id, err := identity(prior)
	if err != nil {
		return nil, err
	}
	options := hcloud.SSHKeyUpdateOpts{}
	if plan.String("name") != prior.String("name") {
		options.Name = plan.String("name")
	}
	if !maps.Equal(plan.Map("labels"), prior.Map("labels")) {
		options.Labels = plan.Map("labels")
	}
	key, _, err := r.provider.client.SSHKey.Update(ctx, &hcloud.SSHKey{ID: id}, options)
	if err != nil {
		return nil, requestFailed(err)
	}
	return keyState(plan, key), nil
}

func (r *sshKeyResource) Delete(ctx context.Context, state plugin.Object) error {
	id, err := identity(state)
	if err != nil {
		return err
	}
	_, err = r.provider.client.SSHKey.Delete(ctx, &hcloud.SSHKey{ID: id})
	if hcloud.IsError(err, hcloud.ErrorCodeNotFound) {
		return nil
	}
	return requestFailed(err)
}

func (r *sshKeyResource) Import(_ context.Context, id string, empty plugin.Object) (*plugin.Object, error) {
	return importByID(id, empty)
}

// requestFailed is the diagnostic of the real provider's newer resources, of which this is one.
func requestFailed(err error) error {
	if err == nil {
		return nil
	}
	detail := "An unexpected error was encountered during an API request.\n\n" + err.Error() + "\n"
	var apiError hcloud.Error
	if errors.As(err, &apiError) {
		detail += fmt.Sprintf("\nError code: %s\n", apiError.Code)
		if response := apiError.Response(); response != nil {
			detail += fmt.Sprintf("Status code: %d\n", response.StatusCode)
		}
	}
	return &plugin.Problem{Summary: "API request failed", Detail: detail}
}

func keyState(from plugin.Object, key *hcloud.SSHKey) *plugin.Object {
	out := from.Clone()
	out.SetString("id", formatID(key.ID))
	out.SetString("name", key.Name)
	out.SetString("fingerprint", key.Fingerprint)
	out.SetString("public_key", key.PublicKey)
	out.SetMap("labels", key.Labels)
	return &out
}
