package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.tensor.Tensor;
import dev.timestep.train.EpochResult;
import dev.timestep.train.Schedule;
import dev.timestep.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointStoreTest {
  @TempDir Path folder;
  private Path file;
  private Path previous;
  private FileCheckpointStore store;
  private LogCapture log;

  @BeforeEach
  void open() {
    file = folder.resolve("run.checkpoint");
    previous = folder.resolve("run.checkpoint.previous");
    store = new FileCheckpointStore(file);
    log = new LogCapture(FileCheckpointStore.class);
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static TrainingState state(long seed) {
    var random = new SplittableRandom(seed);
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("optimizer", "Adam[\"η\"=" + random.nextDouble() + "]\n");
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : List.of("weights/0.lstm.kernel", "optimizer/mean/0.lstm.kernel")) {
      tensors.put(name, Tensor.vector((float) random.nextGaussian(), -0f, Float.NaN));
    }
    List<EpochResult> history = new ArrayList<>();
    for (int epoch = 1; epoch <= random.nextInt(4); epoch++) {
      OptionalDouble validation =
          random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(random.nextDouble());
      history.add(
          new EpochResult(epoch, random.nextDouble(), validation, 1e-3, random.nextBoolean(), 0.1));
    }
    var counters =
        new TrainingState.Counters(
            seed,
            random.nextLong(),
            0,
            3,
            4,
            List.of(
                new TrainingState.LossSum(random.nextDouble(), 7),
                new TrainingState.LossSum(-1e-300, 0.5)),
            99,
            Double.MIN_VALUE,
            0.5,
            0,
            Double.POSITIVE_INFINITY,
            2,
            Schedule.Memory.start(),
            "portable");
    return new TrainingState(settings, counters, history, tensors);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private void damage(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length / 2] ^= 4;
    Files.write(path, bytes);
  }

  @Test
  void whatWasSavedLastIsLoaded() throws IOException {
    assertThat(store.load()).isEmpty();
    for (long seed = 1; seed <= 20; seed++) {
      store.save(state(seed));
      assertThat(store.load()).contains(state(seed));
      assertThat(new FileCheckpointStore(file).load()).contains(state(seed));
    }
    assertThat(files()).containsExactly("run.checkpoint", "run.checkpoint.previous");
    store.delete();
    assertThat(files()).isEmpty();
    assertThat(store.load()).isEmpty();
  }

  @Test
  void theOneBeforeIsUsedWhereTheLastIsDamaged() throws IOException {
    store.save(state(1));
    store.save(state(2));
    byte[] whole = Files.readAllBytes(file);
    var random = new SplittableRandom(5);
    for (int round = 0; round < 40; round++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
      assertThat(new FileCheckpointStore(file).load()).contains(state(1));
      Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length)));
      assertThat(new FileCheckpointStore(file).load()).contains(state(1));
    }
  }

  @Test
  void aDamagedCheckpointDoesNotTakeThePlaceOfTheWholeOne() throws IOException {
    store.save(state(1));
    store.save(state(2));
    damage(file);
    var later = new FileCheckpointStore(file);
    assertThat(later.load()).contains(state(1));
    assertThat(log.messages())
        .containsExactly(
            "The checkpoint "
                + file
                + " is damaged (CORRUPTED); training continues from the one before it, "
                + previous
                + ".");
    later.save(state(3));
    assertThat(new FileCheckpointStore(file).load()).contains(state(3));
    damage(file);
    assertThat(new FileCheckpointStore(file).load()).contains(state(1));
  }

  /** The moments at which a kill can come: each leaves one of these. */
  @Test
  void whateverAKillLeavesCanBeLoaded() throws IOException {
    store.save(state(1));
    store.save(state(2));
    Files.write(folder.resolve(".run.checkpoint.999999999-1.part"), new byte[100]);
    assertThat(new FileCheckpointStore(file).load()).contains(state(2));
    Files.move(file, previous, StandardCopyOption.REPLACE_EXISTING);
    assertThat(new FileCheckpointStore(file).load()).contains(state(2));
    assertThat(log.messages().getLast()).startsWith("The last checkpoint was not completed");
    new FileCheckpointStore(file).save(state(3));
    assertThat(new FileCheckpointStore(file).load()).contains(state(3));
    assertThat(files()).containsExactly("run.checkpoint", "run.checkpoint.previous");
  }

  @Test
  void noneThatCanBeReadIsNotTheSameAsNone() throws IOException {
    store.save(state(1));
    damage(file);
    assertThatThrownBy(() -> new FileCheckpointStore(file).load())
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith(file + " is corrupted");
    store.save(state(1));
    store.save(state(2));
    damage(file);
    damage(previous);
    assertThatThrownBy(() -> new FileCheckpointStore(file).load())
        .isInstanceOf(ModelFileException.class);
  }

  @Test
  void aModelIsNoCheckpoint() {
    ReleasedModel.write(file);
    assertThatThrownBy(() -> store.load())
        .hasMessageContaining("is not a Timestep checkpoint: it is a Timestep model");
  }
}
