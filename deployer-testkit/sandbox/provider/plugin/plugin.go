// Package plugin serves a recorded provider schema over the plug-in protocol, version 6.
//
// It holds what every resource has in common: decoding, planning, defaults, replacement, partial state,
// import. What a resource really does stands behind Resource; see package lxdprovider.
package plugin

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Provider is one stand-in provider behind a real schema.
type Provider interface {
	// Validate checks the provider block. Attributes may be unknown.
	Validate(config Object) error
	// Configure reads the provider block. Attributes may be unknown while planning.
	Configure(ctx context.Context, config Object) error
	// Resources returns the implemented resources by type name. Resource types of the schema that are
	// missing here validate, but are refused when planned.
	Resources() map[string]Resource
}

// Resource is one implemented resource type.
type Resource interface {
	// Rules says how attributes are planned.
	Rules() Rules
	// Validate checks a configuration; values may be unknown. It changes nothing.
	Validate(config Object) error
	// Create makes the resource; the plan has the configuration as the state shall have it. A result with an
	// error is kept as the state of a tainted resource; no result means that nothing was created or that it
	// is not ours.
	Create(ctx context.Context, config, plan Object) (*Object, error)
	// Read returns the present state, nothing when the resource is gone.
	Read(ctx context.Context, state Object) (*Object, error)
	// Update changes the resource in place. With an error the prior state is kept.
	Update(ctx context.Context, prior, plan Object) (*Object, error)
	// Delete removes the resource; one that is gone already is no error.
	Delete(ctx context.Context, state Object) error
	// Import returns as much state as the id gives; Read is called next.
	Import(ctx context.Context, id string, empty Object) (*Object, error)
}

// Rules says how the attributes of a resource are planned, by attribute name.
type Rules struct {
	// Defaults are the values of attributes the configuration does not set.
	Defaults map[string]any
	// Replace are the attributes a change of which replaces the resource.
	Replace []string
	// Keep are computed attributes that stay as they are in an update; the others become unknown.
	Keep []string
	// Legacy plans as providers on the older SDK do: defaults apply to attributes that are not computed too,
	// and every computed attribute is kept.
	Legacy bool
	// Transform changes what the configuration says into what the state has.
	Transform map[string]func(string) string
	// KeepBlocks are nested blocks that stay as they are while the configuration has none of them.
	KeepBlocks []string
	// Refused are attributes and blocks that the stand-in does not honour and therefore rejects.
	Refused []string
}

// Problem is an error with the parts of a diagnostic.
type Problem struct {
	Summary   string
	Detail    string
	Attribute string
}

func (p *Problem) Error() string {
	return p.Summary + ": " + p.Detail
}

// Problemf returns a Problem with a formatted summary that carries the cause as its detail.
func Problemf(cause error, format string, args ...any) error {
	return &Problem{Summary: fmt.Sprintf(format, args...), Detail: cause.Error()}
}

func diagnostics(err error) []*tfprotov6.Diagnostic {
	if err == nil {
		return nil
	}
	var problem *Problem
	if !errors.As(err, &problem) {
		problem = &Problem{Summary: "The stand-in provider failed", Detail: err.Error()}
	}
	diagnostic := &tfprotov6.Diagnostic{
		Severity: tfprotov6.DiagnosticSeverityError,
		Summary:  problem.Summary,
		Detail:   problem.Detail,
	}
	if problem.Attribute != "" {
		diagnostic.Attribute = tftypes.NewAttributePath().WithAttributeName(problem.Attribute)
	}
	return []*tfprotov6.Diagnostic{diagnostic}
}
