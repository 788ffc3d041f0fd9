package com.torrust.deployer.adapters.local.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.probe.NetworkProbe.Answer;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.service.CheckResult.Status;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredPeerTest {

  private static final int PORT = 31_007;
  private static final AnnouncingPeer FIRST = new AnnouncingPeer("-TD0100-000000000001", PORT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The client's own address, and those that a translation on the way leaves.
        "10.77.0.1       | 10.77.0.43    | 10.77.0.1    | PASS",
        "fd77:7e57::1    | fd77:7e57::43 | fd77:7e57::1 | PASS",
        "198.51.100.9    | 203.0.113.7   | 192.168.1.5  | PASS",
        "192.168.1.1     | 192.168.1.20  | 10.0.2.15    | PASS",
        // Docker's relay, in either family, and the machine itself.
        "172.18.0.1      | 10.77.0.43    | 10.77.0.1    | FAIL",
        "172.18.0.1      | fd77:7e57::43 | fd77:7e57::1 | FAIL",
        "fdaa:bbbb:1::1  | fd77:7e57::43 | fd77:7e57::1 | FAIL",
        "172.18.0.1      | 203.0.113.7   | 192.168.1.5  | FAIL",
        "203.0.113.7     | 203.0.113.7   | 192.168.1.5  | FAIL",
        "127.0.0.1       | 203.0.113.7   | 192.168.1.5  | FAIL",
        // The other family.
        "198.51.100.9    | 2001:db8::7   | 2001:db8::1  | FAIL"
      })
  void aClientIsStoredByAnAddressAtWhichOthersFindIt(
      String stored, String machine, String own, Status status) {
    Answer answer =
        StoredPeer.judge(
            List.of(new StoredPeer(address(stored), false, PORT)),
            FIRST,
            address(machine),
            address(own));

    assertEquals(status, answer.status(), answer.detail());
    assertEquals(
        status == Status.FAIL
            ? Optional.of(new ErrorCode("stack.client_address_hidden"))
            : Optional.empty(),
        answer.code());
    assertTrue(answer.detail().contains("stored"), answer.detail());
  }

  @Test
  void aMappedAddressInAnAnswerToAnIpv4ClientIsFoundAndRefused() throws Exception {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(new byte[10]);
    data.write(new byte[] {-1, -1, 10, 77, 0, 1, (byte) (PORT >> 8), (byte) PORT});

    Answer answer =
        StoredPeer.judge(
            StoredPeer.either(data.toByteArray(), false, PORT),
            FIRST,
            address("10.77.0.43"),
            address("10.77.0.1"));

    assertEquals(Status.FAIL, answer.status());
    assertTrue(answer.detail().contains("::ffff:10.77.0.1"), answer.detail());
  }

  @Test
  void anIpv4AddressInAnAnswerToAnIpv6ClientIsFoundAndRefused() {
    byte[] data = {(byte) 172, 18, 0, 1, (byte) (PORT >> 8), (byte) PORT};

    Answer answer =
        StoredPeer.judge(
            StoredPeer.either(data, true, PORT),
            FIRST,
            address("fd77:7e57::43"),
            address("fd77:7e57::1"));

    assertEquals(Status.FAIL, answer.status());
    assertTrue(answer.detail().contains("172.18.0.1"), answer.detail());
  }

  @Test
  void thePeersOfOthersProveNothing() {
    Answer answer =
        StoredPeer.judge(
            List.of(new StoredPeer(address("172.18.0.1"), false, PORT + 1)),
            FIRST,
            address("203.0.113.7"),
            address("192.168.1.5"));

    assertEquals(Status.PASS, answer.status());
  }

  private static HostAddress address(String text) {
    try {
      return HostAddress.of(InetAddress.getByName(text));
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException(text, impossible);
    }
  }
}
