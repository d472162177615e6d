/*
 * Numbers as text. A plot prints the digits that its own range calls for, whether its values are
 * near 1e-12 or 1e15, so that neighbouring values never read the same.
 */
(function () {
  'use strict';

  /** Digits of a plot's range that can be told apart on a screen. */
  const RANGE_DIGITS = 5;
  /** Ticks with more digits than this are printed as differences from a round number. */
  const TICK_DIGITS = 6;
  const LARGE = 1e15, SMALL = 1e-4;
  const WORDS = { 6: 'millions', 9: 'billions', 12: 'trillions' };

  /** The power of ten of a number: 2 for 100 to 999. Counts in text, since log10 may round up. */
  const power = x => (x === 0 ? 0 : Number(Math.abs(x).toExponential().split('e')[1]));

  const minus = text => text.replace('-', '−');

  function fixed(value, least, most) {
    const text = value.toLocaleString('en-US', {
      minimumFractionDigits: Math.min(least, 20), maximumFractionDigits: Math.min(most, 20),
    });
    return /[1-9]/.test(text) ? minus(text) : text.replace('-', '');
  }

  /** Short where decimals would be a row of zeros: "4.1e-9". */
  function exponent(value, decimals) {
    const [mantissa, tens] = value.toExponential(Math.min(Math.max(0, decimals), 15)).split('e');
    const digits = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
    return minus(digits) + 'e' + tens.replace('+', '');
  }

  /** A number on its own, such as an error, with so many significant digits at least. */
  function significant(value, digits) {
    if (value == null) return '—';
    const size = Math.abs(value);
    if (size !== 0 && (size < SMALL || size >= LARGE)) return exponent(value, digits - 1);
    return fixed(value, 0, size === 0 ? 0 : Math.max(0, digits - 1 - power(value)));
  }

  /** How the values between low and high are printed: a function from a value to its text. */
  function forRange(low, high) {
    const size = Math.max(Math.abs(low), Math.abs(high));
    const range = high > low ? high - low : size;
    const last = power(range) - RANGE_DIGITS + 1;
    return value => {
      if (value == null) return '—';
      if (value !== 0 && size !== 0 && (size < SMALL || size >= LARGE)) return exponent(value, power(value) - last);
      return fixed(value, 0, Math.max(0, -last));
    };
  }

  /** The number near the stretch from low to high that ends in the most zeros. */
  function roundest(low, high) {
    const near = 4 * (high - low);
    for (let tens = power(Math.max(Math.abs(low), Math.abs(high))); ; tens--) {
      const unit = Number('1e' + tens), first = Math.ceil((low - near) / unit);
      if (first * unit <= high + near) return Number(first + 'e' + tens);
    }
  }

  /**
   * The texts of an axis' ticks, and what its title has to add to the name of the values:
   * " − 1,200,000,000,000" where only differences from that can be told apart, ", in millions"
   * where the ticks count in those.
   */
  function ticks(values) {
    const shown = values.filter(v => v != null);
    if (!shown.length) return { texts: values.map(() => ''), note: '' };
    const low = Math.min(...shown), high = Math.max(...shown);
    const step = shown.length > 1 ? (high - low) / (shown.length - 1) : Math.abs(high) || 1;
    const size = Math.max(Math.abs(low), Math.abs(high));
    const base = high > low && power(size) - power(step) + 1 > TICK_DIGITS ? roundest(low, high) : 0;
    const rest = Math.max(Math.abs(low - base), Math.abs(high - base));
    const tens = rest !== 0 && (rest >= 1e6 || rest < SMALL) ? 3 * Math.floor(power(rest) / 3) : 0;
    const unit = Number('1e' + tens), near = step / unit / 1000;
    const rests = values.map(v => (v == null ? null : (v - base) / unit));
    let decimals = 0;
    while (decimals < 12 && rests.some(v => v != null && Math.abs(v - Number(v.toFixed(decimals))) > near)) decimals++;
    return {
      texts: rests.map(v => (v == null ? '' : fixed(v, decimals, decimals))),
      note: (base === 0 ? '' : (base > 0 ? ' − ' : ' + ') + significant(Math.abs(base), 15))
        + (tens === 0 ? '' : ', in ' + (WORDS[tens] || 'units of 1e' + tens)),
    };
  }

  window.Timestep = { numbers: { significant, forRange, ticks } };
})();
