package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.service.ProbeTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where a name leads, by the system's own resolver. Never a failure: names are the operator's
 * business.
 */
final class NameLookup {

  private NameLookup() {}

  static NetworkProbe.Answer check(
      ProbeTarget.Dns target, Deadline deadline, Cancellation cancellation) throws IOException {
    List<InetAddress> found;
    try {
      found = resolve(target.domain().value(), deadline, cancellation);
    } catch (UnknownHostException unknown) {
      return NetworkProbe.Answer.warn(
          "does not resolve: make a DNS record that leads to " + target.expected());
    } catch (SocketTimeoutException late) {
      return NetworkProbe.Answer.warn("the resolver does not answer");
    }
    if (found.contains(target.expected().toInetAddress())) {
      return NetworkProbe.Answer.pass("resolves to " + target.expected());
    }
    return NetworkProbe.Answer.warn(
        "resolves to "
            + String.join(", ", found.stream().map(InetAddress::getHostAddress).toList())
            + " instead of "
            + target.expected());
  }

  /** The resolver knows no limit, so it is asked on a thread that may be left behind. */
  private static List<InetAddress> resolve(
      String name, Deadline deadline, Cancellation cancellation) throws IOException {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(Arrays.asList(InetAddress.getAllByName(name)));
              } catch (UnknownHostException | RuntimeException failed) {
                answer.completeExceptionally(failed);
              }
            },
            "deployer-resolver");
    thread.setDaemon(true);
    thread.start();
    Runnable unhook =
        cancellation.onRequest(() -> answer.completeExceptionally(new IOException("cancelled")));
    try {
      return answer.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("the resolver does not answer");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException known) {
        throw known;
      }
      throw new UnknownHostException(name);
    } finally {
      unhook.run();
    }
  }
}
