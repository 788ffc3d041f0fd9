package com.torrust.deployer.adapters.ssh.internal;

import com.google.common.collect.EvictingQueue;
import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.plan.FoundFile;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.SecretProof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Collects what a script on the machine answers, and passes on what people may want to see at once.
 * Keeps and passes on so much and no more, however much the machine says. Not thread-safe.
 */
public final class RemoteReport implements Consumer<RemoteEvent> {

  /** The form of answers that we understand. */
  public static final String PROTOCOL = "1";

  private static final int KEPT_LINES = 60;

  /** More than any stack of ours has services, a release has files, or a start has news. */
  private static final int MOST_SERVICES = 64;

  private static final int MOST_CHECKS = 256;
  private static final int MOST_SECRETS = 32;
  private static final int MOST_CHANGES = 2_000;
  private static final int MOST_NEWS = 2_000;

  /** More than a release has files, and more differences than anybody reads. */
  private static final int MOST_FILES = 1_000;

  private static final int MOST_DIFFERENCES = 500;
  private static final int MOST_UNSEEN = 20;
  private static final int LONGEST_SUBJECT = 300;

  /** Phases that can bring back what a look at the machine finds changed. */
  private static final Set<OperationKind> REPAIRING =
      Set.of(OperationKind.CONFIGURE, OperationKind.RELEASE, OperationKind.RUN);

  private static final Pattern SERVICE = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,62}");
  private static final String UNNAMED = "unnamed";
  private static final String ANY_WARNING = "machine.warning";

  private final Progress progress;
  private final Map<String, ServiceStatus> services = new LinkedHashMap<>();
  private final Map<String, CheckResult> checks = new LinkedHashMap<>();
  private final Map<String, CheckResult> security = new LinkedHashMap<>();
  private final Map<String, SecretProof> secrets = new LinkedHashMap<>();
  private final Map<Integer, FoundFile> files = new LinkedHashMap<>();
  private final List<Drift> drift = new ArrayList<>();
  private final List<String> unseen = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final BackupAnswers backups = new BackupAnswers();
  private final Queue<String> log;
  private Optional<RemoteEvent> hello = Optional.empty();
  private Optional<RemoteEvent> failed = Optional.empty();
  private Optional<RemoteEvent> finished = Optional.empty();
  private int news;

  /** Collects for one command, with as much of a log as explains a failure. */
  public RemoteReport(Progress progress) {
    this(progress, KEPT_LINES);
  }

  /** The same with more or fewer lines of logs. */
  public RemoteReport(Progress progress, int keptLines) {
    this.progress = progress;
    this.log = EvictingQueue.create(keptLines);
  }

  @Override
  public void accept(RemoteEvent event) {
    switch (event.name()) {
      case "hello" -> hello = Optional.of(event);
      case "changed" -> {
        if (changed.size() < MOST_CHANGES) {
          changed.add(event.text("path"));
        }
      }
      case "service" -> keep(services, MOST_SERVICES, event.text("service"), service(event));
      case "check" ->
          keep(checks, MOST_CHECKS, event.text("id") + "\t" + event.text("subject"), check(event));
      case "security" -> keep(security, MOST_CHECKS, event.text("id"), check(event));
      case "secret" -> keep(secrets, MOST_SECRETS, event.text("secret"), secret(event));
      case "file" -> keep(files, MOST_FILES, event.number("number"), file(event));
      case "drift" ->
          drift(event).filter(seen -> drift.size() < MOST_DIFFERENCES).ifPresent(drift::add);
      case "unseen" -> {
        if (unseen.size() < MOST_UNSEEN) {
          unseen.add(shortened(event.text("what")) + ": " + shortened(event.text("why")));
        }
      }
      case "backup", "copied", "restored" -> backups.accept(event);
      case "log" -> log.add(event.text("source") + ": " + event.text("line"));
      case "failed" -> failed = Optional.of(event);
      case "finished" -> finished = Optional.of(event);
      default -> passOn(event);
    }
  }

  private static <K, V> void keep(Map<K, V> known, int most, K key, V value) {
    if (known.containsKey(key) || known.size() < most) {
      known.put(key, value);
    }
  }

  private void passOn(RemoteEvent event) {
    if (event.name().equals("joined")) {
      forget();
    }
    if (news == MOST_NEWS) {
      return;
    }
    news++;
    if (news == MOST_NEWS) {
      progress.warn(
          "machine.too_many_events",
          "the machine says more than can be passed on; only its answers count from here on");
      return;
    }
    switch (event.name()) {
      case "waiting", "busy" ->
          progress.warn(
              "machine.busy",
              "'"
                  + event.text("command")
                  + "' of "
                  + event.text("owner")
                  + " is at work on the machine since "
                  + event.text("since"));
      case "joined" -> joined(event);
      case "recovered" ->
          progress.warn("machine.recovered", "finished what an earlier command had left half done");
      case "facts" ->
          progress.line(
              "machine",
              event.text("system")
                  + ", "
                  + event.text("architecture")
                  + ", "
                  + event.text("free_mib")
                  + " MiB free");
      case "pulling" -> progress.task("pull " + event.text("image"), "started");
      case "pulled" -> progress.task("pull " + event.text("image"), "changed");
      case "moving" ->
          progress.task(
              "take over " + event.text("containers") + " containers of earlier names", "started");
      case "moved" ->
          progress.warn(
              "stack.moved",
              "the stack goes by the Compose project '"
                  + event.text("to")
                  + "' now instead of '"
                  + event.text("from")
                  + "'; the tracker was down for "
                  + String.format(Locale.ROOT, "%.1f", event.number("down_millis") / 1000.0)
                  + " s");
      case "adopted" ->
          progress.warn(
              "stack.adopted",
              "took over what somebody else left; a copy of "
                  + event.text("files")
                  + " files is in "
                  + event.text("copy"));
      case "copying" -> progress.task("copy the database", "started");
      case "making_repository" -> progress.task("make the repository", "changed");
      case "saving" -> progress.task("save the copy in the repository", "started");
      case "forgetting" -> progress.task("remove what is not kept any more", "started");
      case "fetching" -> progress.task("fetch backup " + event.text("backup"), "started");
      case "checking" -> progress.task("check the repository", "started");
      case "restoring" -> progress.task("put backup " + event.text("backup") + " back", "started");
      case "returning" ->
          progress.warn(
              "restore.returning",
              "the tracker does not get well with the backup; "
                  + event.text("copy")
                  + ", the data from before, is put back");
      case "removing" -> progress.task("remove " + event.text("service"), "changed");
      case "password_set" ->
          progress.task("set the password in " + event.text("service"), "changed");
      case "restarting" -> progress.task("restart " + event.text("services"), "changed");
      case "health" -> progress.health(event.text("service"), event.text("from"), event.text("to"));
      case "warning" -> progress.warn(warning(event), event.text("message"));
      // Nothing to pass on; and a newer script may tell more than we understand.
      default -> {}
    }
  }

  private static String warning(RemoteEvent event) {
    return ErrorCode.parse(event.text("code")).map(ErrorCode::value).orElse(ANY_WARNING);
  }

  /**
   * What was joined tells everything from its beginning; if it came to nothing, our own turn
   * follows.
   */
  private void forget() {
    failed = Optional.empty();
    finished = Optional.empty();
    log.clear();
  }

  private void joined(RemoteEvent event) {
    switch (event.text("outcome")) {
      case "" ->
          progress.warn(
              "machine.busy",
              "'start' of "
                  + event.text("owner")
                  + " is at work on the machine; waiting for its end");
      case "ended" ->
          progress.warn("machine.recovered", "'start' went on without a connection and has ended");
      default -> {}
    }
  }

  private static ServiceStatus service(RemoteEvent event) {
    return new ServiceStatus(
        Optional.of(event.text("service")).filter(RemoteReport::isService).orElse(UNNAMED),
        event.text("state"),
        Optional.of(event.text("health")).filter(word -> !word.isEmpty()),
        event.number("restarts"),
        event.text("image"));
  }

  /** Whether a text can name a service of a compose file, and be a word of a command. */
  static boolean isService(String text) {
    return SERVICE.matcher(text).matches();
  }

  private static FoundFile file(RemoteEvent event) {
    return new FoundFile(
        shortened(event.text("content")), !event.text("kept").equals("no"), event.text("mode"));
  }

  /** A difference that is said in words of ours; anything else is none. */
  private static Optional<Drift> drift(RemoteEvent event) {
    Optional<Drift.Kind> kind =
        Arrays.stream(Drift.Kind.values())
            .filter(each -> each.text().equals(event.text("kind")))
            .filter(each -> each != Drift.Kind.RESOURCE && each != Drift.Kind.RELEASE)
            .findFirst();
    Optional<OperationKind> phase =
        OperationKind.find(event.text("phase")).filter(REPAIRING::contains);
    return kind.flatMap(
        known ->
            phase.map(
                repairs ->
                    new Drift(
                        known,
                        shortened(event.text("subject")),
                        shortened(event.text("expected")),
                        shortened(event.text("found")),
                        repairs)));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SUBJECT ? text : text.substring(0, LONGEST_SUBJECT) + "…";
  }

  private static CheckResult check(RemoteEvent event) {
    return new CheckResult(
        event.text("id"),
        event.text("subject"),
        status(event.text("status")),
        event.text("detail"),
        Duration.ofMillis(event.number("millis")));
  }

  private static SecretProof secret(RemoteEvent event) {
    return new SecretProof(
        event.text("secret"),
        answer(event.text("present")),
        answer(event.text("former")),
        event.text("detail"));
  }

  private static SecretProof.Answer answer(String word) {
    return switch (word) {
      case "accepted" -> SecretProof.Answer.ACCEPTED;
      case "refused" -> SecretProof.Answer.REFUSED;
      default -> SecretProof.Answer.UNKNOWN;
    };
  }

  private static CheckResult.Status status(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "pass" -> CheckResult.Status.PASS;
      case "skip" -> CheckResult.Status.SKIP;
      case "warn" -> CheckResult.Status.WARN;
      default -> CheckResult.Status.FAIL;
    };
  }

  /** Whether the script began to answer. */
  public boolean isBegun() {
    return hello.isPresent();
  }

  /** Whether its answers have the form that we understand. */
  public boolean isUnderstood() {
    return hello.map(event -> event.text("protocol").equals(PROTOCOL)).orElse(true);
  }

  /** Why it did not do what it was asked to, if it said so. */
  public Optional<RemoteEvent> failure() {
    return finished.isPresent() ? Optional.empty() : failed;
  }

  /** Whether it did. */
  public boolean isFinished() {
    return finished.isPresent();
  }

  /** Whether it said how it ended, one way or the other. */
  public boolean isAnswered() {
    return isFinished() || failure().isPresent();
  }

  /** The release that it named at the end. */
  public Optional<ReleaseId> release() {
    return finished.flatMap(event -> ReleaseId.parse(event.text("release")));
  }

  /** Containers, in the order in which they were reported. */
  public List<ServiceStatus> services() {
    return List.copyOf(services.values());
  }

  /** Checks, in the order in which they were first reported. */
  public List<CheckResult> checks() {
    return List.copyOf(checks.values());
  }

  /** What protects the machine, in the order in which it was reported. */
  public List<CheckResult> security() {
    return List.copyOf(security.values());
  }

  /** How secrets were taken, in the order in which it was reported. */
  public List<SecretProof> secrets() {
    return List.copyOf(secrets.values());
  }

  /** What was found at the places that were asked for, by their number. */
  public Map<Integer, FoundFile> files() {
    return Map.copyOf(files);
  }

  /** What the machine itself finds changed. */
  public List<Drift> drift() {
    return List.copyOf(drift);
  }

  /** What it could not compare, with the reason. */
  public List<String> unseen() {
    return List.copyOf(unseen);
  }

  /** Backups and copies, in the order in which they were reported. */
  public List<Backup> backups() {
    return backups.all();
  }

  /** The copy of what was there before a restore. */
  public Optional<BackupId> before() {
    return backups.before();
  }

  /** Absolute paths that were written or removed. */
  public List<String> changed() {
    return List.copyOf(changed);
  }

  /**
   * The end of the logs that were reported, each line after its source: they explain a failure, or
   * were asked for.
   */
  public List<String> log() {
    return List.copyOf(log);
  }
}
