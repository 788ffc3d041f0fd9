/** What is done on the operator's own computer; found by its services. */
module com.torrust.deployer.adapters.local {
  requires com.torrust.deployer.domain;
  requires com.torrust.deployer.json;
  requires com.google.common;
  requires org.apache.commons.exec;
  requires org.slf4j;

  provides com.torrust.deployer.domain.spi.CommandRunnerProvider with
      com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
  provides com.torrust.deployer.domain.spi.ConfigReaderProvider with
      com.torrust.deployer.adapters.local.config.JsonConfigReaderProvider;
  provides com.torrust.deployer.domain.spi.EnvironmentStoreProvider with
      com.torrust.deployer.adapters.local.store.FileEnvironmentStoreProvider;
  provides com.torrust.deployer.domain.spi.PrerequisitesProvider with
      com.torrust.deployer.adapters.local.workspace.WorkspacePrerequisitesProvider;
  provides com.torrust.deployer.domain.spi.SecretStoreProvider with
      com.torrust.deployer.adapters.local.secret.LocalSecretStoreProvider;
  provides com.torrust.deployer.domain.spi.ServiceProbeProvider with
      com.torrust.deployer.adapters.local.probe.NetworkProbeProvider;
  provides com.torrust.deployer.domain.spi.SshKeyFilesProvider with
      com.torrust.deployer.adapters.local.config.LocalSshKeyFilesProvider;
  provides com.torrust.deployer.domain.spi.WorkspaceProvider with
      com.torrust.deployer.adapters.local.workspace.LocalWorkspaceProvider;
}
