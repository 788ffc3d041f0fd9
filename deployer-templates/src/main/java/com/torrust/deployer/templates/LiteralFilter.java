package com.torrust.deployer.templates;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.Locale;

/** Offers a {@link TargetFormat} to templates. */
final class LiteralFilter implements Filter {

  private final TargetFormat format;

  LiteralFilter(TargetFormat format) {
    this.format = format;
  }

  @Override
  public String getName() {
    return format.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Object filter(Object value, JinjavaInterpreter interpreter, String... arguments) {
    if (value instanceof CharSequence text) {
      try {
        return format.literal(text.toString());
      } catch (IllegalArgumentException unfit) {
        throw new InterpretException(unfit.getMessage(), unfit);
      }
    }
    throw new InterpretException("filter '" + getName() + "' writes texts only");
  }
}
