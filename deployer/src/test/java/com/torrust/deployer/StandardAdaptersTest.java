package com.torrust.deployer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.testkit.data.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever takes the one dependency gets without naming any adapter. */
class StandardAdaptersTest {

  @TempDir private Path folder;

  @Test
  void renderTogetherThoughOneOfThemServesSeveralProviders() {
    try (Deployer deployer = Deployer.builder().workingDirectory(folder).build()) {
      // A plan renders everything; a file that two adapters brought would be a defect.
      Plan plan =
          deployer
              .plan(Samples.config("demo"))
              .getOrElseThrow(error -> new AssertionError(error.toString()));

      assertEquals(4, plan.phases().size());
    }
  }
}
