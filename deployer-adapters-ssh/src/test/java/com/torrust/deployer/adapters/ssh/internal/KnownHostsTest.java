package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.HostKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {

  private static final HostKey ED25519 =
      HostKey.parse(
              "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh")
          .orElseThrow();
  private static final HostKey RSA =
      HostKey.parse("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==").orElseThrow();

  @TempDir Path folder;

  private KnownHosts hosts() {
    return new KnownHosts(folder.resolve("known_hosts"));
  }

  private static Login login(String address, int port) {
    return new Login(HostAddress.parse(address).orElseThrow(), port, "torrust", Path.of("/k"));
  }

  @Test
  void givesBackThePinnedKeys() {
    for (Login login :
        List.of(
            login("192.0.2.10", 22),
            login("192.0.2.10", 2222),
            login("fd77::1", 22),
            login("fd77::1", 2222))) {
      hosts().pin(login, List.of(ED25519, RSA)).get();
      assertEquals(List.of(ED25519, RSA), hosts().keys(login).get(), login.knownHost());
    }
  }

  @Test
  void writesTheHostAsOpensshDoes() throws IOException {
    hosts().pin(login("fd77::1", 2222), List.of(ED25519)).get();
    assertEquals(
        "[fd77::1]:2222 " + ED25519.line() + "\n", Files.readString(folder.resolve("known_hosts")));
    hosts().pin(login("192.0.2.10", 22), List.of(ED25519)).get();
    assertEquals(
        "192.0.2.10 " + ED25519.line() + "\n", Files.readString(folder.resolve("known_hosts")));
  }

  @Test
  void knowsNothingOfOtherHosts() {
    hosts().pin(login("192.0.2.10", 22), List.of(ED25519)).get();
    assertEquals(List.of(), hosts().keys(login("192.0.2.1", 22)).get());
    assertEquals(List.of(), hosts().keys(login("192.0.2.10", 2222)).get());
  }

  @Test
  void leavesAFileAloneThatIsRightAlready() throws IOException {
    hosts().pin(login("192.0.2.10", 22), List.of(ED25519)).get();
    FileTime then = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(folder.resolve("known_hosts"), then);
    hosts().pin(login("192.0.2.10", 22), List.of(ED25519)).get();
    assertEquals(then, Files.getLastModifiedTime(folder.resolve("known_hosts")));
  }

  @Test
  void forgetsEverythingAndDoesNotMindDoingItTwice() {
    hosts().pin(login("192.0.2.10", 22), List.of(ED25519)).get();
    hosts().forget().get();
    hosts().forget().get();
    assertFalse(Files.exists(folder.resolve("known_hosts")));
    assertEquals(List.of(), hosts().keys(login("192.0.2.10", 22)).get());
  }

  @Test
  void skipsLinesThatAreNoKeys() throws IOException {
    Files.writeString(
        folder.resolve("known_hosts"),
        "# comment\n192.0.2.10 nonsense\n192.0.2.10 " + RSA.line() + " note\n");
    assertEquals(List.of(RSA), hosts().keys(login("192.0.2.10", 22)).get());
  }

  @Test
  void saysWhichFileCannotBeWritten() {
    DeployError error =
        new KnownHosts(folder.resolve("missing/known_hosts"))
            .pin(login("192.0.2.10", 22), List.of(RSA))
            .getLeft();
    assertEquals("ssh.known_hosts_unwritable", error.code().value());
    assertEquals(folder.resolve("missing/known_hosts").toString(), error.facts().get("path"));
  }
}
