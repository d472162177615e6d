/* Draws the page's figures, and says how the reader moves them. */
(function () {
  'use strict';

  const { numbers, placeText, timeTicks, tickTexts } = window.Timestep;
  const root = document.documentElement;
  const figures = [];
  const kinds = {};
  const LETTER_ROOM = 9.5; // CSS pixels for a letter of AXIS_FONT
  const AXIS_FONT = '12px system-ui, sans-serif';
  const DASHES = [[], [6, 4], [2, 3], [9, 3, 2, 3], [1, 4], [12, 4]];
  let colours = {};

  window.addEventListener('error', e => root.setAttribute('data-error', e.message));

  /* ---- colours ---- */

  function readColours() {
    const style = getComputedStyle(root);
    colours = new Proxy({}, {
      get: (cache, name) => (cache[name] ??= style.getPropertyValue('--' + name).trim()),
    });
  }

  /* ---- data ---- */

  function positions(axis) {
    if (!axis.values) return Array.from({ length: axis.size }, (_, i) => axis.first + i * axis.step);
    // A clock that is set back repeats an hour; the plot needs ascending positions all the same.
    const xs = axis.values.slice();
    for (let i = 1; i < xs.length; i++) if (xs[i] <= xs[i - 1]) xs[i] = xs[i - 1] + 1e-3;
    return xs;
  }

  function lineStyle(style, index) {
    const others = 'other-' + (1 + index % 6);
    switch (style) {
      case 'truth': return { colour: 'truth', width: 1.5, dash: [] };
      case 'outline': return { colour: 'outline', width: 1, dash: [] };
      case 'network': return { colour: 'network', width: 2.2, dash: [] };
      case 'baseline': return { colour: 'baseline', width: 1.7, dash: [7, 4] };
      case 'train': return { colour: 'train', width: 1.8, dash: [] };
      case 'fan': return { colour: 'fan-edge', width: .7, dash: [] };
      case 'validation': return { colour: 'validation', width: 1.8, dash: [7, 4] };
      default: return { colour: others, width: 1.4, dash: DASHES[index % DASHES.length] };
    }
  }

  /* ---- drawing ---- */

  function paintBands(u, bands) {
    const { ctx, bbox: box } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(box.left, box.top, box.width, box.height);
    ctx.clip();
    for (const band of bands) {
      const from = u.valToPos(band.from, 'x', true), to = u.valToPos(band.to, 'x', true);
      ctx.fillStyle = colours['band-' + band.style];
      ctx.fillRect(from, box.top, to - from, box.height);
    }
    ctx.restore();
  }

  function paintMarks(u, marks) {
    const ctx = u.ctx, ratio = uPlot.pxRatio, box = u.bbox;
    ctx.save();
    ctx.font = 11 * ratio + 'px system-ui, sans-serif';
    ctx.textAlign = 'left';
    ctx.textBaseline = 'top';
    for (const mark of marks) {
      const x = Math.round(u.valToPos(mark.at, 'x', true));
      if (x < box.left - 1 || x > box.left + box.width + 1) continue;
      ctx.strokeStyle = ctx.fillStyle = colours.mark;
      ctx.lineWidth = ratio;
      ctx.setLineDash([3 * ratio, 3 * ratio]);
      ctx.beginPath();
      ctx.moveTo(x, box.top);
      ctx.lineTo(x, box.top + box.height);
      ctx.stroke();
      const wide = ctx.measureText(mark.label).width + 4 * ratio;
      const right = x + wide > box.left + box.width;
      ctx.fillStyle = colours.muted;
      ctx.fillText(mark.label, right ? x - wide : x + 4 * ratio, box.top + 4 * ratio);
    }
    ctx.restore();
  }

  function bottomAxis(axis) {
    const base = {
      stroke: () => colours.muted,
      font: AXIS_FONT,
      grid: { stroke: () => colours.grid, width: 1 },
      ticks: { stroke: () => colours.grid, width: 1, size: 5 },
      size: (u, texts) => ((texts || []).some(t => String(t).includes('\n')) ? 44 : 28),
      lineGap: 1.3,
    };
    let unit = 'day';
    if (axis.kind === 'time') {
      return Object.assign(base, {
        splits: (u, i, min, max) => {
          const room = axis.precision > 1 ? 84 : 68;
          const found = timeTicks(min, max, Math.max(2, Math.floor(u.width / room)));
          unit = found.unit;
          return found.ticks;
        },
        values: (u, ticks) => tickTexts(ticks, unit),
      });
    }
    // A letter under each step where it has room, else the numbers of the steps.
    const lettered = u => axis.letters
      && u.bbox.width / uPlot.pxRatio >= LETTER_ROOM * (u.scales.x.max - u.scales.x.min);
    return Object.assign(base, {
      splits: axis.letters ? (u, i, min, max, step) => countTicks(min, max, lettered(u) ? 1 : step) : undefined,
      space: axis.letters ? (u => (lettered(u) ? LETTER_ROOM / 2 : 50)) : 50,
      size: 28,
      label: axis.kind === 'row' ? 'row' : axis.title,
      labelSize: 20,
      labelGap: 0,
      labelFont: AXIS_FONT,
      incrs: [1, 2, 5, 10, 20, 25, 50].concat([1e2, 1e3, 1e4, 1e5, 1e6].flatMap(n => [n, 2 * n, 5 * n])),
      values: (u, ticks) => ticks.map(t => (lettered(u) ? axis.letters[t - 1] : t.toLocaleString('en-US'))),
    });
  }

  /** Whole multiples of a step from min to max. */
  function countTicks(min, max, step) {
    const ticks = [];
    for (let t = Math.ceil(min / step) * step; t <= max; t += step) ticks.push(t);
    return ticks;
  }

  /** say: told what the axis' title has to add to the name of the values. */
  function sideAxis(log, say) {
    return {
      stroke: () => colours.muted,
      font: AXIS_FONT,
      grid: { stroke: () => colours.grid, width: 1, ...(log ? { filter: logTicks } : {}) },
      ticks: { show: false },
      gap: 6,
      values: (u, ticks) => {
        if (log) return ticks.map(t => (t == null ? '' : numbers.significant(t, 1)));
        const { texts, note } = numbers.ticks(ticks);
        say(note);
        return texts;
      },
      size: (u, texts) => {
        u.ctx.save();
        u.ctx.font = AXIS_FONT;
        const widest = Math.max(12, ...(texts || []).map(t => u.ctx.measureText(t).width));
        u.ctx.restore();
        return Math.ceil(widest) + 12;
      },
      ...(log ? { filter: logTicks } : {}),
    };
  }

  /** On a logarithmic axis: powers of ten, and the 2s and 5s where there are few of those. */
  function logTicks(u, ticks) {
    const leading = t => Math.round(t / Math.pow(10, Math.floor(Math.log10(t) + 1e-9)));
    const tens = ticks.filter(t => leading(t) === 1).length;
    return ticks.map(t => leading(t) === 1 || (tens < 3 && [2, 5].includes(leading(t))) ? t : null);
  }

  /** What stands above a plot: the name of its values, and what the colours of its bands mean. */
  function heading(place, spec) {
    place.querySelector('.plot-head')?.remove();
    const empty = spec.lines.every(line => line.values.every(v => v == null));
    const note = element('span', {});
    place.prepend(element('p', { class: 'plot-head' },
      element('span', { class: 'values' }, spec.title, note, empty ? ': no values' : ''),
      ...spec.bands.map(band => element('span', { class: 'band' },
        element('span', { class: 'swatch band-' + band.style, 'aria-hidden': 'true' }), band.label))));
    return text => { if (note.textContent !== text) note.textContent = text; };
  }

  /**
   * Where the legend stands while no pointer is over the plot: the last place in view at which the
   * most lines have a value.
   */
  function restingPlace(u) {
    const [xs, ...lines] = u.data, { min, max } = u.scales.x;
    let place = null, most = 0;
    for (let i = xs.length - 1; i >= 0 && most < lines.length; i--) {
      if (xs[i] < min || xs[i] > max) continue;
      const count = lines.filter(values => values[i] != null).length;
      if (count > most) [place, most] = [i, count];
    }
    return place;
  }

  /** resting: the place that the legend shows without a pointer. */
  function series(spec, resting) {
    const all = spec.lines.flatMap(line => line.values).filter(v => v != null);
    const low = all.reduce((a, b) => Math.min(a, b), Infinity), high = all.reduce((a, b) => Math.max(a, b), -Infinity);
    const text = spec.log ? v => numbers.significant(v, 4) : numbers.forRange(low, high);
    const { axis } = spec;
    return [{
      label: axis.kind === 'count' ? axis.unit : axis.kind,
      value: (u, v, s, i) => {
        const at = i ?? resting();
        if (at === null) return '';
        if (axis.letters) return (at + 1).toLocaleString('en-US') + ' ' + axis.letters[at];
        return axis.kind === 'time' ? placeText(axis, axis.values ? axis.values[at] : u.data[0][at])
          : Math.round(u.data[0][at]).toLocaleString('en-US');
      },
    }, ...spec.lines.map((line, index) => {
      const style = lineStyle(line.style, index);
      return {
        label: line.label,
        stroke: () => colours[style.colour],
        width: style.width,
        dash: style.dash.length ? style.dash : undefined,
        spanGaps: line.span === true,
        points: { size: 5, fill: () => colours[style.colour] },
        value: (u, v, s, i) => {
          if (i != null) return text(v);
          const at = resting(), last = at === null ? null : u.data[s][at];
          return last == null ? '' : text(last);
        },
      };
    })];
  }

  /** The space between each two lines of an interval, shaded; uPlot wants the upper one first. */
  function fans(spec) {
    const ends = spec.lines.flatMap((line, i) => (line.style === 'fan' ? [i + 1] : []));
    return ends.filter((_, i) => i % 2 === 0)
      .map(low => ({ series: [low + 1, low], fill: () => colours.fan }));
  }

  /**
   * One drawn plot. spec: axis, title (of the values), lines ({label, style, values, span}), bands,
   * marks, range ([low, high] of the values, else what they need), height, log, zoom; reset: what a
   * double-click does.
   */
  function draw(place, spec) {
    const xs = positions(spec.axis);
    const low = xs[0], high = xs[xs.length - 1];
    const say = heading(place, spec);
    let resting = null;
    const rest = u => {
      resting = restingPlace(u);
      if (u.cursor.idx == null) u.setLegend({ idx: null }, false);
    };
    const u = new uPlot({
      width: Math.max(200, place.clientWidth),
      height: spec.height,
      padding: [10, 24, 0, 0],
      legend: { live: true, markers: { dash: (u, i) => (u.series[i].dash ? 'dashed' : 'solid') } },
      cursor: {
        y: false,
        drag: { x: spec.zoom, y: false, setScale: spec.zoom, dist: 5 },
        points: { size: 7 },
        bind: {
          dblclick: (u, target, handler) => (spec.reset ? () => { spec.reset(); return null; } : handler),
          mousedown: (u, target, handler) => e => (e.shiftKey && spec.zoom ? null : handler(e)),
        },
      },
      scales: {
        // A single point has no width of its own.
        x: { time: false, range: (u, min, max) => (min < max ? [min, max] : [low - 1, high + 1]) },
        y: spec.log ? { distr: 3 } : { range: (u, min, max) => (spec.range ? withRim(spec.range) : valueRange(min, max)) },
      },
      axes: [bottomAxis(spec.axis), sideAxis(spec.log, say)],
      series: series(spec, () => resting),
      bands: fans(spec),
      hooks: {
        drawClear: [u => paintBands(u, spec.bands)],
        draw: [u => paintMarks(u, spec.marks), rest],
      },
    }, [xs, ...spec.lines.map(line => line.values)], place);
    if (spec.zoom) enableMoves(u);
    return u;
  }

  /** A range with room for half the width of a line at its ends. */
  function withRim([low, high]) {
    const rim = (high - low) * .01;
    return [low - rim, high + rim];
  }

  function valueRange(min, max) {
    if (min == null) return [0, 1];
    // What differs by no more than rounding is drawn as the constant that it is.
    if (max - min <= 1e-12 * Math.max(Math.abs(min), Math.abs(max))) {
      const room = Math.abs(min) * .1 || 1;
      return [min - room, max + room];
    }
    const air = (max - min) * .07;
    // Errors and losses are read against zero where zero is near.
    return [min >= 0 && min < .35 * max ? 0 : min - air, max + air];
  }

  /* ---- zoom and pan ---- */

  /** Shows [min, max], kept inside the data and no narrower than a few points. */
  function show(u, min, max) {
    const xs = u.data[0], low = xs[0], high = xs[xs.length - 1];
    const least = Math.min(high - low, 4 * (high - low) / Math.max(1, xs.length - 1));
    const width = Math.min(high - low, Math.max(least, max - min));
    const middle = (min + max) / 2;
    const from = Math.min(Math.max(low, middle - width / 2), high - width);
    u.setScale('x', { min: from, max: from + width });
  }

  function zoom(u, factor, at) {
    const { min, max } = u.scales.x, centre = at ?? (min + max) / 2;
    show(u, centre - (centre - min) * factor, centre + (max - centre) * factor);
  }

  function pan(u, share) {
    const { min, max } = u.scales.x;
    show(u, min + (max - min) * share, max + (max - min) * share);
  }

  function enableMoves(u) {
    const over = u.over, fingers = new Map();
    let held = null;
    over.addEventListener('wheel', e => {
      if (!e.ctrlKey && !e.metaKey) return; // a plain wheel scrolls the page
      e.preventDefault();
      zoom(u, e.deltaY > 0 ? 1.25 : .8, u.posToVal(e.clientX - over.getBoundingClientRect().left, 'x'));
    }, { passive: false });
    over.addEventListener('pointerdown', e => {
      if (e.pointerType === 'mouse' && !e.shiftKey) return;
      fingers.set(e.pointerId, e.clientX);
      over.setPointerCapture(e.pointerId);
      hold();
    });
    over.addEventListener('pointermove', e => {
      if (!fingers.has(e.pointerId)) return;
      fingers.set(e.pointerId, e.clientX);
      const now = [...fingers.values()], width = over.clientWidth;
      if (now.length === 1) {
        const shift = (held.at[0] - now[0]) / width * (held.max - held.min);
        show(u, held.min + shift, held.max + shift);
      } else {
        const spread = Math.abs(held.at[0] - held.at[1]) / Math.max(20, Math.abs(now[0] - now[1]));
        const half = (held.max - held.min) / 2 * spread, middle = (held.min + held.max) / 2;
        show(u, middle - half, middle + half);
      }
    });
    for (const end of ['pointerup', 'pointercancel']) {
      over.addEventListener(end, e => { if (fingers.delete(e.pointerId)) hold(); });
    }
    function hold() {
      held = { at: [...fingers.values()], min: u.scales.x.min, max: u.scales.x.max };
    }
  }

  /* ---- controls ---- */

  function element(name, attributes, ...children) {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith('on')) e.addEventListener(key.slice(2), value);
      else if (value !== false && value != null) e.setAttribute(key, value);
    }
    e.append(...children);
    return e;
  }

  function chooser(name, labels, onChange) {
    const select = element('select', { onchange: () => onChange(select.selectedIndex) },
      ...labels.map(label => element('option', {}, label)));
    return element('label', { class: 'group' }, element('span', { class: 'name' }, name), select);
  }

  /** centre: where to zoom to where it is in view; the middle of the view otherwise. */
  function zoomAt(u, factor, centre) {
    const { min, max } = u.scales.x, at = centre ? centre() : null;
    zoom(u, factor, at !== null && at > min && at < max ? at : undefined);
  }

  function zoomButtons(plot, reset, centre) {
    const button = (sign, label, action) =>
      element('button', { type: 'button', 'aria-label': label, title: label, onclick: action }, sign);
    return element('span', { class: 'group view', role: 'group', 'aria-label': 'View' },
      button('←', 'Move to earlier', () => pan(plot(), -.5)),
      button('→', 'Move to later', () => pan(plot(), .5)),
      button('+', 'Zoom in', () => zoomAt(plot(), .5, centre)),
      button('−', 'Zoom out', () => zoomAt(plot(), 2, centre)),
      button('Reset', 'Reset the view', reset));
  }

  function enableKeys(place, plot, reset, centre) {
    place.tabIndex = 0;
    place.addEventListener('keydown', e => {
      const action = {
        ArrowLeft: () => pan(plot(), -.2), ArrowRight: () => pan(plot(), .2),
        '+': () => zoomAt(plot(), .5, centre), '=': () => zoomAt(plot(), .5, centre),
        '-': () => zoomAt(plot(), 2, centre), 0: reset,
      }[e.key];
      if (!action || e.ctrlKey || e.metaKey || e.altKey) return;
      e.preventDefault();
      action();
    });
  }

  /* ---- figures ---- */

  /** A figure of lines with one or several views. */
  kinds.lines = function (figure, place, controls, data) {
    let view = 0, plot = null;
    const reset = () => { const xs = plot.data[0]; plot.setScale('x', { min: xs[0], max: xs[xs.length - 1] }); };
    const make = () => {
      const range = plot && data.zoom ? { min: plot.scales.x.min, max: plot.scales.x.max } : null;
      if (plot) plot.destroy();
      const v = data.views[view];
      plot = draw(place, {
        axis: v.x, title: v.values, lines: v.lines, bands: v.bands, marks: v.marks, range: v.range,
        height: data.height, log: data.log, zoom: data.zoom, reset: data.zoom ? reset : null,
      });
      if (range) plot.setScale('x', range);
    };
    make();
    if (data.views.length > 1) {
      controls.append(chooser('Show', data.views.map(v => v.label), i => { view = i; make(); }));
    }
    if (data.zoom) {
      controls.append(zoomButtons(() => plot, reset));
      enableKeys(place, () => plot, reset);
    }
    return { make, plot: () => plot };
  };

  function remake() {
    readColours();
    figures.forEach(figure => figure.make());
  }

  function fit() {
    for (const { place, plot } of figures) {
      const width = Math.max(200, place.clientWidth);
      if (width !== plot().width) plot().setSize({ width, height: plot().height });
    }
  }

  /** Draws every figure of the page, and again when colours change; plots follow the window's width. */
  function start() {
    readColours();
    // In the frame in which the width changes, so that no picture is taken of plots of another width.
    // What is observed has no height: plots that are drawn anew do not change it.
    const resized = new ResizeObserver(fit);
    for (const figure of document.querySelectorAll('figure.plot')) {
      const place = figure.querySelector('.canvas');
      const data = JSON.parse(figure.querySelector('script').textContent);
      const made = kinds[figure.dataset.kind](figure, place, figure.querySelector('.controls'), data);
      figures.push(Object.assign(made, { figure, place }));
      const ruler = element('div', { class: 'ruler', 'aria-hidden': 'true' });
      figure.append(ruler);
      resized.observe(ruler);
    }
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', remake);
    addEventListener('beforeprint', () => { root.classList.add('printing'); remake(); });
    addEventListener('afterprint', () => { root.classList.remove('printing'); remake(); });
    root.setAttribute('data-ready', String(figures.length));
  }

  Object.assign(window.Timestep, {
    kinds, figures, start, draw, show, zoom, pan, element, chooser, zoomButtons, enableKeys,
    positions,
  });
})();
