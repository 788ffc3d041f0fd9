package com.torrust.deployer.cli.command;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Knows the program's own adapters by name: to look for them on the class path, every jar is opened
 * and searched at each start, and to read a list from one jar needs a good part of that.
 */
final class AdapterIndex extends ClassLoader {

  private static final String SERVICES = "META-INF/services/com.torrust.deployer.domain.spi.";
  private static final String ADAPTERS = "com.torrust.deployer.adapters.";

  AdapterIndex() {
    super(AdapterIndex.class.getClassLoader());
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<String> makers =
        name.startsWith(SERVICES) ? makers(name.substring(SERVICES.length())) : List.of();
    return makers.isEmpty()
        ? super.getResources(name)
        : Collections.enumeration(List.of(listing(name, String.join("\n", makers))));
  }

  /**
   * The classes that make our adapters for a port, by the simple name of their interface; none for
   * one that is not known here.
   */
  static List<String> makers(String provider) {
    return switch (provider) {
      case "CommandRunnerProvider" ->
          List.of(ADAPTERS + "local.process.LocalCommandRunnerProvider");
      case "ConfigReaderProvider" -> List.of(ADAPTERS + "local.config.JsonConfigReaderProvider");
      case "ConfiguratorProvider" -> List.of(ADAPTERS + "ansible.AnsibleConfiguratorProvider");
      case "EnvironmentStoreProvider" ->
          List.of(ADAPTERS + "local.store.FileEnvironmentStoreProvider");
      case "MachineAccessProvider" -> List.of(ADAPTERS + "ssh.SshMachineAccessProvider");
      case "PrerequisitesProvider" ->
          List.of(
              ADAPTERS + "local.workspace.WorkspacePrerequisitesProvider",
              ADAPTERS + "tofu.TofuPrerequisitesProvider",
              ADAPTERS + "ansible.AnsiblePrerequisitesProvider",
              ADAPTERS + "ssh.SshPrerequisitesProvider");
      case "ProvisionerProvider" -> List.of(ADAPTERS + "tofu.TofuProvisionerProvider");
      case "RemoteShellProvider" -> List.of(ADAPTERS + "ssh.SshRemoteShellProvider");
      case "RendererProvider" -> List.of("com.torrust.deployer.templates.JinjavaRendererProvider");
      case "SecretStoreProvider" -> List.of(ADAPTERS + "local.secret.LocalSecretStoreProvider");
      case "ServiceProbeProvider" -> List.of(ADAPTERS + "local.probe.NetworkProbeProvider");
      case "SshKeyFilesProvider" -> List.of(ADAPTERS + "local.config.LocalSshKeyFilesProvider");
      case "StackOperatorProvider" -> List.of(ADAPTERS + "ssh.SshStackOperatorProvider");
      case "WorkspaceProvider" -> List.of(ADAPTERS + "local.workspace.LocalWorkspaceProvider");
      default -> List.of();
    };
  }

  /** What a service loader reads in place of a file. */
  private static URL listing(String name, String text) throws MalformedURLException {
    return new URL(
        null,
        "adapters:" + name,
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new Listing(url, text);
          }
        });
  }

  private static final class Listing extends URLConnection {

    private final String text;

    Listing(URL url, String text) {
      super(url);
      this.text = text;
    }

    @Override
    public void connect() {
      // It is here already.
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
