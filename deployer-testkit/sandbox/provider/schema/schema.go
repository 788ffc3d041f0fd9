// Package schema turns the recorded schemas of the real providers into what the plug-in protocol serves.
//
// The JSON files are the answers of the real providers, so configuration that validates here validates
// there. Nothing in this package knows a resource by name.
package schema

import (
	"embed"
	"encoding/json"
	"fmt"
	"sort"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

//go:embed lxd.json
var files embed.FS

// Provider is the whole schema of one provider.
type Provider struct {
	// Source is the address in a registry without its host, such as "terraform-lxd/lxd".
	Source string
	// Version is the release of the real provider the schema was taken from.
	Version     string
	Config      *tfprotov6.Schema
	Resources   map[string]*tfprotov6.Schema
	DataSources map[string]*tfprotov6.Schema
}

// Load reads the recorded schema of the provider with the given short name, such as "lxd".
func Load(name string) (*Provider, error) {
	raw, err := files.ReadFile(name + ".json")
	if err != nil {
		return nil, fmt.Errorf("no recorded schema for a provider named %q", name)
	}
	var doc providerJSON
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, fmt.Errorf("recorded schema %s.json: %w", name, err)
	}
	provider := &Provider{Source: doc.Source, Version: doc.Version}
	if provider.Config, err = doc.Provider.convert(); err != nil {
		return nil, fmt.Errorf("%s, provider block: %w", name, err)
	}
	if provider.Resources, err = convertAll(doc.Resources); err != nil {
		return nil, fmt.Errorf("%s, resources: %w", name, err)
	}
	if provider.DataSources, err = convertAll(doc.DataSources); err != nil {
		return nil, fmt.Errorf("%s, data sources: %w", name, err)
	}
	return provider, nil
}

type providerJSON struct {
	Source      string                `json:"source"`
	Version     string                `json:"version"`
	Provider    schemaJSON            `json:"provider"`
	Resources   map[string]schemaJSON `json:"resource_schemas"`
	DataSources map[string]schemaJSON `json:"data_source_schemas"`
}

type schemaJSON struct {
	Version int64     `json:"version"`
	Block   blockJSON `json:"block"`
}

type blockJSON struct {
	Attributes map[string]attributeJSON   `json:"attributes"`
	BlockTypes map[string]nestedBlockJSON `json:"block_types"`
}

type attributeJSON struct {
	Type        json.RawMessage `json:"type"`
	NestedType  *nestedTypeJSON `json:"nested_type"`
	Required    bool            `json:"required"`
	Optional    bool            `json:"optional"`
	Computed    bool            `json:"computed"`
	Sensitive   bool            `json:"sensitive"`
	Deprecated  bool            `json:"deprecated"`
	Deprecation string          `json:"deprecation_message"`
}

type nestedTypeJSON struct {
	Attributes  map[string]attributeJSON `json:"attributes"`
	NestingMode string                   `json:"nesting_mode"`
}

type nestedBlockJSON struct {
	Block       blockJSON `json:"block"`
	NestingMode string    `json:"nesting_mode"`
	MinItems    int64     `json:"min_items"`
	MaxItems    int64     `json:"max_items"`
}

func convertAll(in map[string]schemaJSON) (map[string]*tfprotov6.Schema, error) {
	out := make(map[string]*tfprotov6.Schema, len(in))
	for name, schema := range in {
		converted, err := schema.convert()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = converted
	}
	return out, nil
}

func (s schemaJSON) convert() (*tfprotov6.Schema, error) {
	block, err := s.Block.convert()
	if err != nil {
		return nil, err
	}
	return &tfprotov6.Schema{Version: s.Version, Block: block}, nil
}

func (b blockJSON) convert() (*tfprotov6.SchemaBlock, error) {
	attributes, err := convertAttributes(b.Attributes)
	if err != nil {
		return nil, err
	}
	block := &tfprotov6.SchemaBlock{Attributes: attributes}
	for _, name := range sortedKeys(b.BlockTypes) {
		nested := b.BlockTypes[name]
		mode, ok := blockModes[nested.NestingMode]
		if !ok {
			return nil, fmt.Errorf("block %s: unknown nesting mode %q", name, nested.NestingMode)
		}
		inner, err := nested.Block.convert()
		if err != nil {
			return nil, fmt.Errorf("block %s: %w", name, err)
		}
		block.BlockTypes = append(block.BlockTypes, &tfprotov6.SchemaNestedBlock{
			TypeName: name,
			Block:    inner,
			Nesting:  mode,
			MinItems: nested.MinItems,
			MaxItems: nested.MaxItems,
		})
	}
	return block, nil
}

func convertAttributes(in map[string]attributeJSON) ([]*tfprotov6.SchemaAttribute, error) {
	var out []*tfprotov6.SchemaAttribute
	for _, name := range sortedKeys(in) {
		a := in[name]
		converted := &tfprotov6.SchemaAttribute{
			Name:               name,
			Required:           a.Required,
			Optional:           a.Optional,
			Computed:           a.Computed,
			Sensitive:          a.Sensitive,
			Deprecated:         a.Deprecated,
			DeprecationMessage: a.Deprecation,
		}
		if a.NestedType != nil {
			mode, ok := objectModes[a.NestedType.NestingMode]
			if !ok {
				return nil, fmt.Errorf("attribute %s: unknown nesting mode %q", name, a.NestedType.NestingMode)
			}
			inner, err := convertAttributes(a.NestedType.Attributes)
			if err != nil {
				return nil, fmt.Errorf("attribute %s: %w", name, err)
			}
			converted.NestedType = &tfprotov6.SchemaObject{Attributes: inner, Nesting: mode}
		} else {
			typ, err := tftypes.ParseJSONType(a.Type) //nolint:staticcheck // the recorded form is exactly this one
			if err != nil {
				return nil, fmt.Errorf("attribute %s: %w", name, err)
			}
			converted.Type = typ
		}
		out = append(out, converted)
	}
	return out, nil
}

var blockModes = map[string]tfprotov6.SchemaNestedBlockNestingMode{
	"single": tfprotov6.SchemaNestedBlockNestingModeSingle,
	"list":   tfprotov6.SchemaNestedBlockNestingModeList,
	"set":    tfprotov6.SchemaNestedBlockNestingModeSet,
	"map":    tfprotov6.SchemaNestedBlockNestingModeMap,
}

var objectModes = map[string]tfprotov6.SchemaObjectNestingMode{
	"single": tfprotov6.SchemaObjectNestingModeSingle,
	"list":   tfprotov6.SchemaObjectNestingModeList,
	"set":    tfprotov6.SchemaObjectNestingModeSet,
	"map":    tfprotov6.SchemaObjectNestingModeMap,
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
