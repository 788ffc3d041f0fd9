package com.torrust.deployer.cli.program;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder to work in, with keys and configurations. */
final class Workplace {

  private final Path folder;

  private Workplace(Path folder) {
    this.folder = folder;
  }

  static Workplace in(Path above) throws IOException {
    Workplace work = new Workplace(Files.createDirectory(above.resolve("work")));
    // A real one: what is no key is refused before anybody is asked.
    String key = work.folder.resolve("key").toString();
    Call.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key).run().expect(0);
    return work;
  }

  Path folder() {
    return folder;
  }

  /** Writes the configuration of an environment and returns its path. */
  Path configuration(String name) throws IOException {
    String example = Files.readString(Path.of("../docs/examples/sandbox-sqlite3.json"));
    String text =
        example
            .replace("sandbox-sqlite3", name)
            .replace("/home/torrust/.ssh/id_ed25519", folder.resolve("key").toString());
    return Files.writeString(folder.resolve(name + ".json"), text);
  }

  /** Creates an environment. */
  void create(Installation program, String name) throws IOException {
    program
        .call("create", "environment", "--env-file", configuration(name).toString())
        .in(folder)
        .run()
        .expect(0);
  }

  /** Writes an executable shell script. */
  void script(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Greets whoever connects as an SSH server does, and says no more. */
  Thread greets(ServerSocket server) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket guest = server.accept();
                  guest
                      .getOutputStream()
                      .write("SSH-2.0-Sample\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                  return;
                }
              }
            },
            "greeter");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
