package com.torrust.deployer.adapters.tofu.internal;

import com.google.common.hash.Hashing;
import com.torrust.deployer.adapters.tofu.internal.tool.Tofu;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuFolder;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuPlan;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuPlan.Change;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuState;
import com.torrust.deployer.adapters.tofu.internal.tool.ToolFailure;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.plan.ProviderSurvey;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.Artifacts;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Compares what is wanted with what exists, by one plan of OpenTofu. It works on a copy of the
 * folder that is thrown away, without the state's lock: nothing of the environment is written, and
 * a look never stands in the way of work. For one call.
 */
public final class SurveyMachine {

  /** More than a project of ours has. */
  private static final int MOST_RESOURCES = 100;

  private static final int LONGEST = 200;

  /** What the machine itself is called in our projects. */
  private static final List<String> MACHINES =
      List.of("lxd_instance.machine", "hcloud_server.machine");

  private static final Set<String> FIRST_BOOT = Set.of("config.cloud-init.user-data");

  /** What can only be changed while the machine is switched off. */
  private static final String SIZE = "server_type";

  private final MachineSpec spec;
  private final OperationContext context;
  private final TofuFolder folder;
  private final BiFunction<TofuFolder, Optional<Path>, Tofu> tools;

  /**
   * Prepares one call.
   *
   * @param folder where OpenTofu works otherwise
   * @param tools makes OpenTofu for a folder, with plug-ins that were fetched for another one
   */
  public SurveyMachine(
      MachineSpec spec,
      OperationContext context,
      TofuFolder folder,
      BiFunction<TofuFolder, Optional<Path>, Tofu> tools) {
    this.spec = spec;
    this.context = context;
    this.folder = folder;
    this.tools = tools;
  }

  /** What is different, or what kept OpenTofu from telling. */
  public Either<DeployError, ProviderSurvey> run(Artifacts rendered) {
    return Disk.attempt(folder.path(), folder::state)
        .flatMap(
            state ->
                state instanceof TofuState.Recorded
                    ? Disk.attempt(folder.path(), () -> onCopy(rendered)).flatMap(made -> made)
                    : Either.right(
                        ProviderSurvey.none(
                            "the provider: OpenTofu remembers nothing; the next provision asks for"
                                + " everything that carries the label")));
  }

  private Either<DeployError, ProviderSurvey> onCopy(Artifacts rendered) throws IOException {
    Path copy = Files.createTempDirectory("torrust-plan-");
    try {
      TofuFolder scratch = new TofuFolder(copy);
      place(rendered, copy);
      folder.copyMemoryTo(scratch);
      Either<ToolFailure, Optional<TofuPlan>> planned =
          tools.apply(scratch, Optional.of(folder.pluginData())).look();
      if (planned.isLeft() && planned.getLeft().exitCode().isPresent()) {
        // Another version of the program may need other plug-ins than those that are there.
        Tofu fresh = tools.apply(scratch, Optional.empty());
        planned =
            fresh
                .version()
                .flatMap(version -> io(() -> fresh.init(version)))
                .flatMap(fetched -> io(fresh::look));
      }
      return planned
          .mapLeft(failure -> failure.describe("provision.tool_failed"))
          .map(SurveyMachine::survey);
    } finally {
      remove(copy);
    }
  }

  /** Something of the tool that touches files. */
  @FunctionalInterface
  private interface Work<T> {
    Either<ToolFailure, T> run() throws IOException;
  }

  private static <T> Either<ToolFailure, T> io(Work<T> work) {
    try {
      return work.run();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void place(Artifacts rendered, Path copy) throws IOException {
    String prefix = "tofu/" + spec.provider().id() + "/";
    for (Artifact file : rendered.files()) {
      if (file.path().startsWith(prefix)) {
        // A name without a way: what is rendered for OpenTofu stands in one folder.
        Files.writeString(copy.resolve(Path.of(file.path()).getFileName()), file.text());
      }
    }
  }

  private static void remove(Path copy) throws IOException {
    try (Stream<Path> all = Files.walk(copy)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (UncheckedIOException wrapped) {
      throw wrapped.getCause();
    }
  }

  private static ProviderSurvey survey(Optional<TofuPlan> planned) {
    List<Change> changes =
        planned.map(TofuPlan::changes).orElse(List.of()).stream()
            .filter(Change::doesSomething)
            .filter(change -> !isOfTheFirstBootOnly(change))
            .limit(MOST_RESOURCES)
            .toList();
    List<Drift> drift = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    boolean gone = false;
    boolean restarts = false;
    for (Change change : changes) {
      if (change.loses()) {
        losses.add(cleaned(change.toString()));
      } else if (change.actions().equals(List.of("create"))) {
        gone |= MACHINES.contains(change.address());
        drift.add(resource(change, "there", "gone"));
      } else {
        restarts |= MACHINES.contains(change.address()) && change.different().contains(SIZE);
        drift.add(
            resource(
                change, "as it was made", "different in " + String.join(", ", change.different())));
      }
    }
    String digest =
        Hashing.sha256()
            .hashString(changes.toString() + drift, StandardCharsets.UTF_8)
            .toString()
            .substring(0, 16);
    return new ProviderSurvey(
        drift,
        gone,
        losses,
        digest,
        List.of(),
        restarts ? Optional.of("the machine is switched off and on") : Optional.empty());
  }

  /** What another version of the program would tell a machine that boots for the first time. */
  private static boolean isOfTheFirstBootOnly(Change change) {
    return change.actions().equals(List.of("update"))
        && !change.different().isEmpty()
        && FIRST_BOOT.containsAll(change.different());
  }

  private static Drift resource(Change change, String expected, String found) {
    return new Drift(
        Drift.Kind.RESOURCE,
        cleaned(change.address()),
        expected,
        cleaned(found),
        OperationKind.PROVISION);
  }

  private static String cleaned(String text) {
    return PlainText.line(text, LONGEST);
  }
}
