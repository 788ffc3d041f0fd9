package com.torrust.deployer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.CronSchedule;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.sdk.DeployTarget;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.Leftover;
import com.torrust.deployer.sdk.OperationOptions;
import com.torrust.deployer.sdk.Registration;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  private static final Pattern ACCOUNT =
      Pattern.compile("^readonly account=(\\S+)$", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void destroyNamesEveryFileAndAccountThatThePlaybookAndTheStackPutOnTheMachine()
      throws IOException {
    FakeWorld world = FakeWorld.create();
    world.addHost("198.51.100.7");
    try (Deployer deployer = deployer(world)) {
      deployer.create(withBackup(Samples.config("demo")), OPTIONS).get();
      deployer
          .register(
              DEMO, new Registration(Samples.address("198.51.100.7"), Optional.empty()), OPTIONS)
          .get();
      deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS).get();
      String rendered = rendered();
      List<Leftover> left = deployer.destroy(DEMO, OPTIONS).get().leftovers();
      String commands =
          left.stream()
              .flatMap(each -> each.removal().stream())
              .collect(Collectors.joining("\n"));

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
        || Stream.iterate(Path.of(path), above -> above.getNameCount() > 2, Path::getParent)
            .anyMatch(above -> commands.contains("rm -rf") && commands.contains(" " + above + ";"));
  }

  /** What goes to the machine, and what Ansible reads for it. */
  private String rendered() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("build").resolve("demo"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        text.append(Files.readString(file)).append('\n');
      }
    }
    return text.toString();
  }

  private Deployer deployer(FakeWorld world) {
    return Deployer.builder()
        .workingDirectory(folder)
        .clock(world.clock())
        .store(world.store())
        .sshKeyFiles(world.sshKeyFiles())
        .provisioner(world.provisioner())
        .machineAccess(world.machineAccess())
        .configurator(world.configurator())
        .stackOperator(world.stackOperator())
        .serviceProbe(world.serviceProbe())
        .build();
  }
}
