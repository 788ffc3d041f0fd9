/** The SDK. */
@SuppressWarnings("requires-automatic")
module com.torrust.deployer.application {
  requires transitive com.torrust.deployer.domain;
  requires com.google.common;
  requires org.slf4j;
  requires static org.immutables.value.annotations;

  exports com.torrust.deployer.sdk;
  exports com.torrust.deployer.sdk.operation;

  uses com.torrust.deployer.domain.spi.CommandRunnerProvider;
  uses com.torrust.deployer.domain.spi.ConfigReaderProvider;
  uses com.torrust.deployer.domain.spi.ConfiguratorProvider;
  uses com.torrust.deployer.domain.spi.EnvironmentStoreProvider;
  uses com.torrust.deployer.domain.spi.MachineAccessProvider;
  uses com.torrust.deployer.domain.spi.PrerequisitesProvider;
  uses com.torrust.deployer.domain.spi.ProvisionerProvider;
  uses com.torrust.deployer.domain.spi.RemoteShellProvider;
  uses com.torrust.deployer.domain.spi.RendererProvider;
  uses com.torrust.deployer.domain.spi.SecretStoreProvider;
  uses com.torrust.deployer.domain.spi.ServiceProbeProvider;
  uses com.torrust.deployer.domain.spi.SshKeyFilesProvider;
  uses com.torrust.deployer.domain.spi.StackOperatorProvider;
  uses com.torrust.deployer.domain.spi.WorkspaceProvider;
}
