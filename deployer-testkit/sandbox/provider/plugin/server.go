package plugin

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"com.torrust.deployer/sandbox/provider/schema"
)

// Server serves one Provider. The protocol layer cancels the context of every call when tofu asks the
// provider to stop.
type Server struct {
	schema   *schema.Provider
	provider Provider
}

var _ tfprotov6.ProviderServer = (*Server)(nil)

// NewServer returns a server of the given schema and implementation.
func NewServer(schema *schema.Provider, provider Provider) *Server {
	return &Server{schema: schema, provider: provider}
}

// GetMetadata lists what the provider has.
func (s *Server) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	resp := &tfprotov6.GetMetadataResponse{ServerCapabilities: capabilities()}
	for name := range s.schema.Resources {
		resp.Resources = append(resp.Resources, tfprotov6.ResourceMetadata{TypeName: name})
	}
	for name := range s.schema.DataSources {
		resp.DataSources = append(resp.DataSources, tfprotov6.DataSourceMetadata{TypeName: name})
	}
	return resp, nil
}

// GetProviderSchema returns the recorded schema.
func (s *Server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return &tfprotov6.GetProviderSchemaResponse{
		ServerCapabilities: capabilities(),
		Provider:           s.schema.Config,
		ResourceSchemas:    s.schema.Resources,
		DataSourceSchemas:  s.schema.DataSources,
	}, nil
}

func capabilities() *tfprotov6.ServerCapabilities {
	return &tfprotov6.ServerCapabilities{GetProviderSchemaOptional: true}
}

// GetResourceIdentitySchemas returns none: the recorded schemas have no identities.
func (s *Server) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{}, nil
}

// ValidateProviderConfig asks the provider.
func (s *Server) ValidateProviderConfig(_ context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	config, _, err := decode(req.Config, s.schema.Config)
	if err == nil {
		err = s.provider.Validate(config)
	}
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: req.Config, Diagnostics: diagnostics(err)}, nil
}

// ConfigureProvider hands the provider block on.
func (s *Server) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	config, _, err := decode(req.Config, s.schema.Config)
	if err == nil {
		err = s.provider.Configure(ctx, config)
	}
	return &tfprotov6.ConfigureProviderResponse{Diagnostics: diagnostics(err)}, nil
}

// StopProvider has nothing to do: the protocol layer has cancelled the running calls.
func (s *Server) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

// ValidateResourceConfig asks the resource, and refuses what the stand-in would silently ignore.
func (s *Server) ValidateResourceConfig(_ context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	resource, schema, err := s.resource(req.TypeName)
	if err != nil {
		// A type the stand-in does not implement is valid configuration all the same.
		return &tfprotov6.ValidateResourceConfigResponse{}, nil
	}
	config, _, err := decode(req.Config, schema)
	if err == nil {
		err = refused(config, resource.Rules())
	}
	if err == nil {
		err = resource.Validate(config)
	}
	return &tfprotov6.ValidateResourceConfigResponse{Diagnostics: diagnostics(err)}, nil
}

func refused(config Object, rules Rules) error {
	for _, name := range rules.Refused {
		value := config.values[name]
		empty := value.IsNull()
		var elements []tftypes.Value
		if !empty && value.IsKnown() && value.As(&elements) == nil {
			empty = len(elements) == 0
		}
		if !empty {
			return &Problem{
				Summary:   fmt.Sprintf("The stand-in provider does not implement %q", name),
				Detail:    "The real provider does. Leave it out where the stand-in is used.",
				Attribute: name,
			}
		}
	}
	return nil
}

// UpgradeResourceState accepts state of the recorded schema version only.
func (s *Server) UpgradeResourceState(_ context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	schema, ok := s.schema.Resources[req.TypeName]
	if !ok {
		return &tfprotov6.UpgradeResourceStateResponse{Diagnostics: diagnostics(unknownType(req.TypeName))}, nil
	}
	value, err := req.RawState.UnmarshalWithOpts(schema.ValueType(), tfprotov6.UnmarshalOpts{
		ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true},
	})
	resp := &tfprotov6.UpgradeResourceStateResponse{}
	if err == nil {
		resp.UpgradedState, err = encode(value)
	}
	resp.Diagnostics = diagnostics(err)
	return resp, nil
}

// ReadResource refreshes; a resource that is gone yields null.
func (s *Server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	resp := &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private}
	resource, schema, err := s.resource(req.TypeName)
	if err != nil {
		resp.Diagnostics = diagnostics(err)
		return resp, nil
	}
	state, null, err := decode(req.CurrentState, schema)
	if err == nil && !null {
		var present *Object
		if present, err = resource.Read(ctx, state); err == nil {
			resp.NewState, err = encode(present.orNull(schema))
		}
	}
	resp.Diagnostics = diagnostics(err)
	return resp, nil
}

// PlanResourceChange plans; see planned for the rules.
func (s *Server) PlanResourceChange(_ context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp := &tfprotov6.PlanResourceChangeResponse{PlannedState: req.ProposedNewState, PlannedPrivate: req.PriorPrivate}
	resource, schema, err := s.resource(req.TypeName)
	if err != nil {
		resp.Diagnostics = diagnostics(err)
		return resp, nil
	}
	proposed, deleting, err := decode(req.ProposedNewState, schema)
	if err != nil || deleting {
		resp.Diagnostics = diagnostics(err)
		return resp, nil
	}
	config, _, err := decode(req.Config, schema)
	if err != nil {
		resp.Diagnostics = diagnostics(err)
		return resp, nil
	}
	prior, err := req.PriorState.Unmarshal(schema.ValueType())
	if err != nil {
		resp.Diagnostics = diagnostics(err)
		return resp, nil
	}
	resp.UnsafeToUseLegacyTypeSystem = resource.Rules().Legacy
	plan, replace, err := planned(schema.Block, resource.Rules(), prior, proposed, config)
	if err == nil {
		resp.PlannedState, err = encode(plan.value())
	}
	for _, name := range replace {
		resp.RequiresReplace = append(resp.RequiresReplace, tftypes.NewAttributePath().WithAttributeName(name))
	}
	resp.Diagnostics = diagnostics(err)
	return resp, nil
}

// ApplyResourceChange creates, updates or deletes, whichever of the two states is null.
func (s *Server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resp := &tfprotov6.ApplyResourceChangeResponse{NewState: req.PriorState, Private: req.PlannedPrivate}
	resource, schema, err := s.resource(req.TypeName)
	if err != nil {
		resp.Diagnostics = diagnostics(err)
		return resp, nil
	}
	prior, creating, err := decode(req.PriorState, schema)
	if err != nil {
		resp.Diagnostics = diagnostics(err)
		return resp, nil
	}
	plan, deleting, err := decode(req.PlannedState, schema)
	if err != nil {
		resp.Diagnostics = diagnostics(err)
		return resp, nil
	}
	config, _, err := decode(req.Config, schema)
	if err != nil {
		resp.Diagnostics = diagnostics(err)
		return resp, nil
	}
	resp.UnsafeToUseLegacyTypeSystem = resource.Rules().Legacy

	var result *Object
	switch {
	case deleting:
		if err = resource.Delete(ctx, prior); err != nil {
			result = &prior
		}
	case creating:
		result, err = resource.Create(ctx, config, plan)
	default:
		if result, err = resource.Update(ctx, prior, plan); err != nil && result == nil {
			result = &prior
		}
	}
	resp.Diagnostics = diagnostics(err)
	newState, err := encode(result.orNull(schema))
	if err != nil {
		resp.Diagnostics = append(resp.Diagnostics, diagnostics(err)...)
		return resp, nil
	}
	resp.NewState = newState
	return resp, nil
}

// ImportResourceState takes an existing resource over; tofu reads it next.
func (s *Server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	resp := &tfprotov6.ImportResourceStateResponse{}
	resource, schema, err := s.resource(req.TypeName)
	if err != nil {
		resp.Diagnostics = diagnostics(err)
		return resp, nil
	}
	imported, err := resource.Import(ctx, req.ID, NewObject(schema.ValueType().(tftypes.Object)))
	if err == nil {
		var state *tfprotov6.DynamicValue
		if state, err = encode(imported.orNull(schema)); err == nil {
			resp.ImportedResources = []*tfprotov6.ImportedResource{{TypeName: req.TypeName, State: state}}
		}
	}
	resp.Diagnostics = diagnostics(err)
	return resp, nil
}

func (s *Server) resource(name string) (Resource, *tfprotov6.Schema, error) {
	schema, ok := s.schema.Resources[name]
	if !ok {
		return nil, nil, unknownType(name)
	}
	resource, ok := s.provider.Resources()[name]
	if !ok {
		return nil, nil, &Problem{
			Summary: fmt.Sprintf("The stand-in provider does not implement %s", name),
			Detail:  fmt.Sprintf("It knows the schema of %s, but can make only what the sandbox needs. Use the real provider.", name),
		}
	}
	return resource, schema, nil
}

func unknownType(name string) error {
	return &Problem{
		Summary: fmt.Sprintf("The stand-in provider has no schema of %s", name),
		Detail:  "Only the types that the deployer may use were recorded from the real provider.",
	}
}

// orNull is the value as a state must be, or the null of the schema's type when there is no object: nothing
// is unknown any more, and repeatable nested blocks are empty rather than null.
func (o *Object) orNull(schema *tfprotov6.Schema) tftypes.Value {
	if o == nil {
		return tftypes.NewValue(schema.ValueType(), nil)
	}
	state := o.settled()
	for _, block := range schema.Block.BlockTypes {
		if block.Nesting != tfprotov6.SchemaNestedBlockNestingModeSingle && state.Null(block.TypeName) {
			state.SetBlocks(block.TypeName, nil)
		}
	}
	return state.value()
}

func decode(dynamic *tfprotov6.DynamicValue, schema *tfprotov6.Schema) (Object, bool, error) {
	value, err := dynamic.Unmarshal(schema.ValueType())
	if err != nil {
		return Object{}, false, err
	}
	if value.IsNull() {
		return Object{}, true, nil
	}
	object, err := objectOf(value)
	return object, false, err
}

func encode(value tftypes.Value) (*tfprotov6.DynamicValue, error) {
	dynamic, err := tfprotov6.NewDynamicValue(value.Type(), value)
	return &dynamic, err
}
