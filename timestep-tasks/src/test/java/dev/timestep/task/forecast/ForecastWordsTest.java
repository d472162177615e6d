package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.message.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForecastWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 158705 | 1 epoch of 2,480 steps (158,705 windows, 64 a step); fewer than the usual 12,"
            + " since the series is long. epochs N trains for more.",
        "0 | 3964 | 12 epochs of 62 steps (3,964 windows, 64 a step)",
        "0 | 240 | 75 epochs of 4 steps (240 windows, 64 a step); more than the usual 12, since the"
            + " series is short.",
        "3 | 158705 | 3 epochs of 2,480 steps (158,705 windows, 64 a step)"
      })
  void explains_how_many_epochs_there_are(int asked, int windows, String said) {
    TrainingOptions training =
        new TrainingOptions(asked, 64, 0.003, TrainingOptions.LossKind.MAE, 10);
    assertThat(new Message(ForecastWords.epochs(training, windows)).plain()).isEqualTo(said);
  }
}
