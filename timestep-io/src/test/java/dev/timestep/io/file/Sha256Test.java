package dev.timestep.io.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {

  /** The example of FIPS 180-2, appendix B.1. */
  @Test
  void ofABC() {
    assertThat(new Sha256().add("a").add("bc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void numbersAreTheirEightBytes() {
    String expected = new Sha256().add("\0\0\0\0\0\0\0A").hex();
    assertThat(new Sha256().add(65L).hex()).isEqualTo(expected);
    assertThat(new Sha256().add(Double.longBitsToDouble(65)).hex()).isEqualTo(expected);
    assertThat(new Sha256().add(Double.longBitsToDouble(0x7ff8000000000001L)).hex())
        .isEqualTo(new Sha256().add(Double.NaN).hex());
  }

  @Test
  void manyNumbersAreAddedAsOneAfterTheOther() {
    double[] values = new double[2500];
    Sha256 single = new Sha256();
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7 == 0 ? Double.NaN : i / 3.0;
      single.add(values[i]);
    }
    assertThat(new Sha256().add(values).hex()).isEqualTo(single.hex());
    assertThat(new Sha256().add(new double[0]).hex()).isEqualTo(new Sha256().hex());
  }
}
