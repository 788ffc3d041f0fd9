package com.torrust.deployer.mcp.operation;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.json.Document;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An operation that this process has begun. Thread-safe. */
public final class RunningOperation {

  private final CompletableFuture<OperationView> begun = new CompletableFuture<>();
  private final CompletableFuture<Either<DeployError, Document>> end = new CompletableFuture<>();
  private final Cancellation cancellation = Cancellation.create();
  private Optional<OperationView> view = Optional.empty();

  RunningOperation() {}

  Cancellation cancellation() {
    return cancellation;
  }

  synchronized void reached(OperationView now) {
    view = Optional.of(now);
    begun.complete(now);
  }

  synchronized Optional<OperationView> view() {
    return view;
  }

  void ended(Either<DeployError, Document> outcome) {
    end.complete(outcome);
  }

  /** Waits until the operation has a name, or has ended without one. */
  void awaitBegin() {
    CompletableFuture.anyOf(begun, end).join();
  }

  /** Waits for the end. */
  public Either<DeployError, Document> await() {
    return end.join();
  }

  /** Its name, unless it ended before it had one. */
  public Optional<String> id() {
    return view().map(OperationView::id);
  }

  /** Asks it to stop. */
  public void cancel(String why) {
    cancellation.request(why);
  }

  /** Whether it has not ended yet. */
  public boolean isRunning() {
    return !end.isDone();
  }

  /** How far it is, with its result or error when it has ended. */
  public Document document() {
    Optional<Either<DeployError, Document>> outcome =
        end.isDone() ? Optional.of(end.join()) : Optional.empty();
    return view()
        .orElseThrow()
        .document(
            outcome.filter(Either::isRight).map(Either::get),
            outcome.filter(Either::isLeft).map(Either::getLeft));
  }
}
