package com.torrust.deployer.adapters.ssh.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks the operator's SSH agent which keys it holds (draft-ietf-sshm-ssh-agent); never asks it to
 * sign.
 */
final class SshAgent {

  private static final byte REQUEST_IDENTITIES = 11;
  private static final byte IDENTITIES_ANSWER = 12;
  private static final int LARGEST_ANSWER = 256 * 1024;
  private static final int LIMIT_SECONDS = 2;

  private final Optional<Path> socket;

  private SshAgent(Optional<Path> socket) {
    this.socket = socket;
  }

  /** The agent that {@code SSH_AUTH_SOCK} names, if it names one. */
  static SshAgent of(Map<String, String> variables) {
    return new SshAgent(
        Optional.ofNullable(variables.get("SSH_AUTH_SOCK"))
            .filter(path -> !path.isBlank())
            .map(Path::of));
  }

  /**
   * Whether the agent can log in with the key in that file. One that does not answer in time holds
   * none.
   */
  boolean holds(Path publicKey) {
    Optional<byte[]> wanted = PublicKeyFile.blob(publicKey);
    if (socket.isEmpty() || wanted.isEmpty()) {
      return false;
    }
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Thread asking =
        new Thread(() -> answer.complete(lists(socket.get(), wanted.get())), "ask-ssh-agent");
    asking.setDaemon(true);
    asking.start();
    return answer.completeOnTimeout(false, LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private static boolean lists(Path socket, byte[] wanted) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, REQUEST_IDENTITIES}));
      DataInputStream input = new DataInputStream(Channels.newInputStream(channel));
      int length = input.readInt();
      if (length < 5 || length > LARGEST_ANSWER || input.readByte() != IDENTITIES_ANSWER) {
        return false;
      }
      int count = input.readInt();
      for (int i = 0; i < count; i++) {
        byte[] key = chunk(input);
        chunk(input);
        if (Arrays.equals(key, wanted)) {
          return true;
        }
      }
      return false;
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException noAgent) {
      return false;
    }
  }

  private static byte[] chunk(DataInputStream input) throws IOException {
    int length = input.readInt();
    if (length < 0 || length > LARGEST_ANSWER) {
      throw new IOException("the agent's answer is damaged");
    }
    byte[] chunk = new byte[length];
    input.readFully(chunk);
    return chunk;
  }
}
