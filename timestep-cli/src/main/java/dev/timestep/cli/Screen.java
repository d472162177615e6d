package dev.timestep.cli;

import java.io.PrintWriter;

/**
 * Standard error while work is done: lines that stay, and on a terminal a last line that is drawn
 * again and again below them.
 */
final class Screen implements AutoCloseable {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final Terminal terminal;
  private boolean drawn;

  Screen(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** What it is drawn on. */
  Terminal terminal() {
    return terminal;
  }

  /** Writes lines that stay, broken at blanks where they are wider than the screen. */
  synchronized void line(String text) {
    line(text, "  ");
  }

  /** The same with another indent of the lines after a break. */
  synchronized void line(String text, String indent) {
    clear();
    out.println(Wrap.text(text, terminal.textColumns(), indent));
    out.flush();
  }

  /** Writes a command that stays, in one line however long it is, so that it can be copied. */
  synchronized void command(String text) {
    clear();
    out.println(text);
    out.flush();
  }

  /** Says what is being done: drawn on a terminal until something else is, a line elsewhere. */
  synchronized void doing(String text) {
    if (terminal.redraws()) {
      draw(text);
    } else {
      line(text);
    }
  }

  /** Draws the last line again; does nothing where that is not possible. */
  synchronized void draw(String text) {
    if (terminal.redraws()) {
      int room = Math.max(2, terminal.columns() - 1);
      out.print(CLEAR + (text.length() > room ? text.substring(0, room - 1) + "…" : text));
      out.flush();
      drawn = true;
    }
  }

  /** Takes the line that is drawn off the screen. */
  synchronized void clear() {
    if (drawn) {
      out.print(CLEAR);
      out.flush();
      drawn = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
