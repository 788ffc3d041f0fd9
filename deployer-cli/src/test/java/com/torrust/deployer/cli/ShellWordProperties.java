package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.json.ShellWord;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is quoted, a real shell reads it back. */
class ShellWordProperties {

  @Property(tries = 40)
  void everyTextIsOneWord(@ForAll String text) throws Exception {
    // No shell can hold the first, and no UTF-8 the others.
    String legal = text.replaceAll("[\\x00\\p{Cs}]", "");
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", "printf %s " + ShellWord.of(legal) + "; printf .");
    shell.environment().put("LC_ALL", "C.UTF-8");
    Process process = shell.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(legal + ".", out);
  }
}
