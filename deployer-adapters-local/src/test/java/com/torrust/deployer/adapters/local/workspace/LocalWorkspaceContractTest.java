package com.torrust.deployer.adapters.local.workspace;

import com.torrust.deployer.domain.port.Workspace;
import com.torrust.deployer.testkit.contract.WorkspaceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class LocalWorkspaceContractTest extends WorkspaceContract {

  @TempDir Path root;
  @TempDir Path outside;

  @Override
  protected Workspace workspace() {
    return new LocalWorkspace(root, new SocketFolders(Optional.of(outside)));
  }

  @Override
  protected Optional<String> text(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  protected Path elsewhere(String name) {
    return outside.resolve(name);
  }
}
