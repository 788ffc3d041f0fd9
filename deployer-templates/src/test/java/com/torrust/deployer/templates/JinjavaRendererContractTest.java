package com.torrust.deployer.templates;

import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.testkit.contract.RendererContract;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;

class JinjavaRendererContractTest extends RendererContract {

  @Override
  protected Renderer renderer() {
    return new JinjavaRendererProvider()
        .create(
            ImmutableAdapterContext.builder()
                .workingDirectory(Path.of("/workspace"))
                .commands(new ScriptedCommandRunner())
                .clock(InstantSource.system())
                .build());
  }
}
