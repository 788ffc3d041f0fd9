// Package lxd speaks the part of the LXD REST API that the sandbox needs, over the local unix socket.
//
// The official client cannot be had from the Go module proxy, and this part is small.
package lxd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// Client is one LXD daemon, seen from one project. Safe for concurrent use.
type Client struct {
	http    *http.Client
	socket  string
	project string
}

// DefaultSocket is where the daemon listens: what LXD_SOCKET or LXD_DIR say, else the first of the usual
// places that exists.
func DefaultSocket() string {
	if socket := os.Getenv("LXD_SOCKET"); socket != "" {
		return socket
	}
	if dir := os.Getenv("LXD_DIR"); dir != "" {
		return dir + "/unix.socket"
	}
	const packaged, snapped = "/var/lib/lxd/unix.socket", "/var/snap/lxd/common/lxd/unix.socket"
	if _, err := os.Stat(packaged); err == nil {
		return packaged
	}
	if _, err := os.Stat(snapped); err == nil {
		return snapped
	}
	return packaged
}

// NewClient returns a client of the daemon behind the socket, in LXD's project "default". It does not connect.
func NewClient(socket string) *Client {
	var dialer net.Dialer
	return &Client{
		http: &http.Client{Transport: &http.Transport{
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return dialer.DialContext(ctx, "unix", socket)
			},
		}},
		socket:  socket,
		project: "default",
	}
}

// Project returns a client of the same daemon in another project; "" means "default".
func (c *Client) Project(name string) *Client {
	if name == "" {
		name = "default"
	}
	scoped := *c
	scoped.project = name
	return &scoped
}

// Error is a refusal by the daemon.
type Error struct {
	Code    int
	Message string
}

func (e *Error) Error() string { return e.Message }

// IsNotFound reports whether the daemon does not know the thing asked for.
func IsNotFound(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == http.StatusNotFound
}

// IsAlreadyExists reports whether the name is taken.
func IsAlreadyExists(err error) bool {
	var e *Error
	return errors.As(err, &e) && (e.Code == http.StatusConflict || strings.Contains(e.Message, "already exists"))
}

type response struct {
	Type      string          `json:"type"`
	Status    string          `json:"status"`
	ErrorCode int             `json:"error_code"`
	Error     string          `json:"error"`
	Operation string          `json:"operation"`
	Metadata  json.RawMessage `json:"metadata"`
}

func (c *Client) url(path string, query url.Values) string {
	if query == nil {
		query = url.Values{}
	}
	query.Set("project", c.project)
	return "http://lxd/1.0" + path + "?" + query.Encode()
}

// call makes one request and decodes the metadata of a synchronous answer into out, which may be nil.
func (c *Client) call(ctx context.Context, method, path string, query url.Values, header http.Header, in, out any) (*response, string, error) {
	var body io.Reader
	if raw, ok := in.([]byte); ok {
		body = bytes.NewReader(raw)
	} else if in != nil {
		encoded, err := json.Marshal(in)
		if err != nil {
			return nil, "", err
		}
		body = bytes.NewReader(encoded)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.url(path, query), body)
	if err != nil {
		return nil, "", err
	}
	for key, values := range header {
		req.Header[key] = values
	}
	resp, err := c.http.Do(req)
	if err != nil {
		if ctx.Err() != nil {
			return nil, "", ctx.Err()
		}
		return nil, "", fmt.Errorf("LXD at %s: %w", c.socket, err)
	}
	defer resp.Body.Close()
	var answer response
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return nil, "", fmt.Errorf("LXD answered %s %s with %s and no JSON: %w", method, path, resp.Status, err)
	}
	if answer.Type == "error" {
		return nil, "", &Error{Code: answer.ErrorCode, Message: answer.Error}
	}
	if out != nil && answer.Type == "sync" {
		if err := json.Unmarshal(answer.Metadata, out); err != nil {
			return nil, "", fmt.Errorf("LXD's answer to %s %s: %w", method, path, err)
		}
	}
	return &answer, resp.Header.Get("ETag"), nil
}

func (c *Client) get(ctx context.Context, path string, query url.Values, out any) (etag string, err error) {
	_, etag, err = c.call(ctx, http.MethodGet, path, query, nil, nil, out)
	return etag, err
}

func (c *Client) put(ctx context.Context, path, etag string, in any) error {
	return c.run(ctx, http.MethodPut, path, nil, etagHeader(etag), in)
}

func etagHeader(etag string) http.Header {
	if etag == "" {
		return nil
	}
	return http.Header{"If-Match": {etag}}
}

// run makes a request and, when the daemon answers with a background operation, waits for its end. The
// daemon finishes the operation whether or not anyone waits.
func (c *Client) run(ctx context.Context, method, path string, query url.Values, header http.Header, in any) error {
	answer, _, err := c.call(ctx, method, path, query, header, in, nil)
	if err != nil || answer.Type != "async" {
		return err
	}
	return c.await(ctx, strings.TrimPrefix(answer.Operation, "/1.0"))
}

type operation struct {
	Status     string `json:"status"`
	StatusCode int    `json:"status_code"`
	Err        string `json:"err"`
}

const statusSuccess = 200

func (c *Client) await(ctx context.Context, path string) error {
	path, _, _ = strings.Cut(path, "?")
	for {
		var op operation
		if _, err := c.get(ctx, path+"/wait", url.Values{"timeout": {"60"}}, &op); err != nil {
			return err
		}
		switch {
		case op.StatusCode == statusSuccess:
			return nil
		case op.StatusCode > statusSuccess:
			return &Error{Code: op.StatusCode, Message: op.Err}
		}
	}
}

// Poll asks done again and again until it says yes, fails, or the context ends.
func Poll(ctx context.Context, every time.Duration, done func(context.Context) (bool, error)) error {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		ok, err := done(ctx)
		if err != nil || ok {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}
