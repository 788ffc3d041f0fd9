package main

import (
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"sync"
	"time"
)

const (
	protocol       = 0x41727101980
	actionConnect  = 0
	actionAnnounce = 1
	// A late answer is no lost one; what has not come by then is.
	grace = time.Second
	// The lowest client port that is used.
	firstPort = 4096
	// Connects that wait for their answers at the same time when many ports are used.
	portsAtOnce = 256
)

var errNoAnswer = errors.New("no answer to a connect within the grace")

// announce keeps clients × inFlight announces under way until the time is over. Each socket asks again for every answer that
// it gets, so the tracker sets the pace and no answer is lost to a timeout of ours.
func announce(address netip.AddrPort, length time.Duration, clients, inFlight int) (result, error) {
	var (
		group    sync.WaitGroup
		lock     sync.Mutex
		total    result
		trouble  error
		ready    sync.WaitGroup
		start    = make(chan struct{})
		beginsAt time.Time
	)
	ready.Add(clients)
	for range clients {
		group.Add(1)
		go func() {
			defer group.Done()
			one, err := newClient(address)
			ready.Done()
			if err != nil {
				lock.Lock()
				trouble = err
				lock.Unlock()
				return
			}
			defer one.socket.Close()
			<-start
			sent, answered := one.announceUntil(beginsAt.Add(length), inFlight)
			lock.Lock()
			total.Sent += sent
			total.Answered += answered
			lock.Unlock()
		}()
	}
	ready.Wait()
	beginsAt = time.Now()
	close(start)
	group.Wait()
	total.Seconds = length.Seconds()
	return total, trouble
}

type client struct {
	socket     *net.UDPConn
	connection uint64
	request    [98]byte
}

func newClient(address netip.AddrPort) (*client, error) {
	socket, err := dial(address)
	if err != nil {
		return nil, err
	}
	one := &client{socket: socket}
	for range 5 {
		if one.connect() == nil {
			one.prepare()
			return one, nil
		}
	}
	socket.Close()
	return nil, errNoAnswer
}

func (c *client) connect() error {
	var request, answer [16]byte
	binary.BigEndian.PutUint64(request[0:], protocol)
	binary.BigEndian.PutUint32(request[12:], rand.Uint32())
	if _, err := c.socket.Write(request[:]); err != nil {
		return err
	}
	_ = c.socket.SetReadDeadline(time.Now().Add(grace))
	length, err := c.socket.Read(answer[:])
	if err != nil || length < 16 || binary.BigEndian.Uint32(answer[:]) != actionConnect {
		return errNoAnswer
	}
	c.connection = binary.BigEndian.Uint64(answer[8:])
	return nil
}

// prepare makes everything of an announce but its transaction: a torrent of this client's own, so that answers stay short.
func (c *client) prepare() {
	request := c.request[:]
	binary.BigEndian.PutUint64(request[0:], c.connection)
	binary.BigEndian.PutUint32(request[8:], actionAnnounce)
	for at := 16; at < 56; at++ {
		request[at] = byte(rand.Uint32())
	}
	binary.BigEndian.PutUint64(request[64:], 1)
	binary.BigEndian.PutUint32(request[92:], 1)
	binary.BigEndian.PutUint16(request[96:], 6881)
}

func (c *client) announceUntil(end time.Time, inFlight int) (sent, answered int) {
	var answer [2048]byte
	send := func() {
		binary.BigEndian.PutUint32(c.request[12:], rand.Uint32())
		if _, err := c.socket.Write(c.request[:]); err == nil {
			sent++
		}
	}
	for range inFlight {
		send()
	}
	_ = c.socket.SetReadDeadline(end.Add(grace))
	for answered < sent {
		length, err := c.socket.Read(answer[:])
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return
		}
		if err != nil || length < 20 || binary.BigEndian.Uint32(answer[:]) != actionAnnounce {
			continue
		}
		answered++
		if time.Now().Before(end) {
			send()
		}
	}
	return
}

// connectFromManyPorts sends one connect from each of that many client ports, a few of them at a time. One that is taken is left out.
func connectFromManyPorts(address netip.AddrPort, ports int) (result, error) {
	var total result
	if address.Addr().IsLoopback() && ports > 25_000 {
		return total, errors.New("loopback has too few client ports for that; take a machine")
	}
	for from := 0; from < ports; from += portsAtOnce {
		sockets := make([]*net.UDPConn, 0, portsAtOnce)
		for at := from; at < min(from+portsAtOnce, ports); at++ {
			// The kernel chooses among 28,000 ports only; naming them uses more.
			local := &net.UDPAddr{Port: firstPort + at}
			socket, err := net.DialUDP("udp", local, net.UDPAddrFromAddrPort(address))
			if err != nil {
				continue
			}
			var request [16]byte
			binary.BigEndian.PutUint64(request[0:], protocol)
			binary.BigEndian.PutUint32(request[12:], rand.Uint32())
			if _, err := socket.Write(request[:]); err == nil {
				total.Sent++
			}
			sockets = append(sockets, socket)
		}
		end := time.Now().Add(grace)
		for _, socket := range sockets {
			var answer [16]byte
			_ = socket.SetReadDeadline(end)
			if length, err := socket.Read(answer[:]); err == nil && length == 16 {
				total.Answered++
			}
			socket.Close()
		}
	}
	return total, nil
}
