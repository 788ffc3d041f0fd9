package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.domain.port.SecretStore.Value;
import com.torrust.deployer.domain.port.SecretStore.Wanted;
import com.torrust.deployer.domain.secret.SecretReference;
import com.torrust.deployer.domain.secret.SecretReference.Generated;
import com.torrust.deployer.domain.secret.SecretReference.Variable;
import com.torrust.deployer.testkit.data.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SecretStore} does. */
public abstract class SecretStoreContract {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final String MEMBER = "/tracker/http_api/admin_token";
  private static final Generated DRAWN = new Generated(20);
  private static final Cancellation NEVER = Cancellation.create();

  /** For subclasses. */
  protected SecretStoreContract() {}

  /** A store that knows this variable and no other; what it has generated is kept. */
  protected abstract SecretStore store(String variable, String text);

  private SecretStore store() {
    return store("SET", "the text of the variable");
  }

  private static Wanted wanted(SecretReference reference) {
    return new Wanted(DEMO, MEMBER, reference);
  }

  @Test
  void givesWhatAReferenceHolds() {
    Wanted wanted = wanted(new Variable("SET"));

    assertEquals("the text of the variable", store().look(wanted, NEVER).get().get().text());
    assertEquals("the text of the variable", store().take(wanted, NEVER).get().text());
  }

  @Test
  void namesMemberAndReferenceOfWhatIsMissing() {
    DeployError error = store().look(wanted(new Variable("UNSET")), NEVER).getLeft();

    assertEquals("secret.env_missing", error.code().value());
    assertEquals(MEMBER, error.facts().get("member"));
    assertEquals("the environment variable UNSET", error.facts().get("reference"));
  }

  @Test
  void generatesOnlyWhatIsTaken() {
    SecretStore store = store();

    Optional<Value> before = store.look(wanted(DRAWN), NEVER).get();
    Value taken = store.take(wanted(DRAWN), NEVER).get();

    assertEquals(Optional.empty(), before);
    assertEquals(20, taken.text().length());
    assertEquals(taken, store.take(wanted(new Generated(30)), NEVER).get(), "it is kept");
    assertEquals(Optional.of(taken), store.look(wanted(DRAWN), NEVER).get());
  }

  @Test
  void generatesOneForEachMemberAndEnvironment() {
    SecretStore store = store();

    Value one = store.take(wanted(DRAWN), NEVER).get();

    assertNotEquals(one, store.take(new Wanted(DEMO, "/grafana/x", DRAWN), NEVER).get());
    assertNotEquals(one, store.take(new Wanted(Samples.name("other"), MEMBER, DRAWN), NEVER).get());
  }

  @Test
  void keepsTheEarlierTextUntilTheNewOneIsSettled() {
    SecretStore store = store();
    Value first = store.take(wanted(DRAWN), NEVER).get();

    Value second = store.regenerate(DEMO, MEMBER, DRAWN).get();
    Value again = store.regenerate(DEMO, MEMBER, DRAWN).get();

    assertNotEquals(first, second);
    assertEquals(second, again, "a rotation that was cut off goes on with the same text");
    assertEquals(second, store.take(wanted(DRAWN), NEVER).get());
    assertEquals(Optional.of(first), store.earlier(DEMO, MEMBER).get());
    store.settle(DEMO, MEMBER).get();
    store.settle(DEMO, MEMBER).get();
    assertEquals(Optional.empty(), store.earlier(DEMO, MEMBER).get());
    assertNotEquals(second, store.regenerate(DEMO, MEMBER, DRAWN).get());
  }

  @Test
  void knowsATextAgainByItsFingerprint() {
    SecretStore store = store();
    Value text = new Value("some text");

    assertEquals(Optional.empty(), store.fingerprint(DEMO, MEMBER, text, false).get());
    String known = store.fingerprint(DEMO, MEMBER, text, true).get().get();

    assertEquals(Optional.of(known), store.fingerprint(DEMO, MEMBER, text, false).get());
    assertNotEquals(
        Optional.of(known), store.fingerprint(DEMO, MEMBER, new Value("another"), false).get());
    assertNotEquals(Optional.of(known), store.fingerprint(DEMO, "/grafana/x", text, false).get());
    assertFalse(known.contains("some text"));
  }

  @Test
  void printsNoText() {
    assertEquals("Value[redacted]", new Value("some text").toString());
  }
}
