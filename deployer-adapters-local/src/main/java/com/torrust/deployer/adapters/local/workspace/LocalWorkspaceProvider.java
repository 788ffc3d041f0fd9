package com.torrust.deployer.adapters.local.workspace;

import com.torrust.deployer.domain.port.Workspace;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.WorkspaceProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Offers the workspace below the working directory. */
public final class LocalWorkspaceProvider implements WorkspaceProvider {

  @Override
  public String id() {
    return "local";
  }

  @Override
  public Workspace create(AdapterContext context) {
    Optional<Path> runtime =
        Optional.ofNullable(context.variables().get("XDG_RUNTIME_DIR"))
            .filter(folder -> folder.startsWith("/"))
            .flatMap(LocalWorkspaceProvider::path);
    return new LocalWorkspace(context.workingDirectory(), new SocketFolders(runtime));
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException unknown) {
      return Optional.empty();
    }
  }
}
