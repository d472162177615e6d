package dev.timestep.cli;

import dev.timestep.task.table.Names;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Finds the first word of a command line that is not a command, and what was meant by it. Looks at
 * command lines only that were refused, so it never affects a correct one.
 */
final class Mistakes {
  /** The dashes that word processors and web pages put in the place of {@code --}. */
  private static final Pattern TYPOGRAPHIC = Pattern.compile("[\u2010-\u2015\u2212]+(?=\\p{L})");

  /** More corrections than this, and the line would be hard to recognise. */
  private static final int MOST = 8;

  /** Letters from which the beginning of a name counts as that name. */
  private static final int SHORTEST_BEGINNING = 3;

  private final CommandLine root;
  private final List<String> words;

  private Mistakes(CommandLine root, List<String> words) {
    this.root = root;
    this.words = words;
  }

  /**
   * The first unknown word, with the whole command line that was meant, all its other unknown words
   * corrected too.
   */
  static Optional<Mistake> first(CommandLine root, List<String> words) {
    Optional<Mistake> first = new Mistakes(root, words).find();
    if (first.isEmpty() || first.get().meant().isEmpty()) {
      return first;
    }
    List<String> meant = first.get().meant();
    for (int corrections = 1; corrections < MOST; corrections++) {
      Optional<Mistake> next = new Mistakes(root, meant).find();
      if (next.isEmpty()) {
        return Optional.of(new Mistake(first.get().message(), meant));
      }
      meant = next.get().meant();
    }
    return Optional.of(Mistake.of(first.get().message()));
  }

  private Optional<Mistake> find() {
    CommandLine command = root;
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      if (word.equals("--")) {
        return Optional.empty();
      }
      if (TYPOGRAPHIC.matcher(word).lookingAt()) {
        return Optional.of(typographic(at));
      }
      if (word.startsWith("-") && word.length() > 1) {
        OptionSpec option = command.getCommandSpec().findOption(name(word));
        if (option == null && !areFlags(command, word)) {
          return Optional.of(unknownOption(command, at));
        }
        at += option != null && option.arity().min() > 0 && !word.contains("=") ? 1 : 0;
      } else if (!command.getSubcommands().isEmpty()) {
        CommandLine next = command.getSubcommands().get(word);
        if (next == null) {
          return Optional.of(unknownCommand(command, at));
        }
        command = next;
      }
    }
    return Optional.empty();
  }

  private static String name(String word) {
    int end = word.indexOf('=');
    return end < 0 ? word : word.substring(0, end);
  }

  /** Several options of one letter in one word, such as {@code -hV}. */
  private static boolean areFlags(CommandLine command, String word) {
    return !word.startsWith("--")
        && word.substring(1)
            .chars()
            .allMatch(letter -> command.getCommandSpec().findOption((char) letter) != null);
  }

  private List<String> replaced(int at, String word) {
    List<String> meant = new ArrayList<>(words);
    meant.set(at, word);
    return meant;
  }

  private List<String> inserted(int at, List<String> some) {
    List<String> meant = new ArrayList<>(words);
    meant.addAll(at, some);
    return meant;
  }

  // ------------------------------------------------------------------------------- options

  private Mistake typographic(int at) {
    String plain = TYPOGRAPHIC.matcher(words.get(at)).replaceFirst("--");
    return new Mistake(
        "\"" + words.get(at) + "\" begins with a long dash; did you mean " + name(plain) + "?",
        replaced(at, plain));
  }

  private Mistake unknownOption(CommandLine command, int at) {
    String word = words.get(at);
    String name = name(word);
    boolean complete = command.getSubcommands().isEmpty();
    List<CommandLine> owners =
        leaves(complete ? root : command).stream()
            .filter(leaf -> leaf.getCommandSpec().findOption(name) != null)
            .toList();
    if (!owners.isEmpty()) {
      return complete
          ? ofOtherCommands(command, name, owners)
          : beforeItsCommand(command, at, narrowed(owners));
    }
    return near(command, name)
        .map(
            option ->
                new Mistake(
                    "Unknown option " + name + "; did you mean " + option + "?",
                    replaced(at, option + word.substring(name.length()))))
        .orElseGet(() -> Mistake.of("Unknown option " + name + "."));
  }

  /** The only command that has all options of the line, where several have the first. */
  private List<CommandLine> narrowed(List<CommandLine> owners) {
    List<CommandLine> all =
        owners.stream()
            .filter(
                owner ->
                    words.stream()
                        .filter(word -> word.startsWith("--") && word.length() > 2)
                        .allMatch(word -> owner.getCommandSpec().findOption(name(word)) != null))
            .toList();
    return all.size() == 1 ? all : owners;
  }

  private static Mistake ofOtherCommands(
      CommandLine command, String name, List<CommandLine> owners) {
    return Mistake.of(
        "Unknown option "
            + name
            + ": '"
            + command.getCommandSpec().qualifiedName()
            + "' does not have it, "
            + owners.stream()
                .map(owner -> "'" + owner.getCommandSpec().qualifiedName() + "'")
                .collect(Collectors.joining(" and "))
            + (owners.size() == 1 ? " does" : " do")
            + ". Leave it out.");
  }

  /** An option where the command that it belongs to is still to be named. */
  private Mistake beforeItsCommand(CommandLine command, int at, List<CommandLine> owners) {
    String name = name(words.get(at));
    List<String> path = path(command, owners.getFirst());
    String owner = owners.getFirst().getCommandSpec().qualifiedName();
    return owners.size() > 1 || words.subList(at, words.size()).contains(path.getFirst())
        ? Mistake.of(
            name + " comes after the command that it belongs to, for example '" + owner + "'.")
        : new Mistake(name + " belongs to '" + owner + "'; did you mean that?", inserted(at, path));
  }

  /** The words that lead from a command to one below it. */
  private static List<String> path(CommandLine from, CommandLine to) {
    String whole = Program.words(to.getCommandSpec());
    return List.of(whole.substring(Program.words(from.getCommandSpec()).length() + 1).split(" "));
  }

  /** The option of a command that is spelt most like a word. */
  private static Optional<String> near(CommandLine command, String word) {
    Map<String, String> options = new LinkedHashMap<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      options.put(bare(option.longestName()), option.longestName());
    }
    return nearest(bare(word), options.keySet()).map(options::get);
  }

  /** The name that is spelt most like a word, or the only one that it begins or that begins it. */
  private static Optional<String> nearest(String word, Collection<String> names) {
    Optional<String> near = Names.nearest(word, names);
    if (near.isPresent()) {
      return near;
    }
    List<String> akin =
        names.stream()
            .filter(name -> Math.min(name.length(), word.length()) >= SHORTEST_BEGINNING)
            .filter(name -> name.startsWith(word) || word.startsWith(name))
            .toList();
    return akin.size() == 1 ? Optional.of(akin.getFirst()) : Optional.empty();
  }

  private static String bare(String option) {
    return option.replaceFirst("^-+", "").replace('_', '-');
  }

  private static List<CommandLine> leaves(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? List.of(command)
        : command.getSubcommands().values().stream().flatMap(c -> leaves(c).stream()).toList();
  }

  // ------------------------------------------------------------------------------ commands

  private Mistake unknownCommand(CommandLine command, int at) {
    String word = words.get(at);
    Optional<String> near = nearest(word, command.getSubcommands().keySet());
    if (near.isPresent()) {
      return new Mistake(
          "Unknown command " + word + "; did you mean " + near.get() + "?",
          replaced(at, near.get()));
    }
    for (CommandLine leaf : leaves(command)) {
      List<String> path = path(command, leaf);
      if (path.size() > 1 && Names.nearest(word, List.of(path.getLast())).isPresent()) {
        List<String> meant = replaced(at, path.getLast());
        meant.addAll(at, path.subList(0, path.size() - 1));
        return new Mistake(
            "Unknown command " + word + "; did you mean " + String.join(" ", path) + "?", meant);
      }
    }
    if (!isData(word)) {
      return Mistake.of("Unknown command " + word + ".");
    }
    CommandLine meant =
        leaf(command.equals(root) && word.endsWith(ModelPlace.ENDING) ? "predict" : "forecast");
    return new Mistake(
        "Expected a command before "
            + Shell.quote(word)
            + "; did you mean '"
            + meant.getCommandSpec().qualifiedName()
            + "'?",
        inserted(at, path(command, meant)));
  }

  /** The command that a name stands for, wherever it is. */
  private CommandLine leaf(String name) {
    return leaves(root).stream()
        .filter(leaf -> leaf.getCommandName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a word is a file, or looks like the name of one. */
  private static boolean isData(String word) {
    try {
      return DataSource.of(word).isStandardInput()
          || word.contains(".")
          || word.contains("/")
          || Files.exists(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
