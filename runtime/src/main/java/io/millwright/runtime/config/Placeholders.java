package io.millwright.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces {@code ${env:NAME}} and {@code ${file:/path}} in a text. */
record Placeholders(UnaryOperator<@Nullable String> environment) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:}]*):?([^}]*)}");

  /** A placeholder that stands for nothing; the message never holds a secret's value. */
  static final class UnresolvedException extends Exception {
    private static final long serialVersionUID = 1L;

    UnresolvedException(String message) {
      super(message);
    }
  }

  String resolve(String text) throws UnresolvedException {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      String value = valueOf(matcher.group(1), matcher.group(2));
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(resolved).toString();
  }

  private String valueOf(String kind, String name) throws UnresolvedException {
    if (kind.equals("env")) {
      String value = environment.apply(name);
      if (value == null) {
        throw new UnresolvedException("environment variable " + name + " is not set");
      }
      return value;
    }
    if (kind.equals("file")) {
      try {
        return Files.readString(Path.of(name)).stripTrailing();
      } catch (IOException | InvalidPathException e) {
        throw new UnresolvedException("file " + name + " cannot be read");
      }
    }
    throw new UnresolvedException(
        "placeholder of unknown kind '" + kind + "': use ${env:NAME} or ${file:/path}");
  }
}
