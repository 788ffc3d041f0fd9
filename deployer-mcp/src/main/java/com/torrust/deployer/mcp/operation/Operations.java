package com.torrust.deployer.mcp.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.PlainText;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.mcp.gate.AgentFolder;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations of this process, and what is known of those of others: each keeps a file that says
 * how far it is, so that it is found again after its client, or its server, has gone. Closing waits
 * until all have ended. Thread-safe.
 */
public final class Operations implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,80}");
  private static final String FOLDER = "operations";
  private static final int LONGEST_ACTOR = 100;
  private static final int MOST_LISTED = 20;
  private static final int LOOK_MILLIS = 500;

  private final AgentFolder folder;
  private final InstantSource clock;
  private final ProcessHandle process = ProcessHandle.current();
  private final List<RunningOperation> running = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(Operations::daemon);

  /** Operations that keep their files in a folder. */
  public Operations(AgentFolder folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    looks.scheduleWithFixedDelay(
        this::lookForWishes, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "wishes to cancel");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins an operation on a thread of its own, and waits until it has a name.
   *
   * @param environment which one it is about
   * @param client on whose behalf
   * @param plan the plan that it carries out
   * @param watch hears its steps
   * @param work the operation of the SDK
   */
  public RunningOperation begin(
      EnvironmentName environment,
      String client,
      Optional<PlanId> plan,
      Watch watch,
      Function<OperationOptions, Either<DeployError, Document>> work) {
    RunningOperation operation = new RunningOperation();
    OperationOptions options =
        ImmutableOperationOptions.builder()
            .cancellation(operation.cancellation())
            .actor(actor(client))
            .approvedPlan(plan)
            .listener(event -> hear(operation, watch, event))
            .build();
    running.add(operation);
    new Thread(() -> run(operation, options, work), "operation on " + environment).start();
    operation.awaitBegin();
    return operation;
  }

  /** On whose behalf, for the history. */
  public static String actor(String client) {
    return PlainText.line("agent " + client, LONGEST_ACTOR);
  }

  private void run(
      RunningOperation operation,
      OperationOptions options,
      Function<OperationOptions, Either<DeployError, Document>> work) {
    Either<DeployError, Document> outcome;
    try {
      outcome = work.apply(options);
    } catch (RuntimeException | Error defect) {
      outcome =
          Either.left(
              DeployError.of(
                  "internal.defect",
                  ErrorKind.INTERNAL,
                  "the deployer itself failed: " + defect.getClass().getSimpleName(),
                  Remedy.advice("look at the log of the server")));
    }
    Either<DeployError, Document> result = outcome;
    String how =
        result.fold(
            error -> error.kind() == ErrorKind.CANCELLED ? "cancelled" : "failed",
            done -> "succeeded");
    operation.view().ifPresent(view -> operation.reached(view.ended(clock.instant(), how)));
    operation.ended(result);
    save(operation);
    running.remove(operation);
  }

  private void hear(RunningOperation operation, Watch watch, DeployEvent event) {
    OperationView known =
        operation
            .view()
            .orElseGet(
                () ->
                    new OperationView(
                        event.header().operation().value(),
                        event.header().environment().value(),
                        event.header().kind().text(),
                        OperationView.RUNNING,
                        Optional.empty(),
                        0,
                        0,
                        event.header().at(),
                        event.header().at()));
    if (event instanceof DeployEvent.StepStarted step) {
      operation.reached(
          known.at(
              event.header().at(), Optional.of(step.description()), step.number(), step.total()));
      save(operation);
      watch.step(step.number(), step.total(), step.description());
    } else if (operation.view().isEmpty()) {
      operation.reached(known);
      save(operation);
    }
  }

  private void save(RunningOperation operation) {
    operation
        .id()
        .filter(id -> ID.matcher(id).matches())
        .ifPresent(
            id -> {
              try {
                folder.write(
                    file(id),
                    operation
                        .document()
                        .put("pid", process.pid())
                        .put("process_start", started(process).map(Instant::toString))
                        .line());
                if (!operation.isRunning()) {
                  folder.remove(wish(id));
                }
              } catch (IOException unwritable) {
                LOG.warn("cannot keep how far operation {} is: {}", id, unwritable.toString());
              }
            });
  }

  private static String file(String id) {
    return FOLDER + "/" + id + ".json";
  }

  private static String wish(String id) {
    return FOLDER + "/" + id + ".cancel";
  }

  private void lookForWishes() {
    for (RunningOperation operation : running) {
      operation
          .id()
          .filter(id -> ID.matcher(id).matches() && folder.has(wish(id)))
          .ifPresent(id -> operation.cancellation().request("an agent cancelled it"));
    }
  }

  /**
   * Those that are wanted, the latest first.
   *
   * @param id only this one; on the left {@code agent.operation_unknown} when there is none
   * @param environments whose operations may be seen
   */
  public Either<DeployError, List<Document>> find(
      Optional<String> id, Predicate<String> environments) {
    List<Document> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder.path(FOLDER), id.orElse("*") + ".json")) {
      for (Path file : files) {
        folder
            .read(FOLDER + "/" + file.getFileName())
            .flatMap(Operations::parse)
            .filter(each -> environments.test(String.valueOf(each.get("environment_name"))))
            .map(this::present)
            .ifPresent(found::add);
      }
    } catch (NoSuchFileException none) {
      found.clear();
    } catch (IOException unreadable) {
      return Either.left(folder.unusable(unreadable));
    }
    if (id.isPresent() && found.isEmpty()) {
      return Either.left(unknown(id.get()));
    }
    found.sort(
        Comparator.comparing((Document each) -> String.valueOf(each.members().get("started_at")))
            .reversed());
    return Either.right(found.stream().limit(MOST_LISTED).toList());
  }

  private static Optional<Map<String, Object>> parse(String text) {
    try {
      return Optional.of(JSON.readValue(text, new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  /** What a file says, unless the process that wrote it has gone without saying more. */
  private Document present(Map<String, Object> kept) {
    boolean gone =
        OperationView.RUNNING.equals(kept.get("state"))
            && kept.get("pid") instanceof Number pid
            && !isAlive(pid.longValue(), String.valueOf(kept.get("process_start")));
    kept.remove("pid");
    kept.remove("process_start");
    if (gone) {
      kept.put("state", OperationView.INTERRUPTED);
    }
    return Document.of(kept);
  }

  private static boolean isAlive(long pid, String start) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(found -> started(found).map(Instant::toString).orElse("null").equals(start))
        .isPresent();
  }

  private static Optional<Instant> started(ProcessHandle process) {
    return process.info().startInstant();
  }

  /**
   * Asks an operation to stop, whichever server runs it; it ends in order, and its environment can
   * be taken up again. Left: {@code agent.operation_unknown}.
   */
  public Either<DeployError, List<Document>> cancel(String id, Predicate<String> environments) {
    return find(Optional.of(id), environments)
        .flatMap(
            found -> {
              if (OperationView.RUNNING.equals(found.get(0).members().get("state"))) {
                try {
                  folder.mark(wish(id));
                } catch (IOException unwritable) {
                  return Either.left(folder.unusable(unwritable));
                }
                lookForWishes();
              }
              return Either.right(found);
            });
  }

  private static DeployError unknown(String id) {
    return DeployError.of(
        "agent.operation_unknown",
        ErrorKind.NOT_FOUND,
        "there is no operation " + Excerpt.of(id),
        Remedy.advice("call operation without an id to see the latest"));
  }

  /** Whether an id can be one. */
  public static Optional<String> id(String text) {
    return ID.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  @Override
  public void close() {
    running.forEach(RunningOperation::await);
    looks.shutdownNow();
  }
}
