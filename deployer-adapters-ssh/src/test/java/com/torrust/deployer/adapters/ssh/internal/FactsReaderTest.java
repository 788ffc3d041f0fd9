package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.torrust.deployer.domain.event.Redactor;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of machines that say what no machine says. */
class FactsReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/,", ",", "/", "10.0.0.0/", "10.0.0.0/0,", "1/2/3,4", "/99,-1", ",,", "::/1,2"})
  void noListOfAddressPoolsIsTooMalformedToBeRead(String pools) {
    LookAnswers answers = new LookAnswers("mark", Redactor.none());
    // In whichever field of the answer it stands.
    answers.test("mark daemon\t" + String.join("\t", Collections.nCopies(10, pools)));
    answers.test("mark docker\trunning\t" + pools);
    answers.test("mark whole");

    assertDoesNotThrow(() -> FactsReader.read(answers));
  }
}
