package dev.timestep.examples;

import dev.timestep.data.TensorDataset;
import dev.timestep.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * Stands in for handwriting, so that the program needs no data file: the ten digits, drawn with
 * dots at a random place of a small picture, with missing dots and noise. Read from top to bottom,
 * a picture is a sequence of rows.
 */
final class Digits {
  /** Rows and columns of a picture: time steps and features. */
  static final int SIZE = 10;

  static final int CLASSES = 10;

  private static final double NOISE = 0.15;
  private static final double MISSING_DOTS = 0.05;

  /** Seven rows of five dots for each digit. */
  private static final String[] DOTS = {
    ".###. #...# #...# #...# #...# #...# .###.",
    "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
    ".###. #...# ....# ...#. ..#.. .#... #####",
    "####. ....# ....# .###. ....# ....# ####.",
    "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
    "##### #.... ####. ....# ....# #...# .###.",
    ".###. #.... #.... ####. #...# #...# .###.",
    "##### ....# ...#. ..#.. ..#.. .#... .#...",
    ".###. #...# #...# .###. #...# #...# .###.",
    ".###. #...# #...# .#### ....# ....# .###.",
  };

  private Digits() {}

  /** Pictures {@code [count, rows, columns]} and their classes {@code [count]}. */
  static TensorDataset draw(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor pictures = Tensor.zeros(count, SIZE, SIZE);
    Tensor digits = Tensor.zeros(count);
    for (int picture = 0; picture < count; picture++) {
      int digit = random.nextInt(CLASSES);
      digits.set(digit, picture);
      draw(DOTS[digit].split(" "), pictures, picture, random);
    }
    float[] dots = pictures.data();
    for (int at = 0; at < dots.length; at++) {
      dots[at] += (float) (NOISE * random.nextGaussian());
    }
    return new TensorDataset(pictures, digits);
  }

  private static void draw(String[] rows, Tensor pictures, int picture, SplittableRandom random) {
    int top = random.nextInt(SIZE - rows.length + 1);
    int left = random.nextInt(SIZE - rows[0].length() + 1);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length(); column++) {
        if (rows[row].charAt(column) == '#' && random.nextDouble() >= MISSING_DOTS) {
          pictures.set(1f, picture, top + row, left + column);
        }
      }
    }
  }
}
