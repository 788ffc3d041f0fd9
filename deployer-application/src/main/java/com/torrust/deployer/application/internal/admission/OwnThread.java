package com.torrust.deployer.application.internal.admission;

import com.torrust.deployer.application.internal.ports.Defects;
import com.torrust.deployer.domain.error.DeployError;
import io.vavr.control.Either;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Makes a call on a thread of its own while the caller waits. An interrupt of the caller therefore
 * never reaches a file or a socket in use, which the JDK would close under it: the call hears of it
 * as a wish and ends in order. The caller's interrupt flag is set again afterwards.
 */
public final class OwnThread {

  private OwnThread() {}

  /**
   * Calls and waits, however often the caller is interrupted.
   *
   * @param interrupted called on an interrupt; once or more often
   */
  public static <T> Either<DeployError, T> call(
      String name, Defects defects, Supplier<Either<DeployError, T>> work, Runnable interrupted) {
    return defects.caught(
        name,
        () -> {
          FutureTask<Either<DeployError, T>> task =
              new FutureTask<>(() -> defects.caught(name, work));
          new Thread(task, name).start();
          return await(task, interrupted);
        });
  }

  private static <T> T await(FutureTask<T> task, Runnable interrupted) {
    boolean flag = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException wish) {
          flag = true;
          interrupted.run();
        } catch (ExecutionException impossible) {
          throw new IllegalStateException(impossible.getCause());
        }
      }
    } finally {
      if (flag) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
