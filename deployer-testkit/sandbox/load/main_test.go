package main

import (
	"encoding/binary"
	"net"
	"net/netip"
	"testing"
	"time"
)

func TestRefusesEverythingButTheSandboxAndThisComputer(t *testing.T) {
	for _, target := range []string{"192.0.2.1:6969", "10.0.0.5:6969", "[2001:db8::1]:6969", "[::ffff:192.0.2.1]:6969", "tracker.example:6969", ""} {
		if _, err := permitted(target); err == nil {
			t.Errorf("%q is accepted", target)
		}
	}
	for _, target := range []string{"127.0.0.1:6969", "[::1]:6969", "10.77.0.9:6969", "[fd77:7e57::9]:6969"} {
		if _, err := permitted(target); err != nil {
			t.Errorf("%q is refused: %v", target, err)
		}
	}
}

// tracker answers connects and announces, but leaves out every announce whose number lost says.
func tracker(t *testing.T, lost func(announce int) bool) netip.AddrPort {
	socket, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	go func() {
		var request [128]byte
		announces := 0
		for {
			length, from, err := socket.ReadFromUDPAddrPort(request[:])
			if err != nil {
				return
			}
			answer := make([]byte, 16, 20)
			copy(answer[0:], request[8:16])
			if length == 98 {
				if announces++; lost(announces) {
					continue
				}
				answer = answer[:20]
			} else {
				binary.BigEndian.PutUint64(answer[8:], 7)
			}
			_, _ = socket.WriteToUDPAddrPort(answer, from)
		}
	}()
	return socket.LocalAddr().(*net.UDPAddr).AddrPort()
}

func TestCountsEveryAnswerAndEveryLoss(t *testing.T) {
	whole, err := announce(tracker(t, func(int) bool { return false }), 100*time.Millisecond, 4, 4)
	if err != nil || whole.Answered == 0 || whole.Answered != whole.Sent {
		t.Errorf("all answered, but counted %+v, %v", whole, err)
	}
	lossy, err := announce(tracker(t, func(at int) bool { return at == 3 || at == 5 }), 100*time.Millisecond, 2, 4)
	if err != nil || lossy.Sent-lossy.Answered != 2 {
		t.Errorf("two were lost, but counted %+v, %v", lossy, err)
	}
}

func TestUsesAsManyClientPortsAsTold(t *testing.T) {
	outcome, err := connectFromManyPorts(tracker(t, func(int) bool { return false }), 600)
	if err != nil || outcome.Answered < 590 || outcome.Sent != outcome.Answered {
		t.Errorf("counted %+v, %v", outcome, err)
	}
}
