package api

import (
	"crypto/md5" //nolint:gosec // the API's fingerprints are MD5
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/hetznercloud/hcloud-go/v2/hcloud"
	"github.com/hetznercloud/hcloud-go/v2/hcloud/schema"
)

func (s *Server) listSSHKeys(r *http.Request) (int, any, *failure) {
	query := r.URL.Query()
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []schema.SSHKey
	for _, key := range s.state.SSHKeys {
		if !query.Has("fingerprint") || query.Get("fingerprint") == key.Fingerprint {
			all = append(all, *key)
		}
	}
	name := func(k schema.SSHKey) string { return k.Name }
	all, fail := matching(all, query, func(k schema.SSHKey) map[string]string { return k.Labels }, name)
	if fail != nil {
		return 0, nil, fail
	}
	return listed("ssh_keys", all, query, func(k schema.SSHKey) int64 { return k.ID }, name)
}

func (s *Server) createSSHKey(r *http.Request) (int, any, *failure) {
	var request schema.SSHKeyCreateRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	if request.Name == "" {
		return 0, nil, invalid("name", "must not be empty")
	}
	labels, fail := checkedLabels(request.Labels)
	if fail != nil {
		return 0, nil, fail
	}
	fingerprint, err := fingerprint(request.PublicKey)
	if err != nil {
		return 0, nil, invalid("public_key", err.Error())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, key := range s.state.SSHKeys {
		if key.Name == request.Name || key.Fingerprint == fingerprint {
			return 0, nil, notUnique("SSH key not unique")
		}
	}
	key := &schema.SSHKey{
		ID: s.state.id(), Name: request.Name, Fingerprint: fingerprint, PublicKey: request.PublicKey,
		Labels: labels, Created: time.Now().UTC().Truncate(time.Second),
	}
	s.state.SSHKeys[key.ID] = key
	s.save()
	return http.StatusCreated, schema.SSHKeyCreateResponse{SSHKey: *key}, nil
}

func (s *Server) sshKey(r *http.Request) (*schema.SSHKey, *failure) {
	id, fail := pathID(r, "SSH key")
	if fail != nil {
		return nil, fail
	}
	key, ok := s.state.SSHKeys[id]
	if !ok {
		return nil, notFound("SSH key", id)
	}
	return key, nil
}

func (s *Server) getSSHKey(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key, fail := s.sshKey(r)
	if fail != nil {
		return 0, nil, fail
	}
	return http.StatusOK, schema.SSHKeyGetResponse{SSHKey: *key}, nil
}

func (s *Server) updateSSHKey(r *http.Request) (int, any, *failure) {
	var request schema.SSHKeyUpdateRequest
	if fail := decode(r, &request); fail != nil {
		return 0, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key, fail := s.sshKey(r)
	if fail != nil {
		return 0, nil, fail
	}
	if request.Labels != nil {
		labels, fail := checkedLabels(request.Labels)
		if fail != nil {
			return 0, nil, fail
		}
		key.Labels = labels
	}
	if request.Name != "" {
		for _, other := range s.state.SSHKeys {
			if other != key && other.Name == request.Name {
				return 0, nil, notUnique("SSH key not unique")
			}
		}
		key.Name = request.Name
	}
	s.save()
	return http.StatusOK, schema.SSHKeyUpdateResponse{SSHKey: *key}, nil
}

func (s *Server) deleteSSHKey(r *http.Request) (int, any, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key, fail := s.sshKey(r)
	if fail != nil {
		return 0, nil, fail
	}
	delete(s.state.SSHKeys, key.ID)
	s.save()
	return http.StatusNoContent, nil, nil
}

var keyTypes = []string{
	"ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
	"sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
}

// fingerprint is the MD5 of the key's blob, in hexadecimal pairs with colons.
func fingerprint(publicKey string) (string, error) {
	fields := strings.Fields(publicKey)
	if len(fields) < 2 || !slices.Contains(keyTypes, fields[0]) || strings.Contains(strings.TrimSpace(publicKey), "\n") {
		return "", fmt.Errorf("is not a valid SSH public key")
	}
	blob, err := base64.StdEncoding.DecodeString(fields[1])
	if err != nil || len(blob) < 4+len(fields[0]) || string(blob[4:4+len(fields[0])]) != fields[0] {
		return "", fmt.Errorf("is not a valid SSH public key")
	}
	sum := md5.Sum(blob) //nolint:gosec
	pairs := make([]string, len(sum))
	for i := range sum {
		pairs[i] = hex.EncodeToString(sum[i : i+1])
	}
	return strings.Join(pairs, ":"), nil
}

// checkedLabels returns the labels, never nil, when they keep the API's rules.
func checkedLabels(labels *map[string]string) (map[string]string, *failure) {
	out := map[string]string{}
	if labels == nil {
		return out, nil
	}
	untyped := map[string]any{}
	for key, value := range *labels {
		out[key] = value
		untyped[key] = value
	}
	if ok, err := hcloud.ValidateResourceLabels(untyped); !ok {
		return nil, invalid("labels", err.Error())
	}
	return out, nil
}
