package lxdprovider

import (
	"context"

	"com.torrust.deployer/sandbox/provider/lxd"
	"com.torrust.deployer/sandbox/provider/plugin"
)

type profileResource struct {
	provider *Provider
}

func (r *profileResource) Rules() plugin.Rules {
	return plugin.Rules{
		Defaults: map[string]any{
			"description": "",
			"project":     defaultProject,
			"config":      map[string]string{},
		},
		Replace: []string{"name", "project", "remote"},
	}
}

func (r *profileResource) Validate(config plugin.Object) error {
	return validateDevices(config)
}

func (r *profileResource) Create(ctx context.Context, _, plan plugin.Object) (*plugin.Object, error) {
	server, err := r.provider.server(plan.String("remote"), projectOf(plan))
	if err != nil {
		return nil, err
	}
	profile := profileOf(plan)
	if err := server.CreateProfile(ctx, profile); err != nil {
		return nil, plugin.Problemf(err, "Failed to create profile %q", profile.Name)
	}
	return r.Read(context.WithoutCancel(ctx), plan)
}

func (r *profileResource) Read(ctx context.Context, state plugin.Object) (*plugin.Object, error) {
	server, err := r.provider.server(state.String("remote"), projectOf(state))
	if err != nil {
		return nil, err
	}
	name := state.String("name")
	profile, _, err := server.Profile(ctx, name)
	if lxd.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, plugin.Problemf(err, "Failed to retrieve profile %q", name)
	}
	out := state.Clone()
	out.SetString("name", profile.Name)
	out.SetString("description", profile.Description)
	out.SetString("project", projectOf(state))
	out.SetMap("config", profile.Config)
	setDevices(out, profile.Devices)
	return &out, nil
}

func (r *profileResource) Update(ctx context.Context, _, plan plugin.Object) (*plugin.Object, error) {
	server, err := r.provider.server(plan.String("remote"), projectOf(plan))
	if err != nil {
		return nil, err
	}
	profile := profileOf(plan)
	_, etag, err := server.Profile(ctx, profile.Name)
	if err != nil {
		return nil, plugin.Problemf(err, "Failed to retrieve profile %q", profile.Name)
	}
	if err := server.UpdateProfile(ctx, profile, etag); err != nil {
		return nil, plugin.Problemf(err, "Failed to update profile %q", profile.Name)
	}
	return r.Read(ctx, plan)
}

func (r *profileResource) Delete(ctx context.Context, state plugin.Object) error {
	server, err := r.provider.server(state.String("remote"), projectOf(state))
	if err != nil {
		return err
	}
	if err := server.DeleteProfile(ctx, state.String("name")); err != nil {
		return plugin.Problemf(err, "Failed to remove profile %q", state.String("name"))
	}
	return nil
}

func (r *profileResource) Import(_ context.Context, id string, empty plugin.Object) (*plugin.Object, error) {
	return importState(id, empty)
}

func profileOf(plan plugin.Object) lxd.Profile {
	config := plan.Map("config")
	if config == nil {
		config = map[string]string{}
	}
	return lxd.Profile{
		Name:        plan.String("name"),
		Description: plan.String("description"),
		Config:      config,
		Devices:     devices(plan),
	}
}
