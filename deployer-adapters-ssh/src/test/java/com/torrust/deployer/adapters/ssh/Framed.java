package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.LineListener.Stream;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner.Call;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner.Script;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays programs on a machine that our frame surrounds, as it was seen to answer. */
final class Framed {

  private static final Pattern MARKER = Pattern.compile("torrust-[0-9a-f]{32}");

  private Framed() {}

  /** The program becomes root, complains on its standard error, and ends. */
  static Script asRoot(int status, String... complaints) {
    return framed(true, status, complaints);
  }

  /** Whatever should have made it root complains, and ends. */
  static Script notRoot(int status, String... complaints) {
    return framed(false, status, complaints);
  }

  private static Script framed(boolean root, int status, String... complaints) {
    return (call, listener, cancellation) -> {
      String marker = marker(call);
      listener.line(Stream.OUTPUT, marker + " begun");
      if (root) {
        listener.line(Stream.OUTPUT, marker + " root");
      }
      for (String complaint : complaints) {
        listener.line(Stream.ERROR, complaint);
      }
      listener.line(Stream.OUTPUT, marker + " ended " + status);
      return ended(status);
    };
  }

  /** The look at a machine answers with these lines, each after its marker. */
  static Script looking(int status, String... answers) {
    return (call, listener, cancellation) -> {
      List<String> markers =
          MARKER.matcher(remote(call)).results().map(found -> found.group()).toList();
      listener.line(Stream.OUTPUT, markers.get(0) + " begun");
      for (String answer : answers) {
        listener.line(Stream.OUTPUT, markers.get(1) + " " + answer);
      }
      listener.line(Stream.OUTPUT, markers.get(0) + " ended " + status);
      return ended(status);
    };
  }

  /** The client logs in and nothing of ours begins. */
  static Script refused(int status, String... lines) {
    return (call, listener, cancellation) -> {
      for (String line : lines) {
        listener.line(LineListener.Stream.ERROR, line);
      }
      return ended(status);
    };
  }

  private static Either<com.torrust.deployer.domain.spi.RunFailure, CommandResult> ended(
      int status) {
    return Either.right(new CommandResult(status, "", List.of(), Duration.ofMillis(1)));
  }

  private static String marker(Call call) {
    Matcher matcher = MARKER.matcher(remote(call));
    if (!matcher.find()) {
      throw new AssertionError("no frame around " + call.command().display());
    }
    return matcher.group();
  }

  private static String remote(Call call) {
    List<String> arguments = call.command().arguments();
    return arguments.get(arguments.size() - 1);
  }
}
