// What TensorFlow.js is asked. A case is a stack of layers over x, padded and masked or not.

const TIME = 6;
const BATCH = 3;
const FEATURES = 3;
const UNITS = 4;

/** Real steps of four sequences; the last row of `holes` and `even` is masked throughout. */
const MASKS = {
  right: ['111111', '111100', '100000', '111110'],
  left: ['111111', '001111', '000001', '011111'],
  holes: ['101101', '010011', '111010', '000000'],
  // The same from both ends: Keras hands a mask on as it is where it turns the steps round.
  even: ['101101', '110011', '001100', '000000'],
};

function layer(cell, options) {
  return {
    cell,
    units: UNITS,
    activation: 'tanh',
    recurrentActivation: cell === 'rnn' ? '-' : 'sigmoid',
    sequences: true,
    backwards: false,
    merge: '-',
    ...options,
  };
}

function unmasked(name, ...layers) {
  const initial = layers.length === 1;
  return { name, time: TIME, batch: BATCH, features: FEATURES, layers, initial, mask: null };
}

function masked(name, kind, ...layers) {
  const mask = MASKS[kind];
  const initial = name.endsWith('-initial');
  return { name, time: TIME, batch: mask.length, features: FEATURES, layers, initial, mask };
}

const last = { sequences: false };
const backwards = { backwards: true };

function cells() {
  const cases = [];
  for (const activation of ['tanh', 'relu', 'sigmoid', 'linear']) {
    const name = 'keras-rnn-' + activation;
    cases.push(unmasked(name, layer('rnn', { activation })));
    cases.push(unmasked(name + '-backwards-last',
      layer('rnn', { activation, ...last, ...backwards })));
  }
  cases.push(unmasked('keras-rnn-tanh-last', layer('rnn', last)));
  cases.push(unmasked('keras-rnn-tanh-backwards', layer('rnn', backwards)));
  for (const cell of ['lstm', 'gru']) {
    const hard = { recurrentActivation: 'hardSigmoid' };
    const name = 'keras-' + cell;
    cases.push(unmasked(name, layer(cell)));
    cases.push(unmasked(name + '-last', layer(cell, last)));
    cases.push(unmasked(name + '-backwards', layer(cell, backwards)));
    cases.push(unmasked(name + '-backwards-last', layer(cell, { ...last, ...backwards })));
    cases.push(unmasked(name + '-relu', layer(cell, { activation: 'relu' })));
    cases.push(unmasked(name + '-hard', layer(cell, hard)));
    cases.push(unmasked(name + '-hard-backwards-last',
      layer(cell, { ...hard, ...last, ...backwards })));
  }
  return cases;
}

function bidirectional() {
  const cases = [];
  for (const merge of ['sum', 'mul', 'ave', 'concat', 'none']) {
    cases.push(unmasked('keras-bidirectional-lstm-' + merge, layer('lstm', { merge, units: 3 })));
  }
  for (const merge of ['mul', 'concat', 'none']) {
    cases.push(unmasked(`keras-bidirectional-gru-${merge}-last`,
      layer('gru', { merge, units: 3, ...last })));
  }
  cases.push(unmasked('keras-bidirectional-rnn-ave', layer('rnn', { merge: 'ave' })));
  return cases;
}

function stacked() {
  return [
    unmasked('keras-stacked-lstm-gru-rnn',
      layer('lstm'), layer('gru', { units: 3 }), layer('rnn', { units: 5, ...last })),
    unmasked('keras-stacked-bidirectional-lstm',
      layer('lstm', { merge: 'concat', units: 2 }), layer('lstm', { merge: 'sum', units: 3 })),
    unmasked('keras-stacked-first-backwards',
      layer('lstm', backwards), layer('gru', { units: 3 })),
    unmasked('keras-stacked-middle-backwards',
      layer('gru', { units: 3 }), layer('lstm', { units: 2, ...backwards }),
      layer('rnn', { units: 5, ...last })),
    unmasked('keras-stacked-both-backwards',
      layer('gru', { units: 3, ...backwards }), layer('rnn', backwards)),
  ];
}

function masking() {
  const cases = [];
  for (const kind of ['right', 'left', 'holes']) {
    const add = (name, ...layers) =>
      cases.push(masked(`keras-masking-${kind}-${name}`, kind, ...layers));
    for (const cell of ['rnn', 'lstm', 'gru']) {
      add(cell, layer(cell, { units: 3 }));
    }
    add('gru-backwards', layer('gru', { units: 3, ...backwards }));
    add('lstm-last', layer('lstm', { units: 3, ...last }));
    add('bidirectional-gru', layer('gru', { merge: 'concat', units: 3 }));
    add('stacked', layer('gru', { units: 3 }), layer('rnn', { units: 2 }));
  }
  const holes = (name, ...layers) =>
    cases.push(masked('keras-masking-holes-' + name, 'holes', ...layers));
  holes('lstm-backwards-last', layer('lstm', { units: 3, ...last, ...backwards }));
  for (const [cell, merge] of [['lstm', 'sum'], ['gru', 'mul'], ['rnn', 'ave']]) {
    holes(`bidirectional-${cell}-${merge}`, layer(cell, { merge, units: 3 }));
  }
  holes('bidirectional-gru-last', layer('gru', { merge: 'concat', units: 3, ...last }));
  holes('stacked-bidirectional',
    layer('gru', { merge: 'concat', units: 2 }), layer('lstm', { merge: 'sum', units: 3 }));
  holes('stacked-last-backwards', layer('gru'), layer('lstm', { units: 2, ...backwards }));
  holes('lstm-initial', layer('lstm', { units: 3 }));
  holes('gru-backwards-initial', layer('gru', { units: 3, ...backwards }));
  holes('bidirectional-gru-initial', layer('gru', { merge: 'concat', units: 3 }));
  cases.push(masked('keras-masking-even-first-backwards', 'even',
    layer('lstm', { units: 3, ...backwards }), layer('gru', { units: 2 })));
  cases.push(masked('keras-masking-even-middle-backwards', 'even',
    layer('rnn', { units: 3 }), layer('gru', { units: 2, ...backwards }), layer('lstm')));
  return cases;
}

export const CASES = [...cells(), ...bidirectional(), ...stacked(), ...masking()];
