package com.torrust.deployer.adapters.local.workspace;

import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.testkit.contract.PrerequisitesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class WorkspacePrerequisitesContractTest extends PrerequisitesContract {

  @TempDir private Path folder;

  @Override
  protected Prerequisites met() {
    return new WorkspacePrerequisites(folder.resolve("workspace"));
  }

  @Override
  protected Prerequisites unmet() {
    try {
      Path data = folder.resolve("data");
      if (!Files.exists(data)) {
        Files.createFile(data);
      }
      return new WorkspacePrerequisites(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
