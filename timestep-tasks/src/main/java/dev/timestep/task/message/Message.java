package dev.timestep.task.message;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that may name settings.
 *
 * <pre>{@code
 * Message message = new Message("Give " + Setting.setting("fill") + " linear.");
 * message.toString();                  // Give fill linear.
 * message.with(name -> "--" + name);   // Give --fill linear.
 * }</pre>
 *
 * @param marked the text, each setting as {@link Setting#setting} gives it
 */
public record Message(String marked) {

  private static final Pattern NAMED = Pattern.compile(Setting.MARK + "([a-z]+(?:-[a-z]+)*)");

  /** The text with bare names. */
  public String plain() {
    return plain(marked);
  }

  /** A text with bare names. */
  public static String plain(String marked) {
    return marked.replace(String.valueOf(Setting.MARK), "");
  }

  /** Texts with bare names. */
  public static List<String> plain(List<String> marked) {
    return marked.stream().map(Message::plain).toList();
  }

  /** The text with each name as {@code names} writes it. */
  public String with(UnaryOperator<String> names) {
    return NAMED
        .matcher(marked)
        .replaceAll((MatchResult found) -> Matcher.quoteReplacement(names.apply(found.group(1))));
  }

  /** What {@link #plain} gives. */
  @Override
  public String toString() {
    return plain();
  }
}
