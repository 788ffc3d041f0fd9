package com.torrust.deployer.domain.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.document.Question.Kind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import io.vavr.control.Either;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whoever has answered every question has a valid configuration, whatever the answers were. */
class InterviewProperties {

  private static final int PATIENCE = 40;

  /** Answers like a person who picks anything and corrects what is refused. */
  private static final class Anybody {

    private final Random random;

    Anybody(long seed) {
      random = new Random(seed);
    }

    ConfigValue answer(Question question, int attempt) {
      if (question.byDefault().isPresent() && (random.nextBoolean() || attempt > PATIENCE / 2)) {
        return question.byDefault().get();
      }
      if (!question.isRequired() && random.nextInt(3) > 0) {
        return ConfigValue.ofNull();
      }
      if (!question.options().isEmpty()) {
        return question.options().get(random.nextInt(question.options().size())).value();
      }
      return switch (question.kind()) {
        case COUNT -> ConfigValue.of(random.nextInt(4));
        case NUMBER ->
            question.id().endsWith("/database/port")
                ? ConfigValue.of(3306)
                : ConfigValue.of(1 + random.nextInt(60_000));
        case SECRET ->
            random.nextBoolean()
                ? ConfigValue.object().with("env", "NAME_" + random.nextInt(9)).build()
                : ConfigValue.of("secret-" + random.nextInt(1_000_000));
        default -> text(question.id());
      };
    }

    private ConfigValue text(String id) {
      String name = id.substring(id.lastIndexOf('/') + 1);
      int number = random.nextInt(50_000) + 1;
      return ConfigValue.of(
          switch (name) {
            case "name" -> random.nextInt(5) == 0 ? "Not A Name" : "env-" + number;
            case "private_key_path" -> "/keys/" + number;
            case "public_key_path" -> "/keys/" + number + ".pub";
            case "bind_address" ->
                List.of("[::]:", "0.0.0.0:", "127.0.0.1:").get(random.nextInt(3)) + number;
            case "domain" -> "t" + number + ".example.org";
            case "admin_email" -> "admin@example.org";
            case "host" -> random.nextInt(4) == 0 ? "db.example.org" : "mysql";
            case "host_key" ->
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx0lqMPMbPH5Qw3rs0JkLzSeKbXmGxV9pTgTBbmsXkA";
            case "schedule" -> number % 60 + " 3 * * *";
            case "database_name", "username", "admin_user" -> "n" + number;
            default ->
                id.startsWith("/images/") ? "registry.example.org/x:" + number : "a-" + number;
          });
    }
  }

  private static Interview answered(long seed) {
    Anybody person = new Anybody(seed);
    Interview at = Interview.begin(Draft.PROVIDERS);
    for (Optional<Question> next = at.next(); next.isPresent(); next = at.next()) {
      Interview before = at;
      Question question = next.get();
      for (int attempt = 0; at == before; attempt++) {
        assertTrue(
            attempt < PATIENCE, () -> "nothing answers " + question + "\n" + before.answers());
        at = at.answer(person.answer(question, attempt)).getOrElse(at);
      }
    }
    return at;
  }

  private static List<Finding> errors(ConfigValue document) {
    return ConfigDecoder.drawingFrom(Draft.PROVIDERS, new Random(1))
        .decode(document)
        .findings()
        .stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .toList();
  }

  @Property(tries = 60)
  void everyCompleteSetOfAnswersGivesAValidConfiguration(@ForAll long seed) {
    Interview complete = answered(seed);

    assertTrue(complete.isComplete());
    assertEquals(List.of(), errors(complete.document()), () -> complete.answers().toString());
  }

  @Property(tries = 10)
  void theSameAnswersAtOnceLeadToTheSameConfiguration(@ForAll long seed) {
    Interview one = answered(seed);

    Interview.Result again = Interview.begin(Draft.PROVIDERS).answerAll(one.answers(), false);

    assertEquals(List.of(), again.findings());
    assertEquals(one.document(), again.interview().document());
  }

  @Property(tries = 10)
  void backLeadsToTheQuestionBefore(@ForAll long seed) {
    Interview at = answered(seed);
    int steps = 0;
    for (Optional<Interview> back = at.back(); back.isPresent(); back = at.back()) {
      at = back.get();
      steps++;
      assertFalse(at.isComplete());
    }
    assertTrue(steps > 8, "only " + steps);
    assertEquals(Interview.begin(Draft.PROVIDERS).next(), at.next());
  }

  @Example
  void everyMemberOfTheSchemaIsAskedAbout() {
    Set<String> asked =
        Interview.begin(Draft.PROVIDERS).tree().stream()
            .map(Question::id)
            .collect(Collectors.toSet());
    Map<String, Boolean> members = new HashMap<>();
    collect(Draft.PROVIDERS.document().fields(), "", members);

    members.forEach((pointer, isLeaf) -> assertTrue(!isLeaf || asked.contains(pointer), pointer));
    assertTrue(members.size() > 40, members::toString);
  }

  private static void collect(
      List<? extends Field<?, ?>> fields, String above, Map<String, Boolean> members) {
    for (Field<?, ?> field : fields) {
      String pointer =
          above + "/" + field.name() + (field.codec() instanceof ListCodec<?> ? "/*" : "");
      members.put(pointer, field.codec().members().isEmpty());
      collect(field.codec().members(), pointer, members);
    }
  }

  @Example
  void whatOneAnswerDecidesIsNotAskedAgain() {
    Map<String, ConfigValue> answers = new HashMap<>();
    answers.put("/environment/name", ConfigValue.of("demo"));
    answers.put("/ssh_credentials/private_key_path", ConfigValue.of("/k"));
    answers.put("/ssh_credentials/public_key_path", ConfigValue.of("/k.pub"));
    answers.put("/provider/provider", ConfigValue.of("lxd"));
    answers.put("/provider/profile_name", ConfigValue.of("p"));
    answers.put("/tracker/core/database/driver", ConfigValue.of("sqlite3"));
    answers.put("/prometheus", ConfigValue.of(false));

    Interview plain = Interview.begin(Draft.PROVIDERS).answerAll(answers, true).interview();
    assertTrue(plain.isComplete(), () -> plain.next().toString());
    assertEquals(
        Optional.of(ConfigValue.of(false)), Optional.ofNullable(plain.answers().get("/grafana")));
    assertEquals(
        Optional.of(ConfigValue.of(false)), Optional.ofNullable(plain.answers().get("/https")));
    assertEquals(List.of(), errors(plain.document()));

    answers.put("/tracker/http_api/domain", ConfigValue.of("api.example.org"));
    answers.put("/tracker/http_api/use_tls_proxy", ConfigValue.of(true));
    Interview tls = Interview.begin(Draft.PROVIDERS).answerAll(answers, true).interview();
    assertEquals(
        Optional.of("/https/admin_email"), tls.next().map(Question::id), tls.answers()::toString);
  }

  @Example
  void anAnswerThatOthersHaveDecidedOtherwiseIsToldWhy() {
    Map<String, ConfigValue> answers =
        Map.of(
            "/environment/name", ConfigValue.of("demo"),
            "/ssh_credentials/private_key_path", ConfigValue.of("/k"),
            "/ssh_credentials/public_key_path", ConfigValue.of("/k.pub"),
            "/provider/provider", ConfigValue.of("lxd"),
            "/provider/profile_name", ConfigValue.of("p"),
            "/tracker/core/database/driver", ConfigValue.of("sqlite3"),
            "/tracker/core/private", ConfigValue.of(false),
            "/prometheus", ConfigValue.of(false),
            "/grafana", ConfigValue.of(true));

    Interview.Result result = Interview.begin(Draft.PROVIDERS).answerAll(answers, true);

    assertEquals(
        List.of("config.grafana_requires_prometheus"),
        result.findings().stream().map(finding -> finding.code().value()).toList());
  }

  @Example
  void anAnswerThatARuleRefusesIsToldWhy() {
    Interview begun = Interview.begin(Draft.PROVIDERS);
    Either<List<Finding>, Interview> refused = begun.answer(ConfigValue.of("Not A Name"));
    assertTrue(refused.isLeft());
    assertTrue(refused.getLeft().get(0).message().contains("Not A Name"));
    assertTrue(begun.answer(ConfigValue.of(7)).isLeft());
    assertTrue(begun.answer(ConfigValue.ofNull()).isLeft());
    assertEquals(Kind.TEXT, begun.next().orElseThrow().kind());
  }
}
