package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.templates.JinjavaRendererProvider;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Containers on a machine that answer on some ports, and how a neighbour reaches them. */
final class Containers {

  /** Answers on TCP 7070, 8080 and 9090 and on UDP 6969; every image of the sandbox has Perl. */
  private static final String LISTENER =
      """
      use IO::Socket::INET;
      for my $port (7070, 8080, 9090) {
        next if fork;
        my $socket = IO::Socket::INET->new(LocalPort => $port, Listen => 5, ReuseAddr => 1) or die;
        while (my $guest = $socket->accept) { print $guest "open\\n"; close $guest }
      }
      my $socket = IO::Socket::INET->new(LocalPort => 6969, Proto => "udp") or die;
      while ($socket->recv(my $word, 100)) { $socket->send("open\\n") }
      """;

  private final MachineLane machine;
  private final String image;

  private Containers(MachineLane machine, String image) {
    this.machine = machine;
    this.image = image;
  }

  static Containers on(MachineLane machine) {
    String image =
        new JinjavaRendererProvider()
            .create(
                ImmutableAdapterContext.builder()
                    .workingDirectory(Path.of("/"))
                    .commands(new ScriptedCommandRunner())
                    .clock(InstantSource.system())
                    .templates(Optional.empty())
                    .build())
            .images(machine.config())
            .get(Component.TRACKER)
            .value();
    return new Containers(machine, image);
  }

  /** Starts one; returns its id. */
  String listening(String name, String... options) {
    List<String> line =
        new ArrayList<>(
            List.of("docker", "run", "--detach", "--name", name, "--entrypoint", "perl"));
    line.addAll(List.of(options));
    line.addAll(List.of(image, "-e", LISTENER));
    String printed = machine.onMachine(line.toArray(String[]::new)).strip();
    return printed.substring(printed.lastIndexOf('\n') + 1);
  }

  void awaitRunning(String name) {
    MachineLane.await(
        "the container '" + name + "'",
        () -> machine.codeOnMachine("docker", "exec", name, "true") == 0);
  }

  /** Lets a neighbour send packets straight to a container, past everything that is published. */
  void routeFrom(MachineLane neighbour, String name) {
    neighbour.onMachine("ip", "route", "replace", address(name) + "/32", "via", machine.address());
  }

  private String address(String name) {
    return machine
        .onMachine("docker", "inspect", "-f", "{{.NetworkSettings.IPAddress}}", name)
        .strip();
  }

  void assertOnlyThePublicIsOpen(MachineLane neighbour, String when) {
    // A datagram may get lost, above all just after a start; what is closed stays closed however
    // often it is tried.
    String address = machine.address();
    MachineLane.await("public TCP, " + when, () -> answers(neighbour, "tcp", address, 7070));
    MachineLane.await("public UDP, " + when, () -> answers(neighbour, "udp", address, 6969));
    assertEquals(
        Map.of(
            "public UDP port", true,
            "public TCP port", true,
            // The container's network has no IPv6, and Docker relays nothing: closed, not wrong.
            "public UDP port by IPv6", false,
            "public TCP port by IPv6", false,
            "port that is published but not public", false,
            "port that is published but not public, by IPv6", false,
            "port that is published on loopback", false,
            "port that is published on loopback, by a route to the container", false),
        open(neighbour),
        when);
  }

  void assertEverythingIsOpen(MachineLane neighbour, String when) {
    Map<String, Boolean> open = open(neighbour);
    assertEquals(true, open.get("port that is published but not public"), when);
    assertEquals(
        true, open.get("port that is published on loopback, by a route to the container"), when);
  }

  private Map<String, Boolean> open(MachineLane neighbour) {
    String four = machine.address();
    String six = machine.address6();
    Map<String, Boolean> open = new TreeMap<>();
    open.put("public UDP port", answers(neighbour, "udp", four, 6969));
    open.put("public TCP port", answers(neighbour, "tcp", four, 7070));
    open.put("public UDP port by IPv6", answers(neighbour, "udp", six, 6969));
    open.put("public TCP port by IPv6", answers(neighbour, "tcp", six, 7070));
    open.put("port that is published but not public", answers(neighbour, "tcp", four, 8080));
    open.put(
        "port that is published but not public, by IPv6", answers(neighbour, "tcp", six, 8080));
    open.put("port that is published on loopback", answers(neighbour, "tcp", four, 9090));
    open.put(
        "port that is published on loopback, by a route to the container",
        answers(neighbour, "tcp", address("stack"), 9090));
    return open;
  }

  private static boolean answers(MachineLane neighbour, String protocol, String address, int port) {
    String talk =
        "exec 3<>/dev/"
            + protocol
            + "/"
            + address
            + "/"
            + port
            + " && echo hello >&3 && [ \"$(head -c 5 <&3)\" = open ]";
    return neighbour.codeOnMachine("timeout", "3", "bash", "-c", talk) == 0;
  }
}
