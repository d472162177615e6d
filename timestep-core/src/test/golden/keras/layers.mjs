// What TensorFlow.js is asked of layers other than the plain recurrent ones.

/** One layer over x. `weights` names those with a range of their own, [least, largest]. */
function single(name, layer, x, args, more = {}) {
  return { name: 'keras-layer-' + name, layer, x, args, ...more };
}

function dense() {
  const activations = ['linear', 'tanh', 'relu', 'sigmoid', 'softsign', 'softplus',
    'elu', 'selu', 'gelu', 'swish'];
  return [
    ...activations.map(activation =>
      single('dense-' + activation.toLowerCase(), 'dense', [5, 3], { units: 4, activation })),
    single('time-distributed-dense', 'timeDistributed', [2, 4, 3], { units: 5 }),
  ];
}

function convolutions() {
  const conv1d = (name, args, x = [2, 9, 3]) =>
    single('conv1d-' + name, 'conv1d', x, { filters: 4, kernelSize: 3, ...args });
  const conv2d = (name, args, x = [2, 6, 5, 2]) =>
    single('conv2d-' + name, 'conv2d', x, { filters: 3, kernelSize: [3, 2], ...args });
  return [
    conv1d('valid', {}),
    conv1d('same-tanh', { padding: 'same', activation: 'tanh' }),
    conv1d('same-even', { padding: 'same', kernelSize: 4 }),
    conv1d('causal', { padding: 'causal' }),
    conv1d('causal-dilated', { padding: 'causal', dilationRate: 2 }),
    conv1d('same-dilated', { padding: 'same', dilationRate: 3 }),
    conv1d('valid-dilated-no-bias', { dilationRate: 2, useBias: false }),
    conv1d('valid-strides', { strides: 2, kernelSize: 2 }),
    conv1d('same-strides', { strides: 2, padding: 'same', kernelSize: 5 }),
    conv1d('same-strides-3', { strides: 3, padding: 'same' }, [2, 10, 2]),
    conv1d('causal-strides', { strides: 2, padding: 'causal' }),
    conv2d('valid', {}),
    conv2d('same-relu', { padding: 'same', activation: 'relu' }),
    conv2d('same-strides', { padding: 'same', strides: 2 }),
    conv2d('valid-strides', { strides: 2, useBias: false }, [1, 7, 6, 1]),
  ];
}

function pooling() {
  const cases = [];
  for (const kind of ['max', 'average']) {
    const pool1d = (name, args) =>
      cases.push(single(`${kind}-pooling1d-${name}`, kind + 'Pooling1d', [2, 7, 3], args));
    const pool2d = (name, args) =>
      cases.push(single(`${kind}-pooling2d-${name}`, kind + 'Pooling2d', [2, 5, 7, 2], args));
    pool1d('valid', { poolSize: 2 });
    pool1d('same', { poolSize: 3, padding: 'same' });
    pool1d('strides', { poolSize: 3, strides: 2 });
    pool1d('same-strides', { poolSize: 4, strides: 3, padding: 'same' });
    pool2d('valid', { poolSize: 2 });
    pool2d('same', { poolSize: 3, padding: 'same' });
    pool2d('strides', { poolSize: 3, strides: 2 });
    pool2d('same-strides', { poolSize: 2, strides: 1, padding: 'same' });
    const whole = 'global' + kind[0].toUpperCase() + kind.slice(1) + 'Pooling1d';
    cases.push(single(`global-${kind}-pooling1d`, whole, [3, 5, 4], {}));
  }
  return cases;
}

function normalisation() {
  const variance = { weights: { moving_variance: [0.2, 2] } };
  const batch = (name, x, args, more) =>
    single('batch-normalization-' + name, 'batchNormalization', x, args, { ...variance, ...more });
  return [
    batch('training', [4, 5, 3], {}, { training: true }),
    batch('training-momentum', [7, 4], { momentum: 0.8, epsilon: 1e-5 }, { training: true }),
    batch('predicting', [4, 5, 3], {}),
    single('layer-normalization', 'layerNormalization', [3, 4, 6], {}),
    single('layer-normalization-epsilon', 'layerNormalization', [5, 3], { epsilon: 0.1 }),
  ];
}

function convLstm() {
  const two = (name, args, x = [2, 4, 5, 4, 2], more = {}) =>
    single('conv-lstm2d-' + name, 'convLstm2d', x,
      { filters: 3, kernelSize: [3, 2], returnSequences: true, ...args }, { states: true, ...more });
  return [
    two('valid', {}),
    two('same', { padding: 'same' }),
    two('sigmoid', { recurrentActivation: 'sigmoid' }),
    two('sigmoid-same-relu', { recurrentActivation: 'sigmoid', padding: 'same', activation: 'relu' }),
    two('last-no-bias', { returnSequences: false, useBias: false, padding: 'same' }),
    two('backwards', { goBackwards: true, recurrentActivation: 'sigmoid' }),
    two('strides', { strides: [2, 2], padding: 'same' }, [2, 3, 6, 5, 1]),
    two('dilated', { dilationRate: [2, 2], kernelSize: [2, 2] }, [1, 3, 5, 4, 2],
      { gradients: false }),
    // One place wide: what Keras calls ConvLSTM1D, which TensorFlow.js has not.
    two('row-same', { padding: 'same', kernelSize: [3, 1] }, [2, 4, 6, 1, 2]),
    two('row-valid-sigmoid', { recurrentActivation: 'sigmoid', kernelSize: [2, 1], strides: [2, 1] },
      [2, 3, 7, 1, 1]),
  ];
}

export const LAYER_CASES = [
  ...dense(), ...convolutions(), ...pooling(), ...normalisation(), ...convLstm(),
];

const IDS = {
  right: [[3, 1, 5, 2, 4], [2, 6, 0, 0, 0], [4, 4, 1, 0, 0]],
  left: [[3, 1, 5, 2, 4], [0, 0, 0, 2, 6], [0, 0, 4, 4, 1]],
  holes: [[3, 0, 5, 0, 4], [0, 2, 0, 6, 0], [0, 0, 0, 0, 0]],
};

/** An embedding whose zeros are masked, and a recurrent layer that reads it. */
export const EMBEDDING_CASES = Object.entries(IDS).flatMap(([kind, ids]) => [
  { name: `keras-embedding-${kind}-lstm`, ids, backwards: false, bidirectional: false },
  { name: `keras-embedding-${kind}-lstm-backwards`, ids, backwards: true, bidirectional: false },
  { name: `keras-embedding-${kind}-bidirectional`, ids, backwards: false, bidirectional: true },
]);
