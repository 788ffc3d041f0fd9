package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.StackClaim;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One call of the stack's script on the machine, which is part of every release. Immutable.
 *
 * @param name the script's own word for what to do
 * @param operation names the caller, so that only what it began can be ended for it
 * @param owner who asks
 * @param attempt how many times it has been asked with this one: after a lost connection, a start
 *     that ended well meanwhile only tells its answer again
 * @param timeout how long to wait for another owner's command
 * @param limit how long the command may take over there
 * @param release the release that has to be installed, if that matters
 * @param service the only service that is asked for, if it is not all of them
 * @param lines how many lines of logs are wanted of each service, if any
 * @param claim for whom a release is installed, if one is
 * @param choice which backup is meant, if one is
 */
public record StackCommand(
    String name,
    OperationId operation,
    String owner,
    int attempt,
    Duration timeout,
    Duration limit,
    Optional<ReleaseId> release,
    Optional<String> service,
    OptionalInt lines,
    Optional<StackClaim> claim,
    Optional<BackupChoice> choice) {

  /** Path of the script in every release and on every machine. */
  public static final String SCRIPT = ReleaseBundle.ROOT + "/bin/stack";

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * The release may bring a newer script than the one on the machine, so the one in the archive
   * installs it.
   */
  private static final String UNPACK =
      new String(EmbeddedScript.text("unpack.sh").bytes(), StandardCharsets.UTF_8);

  private static final String SURVEY = "survey";

  /** Read whole, so that no program that the script starts can take the rest of it. */
  private static final String SENT = "script=$(cat) && exec bash -c \"$script\" stack \"$@\"";

  private static final String CALL =
      // By its interpreter, because folders may be mounted so that nothing in them can be executed.
      "[ -f %1$s ] || exit %2$d; exec bash %1$s \"$@\""
          .formatted(SCRIPT, RemoteFailures.NOT_INSTALLED);

  /** A command without special wishes. */
  public static StackCommand named(String name, OperationId operation, String owner) {
    return new StackCommand(
        name,
        operation,
        owner,
        1,
        Duration.ZERO,
        LIMIT,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same for that release only. */
  public StackCommand of(ReleaseId wanted) {
    return new StackCommand(
        name,
        operation,
        owner,
        attempt,
        timeout,
        limit,
        Optional.of(wanted),
        service,
        lines,
        claim,
        choice);
  }

  /** The same, asked once more. */
  public StackCommand again() {
    return new StackCommand(
        name,
        operation,
        owner,
        attempt + 1,
        timeout,
        limit,
        release,
        service,
        lines,
        claim,
        choice);
  }

  /** The same with another limit. */
  public StackCommand lasting(Duration longest) {
    return new StackCommand(
        name, operation, owner, attempt, timeout, longest, release, service, lines, claim, choice);
  }

  /** The same, waiting so long for another owner's command. */
  public StackCommand waiting(Duration longest) {
    return new StackCommand(
        name, operation, owner, attempt, longest, limit, release, service, lines, claim, choice);
  }

  /** The same for that environment. */
  public StackCommand claiming(StackClaim owner) {
    return new StackCommand(
        name,
        operation,
        this.owner,
        attempt,
        timeout,
        limit,
        release,
        service,
        lines,
        Optional.of(owner),
        choice);
  }

  /** The same for the end of logs. */
  public StackCommand telling(Optional<String> ofService, int lastLines) {
    return new StackCommand(
        name,
        operation,
        owner,
        attempt,
        timeout,
        limit,
        release,
        ofService,
        OptionalInt.of(lastLines),
        claim,
        choice);
  }

  /** The same for that backup. */
  public StackCommand choosing(BackupChoice wanted) {
    return new StackCommand(
        name,
        operation,
        owner,
        attempt,
        timeout,
        limit,
        release,
        service,
        lines,
        claim,
        Optional.of(wanted));
  }

  /**
   * A look at what was left, by a script that is sent with it.
   *
   * @param checks whether what runs is asked as well
   */
  public static StackCommand survey(boolean checks, OperationId operation, String owner) {
    StackCommand plain = named(SURVEY, operation, owner);
    return checks
        ? new StackCommand(
            plain.name,
            plain.operation,
            plain.owner,
            plain.attempt,
            plain.timeout,
            plain.limit,
            plain.release,
            Optional.of("yes"),
            plain.lines,
            plain.claim,
            plain.choice)
        : plain;
  }

  /** The command that ends this one. */
  public StackCommand abort() {
    return named("abort", operation, owner);
  }

  /** Whether it only looks. */
  public boolean changesNothing() {
    return name.equals("inspect")
        || name.equals(SURVEY)
        || name.equals("logs")
        || name.equals("prove");
  }

  /** Whether it is one that scripts of earlier releases do not know. */
  public boolean isAboutData() {
    return choice.isPresent();
  }

  /** Whether it has an answer where nothing is installed. */
  public boolean needsNothingInstalled() {
    return name.equals("inspect") || name.equals("stop");
  }

  /** What runs on the machine, as root. */
  public RemoteCommand remote() {
    boolean install = name.equals("install");
    boolean named = name.equals("use") || name.equals("prove");
    List<String> words = new ArrayList<>();
    if (!install) {
      words.add(name);
      service.ifPresent(words::add);
      choice.flatMap(BackupChoice::id).map(BackupId::value).ifPresent(words::add);
    }
    if (named) {
      release.map(ReleaseId::value).ifPresent(words::add);
    }
    words.addAll(
        List.of(
            "--operation", operation.value(),
            "--owner", owner,
            "--wait", String.valueOf(timeout.toSeconds()),
            "--limit", String.valueOf(limit.toSeconds())));
    if (attempt > 1 && name.equals("start")) {
      words.addAll(List.of("--attempt", String.valueOf(attempt)));
    }
    release
        .filter(wanted -> !named)
        .ifPresent(wanted -> words.addAll(List.of("--release", wanted.value())));
    lines.ifPresent(count -> words.addAll(List.of("--lines", String.valueOf(count))));
    claim.ifPresent(wanted -> words.addAll(claim(wanted)));
    choice
        .flatMap(BackupChoice::of)
        .ifPresent(other -> words.addAll(List.of("--from", other.value())));
    return RemoteCommand.asRoot(install ? UNPACK : name.equals(SURVEY) ? SENT : CALL, words);
  }

  private static List<String> claim(StackClaim claim) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--environment", claim.environment().value(),
                "--id", claim.id().value(),
                "--driver", claim.driver(),
                "--version", version()));
    claim.known().ifPresent(known -> words.addAll(List.of("--known", known)));
    if (claim.adopts()) {
      words.addAll(List.of("--adopt", "yes"));
    }
    return words;
  }

  private static String version() {
    return Optional.ofNullable(StackCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
