// Asks the other layers of TensorFlow.js (CPU backend, float32) for outputs and gradients, and
// writes one golden file a case into the folder given as the first argument.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Draw, GoldenFile } from './golden.mjs';
import { EMBEDDING_CASES, LAYER_CASES } from './layers.mjs';

const tf = createRequire(import.meta.url)('@tensorflow/tfjs');

function build({ layer, args, states }) {
  switch (layer) {
    case 'timeDistributed':
      return tf.layers.timeDistributed({ layer: tf.layers.dense(args) });
    case 'convLstm2d':
      return tf.layers.convLstm2d({ ...args, returnState: states });
    case 'conv1d':
      // TensorFlow.js knows causal padding by name only.
      return tf.layers.conv1d({ ...args, padding: args.padding === 'same' ? 'same' : 'valid' });
    default:
      return tf.layers[layer](args);
  }
}

/** The name of a weight as the layer's code gave it, without the layer's own. */
function weightName(weight) {
  return weight.originalName.split('/').at(-1);
}

/** Reads differentiable copies where a layer would read its weights. */
class LayerRun {
  constructor(question) {
    this.question = question;
    this.draw = new Draw(question.name);
    this.inputs = new Map();
    this.layer = build(question);
    this.x = this.input('x', this.draw.uniform(1.8, question.x));
    this.layer.apply(tf.zeros(question.x));
    this.start = this.layer.weights.map(weight => this.drawn(weight));
    this.layer.setWeights(this.start);
    this.layer.trainableWeights.forEach(weight => this.inputs.set(weightName(weight), weight.val));
    if (question.states) {
      const { returnSequences } = question.args;
      const shape = this.layer.computeOutputShape(question.x)[0];
      const state = returnSequences ? [shape[0], ...shape.slice(2)] : shape;
      this.initial = ['h0', 'c0'].map(name => this.input(name, this.draw.uniform(0.9, state)));
    }
  }

  input(name, { data, shape }) {
    const variable = tf.variable(tf.tensor(data, shape));
    this.inputs.set(name, variable);
    return variable;
  }

  drawn(weight) {
    const range = this.question.weights?.[weightName(weight)];
    const { data, shape } = this.draw.uniform(range ? 1 : 0.7, weight.shape);
    const [least, largest] = range ?? [-1, 1];
    const moved = range ? data.map(v => least + (largest - least) * (v + 1) / 2) : data;
    return tf.tensor(moved, shape);
  }

  forward() {
    const { training, states } = this.question;
    const byHand = this.byHand();
    if (byHand) {
      return new Map([['output', byHand()]]);
    }
    const kwargs = states ? { initialState: this.initial } : { training };
    const answer = this.layer.apply(this.x, kwargs);
    const names = states ? ['output', 'h_n', 'c_n'] : ['output'];
    return new Map([answer].flat().map((result, i) => [names[i], result]));
  }

  /**
   * How to compute what TensorFlow.js has no gradient for, has not at all, or has a gradient for
   * that does not fit its values (an average's edges, divided there by the whole window's size).
   */
  byHand() {
    const { layer, args } = this.question;
    if (layer === 'conv1d' && (args.dilationRate || args.padding === 'causal')) {
      return () => this.spread();
    }
    return layer.startsWith('average') && args.padding === 'same' ? () => this.average() : null;
  }

  /** Means over windows of zeros and x, divided by the share of x in each. */
  average() {
    const { layer, args, x } = this.question;
    const { poolSize, strides = poolSize } = args;
    const image = layer.endsWith('2d');
    const window = [poolSize, image ? poolSize : 1];
    const steps = [strides, image ? strides : 1];
    const around = [0, 1].map(axis => {
      const size = image || axis === 0 ? x[1 + axis] : 1;
      const reach = (Math.ceil(size / steps[axis]) - 1) * steps[axis] + window[axis];
      const zeros = Math.max(0, reach - size);
      return [Math.floor(zeros / 2), zeros - Math.floor(zeros / 2)];
    });
    const pool = value => tf.avgPool(
      value.pad([[0, 0], ...around, [0, 0]]), window, steps, 'valid');
    const images = image ? this.x : this.x.expandDims(2);
    const y = pool(images).div(pool(tf.onesLike(images)));
    return image ? y : y.squeeze([2]);
  }

  /** Causal padding as Keras defines it: (kernel − 1) · dilation zeros before the first step. */
  padded() {
    const { layer, args } = this.question;
    const { padding, kernelSize, dilationRate = 1 } = args;
    if (layer !== 'conv1d') {
      return this.x;
    }
    const zeros = padding === 'causal' ? (kernelSize - 1) * dilationRate : 0;
    return this.x.pad([[0, 0], [zeros, 0], [0, 0]]);
  }

  /** A dilated convolution as one whose kernel has zeros between; see checkByHand. */
  spread() {
    const { dilationRate = 1, strides = 1, padding } = this.question.args;
    const kernel = this.inputs.get('kernel');
    const rows = kernel.split(kernel.shape[0]);
    const zeros = tf.zeros([dilationRate - 1, ...kernel.shape.slice(1)]);
    const wide = tf.concat(rows.flatMap((row, i) => (i === 0 ? [row] : [zeros, row])));
    const y = tf.conv1d(this.padded(), wide, strides, padding === 'same' ? 'same' : 'valid');
    const bias = this.inputs.get('bias');
    return bias ? y.add(bias) : y;
  }

  checkByHand(output) {
    const wanted = this.layer.apply(this.padded()).dataSync();
    const got = output.dataSync();
    if (wanted.length !== got.length || wanted.some((v, i) => Math.abs(v - got[i]) > 1e-6)) {
      throw new Error(`${this.question.name}: the layer answers otherwise`);
    }
  }

  solve() {
    const { gradients = true, training } = this.question;
    const file = new GoldenFile(this.question.name);
    this.facts(file);
    this.layer.weights.forEach((weight, i) => {
      if (!this.inputs.has(weightName(weight))) {
        file.put(weightName(weight), plain(this.start[i]));
      }
    });
    this.inputs.forEach((variable, name) => file.put(name, plain(variable)));
    const results = this.forward();
    if (this.byHand()) {
      this.checkByHand(results.get('output'));
    }
    if (training) {
      this.layer.nonTrainableWeights.forEach(weight =>
        file.put(weightName(weight) + '.after', plain(weight.read())));
    }
    const cotangents = new Map();
    results.forEach((result, name) => {
      const drawn = this.draw.uniform(1, result.shape);
      file.put('R.' + name, drawn);
      cotangents.set(name, tf.tensor(drawn.data, drawn.shape));
      file.put(name, plain(result));
    });
    if (gradients) {
      const { grads } = tf.variableGrads(
        () => tf.addN([...this.forward()].map(([name, y]) => y.mul(cotangents.get(name)).sum())),
        [...this.inputs.values()]);
      this.inputs.forEach((variable, name) => file.put('grad.' + name, plain(grads[variable.name])));
    }
    return file;
  }

  facts(file) {
    const { layer, args, training } = this.question;
    file.fact('kind', 'keras-layer');
    file.fact('layer', snake(layer));
    const config = { ...build(this.question).getConfig(), ...args };
    const told = ['units', 'filters', 'kernelSize', 'poolSize', 'strides', 'dilationRate', 'padding',
      'activation', 'recurrentActivation', 'returnSequences', 'goBackwards', 'useBias', 'epsilon',
      'momentum'];
    told.filter(key => config[key] !== undefined).forEach(key =>
      file.fact(snake(key), typeof config[key] === 'string' ? snake(config[key]) : config[key]));
    if (layer === 'batchNormalization') {
      file.fact('training', training === true);
    }
    file.fact('source', `@tensorflow/tfjs ${tf.version.tfjs}, CPU backend, float32`);
  }
}

function snake(name) {
  return name.replace(/[A-Z]/g, letter => '_' + letter.toLowerCase());
}

function plain(tensor) {
  return { data: tensor.dataSync(), shape: tensor.shape };
}

/** Table, recurrent weights, the output, and the gradients of output · R.output. */
function embedded({ name, ids, backwards, bidirectional }) {
  const draw = new Draw(name);
  const fresh = shape => {
    const { data } = draw.uniform(0.7, shape);
    return tf.tensor(data, shape);
  };
  const x = tf.tensor(ids);
  const embedding = tf.layers.embedding({ inputDim: 7, outputDim: 3, maskZero: true });
  const lstm = tf.layers.lstm({
    units: 4, returnSequences: true, goBackwards: backwards, recurrentActivation: 'sigmoid' });
  const reader = bidirectional
    ? tf.layers.bidirectional({ layer: lstm, mergeMode: 'sum' }) : lstm;
  const model = tf.sequential();
  model.add(tf.layers.inputLayer({ inputShape: [x.shape[1]] }));
  model.add(embedding);
  model.add(reader);
  [embedding, reader].forEach(layer =>
    layer.setWeights(layer.getWeights().map(weight => fresh(weight.shape))));
  const mask = embedding.computeMask(x);
  const forward = () => reader.apply(embedding.apply(x), { mask });
  const output = forward();
  const wanted = model.predict(x).dataSync();
  if (output.dataSync().some((value, i) => value !== wanted[i])) {
    throw new Error(`${name}: a model of these layers answers otherwise`);
  }
  const file = new GoldenFile(name);
  file.fact('kind', 'keras-embedding');
  file.fact('go_backwards', backwards);
  file.fact('merge_mode', bidirectional ? 'sum' : '-');
  file.fact('source', `@tensorflow/tfjs ${tf.version.tfjs}, CPU backend, float32`);
  const inputs = new Map([['embeddings', embedding.trainableWeights[0].val]]);
  const keys = ['kernel', 'recurrent_kernel', 'bias'];
  const prefixes = bidirectional ? ['forward.', 'backward.'] : [''];
  reader.trainableWeights.forEach((weight, i) =>
    inputs.set(prefixes[Math.floor(i / 3)] + keys[i % 3], weight.val));
  file.put('ids', plain(x));
  inputs.forEach((variable, key) => file.put(key, plain(variable)));
  const drawn = draw.uniform(1, output.shape);
  const cotangent = tf.tensor(drawn.data, drawn.shape);
  file.put('R.output', drawn);
  file.put('output', plain(output));
  const { grads } = tf.variableGrads(
    () => forward().mul(cotangent).sum(), [...inputs.values()]);
  inputs.forEach((variable, key) => file.put('grad.' + key, plain(grads[variable.name])));
  return file;
}

await tf.setBackend('cpu');
const folder = process.argv[2];
if (!folder) {
  throw new Error('Give the folder to write to.');
}
mkdirSync(folder, { recursive: true });
for (const question of LAYER_CASES) {
  new LayerRun(question).solve().write(folder);
}
for (const question of EMBEDDING_CASES) {
  embedded(question).write(folder);
}
console.log(`${LAYER_CASES.length + EMBEDDING_CASES.length} files of other layers`);
