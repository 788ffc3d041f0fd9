package com.torrust.deployer.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.testkit.contract.RendererContract;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JinjavaRendererContractTest extends RendererContract {

  private static final Map<ArtifactPurpose, String> FOLDERS =
      Map.of(ArtifactPurpose.PROVISION, "machines", ArtifactPurpose.CONFIGURE, "settings");

  @Override
  protected Renderer renderer() {
    return new JinjavaRendererProvider()
        .create(
            ImmutableAdapterContext.builder()
                .workingDirectory(Path.of("/workspace"))
                .commands(new ScriptedCommandRunner())
                .clock(InstantSource.system())
                .artifacts(
                    purpose ->
                        FOLDERS.containsKey(purpose)
                            ? List.of(new SampleArtifacts(FOLDERS.get(purpose)))
                            : List.of())
                .build());
  }

  @Test
  void aTemplateOfAnAdapterIsJoinedFromItsPartsAndNamesTheClassThatKnowsItsValues() {
    String text =
        renderer()
            .render(RenderProperties.request(Samples.config("demo")))
            .get()
            .find("machines/run.sh")
            .orElseThrow()
            .text();

    assertTrue(text.startsWith("#!/bin/sh\n# Made by Torrust Tracker Deployer"), text);
    assertTrue(text.contains("# Template: machines/run.sh\n"), text);
    assertTrue(text.contains("# Values from: " + SampleArtifacts.class.getName() + "\n"), text);
    assertTrue(text.endsWith("\nhost='10.140.190.14'\necho \"$host\"\n"), text);
    assertEquals(
        "#!/bin/sh\nhost={{ host | shell }}\necho \"$host\"\n",
        renderer().templates().get("machines/run.sh"));
  }
}
