package com.example.deployer.pool;

import com.torrust.deployer.domain.machine.HostAddress;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machines of a file, as one environment sees them. A claim is a symbolic link beside the file,
 * named like the machine and pointing at the claimant: it is there as a whole or not at all, and of
 * several that claim at once only one can make it. So it is the machine's lock, too.
 */
record Pool(Path file, String claimant) {

  private List<HostAddress> machines() throws IOException {
    List<HostAddress> machines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      machines.add(
          HostAddress.parse(line.strip())
              .orElseThrow(() -> new IOException("'" + line + "' is no address")));
    }
    return machines;
  }

  private Path claim(HostAddress machine) {
    return file.resolveSibling(file.getFileName() + "." + machine.value() + ".claim");
  }

  Optional<HostAddress> own() throws IOException {
    for (HostAddress machine : machines()) {
      Path claim = claim(machine);
      if (Files.isSymbolicLink(claim)
          && Files.readSymbolicLink(claim).toString().equals(claimant)) {
        return Optional.of(machine);
      }
    }
    return Optional.empty();
  }

  Optional<HostAddress> free() throws IOException {
    return machines().stream().filter(each -> !Files.isSymbolicLink(claim(each))).findFirst();
  }

  Optional<HostAddress> claim() throws IOException {
    for (Optional<HostAddress> free = free(); free.isPresent(); free = free()) {
      try {
        Files.createSymbolicLink(claim(free.get()), Path.of(claimant));
        return free;
      } catch (FileAlreadyExistsException somebodyElseWas) {
        // The next free one, then.
      }
    }
    return Optional.empty();
  }

  Optional<HostAddress> release() throws IOException {
    Optional<HostAddress> machine = own();
    if (machine.isPresent()) {
      Files.delete(claim(machine.get()));
    }
    return machine;
  }
}
