// Spectrum, waterfall and waveform of a machine's vibration, with the lines to look for.
import {get} from './api.js';
import {resampled, ticks} from './curve.js';
import {element} from './dom.js';
import {number, time} from './format.js';
import {heatmap} from './heatmap.js';
import {t} from './i18n.js';
import {figure, plot} from './plots.js';

const FAMILIES = {SHAFT: '--learning', BEARING: '--alarm', MACHINE: '--healthy', MAINS: '--degraded'};

const PROMINENT = 10; // dB: what stands less over its surroundings is not pointed at

const name = (m) => `${m.harmonic > 1 ? `${m.harmonic}·` : ''}${m.family === 'MAINS' ? t('asset.spectrum.mains') : m.name}`;

/** The panel of one machine's vibration; nothing while no waveform is kept. */
export function spectrumPanel(id) {
  const node = element('section', {class: 'panel', hidden: true, 'aria-labelledby': 'vibration-title'});
  const state = {series: '', kind: 'velocity', band: 'impulsive', at: null, from: 0, to: 0, decibels: false, orders: false, baseline: true,
    harmonics: true, sidebands: false, families: new Set(Object.keys(FAMILIES))};
  const host = element('div', {class: 'chart'});
  const fallHost = element('div', {class: 'chart'});
  const waveHost = element('div', {class: 'chart'});
  let kept = [];
  let spectrum = null;
  let fall = null;
  let wave = null;
  let drawn = null;
  let drawnWave = null;
  let drawnFall = null;
  let asked = 0;
  let picking = null;

  const select = (label, options, value, onchange) => {
    const box = element('select', {'aria-label': label, onchange: (e) => onchange(e.target.value)}, options.map(([v, text]) => element('option', {value: v}, text)));
    if (value) box.value = value;
    return box;
  };
  const toggle = (key, label) => {
    const button = element('button', {type: 'button', class: 'chip', 'aria-pressed': String(state[key]), onclick: () => {
      state[key] = !state[key];
      button.setAttribute('aria-pressed', String(state[key]));
      draw();
    }}, label);
    return button;
  };
  const families = Object.keys(FAMILIES).map((family) => {
    const button = element('button', {type: 'button', class: `chip family ${family}`, 'aria-pressed': 'true', onclick: () => {
      if (!state.families.delete(family)) state.families.add(family);
      button.setAttribute('aria-pressed', String(state.families.has(family)));
      draw();
    }}, t(`asset.family.${family}`));
    return button;
  });
  const series = select(t('asset.spectrum.point'), [], null, (v) => { state.series = v; state.at = null; load(); });
  const bands = select(t('asset.spectrum.band'), ['impulsive', 'whole', 'low', 'middle', 'high'].map((b) => [b, t(`asset.band.${b}`)]), 'impulsive', (v) => { state.band = v; load(); });
  bands.hidden = true;
  const kinds = select(t('asset.spectrum.kind'), ['velocity', 'acceleration', 'envelope'].map((k) => [k, t(`asset.kind.${k}`)]), 'velocity', (v) => {
    state.kind = v;
    bands.hidden = v !== 'envelope';
    state.from = state.to = 0;
    load();
  });
  const newest = element('button', {type: 'button', class: 'quiet', hidden: true, onclick: () => { state.at = null; load(); }}, t('asset.spectrum.newest'));
  const all = element('button', {type: 'button', class: 'quiet', hidden: true, onclick: reset}, t('asset.zoom.reset'));
  const markerCard = figure('spectrum', t('asset.spectrum.title'), host, {tools: [newest, all], numbers: () => ({
    columns: [t('asset.spectrum.line'), t('asset.spectrum.expected'), t('asset.spectrum.order'), t('asset.spectrum.found'), t('asset.spectrum.prominence')],
    rows: (spectrum?.markers ?? []).map((m) => [name(m), number(m.hz, 5), m.order === null ? '—' : number(m.order, 4), number(m.foundHz, 5), number(m.prominenceDb, 3)]),
  })});
  const fallCard = figure('waterfall', t('asset.waterfall.title'), fallHost, {numbers: () => ({
    columns: [t('asset.time'), t('asset.waterfall.strongest'), t('asset.waterfall.level')],
    rows: (fall?.times ?? []).map((at, i) => {
      const levels = fall.levelDb[i];
      const best = levels.reduce((b, v, c) => (v > levels[b] ? c : b), 0);
      return [time(at), number((best + 0.5) * fall.stepHz, 4), String(levels[best])];
    }),
  })});
  const waveCard = figure('waveform', t('asset.waveform.title'), waveHost, {numbers: () => ({
    columns: [t('asset.waveform.ms'), t('asset.trend.min'), t('asset.trend.max')],
    rows: (wave?.low ?? []).map((low, i) => [number(1000 * i * wave.stepSeconds, 5), number(low, 4), number(wave.high[i], 4)]),
  })});
  node.append(
    element('h2', {id: 'vibration-title', class: 'panel-title'}, t('asset.spectrum.panel')),
    element('div', {class: 'bar'}, series, kinds, bands,
      toggle('decibels', 'dB'), toggle('orders', t('asset.spectrum.orders')), toggle('baseline', t('asset.spectrum.baseline')),
      toggle('harmonics', t('asset.spectrum.harmonics')), toggle('sidebands', t('asset.spectrum.sidebands')), families),
    element('div', {class: 'grid'}, element('div', {class: 'wide'}, markerCard.node), fallCard.node, waveCard.node));

  function reset() {
    state.from = state.to = 0;
    load();
  }

  function zoom(from, to) {
    const scale = state.orders && spectrum.speed.rpm ? spectrum.speed.rpm / 60 : 1;
    state.from = Math.max(0, Math.floor(from * scale));
    state.to = Math.max(state.from + 1, Math.ceil(to * scale));
    load({falls: false, waves: false});
  }

  /** Asks for what is shown; of the waterfall, and of the waveform, only where they change. */
  async function load({falls = true, waves = true} = {}) {
    if (!state.series) return;
    const mine = ++asked;
    const [point, channel] = JSON.parse(state.series);
    const who = {asset: id, point, channel};
    const one = {...who, kind: state.kind, at: state.at, band: state.kind === 'envelope' ? state.band : null};
    const [s, f, w] = await Promise.allSettled([
      get('signals/spectrum', {...one, fromHz: state.from || null, toHz: state.to || null}),
      falls ? get('signals/waterfall', {...who, kind: state.kind, band: state.kind === 'envelope' && state.band !== 'impulsive' ? state.band : null}) : null,
      waves ? get('signals/waveform', {...who, at: state.at, points: 1000}) : null,
    ]);
    if (mine !== asked || !node.isConnected) return;
    spectrum = taken(s, markerCard, host);
    if (falls) fall = taken(f, fallCard, fallHost);
    if (waves) wave = taken(w, waveCard, waveHost);
    newest.hidden = state.at === null;
    all.hidden = !state.to;
    draw();
  }

  /** An answer; in its card, why there is none, instead of the drawing of another. */
  function taken(answer, figureCard, place) {
    if (answer.status === 'fulfilled') return answer.value;
    place.replaceChildren();
    figureCard.say(answer.reason.message);
    return null;
  }

  function shown() {
    return (spectrum?.markers ?? []).filter((m) => state.families.has(m.family) && (state.harmonics || m.harmonic === 1));
  }

  function draw() {
    drawSpectrum();
    drawFall();
    drawWave();
  }

  function drawSpectrum() {
    drawn?.destroy();
    drawn = null;
    if (!spectrum) return;
    const turns = spectrum.speed.rpm ? spectrum.speed.rpm / 60 : null;
    const orders = state.orders && turns;
    const scale = orders ? 1 / turns : 1;
    const power = spectrum.kind === 'ENVELOPE' ? 10 : 20;
    const y = (a) => (state.decibels ? power * Math.log10(a) : a);
    const xs = spectrum.hz.map((hz) => hz * scale);
    const columns = [spectrum.amplitude.map(y)];
    const lines = [{label: t('asset.spectrum.now'), colour: '--accent'}];
    if (state.baseline && spectrum.baseline) {
      const b = spectrum.baseline;
      // By order where both speeds are known, so that the same lines stand over each other.
      const stretch = turns && b.speed.rpm ? spectrum.speed.rpm / b.speed.rpm : 1;
      columns.push(resampled(b.hz.map((hz) => hz * stretch), b.amplitude, spectrum.hz).map((a) => (a === null ? null : y(a))));
      lines.push({label: t('asset.spectrum.baseline'), colour: '--healthy', width: 1});
    }
    const last = xs.at(-1) ?? 1;
    const look = {marks: marks(scale)};
    const unit = state.decibels ? `dB re 1 ${spectrum.kind === 'ENVELOPE' ? 'm/s²' : spectrum.unit}` : spectrum.unit;
    drawn = plot(host, [xs, ...columns], {
      series: lines, height: 300, time: false, range: [state.from * scale, last], y: state.decibels ? {} : {least: 0},
      xLabel: orders ? t('asset.spectrum.ordersAxis') : t('asset.spectrum.hertzAxis', {unit}), look: () => look, zoom, reset,
      read: (i) => markerCard.read(i === null ? '' : `${number(xs[i], 5)} ${orders ? '×' : 'Hz'} · ${number(columns[0][i])} ${unit}${columns[1] && columns[1][i] !== null ? ` · ${t('asset.spectrum.baseline')} ${number(columns[1][i])}` : ''}`),
    });
    markerCard.heading.textContent = t('asset.spectrum.heading', {kind: t(`asset.kind.${state.kind}`), time: time(spectrum.time)});
    markerCard.say(sentence());
  }

  /** Upright lines; sidebands small beside their carrier. */
  function marks(scale) {
    return shown().flatMap((m) => {
      const told = m.prominenceDb !== null && m.prominenceDb >= PROMINENT;
      const main = {at: m.hz * scale, colour: FAMILIES[m.family], label: `${name(m)}${told ? ' ●' : ''}`, wide: told};
      if (!state.sidebands || !m.sidebandHz) return [main];
      return [main, ...[-2, -1, 1, 2].map((s) => ({at: (m.hz + s * m.sidebandHz) * scale, colour: FAMILIES[m.family]}))];
    });
  }

  function sentence() {
    const speed = spectrum.speed.rpm === null ? t('asset.spectrum.noSpeed')
      : t('asset.spectrum.speed', {rpm: number(spectrum.speed.rpm, 4), source: t(`asset.speed.${spectrum.speed.source}`)});
    const stand = spectrum.markers.filter((m) => m.prominenceDb !== null && m.prominenceDb >= PROMINENT)
      .sort((a, b) => b.prominenceDb - a.prominenceDb).slice(0, 4).map((m) => `${name(m)} (${number(m.prominenceDb, 2)} dB)`);
    const band = spectrum.kind === 'ENVELOPE' ? ` ${t('asset.spectrum.ofBand', {low: number(spectrum.bandLowHz), high: number(spectrum.bandHighHz)})}` : '';
    const base = spectrum.baseline ? ` ${t(`asset.spectrum.compared.${spectrum.baseline.maintainedAt ? 'maintained' : 'first'}`, {time: time(spectrum.baseline.time)})}` : '';
    return `${speed} ${stand.length ? t('asset.spectrum.stand', {lines: stand.join(', ')}) : t('asset.spectrum.nothing')}${band}${base}`;
  }

  function drawFall() {
    drawnFall?.destroy();
    drawnFall = null;
    if (!fall?.times.length) return;
    const most = fall.stepHz * fall.levelDb[0].length;
    const rows = fall.times.length;
    const chosen = fall.times.findLastIndex((at) => at <= spectrum?.time);
    const shownMarks = shown().filter((m) => m.harmonic === 1 && m.family !== 'MACHINE').slice(0, 8);
    drawnFall = heatmap(fallHost, fall.levelDb, {
      height: 260, unit: 'dB', chosen: chosen < 0 ? null : chosen,
      xTicks: ticks(0, most, 6).map((hz) => ({at: hz / most, label: `${number(hz)} Hz`})),
      yTicks: [0, 0.5, 1].map((f) => ({at: f, label: fall.times[Math.min(rows - 1, Math.round(f * (rows - 1)))].slice(5, 16).replace('T', ' ')})).map((v) => ({...v, label: v.label.slice(6)})),
      marks: shownMarks.map((m) => ({at: m.hz / most, label: name(m)})),
      pick: (row) => {
        state.at = fall.times[row];
        clearTimeout(picking); // who holds an arrow key wants the last row only
        picking = setTimeout(() => load({falls: false}), 120);
      },
      read: (at, level) => fallCard.read(at ? `${time(fall.times[at[0]])} · ${number((at[1] + 0.5) * fall.stepHz)} Hz · ${level} dB` : ''),
    });
    fallCard.say(t('asset.waterfall.says', {rows, from: time(fall.times[0]), to: time(fall.times.at(-1))}));
  }

  function drawWave() {
    drawnWave?.destroy();
    drawnWave = null;
    if (!wave) return;
    const ms = wave.low.map((_, i) => 1000 * i * wave.stepSeconds);
    drawnWave = plot(waveHost, [ms, wave.high, wave.low], {
      series: [{label: t('asset.trend.max'), width: 1}, {label: t('asset.trend.min'), width: 1}], bands: [[1, 2]], height: 260, time: false, range: [0, ms.at(-1) ?? 1],
      xLabel: t('asset.waveform.axis'),
      read: (i) => waveCard.read(i === null ? '' : `${number(ms[i], 4)} ms · ${number(wave.low[i])} – ${number(wave.high[i])} ${wave.unit}`),
    });
    waveCard.say(t('asset.waveform.says', {time: time(wave.time), low: number(Math.min(...wave.low)), high: number(Math.max(...wave.high)), unit: wave.unit, rate: number(wave.sampleRateHz / 1000)}));
  }

  return {
    node,
    /** Shows what is kept of waveforms. */
    async show(extents, names) {
      const before = kept;
      kept = extents.filter((e) => e.kind === 'WAVEFORM');
      node.hidden = !kept.length;
      if (!kept.length) return;
      if (before.length !== kept.length) {
        series.replaceChildren(...kept.map((e) => element('option', {value: JSON.stringify([e.point, e.channel])}, `${names.get(e.point) ?? e.point} · ${e.channel}`)));
        state.series ||= series.options[0].value;
        series.value = state.series;
      }
      const newer = kept.some((e) => !before.some((b) => b.point === e.point && b.channel === e.channel && b.last === e.last));
      if (newer && state.at === null && !state.to) await load();
    },
    redraw: draw,
    close() { clearTimeout(picking); drawn?.destroy(); drawnFall?.destroy(); drawnWave?.destroy(); },
  };
}
