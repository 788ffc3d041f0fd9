package api

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/hetznercloud/hcloud-go/v2/hcloud/schema"
)

// listed answers with a page of a list that has names and ids, under the given member.
func listed[T any](member string, all []T, query url.Values, id func(T) int64, name func(T) string) (int, any, *failure) {
	all = slices.Clone(all)
	if wanted := query.Get("name"); wanted != "" {
		all = slices.DeleteFunc(all, func(entry T) bool { return name(entry) != wanted })
	}
	all = sorted(all, query, id, map[string]func(T) string{"name": name})
	entries, meta, fail := page(all, query)
	return http.StatusOK, map[string]any{member: entries, "meta": meta}, fail
}

func found[T any](member, kind string, all []T, r *http.Request, id func(T) int64) (int, any, *failure) {
	wanted, fail := pathID(r, kind)
	if fail != nil {
		return 0, nil, fail
	}
	for _, entry := range all {
		if id(entry) == wanted {
			return http.StatusOK, map[string]any{member: entry}, nil
		}
	}
	return 0, nil, notFound(kind, wanted)
}

func locationID(l schema.Location) int64        { return l.ID }
func datacenterID(d schema.Datacenter) int64    { return d.ID }
func serverTypeID(t schema.ServerType) int64    { return t.ID }
func imageID(i schema.Image) int64              { return i.ID }
func imageName(i schema.Image) string           { return *i.Name }
func locationName(l schema.Location) string     { return l.Name }
func typeName(t schema.ServerType) string       { return t.Name }
func datacenterName(d schema.Datacenter) string { return d.Name }

func (s *Server) listLocations(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return listed("locations", s.catalog.locations, r.URL.Query(), locationID, locationName)
}

func (s *Server) getLocation(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return found("location", "location", s.catalog.locations, r, locationID)
}

func (s *Server) listDatacenters(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return listed("datacenters", s.catalog.datacenters, r.URL.Query(), datacenterID, datacenterName)
}

func (s *Server) getDatacenter(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return found("datacenter", "datacenter", s.catalog.datacenters, r, datacenterID)
}

func (s *Server) listServerTypes(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return listed("server_types", s.catalog.types, r.URL.Query(), serverTypeID, typeName)
}

func (s *Server) getServerType(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return found("server_type", "server type", s.catalog.types, r, serverTypeID)
}

// listImages leaves deprecated images out unless they are asked for.
func (s *Server) listImages(r *http.Request) (int, any, *failure) {
	query := r.URL.Query()
	s.mu.Lock()
	defer s.mu.Unlock()
	images := slices.DeleteFunc(slices.Clone(s.catalog.images), func(i schema.Image) bool {
		return query.Has("architecture") && !slices.Contains(query["architecture"], i.Architecture) ||
			query.Has("type") && !slices.Contains(query["type"], i.Type) ||
			query.Has("status") && !slices.Contains(query["status"], i.Status) ||
			i.Deprecated != nil && query.Get("include_deprecated") != "true" ||
			query.Get("label_selector") != ""
	})
	return listed("images", images, query, imageID, imageName)
}

func (s *Server) getImage(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return found("image", "image", s.catalog.images, r, imageID)
}
