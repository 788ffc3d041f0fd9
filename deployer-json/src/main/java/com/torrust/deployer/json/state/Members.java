package com.torrust.deployer.json.state;

import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.NullValue;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.json.JsonDocuments;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An object of a stored document, read member by member. A member that is null counts as absent,
 * and members that this version does not know are passed over.
 */
final class Members {

  private final ObjectValue object;
  private final String path;

  private Members(ObjectValue object, String path) {
    this.object = object;
    this.path = path;
  }

  /** The object that a text holds. */
  static Members read(String text) throws DamagedState {
    return of(
        JsonDocuments.read(text).getOrElseThrow(problem -> new DamagedState(problem.reason())), "");
  }

  static Members of(ConfigValue value, String path) throws DamagedState {
    if (value instanceof ObjectValue object) {
      return new Members(object, path);
    }
    throw new DamagedState(
        path.isEmpty() ? "the document is not an object" : path + " is not an object");
  }

  Optional<ConfigValue> find(String name) {
    return object.find(name).filter(value -> !(value instanceof NullValue));
  }

  ConfigValue get(String name) throws DamagedState {
    return find(name).orElseThrow(() -> new DamagedState(path(name) + " is missing"));
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  Members object(String name) throws DamagedState {
    return of(get(name), path(name));
  }

  Optional<Members> findObject(String name) throws DamagedState {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  String text(String name) throws DamagedState {
    if (get(name) instanceof TextValue text) {
      return text.text();
    }
    throw new DamagedState(path(name) + " is not a string");
  }

  Optional<String> findText(String name) throws DamagedState {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  long number(String name) throws DamagedState {
    if (get(name) instanceof NumberValue number
        && number.isInteger()
        && number.literal().length() < 19) {
      return Long.parseLong(number.literal());
    }
    throw new DamagedState(path(name) + " is not a whole number");
  }

  /** A number in a range that fits an int. */
  int number(String name, int least, int most) throws DamagedState {
    long number = number(name);
    if (number < least || number > most) {
      throw new DamagedState(path(name) + " is not between " + least + " and " + most);
    }
    return (int) number;
  }

  Instant instant(String name) throws DamagedState {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException noTime) {
      throw new DamagedState(path(name) + " is not a point in time");
    }
  }

  List<String> texts(String name) throws DamagedState {
    List<String> texts = new ArrayList<>();
    if (has(name)) {
      if (!(get(name) instanceof ArrayValue array)) {
        throw new DamagedState(path(name) + " is not an array");
      }
      for (ConfigValue element : array.elements()) {
        if (!(element instanceof TextValue text)) {
          throw new DamagedState(path(name) + " holds something else than strings");
        }
        texts.add(text.text());
      }
    }
    return texts;
  }

  List<Members> objects(String name) throws DamagedState {
    List<Members> objects = new ArrayList<>();
    if (has(name)) {
      if (!(get(name) instanceof ArrayValue array)) {
        throw new DamagedState(path(name) + " is not an array");
      }
      for (ConfigValue element : array.elements()) {
        objects.add(of(element, path(name) + "[" + objects.size() + "]"));
      }
    }
    return objects;
  }

  /** A text made into a value; the value's own type decides what is valid. */
  <T> T parse(String name, Function<String, Optional<T>> parser) throws DamagedState {
    return parser
        .apply(text(name))
        .orElseThrow(() -> new DamagedState(path(name) + " has a value that is not known"));
  }

  <T> Optional<T> findParsed(String name, Function<String, Optional<T>> parser)
      throws DamagedState {
    return has(name) ? Optional.of(parse(name, parser)) : Optional.empty();
  }

  /** The names of all members that are not null. */
  List<String> names() {
    return object.members().stream().map(ConfigValue.Member::name).toList();
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
