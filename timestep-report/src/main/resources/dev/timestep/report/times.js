/*
 * Places along a plot's bottom axis as text. Positions on a time axis are seconds of the series' own
 * clock, printed through the UTC functions of Date, so the reader's time zone never shifts them.
 */
(function () {
  'use strict';

  const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  const MINUTE = 60, HOUR = 3600, DAY = 86400;

  const two = n => String(n).padStart(2, '0');

  function isoDate(seconds) {
    const d = new Date(Math.round(seconds * 1000));
    const year = d.getUTCFullYear();
    return (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0')
      + '-' + two(d.getUTCMonth() + 1) + '-' + two(d.getUTCDate());
  }

  /** precision: -2 years, -1 months, 0 days, 1 minutes, 2 seconds, 3 milliseconds. */
  function timeText(seconds, precision) {
    if (precision <= 0) return isoDate(seconds).slice(0, precision < 0 ? 3 * precision : undefined);
    const d = new Date(Math.round(seconds * 1000));
    let text = isoDate(seconds) + ' ' + two(d.getUTCHours()) + ':' + two(d.getUTCMinutes());
    if (precision > 1) text += ':' + two(d.getUTCSeconds());
    if (precision > 2) text += '.' + String(d.getUTCMilliseconds()).padStart(3, '0');
    return text;
  }

  function placeText(axis, value) {
    if (value == null) return '—';
    if (axis.kind === 'time') return timeText(value, axis.precision);
    return (axis.kind === 'row' ? 'row ' : axis.unit + ' ') + Math.round(value);
  }

  /* ---- ticks of a time axis ---- */

  const FIXED = [.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 15, 30].concat(
    [1, 2, 5, 10, 15, 30].map(n => n * MINUTE), [1, 2, 3, 6, 12].map(n => n * HOUR),
    [1, 2, 7, 14].map(n => n * DAY));
  const MONTH_STEPS = [1, 2, 3, 6], YEAR_STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000];

  /** Ticks at round times between min and max, at most `most` of them if that can be. */
  function timeTicks(min, max, most) {
    const span = max - min;
    const fixed = FIXED.find(step => span / step <= most);
    if (fixed) {
      // Weeks begin on Monday; 1970-01-05 was one.
      const anchor = fixed >= 7 * DAY ? 4 * DAY : 0;
      const ticks = [];
      for (let n = Math.ceil((min - anchor) / fixed); n * fixed + anchor <= max; n++) ticks.push(n * fixed + anchor);
      return { ticks, unit: fixed < 1 ? 'millisecond' : fixed < MINUTE ? 'second' : fixed < DAY ? 'minute' : 'day' };
    }
    const months = MONTH_STEPS.find(step => span / (step * 30.4 * DAY) <= most);
    const step = months || 12 * (YEAR_STEPS.find(y => span / (y * 365.25 * DAY) <= most) || 1000);
    const start = new Date(min * 1000);
    let month = start.getUTCFullYear() * 12 + start.getUTCMonth();
    month = Math.floor(month / step) * step;
    const ticks = [];
    for (;; month += step) {
      const d = new Date(0);
      d.setUTCFullYear(Math.floor(month / 12), month - 12 * Math.floor(month / 12), 1);
      const t = d.getTime() / 1000;
      if (t > max) break;
      if (t >= min) ticks.push(t);
    }
    return { ticks, unit: months ? 'month' : 'year' };
  }

  /** Two lines: the small unit at every tick, the large one where it changes. */
  function tickTexts(ticks, unit) {
    let before = null;
    return ticks.map(t => {
      const d = new Date(Math.round(t * 1000));
      const day = d.getUTCDate() + ' ' + MONTHS[d.getUTCMonth()];
      const year = String(d.getUTCFullYear());
      if (unit === 'year') return year;
      const precision = { millisecond: 3, second: 2, minute: 1 }[unit];
      const small = precision ? timeText(t, precision).slice(-[0, 5, 8, 12][precision])
        : unit === 'day' ? day : MONTHS[d.getUTCMonth()];
      const large = precision ? day + ' ' + year : year;
      const text = large === before ? small : small + '\n' + large;
      before = large;
      return text;
    });
  }

  Object.assign(window.Timestep, { placeText, timeTicks, tickTexts });
})();
