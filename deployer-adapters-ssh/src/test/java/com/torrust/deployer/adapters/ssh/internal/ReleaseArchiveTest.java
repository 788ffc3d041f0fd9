package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.release.HostDirectory;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.HostOwner;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.ReleaseBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseArchiveTest {

  private static final String LONG =
      "/opt/torrust/" + "a-long-folder-name/".repeat(6) + "x".repeat(60);

  @TempDir Path folder;

  private static ReleaseBundle bundle() {
    return ImmutableReleaseBundle.builder()
        .addDirectories(new HostDirectory("/opt/torrust", HostOwner.DEPLOY_USER, "0755"))
        .addFiles(
            new HostFile("/opt/torrust/.env", "KEY='ü'\n", HostOwner.DEPLOY_USER, "0600"),
            new HostFile("/opt/torrust/empty", "", HostOwner.ROOT, "0644"),
            new HostFile(LONG, "y".repeat(1024), HostOwner.id(0, 65534), "0640"))
        .putMountedFiles("tracker", List.of("/opt/torrust/.env"))
        .putImages("tracker", "torrust/tracker:3.0.0")
        .addRetired("/etc/cron.d/tracker-backup")
        .build();
  }

  @Test
  void saysInTheManifestWhatToDoWithEverything() {
    ReleaseBundle bundle = bundle();
    assertEquals(
        """
        release	%s
        directory	/opt/torrust	@deploy	0755
        file	/opt/torrust/.env	@deploy	0600
        file	/opt/torrust/empty	0:0	0644
        file	%s	0:65534	0640
        retired	/etc/cron.d/tracker-backup
        mounted	tracker	/opt/torrust/.env
        image	tracker	torrust/tracker:3.0.0
        """
            .formatted(bundle.id(), LONG),
        ReleaseArchive.manifest(bundle));
  }

  @Test
  void isTheSameForTheSameRelease() {
    assertArrayEquals(ReleaseArchive.of(bundle()), ReleaseArchive.of(bundle()));
  }

  @Test
  void isReadByTheRealTar() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/tar")) || Files.isExecutable(Path.of("/bin/tar")),
        "there is no tar here");
    Process tar =
        new ProcessBuilder("tar", "-xzf", "-", "-C", folder.toString())
            .redirectErrorStream(true)
            .start();
    tar.getOutputStream().write(ReleaseArchive.of(bundle()));
    tar.getOutputStream().close();
    String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tar.waitFor(), said);
    assertEquals("", said);
    for (HostFile file : bundle().files()) {
      assertEquals(file.text(), Files.readString(folder.resolve("files" + file.path())));
    }
    assertTrue(Files.readString(folder.resolve("manifest")).startsWith("release\t"));
  }

  @Test
  void refusesWhatTheFormatsCannotHold() {
    for (String path : List.of("/a\tb", "/a\nb", "/" + "x".repeat(300), "/ü")) {
      ReleaseBundle odd =
          ImmutableReleaseBundle.builder()
              .addFiles(new HostFile(path, "", HostOwner.ROOT, "0644"))
              .build();
      assertThrows(IllegalArgumentException.class, () -> ReleaseArchive.of(odd), path);
    }
  }

  @Test
  void quotesWordsForTheFarShell() throws IOException {
    assertEquals(
        "'a' 'b c' 'it'\\''s' '$HOME'", ShellWord.line(List.of("a", "b c", "it's", "$HOME")));
  }
}
