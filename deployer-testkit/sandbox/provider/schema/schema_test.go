package schema

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestEverythingRecordedIsServed(t *testing.T) {
	for _, name := range []string{"lxd"} {
		provider, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := files.ReadFile(name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var recorded map[string]any
		if err := json.Unmarshal(raw, &recorded); err != nil {
			t.Fatal(err)
		}
		want := countAttributes(recorded)
		got := attributes(provider.Config.Block)
		for _, schema := range provider.Resources {
			got += attributes(schema.Block)
		}
		for _, schema := range provider.DataSources {
			got += attributes(schema.Block)
		}
		if got != want {
			t.Errorf("%s: %d attributes are served, %d recorded", name, got, want)
		}
	}
}

// countAttributes counts the members of every "attributes" object, at any depth.
func countAttributes(value any) int {
	count := 0
	switch v := value.(type) {
	case map[string]any:
		for key, member := range v {
			if nested, ok := member.(map[string]any); ok && key == "attributes" {
				count += len(nested)
			}
			count += countAttributes(member)
		}
	case []any:
		for _, member := range v {
			count += countAttributes(member)
		}
	}
	return count
}

func attributes(block *tfprotov6.SchemaBlock) int {
	count := 0
	for _, attribute := range block.Attributes {
		count += 1 + nested(attribute)
	}
	for _, inner := range block.BlockTypes {
		count += attributes(inner.Block)
	}
	return count
}

func nested(attribute *tfprotov6.SchemaAttribute) int {
	if attribute.NestedType == nil {
		return 0
	}
	count := 0
	for _, inner := range attribute.NestedType.Attributes {
		count += 1 + nested(inner)
	}
	return count
}

func TestTypesOfTheInstanceAreTheRealOnes(t *testing.T) {
	provider, err := Load("lxd")
	if err != nil {
		t.Fatal(err)
	}
	if provider.Source != "terraform-lxd/lxd" || provider.Version != "3.0.2" {
		t.Errorf("recorded from %s %s", provider.Source, provider.Version)
	}
	typ := provider.Resources["lxd_instance"].ValueType().(tftypes.Object)
	for name, want := range map[string]tftypes.Type{
		"name":     tftypes.String,
		"running":  tftypes.Bool,
		"profiles": tftypes.List{ElementType: tftypes.String},
		"config":   tftypes.Map{ElementType: tftypes.String},
		"wait_for": tftypes.Set{ElementType: tftypes.Object{AttributeTypes: map[string]tftypes.Type{
			"delay": tftypes.String, "nic": tftypes.String, "type": tftypes.String,
		}}},
	} {
		if got := typ.AttributeTypes[name]; got == nil || !got.Equal(want) {
			t.Errorf("%s has type %s, want %s", name, got, want)
		}
	}
}

func TestAProviderThatWasNotRecordedIsRefused(t *testing.T) {
	if _, err := Load("aws"); err == nil {
		t.Error("a schema of aws was found")
	}
}
