package com.torrust.deployer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.domain.spi.RendererProvider;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.Leftover;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.Registration;
import com.torrust.deployer.testkit.data.FoundArtifacts;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The list of {@code destroy} and the files that put things on the machine are in two modules, and
 * have to name the same.
 */
class WhatStaysTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();

  /** Files of ours in folders of the machine; what is below /run goes with the next boot. */
  private static final Pattern OURS =
      Pattern.compile(
          "(?<![\\w/.*-])/(?:etc|usr/local|var/log)/[\\w./-]*(?:torrust|tracker|maintenance-)[\\w./-]*");

  /** The others speak of folders in containers. */
  private static final Set<String> ON_THE_MACHINE = Set.of("ansible", "remote", "backup");

  private static final Pattern ACCOUNT =
      Pattern.compile("^readonly account=(\\S+)$", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void destroyNamesEveryFileAndAccountThatThePlaybookAndTheStackPutOnTheMachine() {
    EnvironmentConfig config = withBackup(Samples.config("demo"));
    String rendered = rendered(config);
    FakeWorld world = FakeWorld.create();
    world.addHost("198.51.100.7");
    try (Deployer deployer = deployer(world)) {
      deployer.create(config, OPTIONS).get();
      deployer
          .register(
              DEMO, new Registration(Samples.address("198.51.100.7"), Optional.empty()), OPTIONS)
          .get();
      deployer
          .deploy(DEMO, DeployTarget.RUNNING, OPTIONS)
          .getOrElseThrow(error -> new AssertionError(error.toString()));
      List<Leftover> left = deployer.destroy(DEMO, OPTIONS).get().leftovers();
      String commands =
          left.stream().flatMap(each -> each.removal().stream()).collect(Collectors.joining("\n"));

      TreeSet<String> unnamed =
          OURS.matcher(rendered)
              .results()
              .map(found -> found.group().replaceFirst("[.-]$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertTrue(unnamed.contains("/etc/torrust-tracker/firewall.nft"), unnamed::toString);
      assertTrue(unnamed.contains("/etc/cron.d/tracker-backup"), unnamed::toString);
      unnamed.removeIf(path -> isNamed(path, commands));
      assertEquals(new TreeSet<String>(), unnamed, commands);
      List<String> accounts =
          ACCOUNT.matcher(rendered).results().map(found -> found.group(1)).distinct().toList();
      assertEquals(1, accounts.size(), accounts::toString);
      assertTrue(commands.contains("userdel " + accounts.get(0)), commands);
    }
  }

  private static EnvironmentConfig withBackup(EnvironmentConfig config) {
    return ImmutableEnvironmentConfig.copyOf(config)
        .withBackup(new BackupConfig(CronSchedule.parse("0 3 * * *").get(), 7));
  }

  /** By itself or with a folder above it. */
  private static boolean isNamed(String path, String commands) {
    return commands.contains(path)
        || Stream.iterate(Path.of(path), above -> above.getNameCount() >= 2, Path::getParent)
            .anyMatch(above -> commands.contains("rm -rf") && commands.contains(" " + above + ";"));
  }

  /** The texts that go to the machine or that Ansible reads for it, and where files are put. */
  private String rendered(EnvironmentConfig config) {
    Renderer renderer =
        ServiceLoader.load(RendererProvider.class)
            .findFirst()
            .orElseThrow()
            .create(
                ImmutableAdapterContext.builder()
                    .workingDirectory(folder)
                    .variables(Map.of())
                    .commands(new ScriptedCommandRunner())
                    .clock(InstantSource.system())
                    .artifacts(FoundArtifacts.everywhere())
                    .templates(Optional.empty())
                    .build());
    Artifacts artifacts =
        renderer
            .render(
                ImmutableRenderRequest.builder()
                    .config(config)
                    .label(new Label("demo.0123abcd"))
                    .publicKey("ssh-ed25519 AAAA")
                    .address(Samples.address("198.51.100.7"))
                    .sshPort(22)
                    .knownHosts(folder.resolve("known_hosts"))
                    .controlSocket(folder.resolve("socket"))
                    .build())
            .get();
    return Stream.concat(
            artifacts.files().stream()
                .filter(file -> ON_THE_MACHINE.contains(file.group().folder()))
                .map(Artifact::text),
            renderer.bundle(config, artifacts).files().stream().map(HostFile::path))
        .collect(Collectors.joining("\n"));
  }

  private Deployer deployer(FakeWorld world) {
    return Deployer.builder().clock(world.clock()).use(world.adapters()).build();
  }
}
