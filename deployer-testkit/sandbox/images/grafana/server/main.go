// Command grafana stands in for Grafana where its image cannot be had. It answers what a deployer or a probe asks:
// health, log-in, organisation, provisioned data sources (with a proxy to them) and provisioned dashboards. It draws nothing.
package main

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"gopkg.in/yaml.v3"
)

const (
	version = "13.0.0"
	// Of a password that is set anew; the first one may have any length.
	shortest = 4
)

type source struct {
	Name      string         `yaml:"name" json:"name"`
	UID       string         `yaml:"uid" json:"uid"`
	Type      string         `yaml:"type" json:"type"`
	Access    string         `yaml:"access" json:"access"`
	URL       string         `yaml:"url" json:"url"`
	IsDefault bool           `yaml:"isDefault" json:"isDefault"`
	Editable  bool           `yaml:"editable" json:"-"`
	ReadOnly  bool           `yaml:"-" json:"readOnly"`
	JSONData  map[string]any `yaml:"jsonData" json:"jsonData"`
}

type provider struct {
	Name    string `yaml:"name"`
	Folder  string `yaml:"folder"`
	Type    string `yaml:"type"`
	Options struct {
		Path string `yaml:"path"`
	} `yaml:"options"`
}

type dashboard struct {
	folder string
	model  map[string]any
}

type grafana struct {
	database   string
	sources    []source
	dashboards []dashboard
	lock       sync.Mutex
	failures   map[string][]time.Time
}

// administrator is the only account.
type administrator struct {
	User   string `json:"user"`
	Secret secret `json:"secret"`
}

// secret is what Grafana keeps of a password: enough to check it.
type secret struct {
	Salt string `json:"salt"`
	Hash string `json:"hash"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "cli" {
		if err := cli(os.Args[2:], os.Stdin); err != nil {
			log.Fatalf("stand-in for Grafana: %v", err)
		}
		return
	}
	g, err := start(env("GF_PATHS_DATA", "/var/lib/grafana"), env("GF_PATHS_PROVISIONING", "/etc/grafana/provisioning"))
	if err != nil {
		log.Fatalf("stand-in for Grafana: %v", err)
	}
	address := env("GF_SERVER_HTTP_ADDR", "") + ":" + env("GF_SERVER_HTTP_PORT", "3000")
	log.Printf("stand-in for Grafana %s: %d data sources, %d dashboards, listening on %s", version, len(g.sources), len(g.dashboards), address)
	web := &http.Server{Addr: address, Handler: g.routes(), ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(web.ListenAndServe())
}

func env(name, otherwise string) string {
	if value, set := os.LookupEnv(name); set {
		return value
	}
	return otherwise
}

var (
	// What Grafana looks for in every setting, wherever it comes from.
	variable  = regexp.MustCompile(`\$(|__\w+){([^}]+)}`)
	reference = regexp.MustCompile(`%\(([^)]+)\)s`)
)

// expanded is a setting of the section "security" as Grafana reads it: other settings, variables and files are put in place of
// their names, and nothing can be escaped.
func expanded(setting, otherwise string) string {
	raw := func(name string) string { return env("GF_SECURITY_"+strings.ToUpper(name), "") }
	value := env("GF_SECURITY_"+strings.ToUpper(setting), otherwise)
	value = reference.ReplaceAllStringFunc(value, func(found string) string {
		return raw(reference.FindStringSubmatch(found)[1])
	})
	return variable.ReplaceAllStringFunc(value, func(found string) string {
		parts := variable.FindStringSubmatch(found)
		if parts[1] == "__file" {
			text, err := os.ReadFile(parts[2])
			if err != nil {
				log.Fatalf("stand-in for Grafana: %v", err)
			}
			return strings.TrimSpace(string(text))
		}
		return os.Getenv(parts[2])
	})
}

// cli knows the one command of "grafana cli" that needs no log-in.
func cli(words []string, input io.Reader) error {
	for len(words) > 1 && strings.HasPrefix(words[0], "--") {
		words = words[2:]
	}
	if len(words) != 3 || words[0] != "admin" || words[1] != "reset-admin-password" || words[2] != "--password-from-stdin" {
		return fmt.Errorf("unknown command %q", words)
	}
	fmt.Print("New Password: ")
	lines := bufio.NewScanner(input)
	if !lines.Scan() {
		return errors.New("can't read password from stdin")
	}
	g := &grafana{database: filepath.Join(env("GF_PATHS_DATA", "/var/lib/grafana"), "grafana.db")}
	stored, err := g.load()
	if err != nil {
		return err
	}
	if len(lines.Text()) < shortest {
		return errors.New("the new password doesn't meet the password policy criteria")
	}
	return g.set(stored.User, lines.Text())
}

func start(data, provisioning string) (*grafana, error) {
	g := &grafana{sources: []source{}, database: filepath.Join(data, "grafana.db"), failures: map[string][]time.Time{}}
	user, password := expanded("admin_user", "admin"), expanded("admin_password", "admin")
	if err := g.account(user, password); err != nil {
		return nil, fmt.Errorf("GF_PATHS_DATA=%q is not usable: %w", data, err)
	}
	if err := g.provision(provisioning); err != nil {
		return nil, err
	}
	return g, nil
}

// account makes the administrator on the first start only: afterwards, as with Grafana, the database counts and the
// variables do not.
func (g *grafana) account(user, password string) error {
	_, err := g.load()
	if errors.Is(err, fs.ErrNotExist) {
		return g.set(user, password)
	}
	return err
}

func (g *grafana) load() (administrator, error) {
	var stored administrator
	text, err := os.ReadFile(g.database)
	if err == nil {
		err = json.Unmarshal(text, &stored)
	}
	return stored, err
}

// set stores the administrator; others may be reading.
func (g *grafana) set(user, password string) error {
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return err
	}
	stored := administrator{User: user}
	stored.Secret.Salt = base64.StdEncoding.EncodeToString(salt)
	stored.Secret.Hash = hash(stored.Secret.Salt, password)
	text, err := json.Marshal(stored)
	if err == nil {
		err = os.WriteFile(g.database+".new", text, 0o640)
	}
	if err == nil {
		err = os.Rename(g.database+".new", g.database)
	}
	return err
}

// known tells whether a password is the administrator's. Who failed five times within five minutes is refused whatever he
// offers, as by Grafana.
func (g *grafana) known(user, password string) bool {
	g.lock.Lock()
	defer g.lock.Unlock()
	recent := []time.Time{}
	for _, at := range g.failures[user] {
		if time.Since(at) < 5*time.Minute {
			recent = append(recent, at)
		}
	}
	g.failures[user] = recent
	if len(recent) >= 5 {
		return false
	}
	stored, err := g.load()
	offered := hash(stored.Secret.Salt, password)
	if err != nil || user != stored.User || subtle.ConstantTimeCompare([]byte(offered), []byte(stored.Secret.Hash)) != 1 {
		g.failures[user] = append(recent, time.Now())
		return false
	}
	return true
}

func hash(salt, password string) string {
	sum := sha256.Sum256([]byte(salt + password))
	return hex.EncodeToString(sum[:])
}

func (g *grafana) provision(folder string) error {
	err := eachYAML(filepath.Join(folder, "datasources"), func(text []byte) error {
		var file struct {
			Datasources []source `yaml:"datasources"`
		}
		if err := yaml.Unmarshal(text, &file); err != nil {
			return err
		}
		for _, s := range file.Datasources {
			s.ReadOnly = !s.Editable
			if s.UID == "" {
				s.UID = s.Name
			}
			g.sources = append(g.sources, s)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return eachYAML(filepath.Join(folder, "dashboards"), func(text []byte) error {
		var file struct {
			Providers []provider `yaml:"providers"`
		}
		if err := yaml.Unmarshal(text, &file); err != nil {
			return err
		}
		for _, p := range file.Providers {
			g.dashboardsOf(p)
		}
		return nil
	})
}

// dashboardsOf reports a dashboard that is no JSON and goes on, as Grafana does.
func (g *grafana) dashboardsOf(p provider) {
	_ = filepath.WalkDir(p.Options.Path, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".json" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err == nil {
			var model map[string]any
			if err = json.Unmarshal(text, &model); err == nil {
				g.dashboards = append(g.dashboards, dashboard{p.Folder, model})
			}
		}
		if err != nil {
			log.Printf("failed to load dashboard from %s: %v", path, err)
		}
		return nil
	})
}

func eachYAML(folder string, read func([]byte) error) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if extension := filepath.Ext(entry.Name()); extension != ".yml" && extension != ".yaml" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err == nil {
			err = read(text)
		}
		if err != nil {
			return fmt.Errorf("provisioning %s: %w", entry.Name(), err)
		}
	}
	return nil
}

func (g *grafana) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/login", http.StatusFound) })
	mux.HandleFunc("GET /login", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		fmt.Fprintln(w, "<!DOCTYPE html><title>Grafana</title><p>This is a stand-in for Grafana.</p>")
	})
	mux.HandleFunc("GET /api/health", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]string{"commit": "stand-in", "database": "ok", "version": version})
	})
	mux.Handle("GET /api/org", g.admin(func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]any{"id": 1, "name": "Main Org."})
	}))
	mux.Handle("GET /api/user", g.admin(func(w http.ResponseWriter, r *http.Request) {
		user, _, _ := r.BasicAuth()
		answer(w, http.StatusOK, map[string]any{"id": 1, "login": user, "isGrafanaAdmin": true})
	}))
	mux.Handle("PUT /api/user", g.admin(g.rename))
	mux.Handle("PUT /api/user/password", g.admin(g.password))
	mux.Handle("GET /api/datasources", g.admin(func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, g.sources)
	}))
	mux.Handle("GET /api/datasources/uid/{uid}", g.admin(g.source))
	mux.Handle("/api/datasources/proxy/uid/{uid}/{path...}", g.admin(g.proxy))
	mux.Handle("GET /api/search", g.admin(g.search))
	mux.Handle("GET /api/dashboards/uid/{uid}", g.admin(g.dashboard))
	mux.Handle("/api/", g.admin(func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusNotFound, map[string]string{"message": "Not found"})
	}))
	return mux
}

func (g *grafana) admin(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, given := r.BasicAuth()
		if !given {
			answer(w, http.StatusUnauthorized, map[string]any{"message": "Unauthorized", "statusCode": 401})
			return
		}
		if !g.known(user, password) {
			answer(w, http.StatusUnauthorized, map[string]any{
				"message": "Invalid username or password", "messageId": "password-auth.failed", "statusCode": 401})
			return
		}
		next(w, r)
	})
}

func (g *grafana) rename(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Login string `json:"login"`
	}
	_, password, _ := r.BasicAuth()
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || asked.Login == "" {
		answer(w, http.StatusBadRequest, map[string]string{"message": "Validation error, need to specify either username or email"})
	} else if err := g.set(asked.Login, password); err != nil {
		answer(w, http.StatusInternalServerError, map[string]string{"message": "Failed to update user"})
	} else {
		answer(w, http.StatusOK, map[string]string{"message": "User updated"})
	}
}

func (g *grafana) password(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Old string `json:"oldPassword"`
		New string `json:"newPassword"`
	}
	user, password, _ := r.BasicAuth()
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || asked.Old != password {
		answer(w, http.StatusUnauthorized, map[string]string{"message": "Invalid old password"})
	} else if len(asked.New) < shortest {
		answer(w, http.StatusBadRequest, map[string]string{"message": "New password is too short"})
	} else if err := g.set(user, asked.New); err != nil {
		answer(w, http.StatusInternalServerError, map[string]string{"message": "Failed to change user password"})
	} else {
		answer(w, http.StatusOK, map[string]string{"message": "User password changed"})
	}
}

func (g *grafana) find(uid string) (source, bool) {
	for _, s := range g.sources {
		if s.UID == uid {
			return s, true
		}
	}
	return source{}, false
}

func (g *grafana) source(w http.ResponseWriter, r *http.Request) {
	if s, found := g.find(r.PathValue("uid")); found {
		answer(w, http.StatusOK, s)
		return
	}
	answer(w, http.StatusNotFound, map[string]string{"message": "Data source not found"})
}

func (g *grafana) proxy(w http.ResponseWriter, r *http.Request) {
	s, found := g.find(r.PathValue("uid"))
	target, err := url.Parse(s.URL)
	if !found || err != nil {
		answer(w, http.StatusNotFound, map[string]string{"message": "Unable to find datasource"})
		return
	}
	forward := httputil.ReverseProxy{Rewrite: func(p *httputil.ProxyRequest) {
		p.Out.URL.Path, p.Out.URL.RawPath = "/"+r.PathValue("path"), ""
		p.Out.Header.Del("Authorization")
		p.SetURL(target)
	}}
	forward.ServeHTTP(w, r)
}

func (g *grafana) search(w http.ResponseWriter, r *http.Request) {
	hits := []map[string]any{}
	wanted := strings.ToLower(r.URL.Query().Get("query"))
	for id, d := range g.dashboards {
		title, _ := d.model["title"].(string)
		if strings.Contains(strings.ToLower(title), wanted) {
			hits = append(hits, map[string]any{
				"id": id + 1, "uid": d.model["uid"], "title": title, "type": "dash-db", "folderTitle": d.folder})
		}
	}
	answer(w, http.StatusOK, hits)
}

func (g *grafana) dashboard(w http.ResponseWriter, r *http.Request) {
	for _, d := range g.dashboards {
		if d.model["uid"] == r.PathValue("uid") {
			answer(w, http.StatusOK, map[string]any{
				"dashboard": d.model, "meta": map[string]any{"folderTitle": d.folder, "provisioned": true}})
			return
		}
	}
	answer(w, http.StatusNotFound, map[string]string{"message": "Dashboard not found"})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
