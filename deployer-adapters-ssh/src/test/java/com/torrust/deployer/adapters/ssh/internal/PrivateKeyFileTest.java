package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PrivateKeyFileTest {

  private static final String BLOB =
      "AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh";

  @TempDir Path folder;
  private Path privateKey;
  private Path publicKey;

  @BeforeEach
  void lay() throws IOException {
    privateKey = folder.resolve("id");
    publicKey = folder.resolve("id.pub");
    Files.writeString(publicKey, "ssh-ed25519 " + BLOB + " alice@desk\n");
    key("none", "rw-------");
  }

  private void key(String cipher, String permissions) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBytes("openssh-key-v1\0");
      out.writeInt(cipher.length());
      out.writeBytes(cipher);
      out.writeBytes("the rest does not matter");
    }
    Files.writeString(
        privateKey,
        "-----BEGIN OPENSSH PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(bytes.toByteArray())
            + "\n-----END OPENSSH PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(privateKey, PosixFilePermissions.fromString(permissions));
  }

  private Optional<AttemptCause> fault(Map<String, String> variables) {
    return PrivateKeyFile.fault(privateKey, publicKey, variables);
  }

  @Test
  void findsNothingWrongWithAPlainKey() {
    assertEquals(Optional.empty(), fault(Map.of()));
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPublicKeyThatNeverAnswersOrNeverEndsHoldsNobodyUp() throws Exception {
    Files.delete(publicKey);
    assertEquals(0, new ProcessBuilder("mkfifo", publicKey.toString()).start().waitFor());
    assertEquals(Optional.empty(), fault(Map.of()));
    Files.delete(publicKey);
    Files.createSymbolicLink(publicKey, Path.of("/dev/zero"));
    assertEquals(Optional.empty(), fault(Map.of()));
  }

  @Test
  void findsAMissingKey() throws IOException {
    Files.delete(privateKey);
    assertEquals(Optional.of(AttemptCause.KEY_MISSING), fault(Map.of()));
  }

  @Test
  void findsAKeyThatOthersCanRead() throws IOException {
    key("none", "rw-r-----");
    assertEquals(Optional.of(AttemptCause.KEY_PERMISSIONS), fault(Map.of()));
  }

  @Test
  void findsAKeyThatWantsAPassphrase() throws IOException {
    key("aes256-ctr", "rw-------");
    assertEquals(Optional.of(AttemptCause.KEY_PASSPHRASE), fault(Map.of()));
    assertTrue(PrivateKeyFile.wantsPassphrase("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    assertTrue(
        PrivateKeyFile.wantsPassphrase(
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"));
    assertFalse(PrivateKeyFile.wantsPassphrase("-----BEGIN PRIVATE KEY-----\n"));
  }

  @Test
  void leavesDamagedKeysToOpenssh() {
    for (String body : new String[] {"", "AAAA", "!!!!", "b3BlbnNzaC1rZXktdjEA/////w=="}) {
      assertFalse(
          PrivateKeyFile.wantsPassphrase("-----BEGIN OPENSSH PRIVATE KEY-----\n" + body), body);
    }
  }

  @Test
  void needsNoFileWhenTheAgentHoldsTheKey() throws Exception {
    key("aes256-ctr", "rw-------");
    assertEquals(Optional.empty(), fault(Map.of("SSH_AUTH_SOCK", agentHolding(BLOB))));
    assertEquals(
        Optional.of(AttemptCause.KEY_PASSPHRASE),
        fault(
            Map.of(
                "SSH_AUTH_SOCK",
                agentHolding(
                    "AAAAC3NzaC1lZDI1NTE5AAAAIOTHEROTHEROTHEROTHEROTHEROTHEROTHEROTHEROTH"))));
    assertEquals(
        Optional.of(AttemptCause.KEY_PASSPHRASE),
        fault(Map.of("SSH_AUTH_SOCK", folder.resolve("nobody").toString())));
  }

  /** An agent that answers one request. */
  private String agentHolding(String blob) throws IOException {
    // In no deeper folder, as the path of a socket must be short.
    Path socket = Files.createTempFile("a", "");
    Files.delete(socket);
    socket.toFile().deleteOnExit();
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread agent =
        new Thread(
            () -> {
              try (server;
                  SocketChannel client = server.accept()) {
                DataInputStream input = new DataInputStream(Channels.newInputStream(client));
                assertEquals(1, input.readInt());
                assertEquals(11, input.readByte());
                byte[] key = Base64.getDecoder().decode(blob);
                byte[] comment = "alice@desk".getBytes(StandardCharsets.UTF_8);
                ByteBuffer answer =
                    ByteBuffer.allocate(4 + 5 + 4 + key.length + 4 + comment.length);
                answer.putInt(answer.capacity() - 4).put((byte) 12).putInt(1);
                answer.putInt(key.length).put(key).putInt(comment.length).put(comment);
                client.write(answer.flip());
              } catch (IOException failure) {
                throw new IllegalStateException(failure);
              }
            });
    agent.setDaemon(true);
    agent.start();
    return socket.toString();
  }
}
