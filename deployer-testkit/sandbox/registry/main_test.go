package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const digest = "sha256:0000000000000000000000000000000000000000000000000000000000000001"

func registryWith(t *testing.T, image string) server {
	t.Helper()
	root := t.TempDir()
	folder := filepath.Join(root, "some", "key")
	blobs := filepath.Join(folder, "blobs", "sha256")
	write := func(path, text string) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(folder, "image"), image+"\n")
	write(filepath.Join(folder, "index.json"), `{"manifests":[{"mediaType":"`+ociManifest+`","digest":"`+digest+`"}]}`)
	write(filepath.Join(blobs, strings.TrimPrefix(digest, "sha256:")), "the manifest")
	return server{pattern: filepath.Join(root, "*", "*", "index.json")}
}

func ask(s server, method, path string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequest(method, path, nil))
	return answer
}

func TestServesAManifestByTagAndByDigest(t *testing.T) {
	s := registryWith(t, "prom/prometheus:v3")
	for _, reference := range []string{"v3", digest} {
		answer := ask(s, "GET", "/v2/prom/prometheus/manifests/"+reference)
		if answer.Code != http.StatusOK || answer.Body.String() != "the manifest" {
			t.Errorf("%s: %d %q", reference, answer.Code, answer.Body)
		}
		if got := answer.Header().Get("Content-Type"); got != ociManifest {
			t.Errorf("content type %q", got)
		}
	}
}

func TestServesOfficialImagesUnderTheLibraryPrefix(t *testing.T) {
	if answer := ask(registryWith(t, "busybox:1"), "HEAD", "/v2/library/busybox/manifests/1"); answer.Code != http.StatusOK {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
}

func TestTellsWhichPartOfANameIsUnknown(t *testing.T) {
	s := registryWith(t, "busybox:1")
	for path, code := range map[string]string{
		"/v2/other/manifests/1":                                       "NAME_UNKNOWN",
		"/v2/library/busybox/manifests/2":                             "MANIFEST_UNKNOWN",
		"/v2/library/busybox/blobs/sha256:" + strings.Repeat("f", 64): "BLOB_UNKNOWN",
		"/v2/library/busybox/blobs/" + "..%2f..%2fimage":              "",
	} {
		answer := ask(s, "GET", path)
		if answer.Code != http.StatusNotFound || !strings.Contains(answer.Body.String(), code) {
			t.Errorf("%s: %d %s", path, answer.Code, answer.Body)
		}
	}
}

func TestRefusesToBeWritten(t *testing.T) {
	if answer := ask(registryWith(t, "busybox:1"), "PUT", "/v2/library/busybox/manifests/1"); answer.Code != http.StatusMethodNotAllowed {
		t.Errorf("%d", answer.Code)
	}
}
