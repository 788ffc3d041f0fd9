package plugin

import (
	"fmt"
	"sort"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// planned works out the planned state of a create (prior is null) or an update, and the attributes that
// force a replacement.
//
// The proposed state has the configured values, and for computed attributes without configuration the
// prior value or null. A default applies whenever the configuration is silent. If that leaves no difference
// to the prior state nothing changes; else the remaining computed attributes become unknown, except those
// that the rules keep.
func planned(
	block *tfprotov6.SchemaBlock, rules Rules, prior tftypes.Value, proposed, config Object,
) (Object, []string, error) {
	creating := prior.IsNull()
	before := config.Empty()
	if !creating {
		var err error
		if before, err = objectOf(prior); err != nil {
			return Object{}, nil, err
		}
	}
	plan := proposed.Clone()
	var open []string
	for _, attribute := range block.Attributes {
		name := attribute.Name
		// With ignore_changes tofu passes the state's value off as the configured one: transformed already.
		if transform, ok := rules.Transform[name]; ok && config.Known(name) && !config.values[name].Equal(before.values[name]) {
			plan.SetString(name, transform(config.String(name)))
		}
		if !config.Null(name) {
			continue
		}
		if value, ok := rules.Defaults[name]; ok && (attribute.Computed || rules.Legacy) {
			plan.setDefault(name, value)
		} else if attribute.Computed {
			open = append(open, name)
		}
	}

	if creating {
		for _, name := range open {
			plan.setUnknown(name)
		}
		return plan, nil, nil
	}
	for _, name := range rules.KeepBlocks {
		if len(config.Blocks(name)) == 0 {
			plan.Copy(before, name)
		}
	}
	if same := plan.withoutZeroDefaults(before, rules); same.value().Equal(prior) {
		return same, nil, nil
	}
	for _, name := range open {
		kept := (rules.Legacy || contains(rules.Keep, name)) && !before.Null(name)
		if !kept {
			plan.setUnknown(name)
		}
	}
	var replace []string
	for _, name := range rules.Replace {
		if !plan.values[name].Equal(before.values[name]) {
			replace = append(replace, name)
		}
	}
	sort.Strings(replace)
	return plan, replace, nil
}

// withoutZeroDefaults takes back defaults that say no more than the state's null: to a provider on the older
// SDK, false and null are no difference, though it writes false once something else differs.
func (o Object) withoutZeroDefaults(before Object, rules Rules) Object {
	out := o.Clone()
	if !rules.Legacy {
		return out
	}
	for name, value := range rules.Defaults {
		if value == false && before.Null(name) && !o.Bool(name) {
			out.Copy(before, name)
		}
	}
	return out
}

// settled returns the object with everything that is still unknown set to null, as a state must be.
func (o Object) settled() Object {
	out := o.Clone()
	for name, value := range out.values {
		if !value.IsFullyKnown() {
			out.SetNull(name)
		}
	}
	return out
}

func (o Object) setUnknown(name string) {
	o.set(name, tftypes.UnknownValue)
}

func (o Object) setDefault(name string, value any) {
	switch v := value.(type) {
	case string, bool:
		o.set(name, v)
	case []string:
		o.SetStrings(name, v)
	case map[string]string:
		o.SetMap(name, v)
	default:
		panic(fmt.Sprintf("default of %s has unsupported type %T", name, value))
	}
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}
