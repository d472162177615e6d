// Seeded inputs, and the golden file format that ../README.md tells.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Draws that a newer TensorFlow.js cannot change, rounded so that the files stay short. */
export class Draw {
  constructor(name) {
    this.state = 2166136261;
    for (const letter of name) {
      this.state = Math.imul(this.state ^ letter.charCodeAt(0), 16777619);
    }
  }

  /** Mulberry32: the next number in [0, 1). */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  uniform(bound, shape) {
    const count = shape.reduce((a, b) => a * b, 1);
    const data = Float32Array.from({ length: count }, () =>
      Number(((2 * this.next() - 1) * bound).toFixed(4)));
    return { data, shape };
  }
}

export class GoldenFile {
  constructor(name) {
    this.name = name;
    this.facts = [];
    this.arrays = new Map();
  }

  fact(key, value) {
    this.facts.push(`# ${key}: ${value}\n`);
  }

  put(name, { data, shape }) {
    if (this.arrays.has(name)) {
      throw new Error(`${this.name} has two arrays named ${name}`);
    }
    const values = Array.from(data, value => shortest(value, this.name + ' ' + name));
    this.arrays.set(name, `${[name, ...shape].join(' ')}\n${values.join(' ')}\n`);
  }

  write(folder) {
    const text = this.facts.join('') + [...this.arrays.values()].join('');
    writeFileSync(join(folder, this.name + '.txt'), text);
  }
}

/** The shortest decimal that reads back as the same float. */
function shortest(value, where) {
  if (!Number.isFinite(value)) {
    throw new Error(`${where} holds ${value}`);
  }
  for (let digits = 1; digits <= 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === Math.fround(value)) {
      return String(Number(text));
    }
  }
  throw new Error(`${where}: no decimal for ${value}`);
}
