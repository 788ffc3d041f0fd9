/** Access to machines and operation of the stack by OpenSSH; found by its services. */
@SuppressWarnings("requires-automatic")
module com.torrust.deployer.adapters.ssh {
  requires com.torrust.deployer.domain;
  requires com.fasterxml.jackson.core;
  requires com.google.common;
  requires static org.immutables.value.annotations;

  provides com.torrust.deployer.domain.spi.MachineAccessProvider with
      com.torrust.deployer.adapters.ssh.SshMachineAccessProvider;
  provides com.torrust.deployer.domain.spi.PrerequisitesProvider with
      com.torrust.deployer.adapters.ssh.SshPrerequisitesProvider;
  provides com.torrust.deployer.domain.spi.RemoteShellProvider with
      com.torrust.deployer.adapters.ssh.SshRemoteShellProvider;
  provides com.torrust.deployer.domain.spi.StackOperatorProvider with
      com.torrust.deployer.adapters.ssh.SshStackOperatorProvider;
}
