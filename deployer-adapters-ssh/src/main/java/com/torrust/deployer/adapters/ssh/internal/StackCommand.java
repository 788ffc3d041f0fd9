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
import org.immutables.value.Value;

/** One call of the stack's script on the machine, which is part of every release. */
@Value.Immutable
public abstract class StackCommand {

  /** Path of the script in every release and on every machine. */
  public static final String SCRIPT = ReleaseBundle.ROOT + "/bin/stack";

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

  StackCommand() {}

  /** The script's own word for what to do. */
  public abstract String name();

  /** Names the caller, so that only what it began can be ended for it. */
  public abstract OperationId operation();

  /** Who asks. */
  public abstract String owner();

  /**
   * How many times it has been asked with this one: after a lost connection, a start that ended
   * well meanwhile only tells its answer again.
   */
  @Value.Default
  public int attempt() {
    return 1;
  }

  /** How long to wait for another owner's command. */
  @Value.Default
  public Duration timeout() {
    return Duration.ZERO;
  }

  /** How long the command may take over there. */
  @Value.Default
  public Duration limit() {
    return Duration.ofMinutes(2);
  }

  /** The release that has to be installed, if that matters. */
  public abstract Optional<ReleaseId> release();

  /** The word behind the name: the only service that is asked for, or whether checks are. */
  public abstract Optional<String> argument();

  /** How many lines of logs are wanted of each service, if any. */
  public abstract OptionalInt lines();

  /** For whom a release is installed, if one is. */
  public abstract Optional<StackClaim> claim();

  /** Which backup is meant, if one is. */
  public abstract Optional<BackupChoice> choice();

  /** A command without special wishes. */
  public static StackCommand named(String name, OperationId operation, String owner) {
    return ImmutableStackCommand.builder().name(name).operation(operation).owner(owner).build();
  }

  /**
   * A look at what was left, by a script that is sent with it.
   *
   * @param checks whether what runs is asked as well
   */
  public static StackCommand survey(boolean checks, OperationId operation, String owner) {
    return ImmutableStackCommand.copyOf(named(SURVEY, operation, owner))
        .withArgument(Optional.of("yes").filter(yes -> checks));
  }

  /** The same for that release only. */
  public StackCommand of(ReleaseId wanted) {
    return ImmutableStackCommand.copyOf(this).withRelease(wanted);
  }

  /** The same, asked once more. */
  public StackCommand again() {
    return ImmutableStackCommand.copyOf(this).withAttempt(attempt() + 1);
  }

  /** The same with another limit. */
  public StackCommand lasting(Duration longest) {
    return ImmutableStackCommand.copyOf(this).withLimit(longest);
  }

  /** The same, waiting so long for another owner's command. */
  public StackCommand waiting(Duration longest) {
    return ImmutableStackCommand.copyOf(this).withTimeout(longest);
  }

  /** The same for that environment. */
  public StackCommand claiming(StackClaim owner) {
    return ImmutableStackCommand.copyOf(this).withClaim(owner);
  }

  /** The same for the end of logs. */
  public StackCommand telling(Optional<String> ofService, int lastLines) {
    return ImmutableStackCommand.copyOf(this).withArgument(ofService).withLines(lastLines);
  }

  /** The same for that backup. */
  public StackCommand choosing(BackupChoice wanted) {
    return ImmutableStackCommand.copyOf(this).withChoice(wanted);
  }

  /** The command that ends this one. */
  public StackCommand abort() {
    return named("abort", operation(), owner());
  }

  /** Whether it only looks. */
  public boolean changesNothing() {
    return name().equals("inspect")
        || name().equals(SURVEY)
        || name().equals("logs")
        || name().equals("prove");
  }

  /** Whether it is one that scripts of earlier releases do not know. */
  public boolean isAboutData() {
    return choice().isPresent();
  }

  /** Whether it has an answer where nothing is installed. */
  public boolean needsNothingInstalled() {
    return name().equals("inspect") || name().equals("stop");
  }

  /** What runs on the machine, as root. */
  public RemoteCommand remote() {
    boolean install = name().equals("install");
    boolean named = name().equals("use") || name().equals("prove");
    List<String> words = new ArrayList<>();
    if (!install) {
      words.add(name());
      argument().ifPresent(words::add);
      choice().flatMap(BackupChoice::id).map(BackupId::value).ifPresent(words::add);
    }
    if (named) {
      release().map(ReleaseId::value).ifPresent(words::add);
    }
    words.addAll(
        List.of(
            "--operation", operation().value(),
            "--owner", owner(),
            "--wait", String.valueOf(timeout().toSeconds()),
            "--limit", String.valueOf(limit().toSeconds())));
    if (attempt() > 1 && name().equals("start")) {
      words.addAll(List.of("--attempt", String.valueOf(attempt())));
    }
    release()
        .filter(wanted -> !named)
        .ifPresent(wanted -> words.addAll(List.of("--release", wanted.value())));
    lines().ifPresent(count -> words.addAll(List.of("--lines", String.valueOf(count))));
    claim().ifPresent(wanted -> words.addAll(claim(wanted)));
    choice()
        .flatMap(BackupChoice::of)
        .ifPresent(other -> words.addAll(List.of("--from", other.value())));
    return RemoteCommand.asRoot(install ? UNPACK : name().equals(SURVEY) ? SENT : CALL, words);
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
