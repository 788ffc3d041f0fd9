package com.torrust.deployer.testkit.property;

import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Valid documents that were changed in one to four places: members dropped, doubled, renamed,
 * added; values of wrong types, out of range, hostile, or nearly right. Most are invalid, some
 * still valid.
 */
public final class MutatedDocuments {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\n",
          "\u0000",
          "x\ny",
          "'\"\\$`",
          "../../etc/passwd",
          "REPLACE_WITH_X",
          "$SECRET",
          "${SECRET}",
          "0.0.0.0:0",
          "[::]:65536",
          "[::1]:1",
          "127.0.0.2:80",
          "0.0.0.0:443",
          "[::]:6969",
          "root",
          "logs",
          "mysql",
          "localhost",
          "a..b.c",
          "*.example.org",
          "é.example.org",
          "1.2.3.4",
          "99 99 99 99 99",
          "@daily",
          "* * * * *",
          "lxd",
          "hetzner",
          "sqlite3",
          "mysql ",
          "develop",
          "latest",
          "caddy:latest",
          "\ud800",
          "\ude00x",
          "\u202e\u0007",
          "😀",
          "a".repeat(300),
          "<script>",
          "null",
          "true",
          "22",
          "%s%n",
          "{{ x }}",
          "ssh-ed25519 AAAA",
          "[fe80::1%9999999999]:1");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "1",
          "65535",
          "65536",
          "4294967295",
          "4294967296",
          "22.0",
          "2e1",
          "1e999999999",
          "9".repeat(400),
          "-" + "9".repeat(400));

  private final RandomGenerator random;

  private MutatedDocuments(RandomGenerator random) {
    this.random = random;
  }

  /** Any mutated document. */
  public static Arbitrary<ConfigValue> any() {
    return of(
        Configurations.valid()
            .map(config -> ConfigEncoder.encode(Configurations.PROVIDERS, config)));
  }

  /** Mutations of given documents. */
  public static Arbitrary<ConfigValue> of(Arbitrary<ConfigValue> documents) {
    return Combinators.combine(documents, Arbitraries.longs(), Arbitraries.integers().between(1, 4))
        .as(
            (document, seed, changes) ->
                new MutatedDocuments(RandomGeneratorFactory.of("L64X128MixRandom").create(seed))
                    .mutate(document, changes));
  }

  private ConfigValue mutate(ConfigValue document, int changes) {
    ConfigValue mutated = document;
    for (int change = 0; change < changes; change++) {
      mutated = mutate(mutated);
    }
    return mutated;
  }

  private ConfigValue mutate(ConfigValue value) {
    boolean goesDown = random.nextInt(5) > 0;
    if (value instanceof ObjectValue object && !object.members().isEmpty()) {
      return new ObjectValue(
          goesDown ? below(object.members()) : changed(object.members()), Optional.empty());
    }
    if (value instanceof ArrayValue array && !array.elements().isEmpty() && goesDown) {
      List<ConfigValue> elements = new ArrayList<>(array.elements());
      int index = random.nextInt(elements.size());
      elements.set(index, mutate(elements.get(index)));
      return new ArrayValue(elements, Optional.empty());
    }
    if (value instanceof ArrayValue array && !array.elements().isEmpty()) {
      List<ConfigValue> elements = new ArrayList<>(array.elements());
      elements.add(elements.get(random.nextInt(elements.size())));
      return new ArrayValue(elements, Optional.empty());
    }
    return value instanceof TextValue text && random.nextBoolean()
        ? nearly(text.text())
        : anything();
  }

  private List<Member> below(List<Member> members) {
    List<Member> changed = new ArrayList<>(members);
    int index = random.nextInt(changed.size());
    Member member = changed.get(index);
    changed.set(index, member(member.name(), mutate(member.value())));
    return changed;
  }

  private List<Member> changed(List<Member> members) {
    List<Member> changed = new ArrayList<>(members);
    int index = random.nextInt(changed.size());
    Member member = changed.get(index);
    switch (random.nextInt(5)) {
      case 0 -> changed.remove(index);
      case 1 -> changed.add(random.nextInt(changed.size() + 1), member);
      case 2 -> changed.set(index, member(misspelt(member.name()), member.value()));
      case 3 -> changed.add(random.nextInt(changed.size() + 1), member(pick(TEXTS), anything()));
      default -> changed.set(index, member(member.name(), anything()));
    }
    return changed;
  }

  private static Member member(String name, ConfigValue value) {
    return new Member(name, value, Optional.empty());
  }

  private ConfigValue nearly(String text) {
    int at = random.nextInt(text.length() + 1);
    return ConfigValue.of(text.substring(0, at) + pick(TEXTS) + text.substring(at));
  }

  private String misspelt(String name) {
    int at = random.nextInt(Math.max(1, name.length()));
    return name.isEmpty() ? "x" : name.substring(0, at) + name.substring(at + 1);
  }

  private ConfigValue anything() {
    return switch (random.nextInt(7)) {
      case 0, 1 -> ConfigValue.of(pick(TEXTS));
      case 2, 3 -> new NumberValue(pick(NUMBERS), Optional.empty());
      case 4 -> random.nextBoolean() ? ConfigValue.ofNull() : ConfigValue.of(random.nextBoolean());
      case 5 -> random.nextBoolean() ? ConfigValue.array() : ConfigValue.array(pick(TEXTS));
      default ->
          random.nextBoolean()
              ? ConfigValue.object().build()
              : ConfigValue.object().with(pick(TEXTS), anything()).build();
    };
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
