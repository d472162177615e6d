package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellAround;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CoupledLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.HiddenState;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.nn.cell.MinGruConfig;
import dev.timestep.nn.cell.PeepholeLstmConfig;
import dev.timestep.nn.cell.RgLruConfig;
import dev.timestep.testing.OpaqueCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The program of a cell in text, and docs/cell-programs.md, which shows it. After a change, write
 * the blocks of the page again, look at the difference, commit it:
 *
 * <pre>mvn -pl timestep-core -am test -Dtest=CellProgramTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dtimestep.golden=write</pre>
 */
class CellProgramTest {
  private static final Path PAGE = Path.of("../docs/cell-programs.md");

  /** A block that a comment before it names. */
  private static final Pattern BLOCK =
      Pattern.compile("<!-- ([a-z ]+) -->\n```\n(.*?)```\n", Pattern.DOTALL);

  // ---------------------------------------------------------------- the page

  @Test
  void thePageShowsWhatIsPrinted() throws IOException {
    Map<String, String> printed = printed();
    String page = Files.readString(PAGE);
    String right =
        BLOCK
            .matcher(page)
            .replaceAll(
                block ->
                    Matcher.quoteReplacement(
                        "<!-- %1$s -->\n```\n%2$s```\n"
                            .formatted(block.group(1), printed.get(block.group(1)))));
    if ("write".equals(System.getProperty("timestep.golden"))) {
      Files.writeString(PAGE, right);
      page = right;
    }
    assertThat(BLOCK.matcher(page).results().map(block -> block.group(1)))
        .containsExactlyElementsOf(printed.keySet());
    assertThat(page).isEqualTo(right);
  }

  private static Map<String, String> printed() {
    Random random = new Random(1);

    // docs/cell-programs.md shows this.
    Cell<?> cell = CoupledLstmConfig.of(128).build(32, random);
    CellProgram program = CellProgram.of(cell, 100, 32);

    Map<String, String> blocks = new LinkedHashMap<>();
    blocks.put("traced", program.cell() + program.traced());
    blocks.put("rewritten", program.rewritten());
    blocks.put("run", program.run());
    blocks.put("min gru", CellProgram.of(MinGruConfig.of(128).build(32, random)).run());
    Throwable refused = catchThrowable(() -> CellProgram.of(new Looking()));
    blocks.put("refused", wrapped(refused.getMessage()));
    blocks.put(
        "log",
        wrapped(
            OneByOne.sentence(
                "two-level(features=8, units=64)",
                "1.two-level",
                "org.example.TwoLevelCell",
                "the operation transpose")));
    return blocks;
  }

  private static String wrapped(String line) {
    return line.replaceAll("(.{1,110})( |$)", "$1\n");
  }

  // ---------------------------------------------------------------- what it says

  /** A cell that looks at the numbers of its state. */
  private static final class Looking extends CellAround<HiddenState> {
    @SuppressWarnings("unchecked")
    Looking() {
      super((Cell<HiddenState>) MguConfig.of(64).build(8, new Random(1)));
    }

    @Override
    public String kind() {
      return "looking";
    }

    @Override
    public HiddenState step(Tape tape, Variable x, HiddenState state, Variable past) {
      Variable h = state.h();
      return new HiddenState(h.data()[0] > 0 ? h.tanh() : h.relu());
    }
  }

  private static CellProgram of(CellConfig config) {
    return CellProgram.of(config.build(3, new Random(1)), 5, 2);
  }

  /** The cost column of a line, last or last but one. */
  private static long cost(String text, int fromLast) {
    String[] cells =
        text.lines()
            .filter(line -> line.startsWith("  for a row"))
            .findFirst()
            .orElseThrow()
            .split(" +");
    return Long.parseLong(cells[cells.length - fromLast].replace(",", ""));
  }

  @Test
  void rewritingKeepsTheProductsAndMovesFewerNumbers() {
    CellProgram program = of(CoupledLstmConfig.of(4));
    // x·W and h·U for three gates: 3·12 + 4·12.
    assertThat(cost(program.traced(), 2)).isEqualTo(84);
    assertThat(cost(program.rewritten(), 2)).isEqualTo(84);
    // Products 3 + 12 and 4 + 12, their sum 36, slices 3·8, activations 4·8, five of two rows 4·12.
    assertThat(cost(program.traced(), 1)).isEqualTo(15 + 16 + 36 + 24 + 32 + 48);
    // Three times x and the sum, three times h and the sum twice; then as before.
    assertThat(cost(program.rewritten(), 1)).isEqualTo(3 * 7 + 3 * 12 + 32 + 48);
  }

  @Test
  void weightsThatStandInNoProductAddUpForEachSequence() {
    String run = of(PeepholeLstmConfig.of(4)).run();
    assertThat(run)
        .contains("→ d output_peephole in a row of each sequence")
        .contains("\n  d output_peephole += the rows of all sequences\n");
  }

  @Test
  void whatDependsOnParametersAloneRunsOnceAndIsWalkedBackOnce() {
    String run = of(RgLruConfig.of(4)).run();
    assertThat(run)
        .contains("= softplus(lambda)   once\n")
        .contains("for all 10 rows at once\n")
        .contains("  products  none\n")
        .containsPattern("d v11 → d lambda\n");
  }

  @Test
  void aSliceOfTheInputIsReadInPlace() {
    CellProgram program = of(GruConfig.of(4).zoneout(0.1, 0));
    assertThat(program.traced()).contains("x                                [7]\n");
    assertThat(program.rewritten()).containsPattern(" = x\\[3:7\\], in place +\\[4\\] +0\n");
  }

  @Test
  void aFusedCellSaysSo() {
    assertThat(of(LstmConfig.of(4)).cell())
        .isEqualTo(
            "lstm(features=3, units=4), T = 5, B = 2\n"
                + "runs as a fused operation; this is what its steps would be\n");
    assertThat(of(LstmConfig.of(4).zoneout(0.1, 0.1)).cell())
        .isEqualTo("lstm(features=3, units=4), T = 5, B = 2\n");
  }

  @Test
  void anObstacleIsNamed() {
    Cell<?> mgu = MguConfig.of(4).build(3, new Random(1));
    assertThat(CellProgram.of(mgu).obstacle()).isEmpty();
    CellProgram opaque = CellProgram.of(new OpaqueCell<>(mgu));
    assertThat(opaque.obstacle()).contains("the operation transpose");
    assertThat(opaque.traced())
        .endsWith("  stops here: the operation transpose is not an operation of rows\n");
    assertThat(opaque.run()).isEqualTo("  step by step, on the tape\n");
  }

  /** The library's own cells all run as one operation, but for the one that is made not to. */
  @ParameterizedTest
  @MethodSource("dev.timestep.nn.CellCase#all")
  void everyCellHasAProgram(CellCase<?> c) {
    CellProgram program = CellProgram.of(c.build().cell(3, 4), 4, 2);
    if (c.name().endsWith("opaque")) {
      assertThat(program.obstacle()).isPresent();
    } else {
      assertThat(program.obstacle()).isEmpty();
      assertThat(program.toString())
          .contains("\nas traced\n", "\nas rewritten\n", "\nas run\nbefore the steps\n", "′ = v")
          .doesNotContain("null", "@");
    }
  }

  @ParameterizedTest
  @CsvSource({"0,2", "5,0", "-1,2"})
  void sizesBelowOneAreRefused(int time, int batch) {
    Cell<?> mgu = MguConfig.of(4).build(3, new Random(1));
    assertThatThrownBy(() -> CellProgram.of(mgu, time, batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expects 1 step or more and 1 sequence or more; received " + time);
  }
}
