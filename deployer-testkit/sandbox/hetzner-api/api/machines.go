package api

import "context"

// Machines makes the machines that stand for servers. Implementations are safe for concurrent use; every
// method can be repeated.
type Machines interface {
	// Place chooses addresses for a new machine that are neither in use nor in taken.
	Place(ctx context.Context, id int64, taken []string) (Placement, error)
	// Make creates the machine, stopped, or finds the one it made before under that id.
	Make(ctx context.Context, machine Machine) error
	// Start starts the machine and waits until it has its address.
	Start(ctx context.Context, machine Machine) error
	// Stop ends the machine, at once with force, else by asking it to shut down.
	Stop(ctx context.Context, machine Machine, force bool) error
	// Remove ends and deletes the machine; one that does not exist is no error.
	Remove(ctx context.Context, machine Machine) error
	// Running says of every machine, by id, whether it runs.
	Running(ctx context.Context) (map[int64]bool, error)
}

// Placement is where a machine can be reached. Either address may be "".
type Placement struct {
	IPv4 string
	// IPv6 is a /64 of the machine's own, such as "fd77:7e57:0:1::/64"; the machine has its first address.
	IPv6 string
}

// Machine is what was ordered.
type Machine struct {
	ID             int64
	Name           string
	Placement      Placement
	UserData       string
	AuthorizedKeys []string
	// SSHDelaySeconds is how long after each boot the machine refuses SSH.
	SSHDelaySeconds int
}
