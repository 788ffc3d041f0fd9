package com.torrust.deployer.mcp.gate;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanDepth;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.ShellWord;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets through what spends or destroys: only for the plan that is true now, and only when somebody
 * has agreed to it. Thread-safe.
 */
public final class PlanGate {

  private final Approvals approvals;
  private final InstantSource clock;
  private final Path workingDirectory;

  /** A gate. */
  public PlanGate(Approvals approvals, InstantSource clock, Path workingDirectory) {
    this.approvals = approvals;
    this.clock = clock;
    this.workingDirectory = workingDirectory;
  }

  /**
   * Takes the one use of the approval for a plan.
   *
   * @param present the plan that is true now
   * @param operation what would be done by it
   * @param given the plan that the agent asks for
   * @return who agreed; on the left {@code plan.required}, {@code approval.used}, {@code
   *     approval.foreign}, {@code plan.stale}, {@code approval.required}, {@code approval.expired},
   *     {@code approval.denied}
   */
  public Either<DeployError, String> pass(
      Plan present, String operation, Optional<PlanId> given, Consent consent) {
    if (given.isEmpty()) {
      return Either.left(
          about(present, "plan.required", "'" + operation + "' needs the id of a plan")
              .addRemedies(Remedy.advice("call plan, show what it says, and give its id"))
              .build());
    }
    PlanId asked = given.get();
    return approvals.find(asked).flatMap(known -> pass(present, operation, asked, known, consent));
  }

  /** The plan that was given, or {@code approval.used} when it was carried out already. */
  public Either<DeployError, Optional<PlanId>> unused(Optional<PlanId> given) {
    return given.filter(approvals::isUsed).isPresent()
        ? Either.left(Approvals.usedError(given.get()))
        : Either.right(given);
  }

  /**
   * How far to look before something is permitted: as far as the plan that was shown; where none is
   * given, as far as can be, since what is found may cost what was never allowed.
   */
  public Either<DeployError, PlanDepth> depth(Optional<PlanId> given) {
    return given.isPresent()
        ? approvals
            .find(given.get())
            .map(known -> known.map(Approval::depth).orElse(PlanDepth.OFFLINE))
        : Either.right(PlanDepth.ONLINE);
  }

  private Either<DeployError, String> pass(
      Plan present, String operation, PlanId asked, Optional<Approval> known, Consent consent) {
    if (approvals.isUsed(asked)) {
      return Either.left(Approvals.usedError(asked));
    }
    Optional<Approval> other =
        known.filter(
            plan ->
                !plan.environment().equals(present.environment().value())
                    || !plan.operation().equals(operation));
    if (other.isPresent()) {
      return Either.left(
          about(
                  present,
                  "approval.foreign",
                  "plan "
                      + asked
                      + " is to "
                      + other.get().operation()
                      + " '"
                      + other.get().environment()
                      + "', not to "
                      + operation
                      + " '"
                      + present.environment()
                      + "'")
              .addRemedies(Remedy.advice("make a plan of what you mean to do"))
              .build());
    }
    if (known.isEmpty() || !asked.isOf(present.id())) {
      return Either.left(stale(present, asked));
    }
    return approved(known.get(), consent).flatMap(approvals::use).map(PlanGate::who);
  }

  private static String who(Approval approval) {
    return approval.approvedBy().orElseThrow();
  }

  private Either<DeployError, Approval> approved(Approval pending, Consent consent) {
    if (pending.isGiven(clock.instant())) {
      return Either.right(pending);
    }
    if (consent.canAsk()) {
      String question =
          "An agent asks to do this:\n"
              + String.join("\n", pending.summary())
              + "\nType the name of the environment to agree.";
      return consent.ask(question, "environment").filter(pending.environment()::equals).isPresent()
          ? approvals.approve(pending, "elicitation by " + consent.client())
          : Either.left(
              refused(pending, "approval.denied", "nobody agreed to plan " + pending.plan())
                  .addRemedies(Remedy.advice("ask the operator what is wrong with the plan"))
                  .build());
    }
    String command =
        Commands.PROGRAM
            + " approve "
            + pending.plan()
            + " --working-dir "
            + ShellWord.ofPath(workingDirectory);
    return Either.left(
        (pending.isExpired(clock.instant())
                ? refused(
                    pending,
                    "approval.expired",
                    "the approval of plan " + pending.plan() + " has expired")
                : refused(
                    pending,
                    "approval.required",
                    "nobody has agreed to plan " + pending.plan() + " yet"))
            .addRemedies(Remedy.advice("ask the operator to run this in a terminal: " + command))
            .build());
  }

  private static DeployError stale(Plan present, PlanId asked) {
    return about(
            present,
            "plan.stale",
            "plan "
                + asked
                + " is not what would be done to '"
                + present.environment()
                + "' any more")
        .kind(ErrorKind.STATE)
        .addRemedies(Remedy.advice("make a new plan and look at it"))
        .build();
  }

  private static ImmutableDeployError.Builder about(Plan plan, String code, String message) {
    return DeployError.because(code, ErrorKind.CONFIRMATION, message)
        .putFacts("environment", plan.environment().value());
  }

  private static ImmutableDeployError.Builder refused(
      Approval approval, String code, String message) {
    return DeployError.because(code, ErrorKind.CONFIRMATION, message)
        .putFacts("environment", approval.environment())
        .putFacts("plan", approval.plan().value());
  }
}
