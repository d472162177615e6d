package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConvolutionsTest {

  @Test
  void zerosAreSplitAsThisLibrarySplitsThem() {
    Taps centred = new Taps(3, 2, 1, false);
    assertThat(centred.places(28)).isEqualTo(14);
    assertThat(centred.before(28)).isZero();
    assertThat(centred.after(28)).isEqualTo(1);
    assertThat(centred.before(7)).isEqualTo(1);
    Taps causal = new Taps(5, 1, 2, true);
    assertThat(causal.places(100)).isEqualTo(100);
    assertThat(causal.before(100)).isEqualTo(8);
    assertThat(causal.after(100)).isZero();
  }

  @Test
  void sequencesAreTurnedFromTimeMajorToChannelsFirst() {
    // T = 2, B = 2, C = 3: x[t][b][c] = 100t + 10b + c.
    float[] x = {0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112};
    Convolutions sizes = new Convolutions(ShapeSpec.parse("conv1d:T=2,F=3,H=1,B=2,kernel=1"));
    float[] first = sizes.toChannelsFirst(x, 3);
    assertThat(first).containsExactly(0, 100, 1, 101, 2, 102, 10, 110, 11, 111, 12, 112);
    assertThat(sizes.channelsFirst(3, 2)).containsExactly(2, 3, 2);
  }

  @Test
  void imagesAreTurnedFromChannelsLastToChannelsFirst() {
    // B = 2, one place each, C = 3.
    Convolutions one = new Convolutions(ShapeSpec.parse("conv2d:T=1,F=3,H=1,B=2,kernel=1"));
    float[] x = {0, 1, 2, 10, 11, 12};
    assertThat(one.toChannelsFirst(x, 3)).isEqualTo(x);
    // B = 1, 2 × 2 places, C = 2: x[place][c] = 10·place + c.
    Convolutions sizes = new Convolutions(ShapeSpec.parse("conv2d:T=2,F=2,H=1,B=1,kernel=1"));
    float[] image = {0, 1, 10, 11, 20, 21, 30, 31};
    assertThat(sizes.toChannelsFirst(image, 2)).containsExactly(0, 10, 20, 30, 1, 11, 21, 31);
    assertThat(sizes.channelsFirst(2, 2)).containsExactly(1, 2, 2, 2);
  }

  @Test
  void kernelsAreTurnedAndTurnedBack() {
    // O = 2, C = 2, two places: w[o][c][place] = 100o + 10c + place.
    float[] weights = {0, 1, 10, 11, 100, 101, 110, 111};
    float[] kernel = Convolutions.kernel(weights, 2, 2);
    assertThat(kernel).containsExactly(0, 100, 10, 110, 1, 101, 11, 111);
    assertThat(Convolutions.weights(kernel, 2, 2)).isEqualTo(weights);
  }

  @Test
  void layersShrinkByTheirStride() {
    Convolutions sizes =
        new Convolutions(ShapeSpec.parse("conv2d:T=9,F=4,H=5,B=3,kernel=3,stride=2,layers=2"));
    assertThat(sizes.side(1)).isEqualTo(5);
    assertThat(sizes.outputSide()).isEqualTo(3);
    assertThat(sizes.weights(0)).isEqualTo(9 * 4 * 5);
    assertThat(sizes.weights(1)).isEqualTo(9 * 5 * 5);
    assertThat(sizes.outputs()).isEqualTo(3 * 9 * 5);
    assertThat(sizes.kernelSizes(1)).containsExactly(5, 5, 3, 3);
  }
}
