package plugin

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"com.torrust.deployer/sandbox/provider/schema"
)

// thing is a resource with one attribute of each kind and one nested block.
func thing() *schema.Provider {
	attribute := func(name string, optional, computed bool) *tfprotov6.SchemaAttribute {
		return &tfprotov6.SchemaAttribute{
			Name: name, Type: tftypes.String, Required: !optional && !computed, Optional: optional, Computed: computed,
		}
	}
	resource := &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{
		Attributes: []*tfprotov6.SchemaAttribute{
			attribute("name", false, false),
			attribute("image", true, false),
			attribute("size", true, true),
			attribute("id", false, true),
			attribute("address", false, true),
			attribute("file", true, false),
			{Name: "backups", Type: tftypes.Bool, Optional: true},
		},
		BlockTypes: []*tfprotov6.SchemaNestedBlock{{
			TypeName: "part", Nesting: tfprotov6.SchemaNestedBlockNestingModeSet,
			Block: &tfprotov6.SchemaBlock{Attributes: []*tfprotov6.SchemaAttribute{attribute("kind", false, false)}},
		}},
	}}
	return &schema.Provider{
		Source: "test/test", Config: &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{}},
		Resources: map[string]*tfprotov6.Schema{"thing": resource, "other": resource},
	}
}

// fake is a provider of the resource "thing", whose outcomes a test sets.
type fake struct {
	rules  Rules
	result *Object
	err    error
	config Object
}

func (f *fake) Validate(Object) error                   { return nil }
func (f *fake) Configure(context.Context, Object) error { return nil }
func (f *fake) Resources() map[string]Resource          { return map[string]Resource{"thing": fakeResource{f}} }
func (f *fake) outcome(Object) (*Object, error)         { return f.result, f.err }

type fakeResource struct{ *fake }

func (f fakeResource) Rules() Rules          { return f.rules }
func (f fakeResource) Validate(Object) error { return f.err }
func (f fakeResource) Create(_ context.Context, config, plan Object) (*Object, error) {
	f.config = config
	return f.outcome(plan)
}
func (f fakeResource) Read(_ context.Context, state Object) (*Object, error) { return f.outcome(state) }
func (f fakeResource) Update(_ context.Context, _, plan Object) (*Object, error) {
	return f.outcome(plan)
}
func (f fakeResource) Delete(context.Context, Object) error { return f.err }
func (f fakeResource) Import(_ context.Context, id string, empty Object) (*Object, error) {
	empty.SetString("id", id)
	return &empty, f.err
}

func object(values map[string]string) Object {
	o := NewObject(thing().Resources["thing"].ValueType().(tftypes.Object))
	o.SetBlocks("part", nil)
	for name, value := range values {
		o.SetString(name, value)
	}
	return o
}

func plan(t *testing.T, rules Rules, prior *Object, proposed, config Object) (Object, []string) {
	t.Helper()
	block := thing().Resources["thing"].Block
	before := tftypes.NewValue(config.typ, nil)
	if prior != nil {
		before = prior.value()
	}
	out, replace, err := planned(block, rules, before, proposed, config)
	if err != nil {
		t.Fatal(err)
	}
	return out, replace
}

func (o Object) unknown(name string) bool { return !o.values[name].IsKnown() }

func TestPlanOfACreationHasDefaultsAndUnknowns(t *testing.T) {
	config := object(map[string]string{"name": "a"})
	got, replace := plan(t, Rules{Defaults: map[string]any{"size": "small"}}, nil, config, config)
	if got.String("size") != "small" || !got.unknown("id") || !got.unknown("address") || !got.Null("image") || replace != nil {
		t.Errorf("planned %v, replacing for %v", got.value(), replace)
	}
}

func TestPlanWithoutADifferenceKeepsEverything(t *testing.T) {
	prior := object(map[string]string{"name": "a", "size": "small", "id": "1", "address": "10.0.0.1"})
	config := object(map[string]string{"name": "a"})
	got, replace := plan(t, Rules{Defaults: map[string]any{"size": "small"}, Replace: []string{"image"}}, &prior, prior, config)
	if !got.value().Equal(prior.value()) || replace != nil {
		t.Errorf("planned %v, replacing for %v", got.value(), replace)
	}
}

func TestPlanOfAnUpdateForgetsComputedValuesUnlessTheyAreKept(t *testing.T) {
	prior := object(map[string]string{"name": "a", "size": "small", "id": "1", "address": "10.0.0.1"})
	config := object(map[string]string{"name": "b"})
	proposed := prior.Clone()
	proposed.SetString("name", "b")
	got, replace := plan(t, Rules{Keep: []string{"id"}, Replace: []string{"image"}}, &prior, proposed, config)
	if got.String("id") != "1" || !got.unknown("address") || replace != nil {
		t.Errorf("planned %v, replacing for %v", got.value(), replace)
	}
	got, _ = plan(t, Rules{Legacy: true}, &prior, proposed, config)
	if got.String("address") != "10.0.0.1" {
		t.Errorf("a provider on the older SDK planned %v", got.value())
	}
}

func TestPlanReplacesForAnAttributeThatTheStateLacks(t *testing.T) {
	// As after an interrupt: the state knows no image.
	prior := object(map[string]string{"name": "a"})
	config := object(map[string]string{"name": "a", "image": "debian"})
	_, replace := plan(t, Rules{Replace: []string{"image", "name"}}, &prior, config, config)
	if len(replace) != 1 || replace[0] != "image" {
		t.Errorf("replacing for %v", replace)
	}
}

func TestPlanHasTransformedValuesAndKeptBlocks(t *testing.T) {
	prior := object(map[string]string{"name": "a", "image": "DEBIAN"})
	part := prior.NewBlock("part")
	part.SetString("kind", "wheel")
	prior.SetBlocks("part", []Object{part})
	config := object(map[string]string{"name": "a", "image": "debian"})
	rules := Rules{
		Legacy: true, Replace: []string{"image"}, KeepBlocks: []string{"part"},
		Transform: map[string]func(string) string{"image": strings.ToUpper},
	}
	got, replace := plan(t, rules, &prior, config, config)
	if replace != nil || got.String("image") != "DEBIAN" || len(got.Blocks("part")) != 1 {
		t.Errorf("planned %v, replacing for %v", got.value(), replace)
	}
}

func TestToTheOlderSDKADefaultOfFalseIsNoDifferenceToNull(t *testing.T) {
	// As after an import.
	prior := object(map[string]string{"name": "a", "size": "small", "id": "1", "address": "10.0.0.1"})
	rules := Rules{Legacy: true, Defaults: map[string]any{"backups": false}}
	got, _ := plan(t, rules, &prior, prior, object(map[string]string{"name": "a"}))
	if !got.value().Equal(prior.value()) {
		t.Errorf("planned %v", got.value())
	}
	proposed := prior.Clone()
	proposed.SetString("name", "b")
	got, _ = plan(t, rules, &prior, proposed, object(map[string]string{"name": "b"}))
	if !got.Known("backups") || got.String("address") != "10.0.0.1" {
		t.Errorf("with another difference it planned %v", got.value())
	}
}

func TestPlanLeavesAnIgnoredAttributeAsTheStateHasIt(t *testing.T) {
	prior := object(map[string]string{"name": "a", "image": "DEBIAN-SUM"})
	rules := Rules{Transform: map[string]func(string) string{"image": func(s string) string { return s + "-sum" }}}
	got, _ := plan(t, rules, &prior, prior, prior)
	if !got.value().Equal(prior.value()) {
		t.Errorf("planned %v", got.value())
	}
}

func dynamic(t *testing.T, o *Object) *tfprotov6.DynamicValue {
	t.Helper()
	value, err := encode(o.orNull(thing().Resources["thing"]))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func apply(t *testing.T, f *fake, prior, plan *Object) (state *Object, problems []*tfprotov6.Diagnostic) {
	t.Helper()
	resp, err := NewServer(thing(), f).ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "thing", PriorState: dynamic(t, prior), PlannedState: dynamic(t, plan), Config: dynamic(t, plan),
	})
	if err != nil {
		t.Fatal(err)
	}
	o, null, err := decode(resp.NewState, thing().Resources["thing"])
	if err != nil {
		t.Fatal(err)
	}
	if null {
		return nil, resp.Diagnostics
	}
	return &o, resp.Diagnostics
}

func TestAFailedCreationLeavesWhatTheResourceReturned(t *testing.T) {
	wanted := object(map[string]string{"name": "a", "image": "debian"})
	broken := errors.New("interrupted")

	if state, problems := apply(t, &fake{err: broken}, nil, &wanted); state != nil || len(problems) != 1 {
		t.Errorf("nothing was created, but the state is %v with %d diagnostics", state, len(problems))
	}
	partial := object(map[string]string{"name": "a"})
	state, problems := apply(t, &fake{err: broken, result: &partial}, nil, &wanted)
	if state == nil || state.String("name") != "a" || !state.Null("image") || len(problems) != 1 {
		t.Errorf("the partial state is %v with %d diagnostics", state, len(problems))
	}
}

func TestAFailedUpdateOrDeletionKeepsTheState(t *testing.T) {
	prior := object(map[string]string{"name": "a", "size": "small"})
	wanted := object(map[string]string{"name": "a", "size": "large"})
	for name, plan := range map[string]*Object{"update": &wanted, "deletion": nil} {
		state, problems := apply(t, &fake{err: errors.New("no")}, &prior, plan)
		if state == nil || state.String("size") != "small" || len(problems) != 1 {
			t.Errorf("after a failed %s the state is %v with %d diagnostics", name, state, len(problems))
		}
	}
	if state, problems := apply(t, &fake{}, &prior, nil); state != nil || problems != nil {
		t.Errorf("after a deletion the state is %v", state)
	}
}

func TestAStateHasNothingUnknownAndNoNullBlocks(t *testing.T) {
	made := NewObject(thing().Resources["thing"].ValueType().(tftypes.Object))
	made.SetString("name", "a")
	made.setUnknown("address")
	state, problems := apply(t, &fake{result: &made}, nil, &made)
	if problems != nil || !state.Null("address") || state.Null("part") {
		t.Errorf("the state is %v, diagnostics %v", state.value(), problems)
	}
}

func TestAResourceThatIsGoneIsReadAsNull(t *testing.T) {
	prior := object(map[string]string{"name": "a"})
	resp, err := NewServer(thing(), &fake{}).ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: "thing", CurrentState: dynamic(t, &prior),
	})
	if err != nil || resp.Diagnostics != nil {
		t.Fatal(err, resp.Diagnostics)
	}
	if null, err := resp.NewState.IsNull(); err != nil || !null {
		t.Error("the resource is still there")
	}
}

func TestWhatTheStandInLacksIsRefusedByName(t *testing.T) {
	config := object(map[string]string{"name": "a", "file": "x"})
	server := NewServer(thing(), &fake{rules: Rules{Refused: []string{"file", "part"}}})
	resp, err := server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: "thing", Config: dynamic(t, &config),
	})
	if err != nil || len(resp.Diagnostics) != 1 || !strings.Contains(resp.Diagnostics[0].Summary, `"file"`) {
		t.Errorf("an attribute that is not implemented: %v, %v", err, resp.Diagnostics)
	}
	planned, err := server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "other", PriorState: dynamic(t, nil), ProposedNewState: dynamic(t, &config), Config: dynamic(t, &config),
	})
	if err != nil || len(planned.Diagnostics) != 1 || !strings.Contains(planned.Diagnostics[0].Summary, "other") {
		t.Errorf("a type that is not implemented: %v, %v", err, planned.Diagnostics)
	}
}
