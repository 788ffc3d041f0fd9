package com.torrust.deployer.adapters.ssh.internal;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what is wrong with the operator's key files before a connection is tried. The client, asked
 * not to prompt, would only say that permission was denied.
 */
public final class PrivateKeyFile {

  private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----";
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final int LARGEST = 64 * 1024;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private PrivateKeyFile() {}

  /**
   * Why logging in with this key cannot work.
   *
   * @param variables ours, in which {@code SSH_AUTH_SOCK} may name an agent
   * @return nothing when it may
   */
  public static Optional<AttemptCause> fault(
      Path privateKey, Path publicKey, Map<String, String> variables) {
    if (SshAgent.of(variables).holds(publicKey)) {
      return Optional.empty();
    }
    try {
      if (!Files.isRegularFile(privateKey) || !Files.isReadable(privateKey)) {
        return Optional.of(AttemptCause.KEY_MISSING);
      }
      if (isOpenToOthers(privateKey)) {
        return Optional.of(AttemptCause.KEY_PERMISSIONS);
      }
      if (Files.size(privateKey) > LARGEST) {
        return Optional.of(AttemptCause.KEY_INVALID);
      }
      String text = Files.readString(privateKey, StandardCharsets.ISO_8859_1);
      return wantsPassphrase(text) ? Optional.of(AttemptCause.KEY_PASSPHRASE) : Optional.empty();
    } catch (IOException failure) {
      return Optional.of(AttemptCause.KEY_MISSING);
    }
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (UnsupportedOperationException elsewhere) {
      return false;
    }
  }

  /** Whether the text is a key that is encrypted, in OpenSSH's own or in a PEM format. */
  static boolean wantsPassphrase(String text) {
    if (!text.contains(OPENSSH)) {
      return text.contains("-----BEGIN") && text.contains("ENCRYPTED");
    }
    String body = text.substring(text.indexOf(OPENSSH) + OPENSSH.length());
    int end = body.indexOf("-----END");
    try {
      ByteBuffer content =
          ByteBuffer.wrap(Base64.getMimeDecoder().decode(end < 0 ? body : body.substring(0, end)));
      byte[] magic = new byte[MAGIC.length];
      content.get(magic);
      byte[] cipher = new byte[Math.min(content.getInt(), 64)];
      content.get(cipher);
      return !new String(cipher, StandardCharsets.US_ASCII).equals("none");
    } catch (IllegalArgumentException
        | BufferUnderflowException
        | NegativeArraySizeException damaged) {
      // OpenSSH says it better when it reads the file.
      return false;
    }
  }
}
