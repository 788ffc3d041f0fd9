package com.torrust.deployer.conformance;

import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.templates.JinjavaRendererProvider;
import com.torrust.deployer.testkit.data.FoundArtifacts;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The renderer as the rest of the program gets it. */
final class Rendering {

  private Rendering() {}

  static Renderer renderer() {
    return renderer(Optional.empty());
  }

  static Renderer renderer(Optional<Path> templates) {
    AdapterContext context =
        ImmutableAdapterContext.builder()
            .workingDirectory(Path.of("/nowhere"))
            .commands(new ScriptedCommandRunner())
            .clock(InstantSource.system())
            .artifacts(FoundArtifacts.everywhere())
            .templates(templates)
            .build();
    return new JinjavaRendererProvider().create(context);
  }
}
