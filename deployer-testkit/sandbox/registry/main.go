// Command registry serves folders in the OCI image layout through the pull half of the distribution protocol, so that
// an unchanged `docker compose pull` on a machine of the sandbox finds every image. It never writes.
//
// The folders may come and go while it runs: every request looks again.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

const ociManifest = "application/vnd.oci.image.manifest.v1+json"

var (
	digestPattern = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
	pathPattern   = regexp.MustCompile(`^/v2/(.+)/(manifests|blobs)/([^/]+)$`)
)

// layout is one folder: its index names a single manifest, its file "image" the name and tag that it is served under.
type layout struct {
	folder, name, tag string
	manifest          descriptor
}

type descriptor struct {
	MediaType string `json:"mediaType"`
	Digest    string `json:"digest"`
	Size      int64  `json:"size"`
}

type server struct{ pattern string }

func main() {
	listen := flag.String("listen", "127.0.0.1:5077", "address to listen on")
	images := flag.String("images", ".", "folder with one folder per image, each with one folder per version")
	flag.Parse()
	handler := server{pattern: filepath.Join(*images, "*", "*", "index.json")}
	web := &http.Server{Addr: *listen, Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	log.Printf("serving %s on %s", *images, *listen)
	log.Fatal(web.ListenAndServe())
}

func (s server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Docker-Distribution-Api-Version", "registry/2.0")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		refuse(w, http.StatusMethodNotAllowed, "UNSUPPORTED", "this registry is read-only")
		return
	}
	if r.URL.Path == "/v2/" || r.URL.Path == "/v2" {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintln(w, "{}")
		return
	}
	parts := pathPattern.FindStringSubmatch(r.URL.Path)
	if parts == nil {
		refuse(w, http.StatusNotFound, "NAME_UNKNOWN", r.URL.Path)
		return
	}
	name, kind, reference := strings.TrimPrefix(parts[1], "library/"), parts[2], parts[3]
	known := false
	for _, image := range s.layouts() {
		if image.name != name {
			continue
		}
		known = true
		if kind == "manifests" && (reference == image.tag || reference == image.manifest.Digest) {
			image.serve(w, r, image.manifest.Digest, image.manifest.MediaType)
			return
		}
		if kind == "blobs" && digestPattern.MatchString(reference) && image.has(reference) {
			image.serve(w, r, reference, "application/octet-stream")
			return
		}
	}
	log.Printf("404 %s", r.URL.Path)
	if !known {
		refuse(w, http.StatusNotFound, "NAME_UNKNOWN", "no image of the sandbox is called "+name)
	} else if kind == "manifests" {
		refuse(w, http.StatusNotFound, "MANIFEST_UNKNOWN", name+" has no "+reference)
	} else {
		refuse(w, http.StatusNotFound, "BLOB_UNKNOWN", name+" has no "+reference)
	}
}

// layouts reads what is there now; a folder that is being replaced is simply not listed.
func (s server) layouts() []layout {
	indexes, _ := filepath.Glob(s.pattern)
	found := make([]layout, 0, len(indexes))
	for _, index := range indexes {
		if image, err := read(filepath.Dir(index)); err == nil {
			found = append(found, image)
		}
	}
	return found
}

func read(folder string) (layout, error) {
	label, err := os.ReadFile(filepath.Join(folder, "image"))
	if err != nil {
		return layout{}, err
	}
	name, tag, tagged := strings.Cut(strings.TrimSpace(string(label)), ":")
	if !tagged {
		return layout{}, errors.New("no tag in " + string(label))
	}
	text, err := os.ReadFile(filepath.Join(folder, "index.json"))
	if err != nil {
		return layout{}, err
	}
	var index struct {
		Manifests []descriptor `json:"manifests"`
	}
	if err := json.Unmarshal(text, &index); err != nil {
		return layout{}, err
	}
	if len(index.Manifests) != 1 || !digestPattern.MatchString(index.Manifests[0].Digest) {
		return layout{}, errors.New("not exactly one manifest in " + folder)
	}
	manifest := index.Manifests[0]
	if manifest.MediaType == "" {
		manifest.MediaType = ociManifest
	}
	return layout{folder: folder, name: name, tag: tag, manifest: manifest}, nil
}

func (l layout) blob(digest string) string {
	return filepath.Join(l.folder, "blobs", "sha256", strings.TrimPrefix(digest, "sha256:"))
}

func (l layout) has(digest string) bool {
	_, err := os.Stat(l.blob(digest))
	return err == nil
}

func (l layout) serve(w http.ResponseWriter, r *http.Request, digest, mediaType string) {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Docker-Content-Digest", digest)
	w.Header().Set("Etag", `"`+digest+`"`)
	http.ServeFile(w, r, l.blob(digest))
}

func refuse(w http.ResponseWriter, status int, code, message string) {
	type problem struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string][]problem{"errors": {{code, message}}})
}
