package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.adapters.ssh.internal.LookAnswers.Answer;
import com.torrust.deployer.domain.preflight.AccountFacts;
import com.torrust.deployer.domain.preflight.AccountFacts.Elevation;
import com.torrust.deployer.domain.preflight.ContainerFacts;
import com.torrust.deployer.domain.preflight.DockerFacts;
import com.torrust.deployer.domain.preflight.DockerFacts.Presence;
import com.torrust.deployer.domain.preflight.FirewallFacts;
import com.torrust.deployer.domain.preflight.FolderFacts;
import com.torrust.deployer.domain.preflight.ImmutableDockerFacts;
import com.torrust.deployer.domain.preflight.ImmutableMachineFacts;
import com.torrust.deployer.domain.preflight.ListenerFacts;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.preflight.NetworkFacts;
import com.torrust.deployer.domain.preflight.PackageFacts;
import com.torrust.deployer.domain.preflight.SshdFacts;
import com.torrust.deployer.domain.preflight.StackFolderFacts;
import com.torrust.deployer.domain.preflight.StackFolderFacts.Kind;
import com.torrust.deployer.domain.preflight.SystemFacts;
import com.torrust.deployer.domain.service.PublicPort.Protocol;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Makes facts of answers. What is damaged counts as not found out. */
public final class FactsReader {

  private static final int HIGHEST_PORT = 65_535;
  private static final long BYTES_IN_MIB = 1024L * 1024;
  private static final long KIB_IN_MIB = 1024;
  private static final int LONGEST_NUMBER = 18;
  private static final int ADDRESS_BITS = 32;
  private static final Answer NONE = new Answer(List.of());

  private final LookAnswers answers;

  private FactsReader(LookAnswers answers) {
    this.answers = answers;
  }

  /** The facts in answers that are whole. */
  public static MachineFacts read(LookAnswers answers) {
    return new FactsReader(answers).facts();
  }

  private MachineFacts facts() {
    return ImmutableMachineFacts.builder()
        .system(system())
        .account(account())
        .folders(answers.all("folder").stream().map(FactsReader::folder).toList())
        .docker(docker())
        .listeners(answers.all("listener").stream().flatMap(FactsReader::listener).toList())
        .firewall(firewall())
        .sshd(sshd())
        .packages(packages())
        .network(network())
        .stackFolder(stackFolder())
        .build();
  }

  private SystemFacts system() {
    Answer system = one("system");
    OptionalLong memory = number(one("memory").text(0));
    return new SystemFacts(
        system.text(0),
        system.text(1),
        system.text(2),
        system.text(3),
        system.text(4),
        system.text(5),
        system.text(6),
        system.text(7),
        memory.isPresent()
            ? OptionalInt.of((int) Math.min(Integer.MAX_VALUE, memory.getAsLong() / KIB_IN_MIB))
            : OptionalInt.empty(),
        system.text(8));
  }

  private AccountFacts account() {
    Answer account = one("account");
    Elevation elevation =
        switch (account.text(2)) {
          case "root" -> Elevation.ROOT;
          case "sudo" -> Elevation.SUDO;
          default -> Elevation.NONE;
        };
    return new AccountFacts(account.text(0), account.text(1), elevation, account.text(3));
  }

  /** Free blocks, their size, free inodes, all inodes. */
  private static FolderFacts folder(Answer folder) {
    List<OptionalLong> space =
        Arrays.stream(folder.text(5).split(" ")).map(FactsReader::number).toList();
    boolean known = space.size() == 4 && space.stream().allMatch(OptionalLong::isPresent);
    return new FolderFacts(
        folder.text(0),
        folder.yes(1),
        folder.yes(2),
        folder.yes(3),
        folder.text(4),
        known
            ? OptionalLong.of(
                (long)
                    ((double) space.get(0).getAsLong() * space.get(1).getAsLong() / BYTES_IN_MIB))
            : OptionalLong.empty(),
        known && space.get(3).getAsLong() > 0 ? space.get(2) : OptionalLong.empty());
  }

  private DockerFacts docker() {
    Answer docker = one("docker");
    Answer daemon = one("daemon");
    Answer firewall = one("docker_firewall");
    return ImmutableDockerFacts.builder()
        .presence(presence(docker.text(0)))
        .client(docker.text(1))
        .isSnap(docker.yes(2))
        .refusal(docker.text(3))
        .compose(given(daemon.text(8)))
        .version(given(daemon.text(0)))
        .logDriver(daemon.text(1))
        .storageDriver(daemon.text(2))
        .cgroupVersion(daemon.text(3))
        .isLiveRestore(daemon.text(4).equals("true"))
        .rootFolder(daemon.text(5))
        .securityOptions(words(daemon.text(6)))
        .networkCapacity(capacity(words(daemon.text(7))))
        .networks((int) Math.min(number(one("networks").text(0)).orElse(0), Integer.MAX_VALUE))
        .isFirewallForbidden(firewall.yes(0))
        .firewallRules(given(firewall.text(1)).map("yes"::equals))
        .ipv6Firewall(given(firewall.text(2)).map("yes"::equals))
        .containers(
            answers.all("container").stream()
                .map(
                    container ->
                        new ContainerFacts(
                            container.text(0),
                            container.text(1),
                            container.text(2),
                            container.text(3),
                            container.text(4),
                            container.text(5)))
                .toList())
        .build();
  }

  private static Presence presence(String word) {
    return switch (word) {
      case "imitated" -> Presence.IMITATED;
      case "silent" -> Presence.SILENT;
      case "running" -> Presence.RUNNING;
      default -> Presence.ABSENT;
    };
  }

  /** Pools such as {@code 10.10.0.0/16,24}: as many networks of the second size as fit. */
  private static Optional<Long> capacity(List<String> pools) {
    long networks = 0;
    for (String pool : pools) {
      String[] parts = pool.substring(pool.indexOf('/') + 1).split(",", -1);
      OptionalLong base = number(parts[0]);
      OptionalLong size = parts.length > 1 ? number(parts[1]) : OptionalLong.empty();
      boolean known = base.isPresent() && size.isPresent() && !pool.contains(":");
      if (known && size.getAsLong() >= base.getAsLong() && size.getAsLong() <= ADDRESS_BITS) {
        networks += 1L << Math.min(ADDRESS_BITS, size.getAsLong() - base.getAsLong());
      }
    }
    return networks == 0 ? Optional.empty() : Optional.of(networks);
  }

  private static Stream<ListenerFacts> listener(Answer listener) {
    Optional<Protocol> protocol =
        Arrays.stream(Protocol.values())
            .filter(each -> each.text().equals(listener.text(0)))
            .findFirst();
    OptionalLong port = number(listener.text(2));
    return protocol.isEmpty()
            || port.isEmpty()
            || port.getAsLong() < 1
            || port.getAsLong() > HIGHEST_PORT
        ? Stream.empty()
        : Stream.of(
            new ListenerFacts(
                protocol.get(), listener.text(1), (int) port.getAsLong(), listener.text(3)));
  }

  private FirewallFacts firewall() {
    Answer firewall = one("firewall");
    return new FirewallFacts(
        firewall.yes(0),
        firewall.yes(1),
        firewall.yes(2),
        firewall.yes(3),
        firewall.yes(4),
        texts("table"));
  }

  private SshdFacts sshd() {
    Map<String, String> settings = new LinkedHashMap<>();
    answers
        .all("setting")
        .forEach(
            setting ->
                settings.merge(setting.text(0), setting.text(1), (one, more) -> one + " " + more));
    return new SshdFacts(one("sshd").yes(0), settings);
  }

  private PackageFacts packages() {
    return new PackageFacts(packages("unfinished"), packages("held"), texts("masked"));
  }

  private List<String> packages(String how) {
    return answers.all("package").stream()
        .filter(each -> each.text(0).equals(how))
        .map(each -> each.text(1))
        .toList();
  }

  private NetworkFacts network() {
    Answer network = one("network");
    return new NetworkFacts(
        network.text(0),
        network.yes(1),
        network.text(2).equals("1"),
        texts("address"),
        texts("reachable"),
        given(network.text(3)).map("yes"::equals));
  }

  private StackFolderFacts stackFolder() {
    Answer stack = one("stack");
    Kind kind =
        switch (stack.text(0)) {
          case "empty" -> Kind.EMPTY;
          case "released" -> Kind.RELEASED;
          case "foreign" -> Kind.FOREIGN;
          case "obstacle" -> Kind.OBSTACLE;
          default -> Kind.ABSENT;
        };
    return new StackFolderFacts(kind, stack.text(1), texts("entry"), texts("mark"));
  }

  private Answer one(String name) {
    return answers.one(name).orElse(NONE);
  }

  private List<String> texts(String name) {
    return answers.all(name).stream()
        .map(each -> each.text(0))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }

  private static OptionalLong number(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= LONGEST_NUMBER
            && text.chars().allMatch(each -> each >= '0' && each <= '9');
    return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
