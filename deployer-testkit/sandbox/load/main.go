// Command load announces to one UDP tracker as fast as it answers, or from as many client ports as asked, and prints what
// came of it as one line of JSON. It is bounded in time and count, and refuses every target but this computer and the
// machines of the sandbox.
//
//	load --target 10.77.0.5:6969 --seconds 3 --clients 64 --in-flight 16     announces per second, and lost answers
//	load --target '[fd77:7e57::5]:6969' --ports 50000                        one connect from each of that many ports
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"net/netip"
	"os"
	"time"
)

// What this program may reach: loopback and the bridge of the sandbox. Kept here and not in an option, so that no typing
// mistake sends load to somebody else.
var allowed = []netip.Prefix{
	netip.MustParsePrefix("127.0.0.0/8"),
	netip.MustParsePrefix("::1/128"),
	netip.MustParsePrefix("10.77.0.0/24"),
	netip.MustParsePrefix("fd77:7e57::/64"),
}

const (
	maxSeconds  = 30
	maxClients  = 512
	maxInFlight = 64
	maxPorts    = 60_000
)

// result is what is printed; Lost counts requests that had no answer until the grace after the last one was over.
type result struct {
	Target   string  `json:"target"`
	Seconds  float64 `json:"seconds"`
	Sent     int     `json:"sent"`
	Answered int     `json:"answered"`
	Lost     int     `json:"lost"`
	Rate     float64 `json:"answers_per_second"`
}

func main() {
	target := flag.String("target", "", "address and port of a UDP tracker of the sandbox")
	seconds := flag.Int("seconds", 3, "how long to announce")
	clients := flag.Int("clients", 64, "sockets that announce beside each other")
	inFlight := flag.Int("in-flight", 16, "announces that each socket has under way")
	ports := flag.Int("ports", 0, "send one connect from each of that many client ports instead")
	flag.Parse()
	address, err := permitted(*target)
	if err != nil {
		fail(err)
	}
	for _, bound := range []struct {
		name       string
		value, max int
	}{{"seconds", *seconds, maxSeconds}, {"clients", *clients, maxClients}, {"in-flight", *inFlight, maxInFlight}, {"ports", *ports, maxPorts}} {
		if bound.value > bound.max || bound.value < 0 {
			fail(fmt.Errorf("--%s is between 0 and %d", bound.name, bound.max))
		}
	}
	var outcome result
	began := time.Now()
	if *ports > 0 {
		outcome, err = connectFromManyPorts(address, *ports)
	} else {
		outcome, err = announce(address, time.Duration(*seconds)*time.Second, *clients, *inFlight)
	}
	if err != nil {
		fail(err)
	}
	outcome.Target = address.String()
	if outcome.Seconds == 0 {
		outcome.Seconds = time.Since(began).Seconds()
	}
	outcome.Rate = float64(outcome.Answered) / outcome.Seconds
	outcome.Lost = outcome.Sent - outcome.Answered
	_ = json.NewEncoder(os.Stdout).Encode(outcome)
}

func permitted(target string) (netip.AddrPort, error) {
	address, err := netip.ParseAddrPort(target)
	if err != nil {
		return address, fmt.Errorf("--target wants ADDRESS:PORT: %w", err)
	}
	for _, prefix := range allowed {
		if prefix.Contains(address.Addr()) {
			return address, nil
		}
	}
	return address, fmt.Errorf("%s is neither this computer nor a machine of the sandbox", address.Addr())
}

func dial(address netip.AddrPort) (*net.UDPConn, error) {
	return net.DialUDP("udp", nil, net.UDPAddrFromAddrPort(address))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "load:", err)
	os.Exit(2)
}
