package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.ssh.internal.SshCommandLine.HostKeys;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.spi.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SshCommandLineTest {

  private static final Path SOCKET = Path.of("/run/user/1000/t/ssh");
  private static final Map<String, String> VARIABLES =
      Map.of(
          "PATH",
          "/usr/bin",
          "HOME",
          "/home/alice",
          "SSH_AUTH_SOCK",
          "/run/agent",
          "LANG",
          "de_DE",
          "HCLOUD_TOKEN",
          "x");

  private static SshCommandLine lines(String address, int port) {
    return new SshCommandLine(
        new Login(
            HostAddress.parse(address).orElseThrow(),
            port,
            "torrust",
            Path.of("/home/alice/my key")),
        Path.of("/w/data/demo/known_hosts"),
        Path.of("/w"),
        VARIABLES);
  }

  private static Command run(HostKeys hostKeys, Optional<Path> socket) {
    return lines("192.0.2.10", 2222).run("true && false", hostKeys, socket, Duration.ofSeconds(7));
  }

  @Test
  void saysEverythingOnTheCommandLineAndReadsNoConfiguration() {
    assertEquals(
        List.of(
            "-F",
            "none",
            "-i",
            "/home/alice/my key",
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "BatchMode=yes",
            "-o",
            "PreferredAuthentications=publickey",
            "-o",
            "ConnectTimeout=10",
            "-o",
            "ServerAliveInterval=5",
            "-o",
            "ServerAliveCountMax=6",
            "-o",
            "UserKnownHostsFile=\"/w/data/demo/known_hosts\"",
            "-o",
            "GlobalKnownHostsFile=none",
            "-o",
            "HashKnownHosts=no",
            "-o",
            "UpdateHostKeys=no",
            "-o",
            "ForwardAgent=no",
            "-o",
            "LogLevel=DEBUG1",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "ControlMaster=auto",
            "-o",
            "ControlPersist=60",
            "-o",
            "ControlPath=/run/user/1000/t/ssh",
            "-T",
            "-p",
            "2222",
            "-l",
            "torrust",
            "--",
            "192.0.2.10",
            "true && false"),
        run(HostKeys.PINNED, Optional.of(SOCKET)).arguments());
  }

  @Test
  void acceptsAKeyAtFirstContactOnly() {
    assertTrue(
        run(HostKeys.FIRST_CONTACT, Optional.of(SOCKET))
            .arguments()
            .contains("StrictHostKeyChecking=accept-new"));
    assertFalse(run(HostKeys.PINNED, Optional.of(SOCKET)).display().contains("accept-new"));
  }

  @Test
  void hasAConnectionOfItsOwnWhereNoneIsShared() {
    List<String> arguments = run(HostKeys.PINNED, Optional.empty()).arguments();
    assertTrue(arguments.contains("ControlPath=none"));
    assertFalse(arguments.contains("ControlMaster=auto"));
  }

  @Test
  void passesOnNothingButWhatTheClientNeeds() {
    assertEquals(
        Map.of(
            "PATH",
            "/usr/bin",
            "HOME",
            "/home/alice",
            "SSH_AUTH_SOCK",
            "/run/agent",
            "LC_ALL",
            "C"),
        run(HostKeys.PINNED, Optional.empty()).environment());
  }

  @Test
  void takesAnIpv6AddressWithoutBrackets() {
    List<String> arguments =
        lines("fd77::1", 22)
            .run("true", HostKeys.PINNED, Optional.empty(), Duration.ofSeconds(1))
            .arguments();
    assertEquals("fd77::1", arguments.get(arguments.size() - 2));
  }

  @Test
  void closesTheSharedConnectionAndNoOther() {
    assertEquals(
        List.of(
            "-F",
            "none",
            "-o",
            "ControlPath=/run/user/1000/t/ssh",
            "-O",
            "exit",
            "--",
            "192.0.2.10"),
        lines("192.0.2.10", 2222).close(SOCKET).arguments());
  }

  @Test
  void knowsWhichSocketsAreTooLongForTheSystem() {
    assertTrue(SshCommandLine.fits(Path.of("/" + "s".repeat(85))));
    assertFalse(SshCommandLine.fits(Path.of("/" + "s".repeat(86))));
  }
}
