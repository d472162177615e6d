/*
 * The forecast explorer: either one origin with all its steps, or all origins at one step ahead.
 */
(function () {
  'use strict';

  const T = window.Timestep;

  function meanError(forecast, truth, at) {
    let sum = 0, count = 0;
    forecast.forEach((value, step) => {
      const real = truth[at + step];
      if (value != null && real != null) { sum += Math.abs(value - real); count++; }
    });
    return count ? sum / count : null;
  }

  T.kinds.forecast = function (figure, place, controls, data) {
    const xs = T.positions(data.x);
    const placeOf = new Map(data.rows.map((row, i) => [row, i]));
    // Where the first step of each origin stands among the embedded rows.
    const starts = data.origins.map(row => placeOf.get(row));
    const state = { target: 0, origin: 0, step: 1, mode: 'origin' };
    let plot = null;

    const target = () => data.targets[state.target];
    const label = i => T.placeText(data.x, data.x.values ? data.x.values[i] : xs[i]);

    /* ---- lines ---- */

    function filled(forecasts) {
      const line = new Array(xs.length).fill(null);
      if (state.mode === 'origin') {
        forecasts[state.origin].forEach((value, step) => { line[starts[state.origin] + step] = value; });
      } else {
        forecasts.forEach((values, origin) => { line[starts[origin] + state.step - 1] = values[state.step - 1]; });
      }
      return line;
    }

    function marks() {
      if (state.mode !== 'origin') return [];
      const first = starts[state.origin];
      return [{ label: 'origin', at: first > 0 ? xs[first - 1] : xs[0] }];
    }

    const spec = {
      axis: data.x, title: '', height: data.height, log: false, zoom: true, bands: [], marks: [], reset: home,
      lines: [],
    };

    function refresh() {
      spec.lines = [
        { label: 'truth', style: 'truth', values: target().truth },
        { label: target().baselineName, style: 'baseline', values: filled(target().baseline), span: true },
        { label: data.judged, style: 'network', values: filled(target().network), span: true },
      ];
      spec.title = target().label;
      spec.marks = marks();
    }

    function make() {
      const range = plot && { min: plot.scales.x.min, max: plot.scales.x.max };
      if (plot) plot.destroy();
      refresh();
      plot = T.draw(place, spec);
      if (range) T.show(plot, range.min, range.max);
      else home();
    }

    /* ---- views ---- */

    /** The view that suits the mode: the chosen window with its history, or the whole test part. */
    function home() {
      if (state.mode === 'step') return T.show(plot, xs[0], xs[xs.length - 1]);
      const first = starts[state.origin];
      const from = Math.max(0, first - data.history);
      const to = Math.min(xs.length - 1, first + data.horizon);
      return T.show(plot, xs[from], xs[to]);
    }

    /** The middle of the chosen forecast: zooming in ends there. */
    function middle() {
      if (state.mode === 'step') return null;
      const first = starts[state.origin];
      return (xs[first] + xs[first + data.horizon - 1]) / 2;
    }

    /** Keeps the zoom and moves the view so that the chosen window is in it. */
    function follow() {
      const first = starts[state.origin], last = first + data.horizon - 1;
      const { min, max } = plot.scales.x;
      if (xs[first] >= min && xs[last] <= max) return;
      const width = Math.max(max - min, xs[last] - xs[first]);
      const share = data.history / (data.history + data.horizon);
      T.show(plot, xs[first] - width * share, xs[first] + width * (1 - share));
    }

    /* ---- controls ---- */

    const { element } = T;
    const slider = element('input', {
      type: 'range', min: 0, max: starts.length - 1, value: 0, 'aria-label': 'Origin',
      oninput: () => choose(Number(slider.value)),
    });
    const stepSlider = element('input', {
      type: 'range', min: 1, max: data.horizon, value: 1, 'aria-label': 'Steps ahead',
      oninput: () => { state.step = Number(stepSlider.value); update(); },
    });
    const output = element('output', {});
    const stepOutput = element('output', {});
    const readout = element('p', { class: 'readout', 'aria-live': 'polite' });
    const button = (text, name, action) =>
      element('button', { type: 'button', 'aria-label': name, title: name, onclick: action }, text);
    const originGroup = element('span', { class: 'group wide' },
      element('span', { class: 'group' }, element('span', { class: 'name' }, 'Forecast from'), output),
      element('span', { class: 'group slide' },
        button('‹', 'Previous origin', () => choose(state.origin - 1)), slider,
        button('›', 'Next origin', () => choose(state.origin + 1))));
    const stepGroup = element('span', { class: 'group wide' },
      element('span', { class: 'name' }, 'Steps ahead'), stepSlider, stepOutput);
    const jumpGroup = element('span', { class: 'group' },
      element('span', { class: 'name' }, 'Go to'),
      button('best', 'The window with the smallest error of the ' + data.judged, () => choose(ranked()[0])),
      button('typical', 'The window with the median error of the ' + data.judged,
        () => choose(ranked()[ranked().length >> 1])),
      button('worst', 'The window with the largest error of the ' + data.judged, () => choose(ranked().at(-1))));

    function ranked() {
      const { network, truth } = target();
      const errors = network.map((forecast, i) => meanError(forecast, truth, starts[i]) ?? 0);
      return errors.map((_, i) => i).sort((a, b) => errors[a] - errors[b]);
    }

    function choose(origin) {
      state.origin = Math.min(starts.length - 1, Math.max(0, origin));
      update();
      follow();
    }

    function update() {
      refresh();
      const { min, max } = plot.scales.x;
      plot.setData([xs, ...spec.lines.map(line => line.values)], false);
      plot.setScale('x', { min, max });
      say();
    }

    function say() {
      const first = starts[state.origin], one = state.mode === 'origin';
      slider.value = state.origin;
      slider.setAttribute('aria-valuetext', label(first));
      output.textContent = label(first);
      stepOutput.textContent = state.step + ' of ' + data.horizon;
      originGroup.hidden = jumpGroup.hidden = !one;
      stepGroup.hidden = one;
      const { network, baseline, truth, baselineName } = target();
      const error = forecasts => one
        ? meanError(forecasts[state.origin], truth, first)
        : meanAtStep(forecasts, truth);
      readout.textContent = (one
        ? label(first) + ' to ' + label(first + data.horizon - 1) + ': mean absolute error '
        : 'Mean absolute error ' + state.step + (state.step === 1 ? ' step' : ' steps') + ' ahead over the windows shown: ')
        + data.judged + ' ' + T.numbers.significant(error(network), 4) + ', ' + baselineName + ' ' + T.numbers.significant(error(baseline), 4) + '.';
    }

    function meanAtStep(forecasts, truth) {
      let sum = 0, count = 0;
      forecasts.forEach((values, origin) => {
        const value = values[state.step - 1], real = truth[starts[origin] + state.step - 1];
        if (value != null && real != null) { sum += Math.abs(value - real); count++; }
      });
      return count ? sum / count : null;
    }

    if (data.targets.length > 1) {
      controls.append(T.chooser('Target', data.targets.map(t => t.label), i => { state.target = i; make(); say(); }));
    }
    if (data.horizon > 1 || data.origins.length > 1) {
      controls.append(T.chooser('Show', ['one origin', 'every origin, one step'], i => {
        state.mode = i === 0 ? 'origin' : 'step';
        update();
        home();
      }));
    }
    controls.append(jumpGroup, T.zoomButtons(() => plot, home, middle), originGroup, stepGroup);
    figure.insertBefore(readout, figure.querySelector('figcaption'));
    T.enableKeys(place, () => plot, home, middle);
    make();
    say();
    return { make, plot: () => plot, state };
  };
})();
