package com.torrust.deployer.templates;

import com.torrust.deployer.domain.spi.Template;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells people who change templates what each of them is for and which values it gets. */
final class TemplateGuide {

  /** Where the guide stands among exported templates. */
  static final String FILE = "README.md";

  private static final Pattern TAG =
      Pattern.compile("\\{\\{-?(?<value>[^}]*?)-?\\}\\}|\\{%-?(?<block>[^%]*?)-?%\\}");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern NAME =
      Pattern.compile("(?<![.\\w])[a-z_][a-z0-9_]*(?:\\.[a-z0-9_]+)*");
  private static final Set<String> WORDS =
      Set.of("if", "elif", "else", "endif", "for", "endfor", "in", "not", "and", "or", "is");

  private TemplateGuide() {}

  /** The guide to these templates. */
  static String text(Collection<Template> templates, TemplateLibrary library) {
    StringBuilder guide =
        new StringBuilder(
            """
            # Templates

            A file here replaces the built-in template of the same path when the folder is given as templates folder.
            Delete what you do not change, so that later versions can improve it. A file that replaces nothing is an error.

            Rendered templates are Jinja: `{{ name }}` is replaced, a name without a value fails. Write texts through the
            filter of the file's format, which also writes the quotes: `{{ name | hcl }}`, and in the same way `yaml`,
            `toml`, `json`, `dotenv`, `shell`, `caddy`. Nothing else is escaped. The header comes by itself.
            """);
    for (Template template : templates) {
      guide
          .append("\n## ")
          .append(template.path())
          .append("\n\n")
          .append(template.purpose())
          .append(' ')
          .append(values(template, library.embedded(template)))
          .append("\n\nFormat: ")
          .append(template.reference())
          .append('\n');
    }
    return guide.toString();
  }

  private static String values(Template template, String text) {
    if (template.kind() == Template.Kind.VERBATIM) {
      return "It is taken as it is.";
    }
    Set<String> names = names(text);
    return names.isEmpty()
        ? "It is rendered without values."
        : "Its values: `" + String.join("`, `", names) + "`.";
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher tag = TAG.matcher(text);
    while (tag.find()) {
      String inside = QUOTED.matcher(tag.group().replaceAll("[{}%]", " ")).replaceAll(" ");
      Matcher name = NAME.matcher(inside.replaceAll("\\|\\s*\\w+", " "));
      while (name.find()) {
        if (!WORDS.contains(name.group())) {
          names.add(name.group());
        }
      }
    }
    return names;
  }
}
