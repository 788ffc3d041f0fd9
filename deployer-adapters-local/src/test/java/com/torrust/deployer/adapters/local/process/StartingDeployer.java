package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.ImmutableCommand;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.Stdin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A deployer in miniature: starts one program as a surviving run, or runs it, and tells how that
 * went.
 */
final class StartingDeployer {

  private StartingDeployer() {}

  /**
   * @param arguments {@code start} or {@code run} or {@code interrupt}, a folder, and a program in
   *     it
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[1]);
    CommandRunner runner = new LocalCommandRunnerProvider().create();
    Command command =
        ImmutableCommand.builder()
            .program(folder.resolve(arguments[2]).toString())
            .workingDirectory(folder)
            .environment(Map.of("PATH", "/usr/bin:/bin", "GIVEN", "yes"))
            .limit(Duration.ofMinutes(5))
            .stopSignal(
                arguments[0].equals("interrupt")
                    ? Command.StopSignal.INTERRUPT
                    : Command.StopSignal.TERMINATE)
            .build();
    if (arguments[0].equals("start")) {
      var run = runner.start(command, new RunFolder(folder.resolve("run"))).get();
      System.out.println("started " + run.isRunning());
      System.out.println(
          run.follow(LineListener.silent(), Duration.ofMinutes(5), Cancellation.create()));
      return;
    }
    Cancellation cancellation = Cancellation.create();
    LineListener stopping =
        (stream, line) -> {
          System.out.println(line);
          if (line.equals("ready")) {
            cancellation.request("enough");
          }
        };
    System.out.println(runner.run(command, Stdin.closed(), stopping, cancellation));
  }
}
