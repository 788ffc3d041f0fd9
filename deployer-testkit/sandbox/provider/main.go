// Command terraform-provider-standin serves a stand-in for the provider terraform-lxd/lxd to an
// unmodified OpenTofu, where no provider registry can be reached.
//
// The name under which it is started says which provider it is: terraform-provider-lxd.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"com.torrust.deployer/sandbox/provider/lxdprovider"
	"com.torrust.deployer/sandbox/provider/plugin"
	"com.torrust.deployer/sandbox/provider/schema"
)

func main() {
	if err := run(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	name := providerName(args[0])
	if len(args) > 1 && args[1] == "-version" {
		return version(name)
	}
	recorded, err := schema.Load(name)
	if err != nil {
		return err
	}
	implementation, err := implementation(name)
	if err != nil {
		return err
	}
	// tofu takes what a provider writes to stderr into its own log, where TF_LOG asks for one.
	fmt.Fprintf(os.Stderr, "[INFO] %s\n", title(recorded))
	return tf6server.Serve("registry.opentofu.org/"+recorded.Source, func() tfprotov6.ProviderServer {
		return plugin.NewServer(recorded, implementation)
	})
}

func implementation(name string) (plugin.Provider, error) {
	switch name {
	case "lxd":
		return lxdprovider.New(), nil
	default:
		return nil, fmt.Errorf("no stand-in is called %q", name)
	}
}

// version names the provider that the program stands in for.
func version(name string) error {
	if _, err := schema.Load(name); err != nil {
		name = "lxd"
	}
	recorded, err := schema.Load(name)
	if err != nil {
		return err
	}
	fmt.Println(title(recorded))
	return nil
}

func title(recorded *schema.Provider) string {
	return fmt.Sprintf("stand-in for provider %s %s: the real schema, machines are local LXD containers",
		recorded.Source, recorded.Version)
}

// providerName is the NAME in .../terraform-provider-NAME, with or without a version behind it.
func providerName(program string) string {
	name := strings.TrimPrefix(filepath.Base(program), "terraform-provider-")
	name, _, _ = strings.Cut(name, "_")
	return name
}
