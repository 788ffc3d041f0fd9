package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.port.RemoteShell.Ended;
import com.torrust.deployer.domain.port.RemoteShell.Script;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link RemoteShell} does with a machine that was reached. */
public abstract class RemoteShellContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** For JUnit. */
  protected RemoteShellContract() {}

  /** The shell to test. */
  protected abstract RemoteShell shell();

  /** A machine that was reached. */
  protected abstract Machine machine();

  /** What it lets us in with. */
  protected abstract SshCredentials credentials();

  /** The context of an operation of its own, whose cancellation nobody has asked for. */
  protected abstract OperationContext context();

  private final List<String> heard = new ArrayList<>();

  private Either<DeployError, Ended> run(Script script, OperationContext context) {
    return shell().run(machine(), credentials(), script, heard::add, context);
  }

  private static DeployError failure(Either<DeployError, Ended> result) {
    assertTrue(result.isLeft(), () -> "the script came to its end: " + result);
    return result.getLeft();
  }

  private Ended ended(String text) {
    return run(Script.of(text, LIMIT), context())
        .getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  @Test
  void hearsEveryLineInItsOrderAndTellsHowTheScriptEnded() {
    Ended ended = ended("echo one; echo; echo 'two  words'; echo trouble >&2; printf last; exit 3");

    assertEquals(List.of("one", "", "two  words", "last"), heard);
    assertEquals(3, ended.status());
    assertFalse(ended.succeeded());
    assertTrue(ended.errors().contains("trouble"), ended::toString);
  }

  @Test
  void givesTheScriptItsInputAndShowsItToNobody() {
    String secret = "s3cret-of-the-input";
    OperationContext context =
        ImmutableOperationContext.builder()
            .from(context())
            .secrets(Set.of(Secret.of(secret)))
            .build();
    Script script = new Script("cat; ps -ef | grep -c '[s]3cret-of' || :", secret + "\n", LIMIT);

    assertTrue(run(script, context).get().succeeded());

    assertEquals(List.of(Secret.MARK, "0"), heard);
    assertFalse(script.toString().contains(secret));
  }

  @Test
  void startsNothingOnceSomebodyAskedToStop() {
    OperationContext context = context();
    context.cancellation().request("a test");

    DeployError error = failure(run(Script.of("echo begun", LIMIT), context));

    assertEquals(ErrorKind.CANCELLED, error.kind());
    assertEquals(List.of(), heard);
  }

  @Test
  void endsTheScriptWhenSomebodyAsksToStop() {
    OperationContext context = context();

    DeployError error =
        failure(
            shell()
                .run(
                    machine(),
                    credentials(),
                    Script.of("echo begun; sleep 4711", LIMIT),
                    line -> context.cancellation().request("a test"),
                    context));

    assertEquals("operation.cancelled", error.code().value());
    assertEquals(List.of(), error.sideEffects());
    assertNothingIsLeftOf("4711");
  }

  @Test
  void endsTheScriptThatTakesLongerThanItsLimit() {
    DeployError error =
        failure(run(Script.of("echo begun; sleep 4712", Duration.ofSeconds(3)), context()));

    assertEquals(ErrorKind.TIMEOUT, error.kind());
    assertEquals("ssh.command_timeout", error.code().value());
    assertEquals(List.of(), error.sideEffects());
    assertNothingIsLeftOf("4712");
  }

  private void assertNothingIsLeftOf(String seconds) {
    heard.clear();
    ended("pgrep -fx 'sleep " + seconds + "' || echo none");
    assertEquals(List.of("none"), heard);
  }
}
