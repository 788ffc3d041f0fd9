package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Machine;
import java.nio.file.Path;

/**
 * Where to log in, as whom and with which key.
 *
 * @param address never a name
 * @param port TCP port of the daemon
 * @param user account on the machine
 * @param privateKey absolute path on this computer
 */
public record Login(HostAddress address, int port, String user, Path privateKey) {

  /** The login for a machine; its own port counts, which may differ from the configured one. */
  public static Login of(Machine machine, SshCredentials credentials) {
    return new Login(
        machine.address(),
        machine.sshPort(),
        credentials.username().value(),
        credentials.privateKeyPath());
  }

  /** {@code user@address}, for people. */
  public String display() {
    return user
        + "@"
        + address.inUrl()
        + (port == SshCredentials.DEFAULT_PORT ? "" : " port " + port);
  }

  /** The call that logs in, for people to paste. */
  public String byHand() {
    return "ssh -i "
        + ShellWord.readable(privateKey.toString())
        + " -p "
        + port
        + " "
        + ShellWord.readable(user + "@" + address.value());
  }

  /** The host as OpenSSH names it in {@code known_hosts}. */
  public String knownHost() {
    return port == SshCredentials.DEFAULT_PORT
        ? address.value()
        : "[" + address.value() + "]:" + port;
  }
}
