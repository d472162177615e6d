package dev.timestep.kernel;

/**
 * The kernels as plain loops: the readable specification of {@link Kernels}, and what runs where
 * the Vector API is not at hand.
 *
 * <p>What the time of a training step hangs on ({@link PortableProducts}, {@link PortableMath},
 * {@link PortableCells}) is written so that the JIT vectorises it; {@link PortableScratch} says
 * how. The rest is short enough to be left alone.
 */
public final class PortableKernels implements Kernels {

  private final PortableProducts products = new PortableProducts();
  private final PortableElementwise elementwise = new PortableElementwise();
  private final PortableActivations activations = new PortableActivations();
  private final PortableReductions reductions = new PortableReductions();
  private final PortableExponentials exponentials = new PortableExponentials(reductions);
  private final PortableMatrixRows rows = new PortableMatrixRows(reductions, exponentials);
  private final PortableCells cells = new PortableCells();

  @Override
  public String name() {
    return "portable";
  }

  @Override
  public ProductKernels products() {
    return products;
  }

  @Override
  public ElementwiseKernels elementwise() {
    return elementwise;
  }

  @Override
  public ActivationKernels activations() {
    return activations;
  }

  @Override
  public ExponentialKernels exponentials() {
    return exponentials;
  }

  @Override
  public ReductionKernels reductions() {
    return reductions;
  }

  @Override
  public MatrixRowKernels rows() {
    return rows;
  }

  @Override
  public CellKernels cells() {
    return cells;
  }
}
