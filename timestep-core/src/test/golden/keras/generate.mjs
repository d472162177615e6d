// Asks the Keras layers of TensorFlow.js (CPU backend, float32) for outputs, final states and
// gradients, and writes one golden file a case into the folder given as the first argument.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CASES } from './cases.mjs';
import { Draw, GoldenFile } from './golden.mjs';

const tf = createRequire(import.meta.url)('@tensorflow/tfjs');

/** Stands in masked steps. Far from the data, so that a layer that read it would show it. */
const MASK_VALUE = -9;

const BUILD = { rnn: tf.layers.simpleRNN, lstm: tf.layers.lstm, gru: tf.layers.gru };
const STATES = { rnn: ['h'], lstm: ['h', 'c'], gru: ['h'] };
const WEIGHTS = ['kernel', 'recurrent_kernel', 'bias'];

function masking() {
  return tf.layers.masking({ maskValue: MASK_VALUE });
}

function build(spec) {
  const options = {
    units: spec.units,
    activation: spec.activation,
    goBackwards: spec.backwards,
    returnSequences: spec.sequences,
    returnState: true,
  };
  if (spec.cell !== 'rnn') {
    options.recurrentActivation = spec.recurrentActivation;
  }
  const layer = BUILD[spec.cell](options);
  if (spec.merge === '-') {
    return layer;
  }
  return tf.layers.bidirectional({ layer, mergeMode: spec.merge === 'none' ? null : spec.merge });
}

/** The cells of a layer, each with the prefix of its arrays' names. */
function cells(layer, spec, at) {
  return spec.merge === '-'
    ? [{ prefix: `l${at}.`, rnn: layer }]
    : [{ prefix: `l${at}.forward.`, rnn: layer.forwardLayer },
      { prefix: `l${at}.backward.`, rnn: layer.backwardLayer }];
}

class Run {
  constructor(question) {
    this.question = question;
    this.draw = new Draw(question.name);
    this.inputs = new Map();
    this.x = this.input('x', this.sequences());
    // Once and by hand, as TensorFlow.js has no gradient for what the layer computes.
    this.mask = question.mask && masking().computeMask(this.x);
    this.layers = [];
    let width = question.features;
    question.layers.forEach((spec, at) => {
      const layer = build(spec);
      layer.apply(tf.zeros([question.batch, question.time, width]));
      const own = cells(layer, spec, at);
      own.forEach(cell => this.setWeights(cell));
      const initial = question.initial ? own.flatMap(cell => this.states(cell, spec)) : null;
      this.layers.push({ layer, spec, own, initial });
      width = spec.merge === 'concat' ? 2 * spec.units : spec.units;
    });
  }

  /** A value with a gradient. */
  input(name, { data, shape }) {
    const variable = tf.variable(tf.tensor(data, shape));
    this.inputs.set(name, variable);
    return variable;
  }

  sequences() {
    const { batch, time, features, mask } = this.question;
    const x = this.draw.uniform(1.8, [batch, time, features]);
    if (mask) {
      x.data = x.data.map((value, i) => {
        const step = Math.floor(i / features);
        return mask[Math.floor(step / time)][step % time] === '1' ? value : MASK_VALUE;
      });
    }
    return x;
  }

  setWeights({ prefix, rnn }) {
    const drawn = rnn.getWeights().map(weight => this.draw.uniform(0.7, weight.shape));
    rnn.setWeights(drawn.map(({ data, shape }) => tf.tensor(data, shape)));
    rnn.trainableWeights.forEach((weight, i) => this.inputs.set(prefix + WEIGHTS[i], weight.val));
  }

  states({ prefix }, { cell, units }) {
    return STATES[cell].map(state =>
      this.input(prefix + state + '0', this.draw.uniform(0.9, [this.question.batch, units])));
  }

  /** Outputs of the last layer and final states of all, by name. */
  forward() {
    const results = new Map();
    let mask = this.mask;
    let value = mask ? this.x.mul(mask.expandDims(-1).cast('float32')) : this.x;
    for (const { layer, spec, own, initial } of this.layers) {
      const answers = layer.apply(value, initial ? { mask, initialState: initial } : { mask });
      const outputs = spec.merge === 'none' ? ['output.forward', 'output.backward'] : ['output'];
      outputs.forEach(name => results.set(name, answers.shift()));
      for (const { prefix } of own) {
        STATES[spec.cell].forEach(state => results.set(prefix + state + '_n', answers.shift()));
      }
      const masks = layer.computeMask(value, mask);
      mask = Array.isArray(masks) ? masks[0] : masks;
      value = results.get('output');
    }
    return results;
  }

  /** Random, but zero where the output's step is masked: what stands there is no result. */
  cotangent(name, shape) {
    const drawn = this.draw.uniform(1, shape);
    const { mask, layers } = this.question;
    if (mask && name.startsWith('output') && layers.at(-1).sequences) {
      const width = shape[2];
      drawn.data = drawn.data.map((value, i) => {
        const step = Math.floor(i / width);
        const t = step % shape[1];
        const place = layers.at(-1).backwards ? shape[1] - 1 - t : t;
        return mask[Math.floor(step / shape[1])][place] === '1' ? value : 0;
      });
    }
    return drawn;
  }

  solve() {
    const file = new GoldenFile(this.question.name);
    this.facts(file);
    if (this.mask) {
      file.put('mask', plain(this.mask));
    }
    this.inputs.forEach((variable, name) => file.put(name, plain(variable)));
    const cotangents = new Map();
    this.forward().forEach((result, name) => {
      const drawn = this.cotangent(name, result.shape);
      file.put('R.' + name, drawn);
      cotangents.set(name, tf.tensor(drawn.data, drawn.shape));
      file.put(name, plain(result));
    });
    const loss = () => {
      const results = [...this.forward()];
      return tf.addN(results.map(([name, result]) => result.mul(cotangents.get(name)).sum()));
    };
    const { value, grads } = tf.variableGrads(loss, [...this.inputs.values()]);
    file.put('loss', plain(value));
    this.inputs.forEach((variable, name) => file.put('grad.' + name, plain(grads[variable.name])));
    this.asMaskingLayer(file);
    this.checkAgainstModel();
    return file;
  }

  /** Gradients of the output alone, from masked steps as well, which repeat real ones. */
  asMaskingLayer(file) {
    const { mask, initial, layers } = this.question;
    if (!mask || initial || layers.slice(0, -1).some(spec => spec.backwards)) {
      return;
    }
    const drawn = this.draw.uniform(1, this.forward().get('output').shape);
    file.put('S.output', drawn);
    const cotangent = tf.tensor(drawn.data, drawn.shape);
    const { grads } = tf.variableGrads(
      () => this.forward().get('output').mul(cotangent).sum(), [...this.inputs.values()]);
    this.inputs.forEach((variable, name) =>
      file.put('output.grad.' + name, plain(grads[variable.name])));
  }

  facts(file) {
    file.fact('kind', 'keras');
    file.fact('layers', this.layers.length);
    this.question.layers.forEach((spec, at) => {
      file.fact(`l${at}.cell`, spec.cell);
      file.fact(`l${at}.units`, spec.units);
      file.fact(`l${at}.activation`, spec.activation);
      file.fact(`l${at}.recurrent_activation`,
        spec.recurrentActivation === 'hardSigmoid' ? 'hard_sigmoid' : spec.recurrentActivation);
      file.fact(`l${at}.return_sequences`, spec.sequences);
      file.fact(`l${at}.go_backwards`, spec.backwards);
      file.fact(`l${at}.merge_mode`, spec.merge);
    });
    file.fact('loss', 'the sum of result*R.result over outputs and final states');
    file.fact('source', `@tensorflow/tfjs ${tf.version.tfjs}, CPU backend, float32`);
  }

  /** Masks handed on by hand must be what a model of TensorFlow.js hands on by itself. */
  checkAgainstModel() {
    const { time, features, mask, initial } = this.question;
    if (initial || this.question.layers.at(-1).merge === 'none') {
      return;
    }
    const input = tf.input({ shape: [time, features] });
    let symbol = mask ? masking().apply(input) : input;
    const copies = this.question.layers.map(build);
    copies.forEach(copy => {
      symbol = copy.apply(symbol)[0];
    });
    const model = tf.model({ inputs: input, outputs: symbol });
    copies.forEach((copy, at) => copy.setWeights(this.layers[at].layer.getWeights()));
    const wanted = model.predict(this.x).dataSync();
    const got = this.forward().get('output').dataSync();
    if (wanted.length !== got.length || wanted.some((value, i) => value !== got[i])) {
      throw new Error(`${this.question.name}: a model of these layers answers otherwise`);
    }
  }
}

function plain(tensor) {
  return { data: tensor.dataSync(), shape: tensor.shape };
}

await tf.setBackend('cpu');
const folder = process.argv[2];
if (!folder) {
  throw new Error('Give the folder to write to.');
}
mkdirSync(folder, { recursive: true });
for (const question of CASES) {
  new Run(question).solve().write(folder);
}
console.log(`${CASES.length} files from @tensorflow/tfjs ${tf.version.tfjs}`);
