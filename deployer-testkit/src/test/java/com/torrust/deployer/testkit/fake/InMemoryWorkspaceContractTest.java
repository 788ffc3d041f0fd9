package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.port.Workspace;
import com.torrust.deployer.testkit.contract.WorkspaceContract;
import java.nio.file.Path;
import java.util.Optional;

class InMemoryWorkspaceContractTest extends WorkspaceContract {

  private final InMemoryWorkspace memory = InMemoryWorkspace.create();

  @Override
  protected Workspace workspace() {
    return memory;
  }

  @Override
  protected Optional<String> text(Path file) {
    return memory.text(file);
  }

  @Override
  protected Path elsewhere(String name) {
    return Path.of("/elsewhere", name);
  }
}
