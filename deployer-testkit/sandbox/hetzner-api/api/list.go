package api

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const (
	defaultPerPage = 25
	maxPerPage     = 50
)

// pageMeta is the "meta" of a list. The client's schema has no null for the page before the first.
type pageMeta struct {
	Pagination pagination `json:"pagination"`
}

type pagination struct {
	Page         int  `json:"page"`
	PerPage      int  `json:"per_page"`
	PreviousPage *int `json:"previous_page"`
	NextPage     *int `json:"next_page"`
	LastPage     int  `json:"last_page"`
	TotalEntries int  `json:"total_entries"`
}

// page cuts one page out of all entries, as the query asks for it.
func page[T any](all []T, query url.Values) ([]T, pageMeta, *failure) {
	number, fail := positive(query, "page", 1)
	if fail != nil {
		return nil, pageMeta{}, fail
	}
	size, fail := positive(query, "per_page", defaultPerPage)
	if fail != nil {
		return nil, pageMeta{}, fail
	}
	size = min(size, maxPerPage)
	last := max(1, (len(all)+size-1)/size)
	meta := pageMeta{pagination{Page: number, PerPage: size, LastPage: last, TotalEntries: len(all)}}
	if previous := number - 1; previous > 0 {
		meta.Pagination.PreviousPage = &previous
	}
	if next := number + 1; next <= last {
		meta.Pagination.NextPage = &next
	}
	from := min((number-1)*size, len(all))
	entries := all[from:min(from+size, len(all))]
	if entries == nil {
		entries = []T{}
	}
	return entries, meta, nil
}

func positive(query url.Values, name string, fallback int) (int, *failure) {
	text := query.Get(name)
	if text == "" {
		return fallback, nil
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < 1 {
		return 0, invalid(name, "must be a positive number")
	}
	return number, nil
}

// sorted orders by the first key of the query's "sort" that is known, such as "name:desc", else by id.
func sorted[T any](all []T, query url.Values, id func(T) int64, keys map[string]func(T) string) []T {
	for _, key := range query["sort"] {
		name, direction, _ := strings.Cut(key, ":")
		value, ok := keys[name]
		if !ok && name != "id" {
			continue
		}
		slices.SortStableFunc(all, func(a, b T) int {
			order := cmp.Compare(id(a), id(b))
			if ok {
				order = cmp.Or(cmp.Compare(value(a), value(b)), order)
			}
			if direction == "desc" {
				return -order
			}
			return order
		})
		return all
	}
	slices.SortFunc(all, func(a, b T) int { return cmp.Compare(id(a), id(b)) })
	return all
}

// selector decides by labels; see https://docs.hetzner.cloud, "Label Selector".
type selector func(labels map[string]string) bool

func parseSelector(text string) (selector, error) {
	var all []selector
	for _, part := range splitOutsideParentheses(text) {
		one, err := parseRequirement(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return func(labels map[string]string) bool {
		for _, one := range all {
			if !one(labels) {
				return false
			}
		}
		return true
	}, nil
}

func parseRequirement(text string) (selector, error) {
	if key, values, ok := membership(text, " notin "); ok {
		return func(labels map[string]string) bool { return !slices.Contains(values, labels[key]) }, nil
	}
	if key, values, ok := membership(text, " in "); ok {
		return func(labels map[string]string) bool {
			value, present := labels[key]
			return present && slices.Contains(values, value)
		}, nil
	}
	if key, value, ok := strings.Cut(text, "!="); ok {
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		return func(labels map[string]string) bool { return labels[key] != value }, nil
	}
	if key, value, ok := strings.Cut(text, "="); ok {
		key, value = strings.TrimSpace(key), strings.TrimSpace(strings.TrimPrefix(value, "="))
		if key == "" {
			return nil, fmt.Errorf("no key in %q", text)
		}
		return func(labels map[string]string) bool {
			present, ok := labels[key]
			return ok && present == value
		}, nil
	}
	if key, ok := strings.CutPrefix(text, "!"); ok && key != "" {
		return func(labels map[string]string) bool { _, present := labels[key]; return !present }, nil
	}
	if text == "" || strings.ContainsAny(text, " ()") {
		return nil, fmt.Errorf("%q is no label selector", text)
	}
	return func(labels map[string]string) bool { _, present := labels[text]; return present }, nil
}

func membership(text, operator string) (key string, values []string, ok bool) {
	key, list, ok := strings.Cut(text, operator)
	list = strings.TrimSpace(list)
	if !ok || !strings.HasPrefix(list, "(") || !strings.HasSuffix(list, ")") {
		return "", nil, false
	}
	for _, value := range strings.Split(list[1:len(list)-1], ",") {
		values = append(values, strings.TrimSpace(value))
	}
	return strings.TrimSpace(key), values, true
}

func splitOutsideParentheses(text string) []string {
	var parts []string
	depth, start := 0, 0
	for i, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == ',' && depth == 0:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}

// matching keeps what the query's "label_selector" and "name" select.
func matching[T any](all []T, query url.Values, labels func(T) map[string]string, name func(T) string) ([]T, *failure) {
	var selects selector
	if text := query.Get("label_selector"); text != "" {
		parsed, err := parseSelector(text)
		if err != nil {
			return nil, invalid("label_selector", err.Error())
		}
		selects = parsed
	}
	wanted := query.Get("name")
	return slices.DeleteFunc(all, func(entry T) bool {
		return selects != nil && !selects(labels(entry)) || wanted != "" && name(entry) != wanted
	}), nil
}
