package plugin

import (
	"fmt"
	"math/big"
	"sort"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Object is the value of one resource, provider block or nested block: attributes by name.
//
// It is a mutable view for resource code, which thereby needs no knowledge of the protocol's values.
// Getters treat unknown as absent; setters panic on a name or type that the schema does not have,
// because that is a mistake of this program, never of its input. Not safe for concurrent use.
type Object struct {
	typ    tftypes.Object
	values map[string]tftypes.Value
}

// NewObject returns an object of the given type in which everything is null.
func NewObject(typ tftypes.Object) Object {
	values := make(map[string]tftypes.Value, len(typ.AttributeTypes))
	for name, t := range typ.AttributeTypes {
		values[name] = tftypes.NewValue(t, nil)
	}
	return Object{typ: typ, values: values}
}

func objectOf(value tftypes.Value) (Object, error) {
	typ, ok := value.Type().(tftypes.Object)
	if !ok {
		return Object{}, fmt.Errorf("expected an object, got %s", value.Type())
	}
	values := map[string]tftypes.Value{}
	if err := value.As(&values); err != nil {
		return Object{}, err
	}
	return Object{typ: typ, values: values}, nil
}

// Clone returns an independent copy.
func (o Object) Clone() Object {
	values := make(map[string]tftypes.Value, len(o.values))
	for name, value := range o.values {
		values[name] = value
	}
	return Object{typ: o.typ, values: values}
}

// Empty returns an object of the same type in which everything is null.
func (o Object) Empty() Object {
	return NewObject(o.typ)
}

func (o Object) value() tftypes.Value {
	return tftypes.NewValue(o.typ, o.values)
}

// Known reports whether the attribute has a value that is neither null nor still unknown.
func (o Object) Known(name string) bool {
	value := o.values[name]
	return !value.IsNull() && value.IsKnown()
}

// Null reports whether the attribute is null; unknown is not null.
func (o Object) Null(name string) bool {
	return o.values[name].IsNull()
}

// String returns a string attribute, "" when it is null or unknown.
func (o Object) String(name string) string {
	var s string
	if o.Known(name) {
		o.as(name, &s)
	}
	return s
}

// Bool returns a boolean attribute, false when it is null or unknown.
func (o Object) Bool(name string) bool {
	var b bool
	if o.Known(name) {
		o.as(name, &b)
	}
	return b
}

// Int returns a number attribute, 0 when it is null or unknown.
func (o Object) Int(name string) int64 {
	if !o.Known(name) {
		return 0
	}
	var f big.Float
	o.as(name, &f)
	i, _ := f.Int64()
	return i
}

// Strings returns the elements of a list or set of strings, nil when it is null or unknown.
func (o Object) Strings(name string) []string {
	var out []string
	for _, element := range o.elements(name) {
		var s string
		if element.IsKnown() && !element.IsNull() && element.As(&s) == nil {
			out = append(out, s)
		}
	}
	return out
}

// Ints returns the elements of a list or set of numbers in ascending order, nil when it is null or unknown.
func (o Object) Ints(name string) []int64 {
	var out []int64
	for _, element := range o.elements(name) {
		var f big.Float
		if element.IsKnown() && !element.IsNull() && element.As(&f) == nil {
			i, _ := f.Int64()
			out = append(out, i)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// Map returns a map of strings without its null members, nil when it is null or unknown.
func (o Object) Map(name string) map[string]string {
	if !o.Known(name) {
		return nil
	}
	values := map[string]tftypes.Value{}
	o.as(name, &values)
	out := make(map[string]string, len(values))
	for key, value := range values {
		var s string
		if value.IsKnown() && !value.IsNull() && value.As(&s) == nil {
			out[key] = s
		}
	}
	return out
}

// Blocks returns the nested blocks of that name, none when there are none.
func (o Object) Blocks(name string) []Object {
	if !o.Known(name) {
		return nil
	}
	if _, single := o.typ.AttributeTypes[name].(tftypes.Object); single {
		block, err := objectOf(o.values[name])
		if err != nil {
			panic(err)
		}
		return []Object{block}
	}
	var out []Object
	for _, element := range o.elements(name) {
		block, err := objectOf(element)
		if err != nil {
			panic(err)
		}
		out = append(out, block)
	}
	return out
}

// SetString sets a string attribute.
func (o Object) SetString(name, value string) { o.set(name, value) }

// SetBool sets a boolean attribute.
func (o Object) SetBool(name string, value bool) { o.set(name, value) }

// SetInt sets a number attribute.
func (o Object) SetInt(name string, value int64) { o.set(name, value) }

// SetNull sets any attribute to null.
func (o Object) SetNull(name string) { o.set(name, nil) }

// SetStringOrNull sets a string attribute, to null when the value is empty.
func (o Object) SetStringOrNull(name, value string) {
	if value == "" {
		o.SetNull(name)
		return
	}
	o.SetString(name, value)
}

// SetStrings sets a list or set of strings.
func (o Object) SetStrings(name string, values []string) {
	elements := make([]tftypes.Value, 0, len(values))
	for _, value := range values {
		elements = append(elements, tftypes.NewValue(tftypes.String, value))
	}
	o.set(name, elements)
}

// SetInts sets a list or set of numbers.
func (o Object) SetInts(name string, values []int64) {
	elements := make([]tftypes.Value, 0, len(values))
	for _, value := range values {
		elements = append(elements, tftypes.NewValue(tftypes.Number, value))
	}
	o.set(name, elements)
}

// SetMap sets a map of strings.
func (o Object) SetMap(name string, values map[string]string) {
	elements := make(map[string]tftypes.Value, len(values))
	for key, value := range values {
		elements[key] = tftypes.NewValue(tftypes.String, value)
	}
	o.set(name, elements)
}

// NewBlock returns an empty element of the nested block or nested attribute with that name.
func (o Object) NewBlock(name string) Object {
	typ := o.typ.AttributeTypes[name]
	for {
		switch t := typ.(type) {
		case tftypes.Object:
			return NewObject(t)
		case tftypes.Set:
			typ = t.ElementType
		case tftypes.List:
			typ = t.ElementType
		case tftypes.Map:
			typ = t.ElementType
		default:
			panic(fmt.Sprintf("%s is no block", name))
		}
	}
}

// SetBlocks sets the nested blocks of that name, a list or a set.
func (o Object) SetBlocks(name string, blocks []Object) {
	elements := make([]tftypes.Value, 0, len(blocks))
	for _, block := range blocks {
		elements = append(elements, block.value())
	}
	o.set(name, elements)
}

// SetBlockMap sets a nested attribute that is a map of objects.
func (o Object) SetBlockMap(name string, blocks map[string]Object) {
	elements := make(map[string]tftypes.Value, len(blocks))
	for key, block := range blocks {
		elements[key] = block.value()
	}
	o.set(name, elements)
}

// Copy takes an attribute as it is from another object of the same type.
func (o Object) Copy(from Object, name string) {
	o.values[name] = from.values[name]
}

func (o Object) set(name string, value any) {
	typ, ok := o.typ.AttributeTypes[name]
	if !ok {
		panic(fmt.Sprintf("the schema has no attribute %q", name))
	}
	o.values[name] = tftypes.NewValue(typ, value)
}

func (o Object) as(name string, target any) {
	if err := o.values[name].As(target); err != nil {
		panic(fmt.Sprintf("attribute %q: %v", name, err))
	}
}

func (o Object) elements(name string) []tftypes.Value {
	if !o.Known(name) {
		return nil
	}
	var elements []tftypes.Value
	o.as(name, &elements)
	return elements
}
