package dev.timestep.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/**
 * Answers that are given while their data arrive, line by line. It remembers what it has read, so
 * one stream of data has one of these, on one thread.
 *
 * <pre>{@code
 * LineStream stream = model.stream(source, TaskListener.NONE, Engine.standard()).orElseThrow();
 * stream.answer(new InputStreamReader(sensor, UTF_8), text -> send(text));
 * }</pre>
 */
public interface LineStream {
  /**
   * Takes the next line.
   *
   * @param text without its end
   * @return the lines of CSV that are known now, each with its end; the names of the columns before
   *     the first; empty where nothing new is known
   * @throws IllegalArgumentException when the line does not fit; the message names its number
   */
  String line(String text);

  /** What is known only once the data have ended; as {@link #line}. */
  String end();

  /**
   * Answers all lines as they arrive.
   *
   * @param answers takes each answer before the next line is awaited; never an empty one
   */
  default void answer(Reader lines, Consumer<String> answers) throws IOException {
    BufferedReader reader = new BufferedReader(lines);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      give(line(line), answers);
    }
    give(end(), answers);
  }

  private static void give(String answer, Consumer<String> answers) {
    if (!answer.isEmpty()) {
      answers.accept(answer);
    }
  }
}
