package com.torrust.deployer.cli;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Configurator.Report;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.preflight.AccountFacts;
import com.torrust.deployer.domain.preflight.AccountFacts.Elevation;
import com.torrust.deployer.domain.preflight.ImmutableMachineFacts;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.preflight.SystemFacts;
import com.torrust.deployer.domain.release.InstallReport;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.Registration;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs the commands that people wait for in a folder of its own, touching nothing else, so that the
 * virtual machine can write down which classes they load. The launcher's archives are made from it.
 */
final class Rehearsal {

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx0lqMPMbPH5Qw3rs0JkLzSeKbXmGxV9pTgTBbmsXkA"
          + " rehearsal\n";

  private final Path folder;

  private Rehearsal(Path folder) {
    this.folder = folder;
  }

  /** Rehearses everything; exit codes do not matter, as a refusal loads classes as well. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("deployer-rehearsal");
    try {
      new Rehearsal(folder).run();
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
      }
    }
  }

  private void run() throws IOException {
    Main.prepareNumbers();
    Path key = folder.resolve("key");
    Files.writeString(key, "");
    Files.writeString(folder.resolve("key.pub"), KEY);
    play("create", "template", "--provider", "lxd", folder.resolve("template.json").toString());
    Path config = folder.resolve("rehearsal.json");
    Files.writeString(
        config,
        Files.readString(folder.resolve("template.json"))
            .replace("REPLACE_WITH_ENVIRONMENT_NAME", "rehearsal")
            .replace("REPLACE_WITH_LXD_PROFILE_NAME", "rehearsal")
            .replace("REPLACE_WITH_SSH_PRIVATE_KEY_ABSOLUTE_PATH", key.toString())
            .replace("REPLACE_WITH_SSH_PUBLIC_KEY_ABSOLUTE_PATH", key + ".pub"));
    play("validate", "--env-file", config.toString());
    play("create", "environment", "--env-file", config.toString());
    play("exists", "rehearsal");
    for (String format : new String[] {"text", "json"}) {
      play("list", "--output-format", format);
      play("show", "rehearsal", "--output-format", format);
      play("plan", "rehearsal", "--offline", "--output-format", format);
    }
    play(
        "render",
        "--env-file",
        config.toString(),
        "--instance-ip",
        "192.0.2.1",
        "--output-dir",
        folder.resolve("out").toString());
    // Nobody listens there, so this is refused at once, with all that a connection needs loaded.
    play("register", "rehearsal", "--instance-ip", "127.0.0.1", "--ssh-port", "1");
    refuseAsLateAsPossible();
    play("show", "nobody", "--output-format", "text");
    play("nonsense");
    play("help", "deploy");
    play("purge", "rehearsal", "--yes");
  }

  /** On a machine that does not exist, everything is loaded before the connection is refused. */
  private void refuseAsLateAsPossible() {
    EnvironmentName name = EnvironmentName.parse("rehearsal").get();
    OperationOptions standard = OperationOptions.standard();
    List<HostKey> keys = List.of(HostKey.parse(KEY).get());
    try (Deployer pretending =
        Deployer.builder()
            .workingDirectory(folder)
            .machineAccess(
                pretended(
                    MachineAccess.class,
                    given ->
                        given.length == 4 ? ((Machine) given[0]).withPinned(keys) : unremarkable()))
            .configurator((config, machine, context) -> Either.right(new Report(0, 0)))
            .stackOperator(
                pretended(
                    StackOperator.class,
                    given -> new InstallReport(((ReleaseBundle) given[2]).id(), List.of())))
            .build()) {
      pretending.register(
          name, new Registration(HostAddress.parse("127.0.0.1").get(), Optional.of(1)), standard);
      pretending.configure(name, standard);
      play("release", name.value());
      pretending.release(name, standard);
      play("plan", name.value());
      play("run", name.value());
    }
  }

  private static MachineFacts unremarkable() {
    return ImmutableMachineFacts.builder()
        .system(
            new SystemFacts(
                "debian",
                "13",
                "Debian",
                "x86_64",
                "amd64",
                "",
                "",
                "systemd",
                OptionalInt.of(4096),
                "3.13"))
        .account(new AccountFacts("root", "/bin/sh", Elevation.ROOT, ""))
        .build();
  }

  /** An adapter that is only asked for one thing. */
  private static <P> P pretended(Class<P> port, Function<Object[], Object> answer) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, given) -> Either.right(answer.apply(given))));
  }

  private void play(String... words) {
    String[] all =
        Stream.concat(Stream.of(words), Stream.of("--working-dir", folder.toString()))
            .toArray(String[]::new);
    Main.run(
        words[0].equals("help") ? words : all,
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream());
  }
}
