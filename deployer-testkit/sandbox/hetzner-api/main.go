// Command hetzner-api is a stand-in for the Hetzner Cloud API: it answers as that does, and its servers are
// LXD containers on this computer. It is for the sandbox only and never bills anything.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"com.torrust.deployer/sandbox/hetzner-api/api"
	"com.torrust.deployer/sandbox/hetzner-api/machine"
	"com.torrust.deployer/sandbox/provider/lxd"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "hetzner-api:", err)
		os.Exit(1)
	}
}

func run() error {
	listen := flag.String("listen", "127.0.0.1:8077", "`address` to answer on; it must be a loopback address")
	token := flag.String("token", "", "the API `token` to accept, 64 characters; it is no secret, but any process can read it here")
	tokenFile := flag.String("token-file", "", "`file` with the API token to accept")
	state := flag.String("state", "", "`file` that keeps everything over a restart")
	image := flag.String("lxd-image", "", "`alias` of the LXD image every server is made from")
	network := flag.String("lxd-network", "lxdbr0", "LXD `network` of the servers")
	pool := flag.String("lxd-pool", "default", "LXD storage `pool` of the servers")
	socket := flag.String("lxd-socket", lxd.DefaultSocket(), "unix `socket` of the LXD daemon")
	rate := flag.Int("rate-limit", 3600, "`requests` per hour")
	flag.Parse()

	if *tokenFile != "" {
		content, err := os.ReadFile(*tokenFile)
		if err != nil {
			return err
		}
		*token = strings.TrimSpace(string(content))
	}
	if len(*token) != 64 {
		return fmt.Errorf("the token has %d characters, not 64 as every token of the real API", len(*token))
	}
	if *image == "" {
		return errors.New("-lxd-image is missing")
	}
	host, _, err := net.SplitHostPort(*listen)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("%s is no loopback address; the API makes machines as root and is for this computer only", host)
	}

	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	server, err := api.NewServer(ctx, api.Config{
		Token: *token, StateFile: *state, RequestsPerHour: *rate, Log: log,
		Machines: machine.New(machine.Config{
			Client: lxd.NewClient(*socket), Image: *image, Network: *network, Pool: *pool,
		}),
	})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return err
	}
	log.Info("stand-in for the Hetzner Cloud API, its servers are LXD containers", "endpoint", "http://"+listener.Addr().String()+"/v1")
	web := &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := web.Shutdown(closing); err != nil {
		return err
	}
	server.Wait()
	return nil
}
