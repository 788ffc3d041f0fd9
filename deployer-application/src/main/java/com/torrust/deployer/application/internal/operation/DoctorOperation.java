package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.secret.SecretResolver;
import com.torrust.deployer.application.internal.secret.SecretResolver.Looked;
import com.torrust.deployer.application.internal.secret.SecretResolver.Seen;
import com.torrust.deployer.application.internal.session.Look;
import com.torrust.deployer.application.internal.session.OperationProgress;
import com.torrust.deployer.application.internal.session.SideBySide;
import com.torrust.deployer.application.internal.session.Stopped;
import com.torrust.deployer.application.internal.session.StoredEnvironments;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent.Outcome;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.port.Prerequisites.Question;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.sdk.operation.DoctorOptions;
import com.torrust.deployer.sdk.operation.DoctorReport;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks every adapter what it needs on this computer, all at the same time. Changes nothing. */
public final class DoctorOperation {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A busy machine takes its time, and the look has a limit of its own. */
  private static final Duration MACHINE = Duration.ofSeconds(100);

  private static final Duration EACH = Duration.ofSeconds(20);

  private final Look.Maker looks;
  private final Adapters adapters;

  /** Asks these adapters. */
  public DoctorOperation(Look.Maker looks, Adapters adapters) {
    this.looks = looks;
    this.adapters = adapters;
  }

  /**
   * A report, good or bad; left only when the environment cannot be read, or when somebody asked to
   * stop.
   */
  public Either<DeployError, DoctorReport> run(DoctorOptions wanted, OperationOptions options) {
    SecretResolver secrets = new SecretResolver(adapters, options.cancellation());
    if (wanted.config().isPresent()) {
      return judge(wanted.config().get(), secrets, options);
    }
    if (wanted.environment().isEmpty()) {
      return ask(
          new Question(wanted.provider(), Optional.empty(), EACH),
          Optional.empty(),
          List.of(),
          options);
    }
    return new StoredEnvironments(adapters.store())
        .get(wanted.environment().get())
        .flatMap(
            environment -> {
              Seen seen = secrets.see(environment);
              return ask(
                  question(seen.environment().config(), seen.providerFailure().isEmpty()),
                  Optional.of(seen.environment()),
                  secrets.prerequisites(environment.config()),
                  options);
            });
  }

  /** Looks at what a configuration needs that nothing is stored of. */
  private Either<DeployError, DoctorReport> judge(
      EnvironmentConfig config, SecretResolver secrets, OperationOptions options) {
    List<Prerequisite> had = secrets.prerequisites(config);
    Looked looked = secrets.lookLeniently(config);
    return ask(
        question(looked.config(), looked.failures().isEmpty()), Optional.empty(), had, options);
  }

  /** The provider is asked nothing with a secret that is not the real one. */
  private static Question question(EnvironmentConfig config, boolean asksProvider) {
    return new Question(
        Optional.of(config.provider().id()),
        asksProvider ? Optional.of(config) : Optional.empty(),
        EACH);
  }

  private Either<DeployError, DoctorReport> ask(
      Question question,
      Optional<Environment> environment,
      List<Prerequisite> secrets,
      OperationOptions options) {
    SideBySide questions = new SideBySide(options.cancellation(), LIMIT, adapters.defects());
    SideBySide looking = new SideBySide(options.cancellation(), MACHINE, adapters.defects());
    List<Supplier<Either<DeployError, List<Prerequisite>>>> asked = new ArrayList<>();
    for (Prerequisites each : adapters.prerequisites()) {
      asked.add(
          questions.ask(
              "a check of this computer", own -> Either.right(each.check(question, own))));
    }
    environment
        .filter(DoctorOperation::hasProvider)
        .filter(stored -> question.config().isPresent())
        .ifPresent(
            stored ->
                asked.add(
                    questions.ask(
                        "the provider",
                        own -> Either.right(List.of(provider(stored, own, options))))));
    Optional<Supplier<Either<DeployError, Either<Prerequisite, MachineReport>>>> look =
        environment
            .flatMap(Environment::knownMachine)
            .map(
                machine ->
                    looking.ask(
                        "the machine",
                        own -> Either.right(machine(environment.get(), machine, own, options))));
    Optional<Supplier<Either<DeployError, List<CheckResult>>>> protection =
        environment
            .filter(stored -> stored.installedRelease().isPresent())
            .flatMap(Environment::knownMachine)
            .map(
                machine ->
                    questions.ask(
                        "the machine's security",
                        own -> Either.right(security(environment.get(), machine, own, options))));
    List<Prerequisite> answers = new ArrayList<>(secrets);
    // A deployer that lacks an adapter cannot deploy, whatever this computer has.
    for (DeployError missing : adapters.unresolved()) {
      answers.add(
          Prerequisite.unmet("sdk.adapter_unresolved", "the adapters", missing, Duration.ZERO));
    }
    for (Supplier<Either<DeployError, List<Prerequisite>>> answer : asked) {
      answers.addAll(
          answer
              .get()
              .getOrElseGet(
                  error ->
                      List.of(Prerequisite.unmet("doctor.answer", "this computer", error, LIMIT))));
    }
    Optional<MachineReport> machine = Optional.empty();
    if (look.isPresent()) {
      Either<Prerequisite, MachineReport> answer =
          look.get()
              .get()
              .getOrElseGet(
                  error ->
                      Either.left(
                          Prerequisite.unmet("doctor.answer", "the machine", error, MACHINE)));
      answer.peekLeft(answers::add);
      machine = answer.toJavaOptional();
    }
    return options.cancellation().isRequested()
        ? Either.left(Stopped.error(options.cancellation(), "before all answers were in"))
        : Either.right(
            new DoctorReport(
                answers.stream().map(this::redacted).toList(),
                machine,
                protection.map(one -> one.get().getOrElse(List.of())).orElse(List.of())));
  }

  /** What is part of a report leaves as any error does: in one line and without secrets. */
  private Prerequisite redacted(Prerequisite answer) {
    Redactor redactor = adapters.secrets().redactor();
    CheckResult found = answer.result();
    return new Prerequisite(
        new CheckResult(
            found.id(),
            redactor.line(found.subject()),
            found.status(),
            redactor.line(found.detail()),
            found.duration()),
        answer.remedies().stream().map(redactor::redact).toList());
  }

  private static boolean hasProvider(Environment environment) {
    return environment.knownMachine().map(Machine::isManaged).orElse(true);
  }

  /** What {@code provision} would ask before anything costs money. */
  private Prerequisite provider(
      Environment environment, Cancellation cancellation, OperationOptions options) {
    MachineSpec spec = environment.context().machineSpec();
    long start = System.nanoTime();
    try (Look look = looks.at(environment, OperationKind.STATUS, options)) {
      return look.ended(
          Outcome.SUCCEEDED,
          look.context(cancellation, options.timeouts())
              .flatMap(context -> adapters.provisioner(spec.provider()).check(spec, context))
              .fold(
                  error ->
                      Prerequisite.unmet(
                          "provider.machine", subject(spec), error, OperationProgress.since(start)),
                  done ->
                      Prerequisite.met(
                          "provider.machine",
                          subject(spec),
                          "can be made",
                          OperationProgress.since(start))));
    }
  }

  /** What {@code register} and {@code configure} would find. */
  private Either<Prerequisite, MachineReport> machine(
      Environment environment,
      Machine machine,
      Cancellation cancellation,
      OperationOptions options) {
    long start = System.nanoTime();
    return ask(
            environment,
            cancellation,
            options,
            context ->
                adapters
                    .machineAccess()
                    .look(machine, environment.config().sshCredentials(), context))
        .map(facts -> MachineReport.of(facts, environment.config()))
        .mapLeft(
            error ->
                Prerequisite.unmet(
                    "machine.look",
                    "machine '" + machine.address() + "'",
                    error,
                    OperationProgress.since(start)));
  }

  /** What the installed stack's script finds; whether the machine lets us in is said elsewhere. */
  private List<CheckResult> security(
      Environment environment,
      Machine machine,
      Cancellation cancellation,
      OperationOptions options) {
    return ask(
            environment,
            cancellation,
            options,
            context ->
                adapters
                    .stackOperator()
                    .inspect(machine, environment.config().sshCredentials(), context))
        .map(StackStatus::security)
        .getOrElse(List.of());
  }

  private <T> Either<DeployError, T> ask(
      Environment environment,
      Cancellation cancellation,
      OperationOptions options,
      Function<OperationContext, Either<DeployError, T>> question) {
    try (Look look = looks.at(environment, OperationKind.STATUS, options)) {
      return look.ended(
          Outcome.SUCCEEDED, look.context(cancellation, options.timeouts()).flatMap(question));
    }
  }

  private static String subject(MachineSpec spec) {
    return "machine '" + spec.name() + "' at " + spec.provider().displayName();
  }
}
