// Charts over time that zoom by dragging and share their cursor, and the card that each stands in.
import uPlot from '../vendor/uplot/uPlot.esm.js';
import {colour} from './colours.js';
import {element, table} from './dom.js';
import {pngButton, saveCsv} from './export.js';
import {locale, t} from './i18n.js';

const DAY = 86400;
const LEAST_DRAG = 8; // pixels: less is a click

const SHORT = new Intl.DateTimeFormat(locale, {month: 'short', day: 'numeric', timeZone: 'UTC'});
const MONTH = new Intl.DateTimeFormat(locale, {year: 'numeric', month: 'short', timeZone: 'UTC'});

const utc = (ts) => uPlot.tzDate(new Date(ts * 1e3), 'Etc/UTC');

function axis() {
  return {stroke: colour('--soft'), grid: {stroke: colour('--line'), width: 1}, ticks: {stroke: colour('--line'), width: 1}};
}

/** Labels of the time axis, in UTC. */
function dates(_, splits, _axis, _space, increment) {
  return splits.map((ts) => {
    const at = new Date(ts * 1e3);
    const clock = at.toISOString().slice(11, increment < 60 ? 19 : 16);
    if (increment >= 28 * DAY) return MONTH.format(at);
    return increment >= DAY || clock.startsWith('00:00') && !/[1-9]/.test(clock) ? SHORT.format(at) : clock;
  });
}

function extent(values, {least = null, covers = []} = {}) {
  const known = [...values, ...covers].filter((v) => Number.isFinite(v));
  if (!known.length) return [0, 1];
  let low = least ?? Math.min(...known);
  let high = Math.max(...known);
  if (high <= low) { low -= 0.5; high += 0.5; }
  const pad = (high - low) * 0.06;
  return [least === null ? low - pad : low, high + pad];
}

const GLYPHS = {
  triangle: (c, x, y, r) => { c.moveTo(x, y - r); c.lineTo(x + r, y + r); c.lineTo(x - r, y + r); },
  square: (c, x, y, r) => { c.rect(x - r, y - r, 2 * r, 2 * r); },
  diamond: (c, x, y, r) => { c.moveTo(x, y - r); c.lineTo(x + r, y); c.lineTo(x, y + r); c.lineTo(x - r, y); },
  circle: (c, x, y, r) => { c.arc(x, y, r, 0, 2 * Math.PI); },
  line: () => {},
};

/** What stands behind and before the lines; `now` gives {zones, spans, limits, marks}. */
function decoration(now) {
  const ratio = () => devicePixelRatio || 1;
  return {hooks: {
    drawClear: [(u) => {
      const {ctx, bbox} = u;
      const {zones = [], spans = []} = now();
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
      ctx.clip();
      for (const zone of zones) {
        const top = zone.to === null ? bbox.top : u.valToPos(zone.to, 'y', true);
        const bottom = u.valToPos(zone.from, 'y', true);
        ctx.fillStyle = colour(zone.colour);
        ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
        ctx.fillStyle = colour('--soft');
        ctx.font = `${11 * ratio()}px system-ui, sans-serif`;
        ctx.textAlign = 'right';
        ctx.textBaseline = 'bottom';
        if (bottom - top > 10 * ratio()) ctx.fillText(zone.label, bbox.left + bbox.width - 5 * ratio(), bottom - 1);
      }
      for (const span of spans) {
        const left = u.valToPos(span.from, 'x', true);
        const width = u.valToPos(span.to, 'x', true) - left;
        ctx.fillStyle = colour(span.colour);
        ctx.fillRect(left, bbox.top, width, bbox.height);
      }
      ctx.restore();
    }],
    draw: [(u) => {
      const {ctx, bbox} = u;
      const {limits = [], marks = []} = now();
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
      ctx.clip();
      ctx.lineWidth = 1.5 * ratio();
      const ends = []; // of the labels in each line of them
      for (const limit of limits) {
        const y = u.valToPos(limit.value, 'y', true);
        if (!(y >= bbox.top && y <= bbox.top + bbox.height)) continue;
        ctx.strokeStyle = colour(limit.colour);
        ctx.setLineDash([6 * ratio(), 4 * ratio()]);
        ctx.beginPath();
        ctx.moveTo(bbox.left, y);
        ctx.lineTo(bbox.left + bbox.width, y);
        ctx.stroke();
      }
      for (const mark of marks) {
        const x = u.valToPos(mark.at, 'x', true);
        if (!(x >= bbox.left && x <= bbox.left + bbox.width)) continue;
        const r = 4 * ratio();
        ctx.strokeStyle = ctx.fillStyle = colour(mark.colour);
        ctx.lineWidth = (mark.wide ? 1.6 : 1) * ratio();
        ctx.setLineDash(mark.wide ? [] : [2 * ratio(), 3 * ratio()]);
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
        ctx.beginPath();
        GLYPHS[mark.glyph ?? 'line'](ctx, x, bbox.top + r, r);
        ctx.fill();
        if (mark.label) {
          ctx.font = `600 ${11 * ratio()}px system-ui, sans-serif`;
          ctx.textBaseline = 'top';
          const width = ctx.measureText(mark.label).width + 8 * ratio();
          const right = x + width > bbox.left + bbox.width;
          const begin = right ? x - width : x;
          const line = [0, 1, 2, 3, 4, 5].find((l) => !(ends[l] > begin));
          if (line === undefined) continue;
          ends[line] = begin + width;
          ctx.textAlign = right ? 'right' : 'left';
          ctx.fillText(mark.label, x + (right ? -6 : 6) * ratio(), bbox.top + (line * 13 + 1) * ratio());
        }
      }
      ctx.restore();
    }],
  }};
}

/**
 * A chart. `data` is [x, ...columns]; options: series [{label, colour, width, faint, dash}], bands, height, range [from, to] of x,
 * y {least, covers}, width if it is known already, look (gives zones, spans, limits, marks), sync, zoom(from, to), reset(), read(index or null), time.
 */
export function plot(host, data, options) {
  let {range} = options;
  const time = options.time !== false;
  const height = options.height ?? 190;
  const fitting = (width) => Math.max(220, Math.floor(width));
  host.replaceChildren();
  const chart = new uPlot({
    width: fitting(options.width ?? host.clientWidth),
    height,
    padding: [8, 24, 0, 0],
    tzDate: utc,
    legend: {show: false},
    cursor: {
      y: false,
      sync: options.sync ? {key: options.sync, scales: ['x', null]} : undefined,
      drag: {x: Boolean(options.zoom), y: false, setScale: false},
      points: {size: 6},
      bind: {dblclick: () => () => { options.reset?.(); return null; }},
    },
    scales: {
      x: {time, range: () => range},
      y: {range: (_, low, high) => extent([low, high], options.y)},
    },
    axes: [
      {...axis(), space: 70, values: time ? dates : undefined, size: 30, label: options.xLabel, labelSize: options.xLabel ? 18 : 0, stroke: colour('--soft')},
      {...axis(), size: 52, space: 28},
    ],
    series: [{}, ...options.series.map((s) => ({
      label: s.label,
      stroke: s.faint ? 'transparent' : colour(s.colour ?? '--accent'),
      width: s.faint ? 0 : s.width ?? 1.5,
      dash: s.dash,
      points: {show: data[0].length < 3, size: 5},
      spanGaps: false,
    }))],
    bands: (options.bands ?? []).map((b) => ({series: b, fill: colour('--accent-soft')})),
    plugins: [decoration(options.look ?? (() => ({})))],
    hooks: {
      setSelect: [(u) => {
        if (u.select.width >= LEAST_DRAG) options.zoom?.(u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x'));
        u.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
      }],
      setCursor: [(u) => options.read?.(u.cursor.idx ?? null)],
    },
  }, data, host);
  const keys = (event) => onKey(event, chart, () => range, options);
  host.tabIndex = 0;
  host.addEventListener('keydown', keys);
  const observer = new ResizeObserver(([entry]) => {
    const width = fitting(entry.contentRect.width);
    if (entry.contentRect.width && width !== chart.width) chart.setSize({width, height});
  });
  observer.observe(host);
  return {
    update(next, nextRange) {
      range = nextRange;
      chart.setData(next, true);
    },
    destroy() {
      observer.disconnect();
      host.removeEventListener('keydown', keys);
      chart.destroy();
    },
  };
}

/** Left and right move the cursor, plus and minus zoom around it, Escape shows all. */
function onKey(event, chart, range, options) {
  const xs = chart.data[0];
  const at = chart.cursor.idx ?? xs.length - 1;
  const step = {ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10}[event.key];
  const scale = {'+': 0.5, '=': 0.5, '-': 2}[event.key];
  if (step && xs.length) {
    const index = Math.max(0, Math.min(xs.length - 1, at + step));
    chart.setCursor({left: chart.valToPos(xs[index], 'x'), top: 10});
  } else if (scale && options.zoom && xs.length) {
    const [from, to] = range();
    const half = (to - from) * scale / 2;
    options.zoom(xs[at] - half, xs[at] + half);
  } else if (event.key === 'Escape') {
    options.reset?.();
  } else {
    return;
  }
  event.preventDefault();
}

/**
 * A card around a chart or picture: title, what is under the cursor, one sentence that says what it shows, the numbers as a table and
 * as a file, the picture as a file. `numbers` gives {columns: [label], rows}.
 */
export function figure(name, title, host, {numbers, tools = [], note = null, level = 'h2'}) {
  const read = element('span', {class: 'read soft small', 'aria-hidden': 'true'});
  const summary = element('p', {class: 'soft small summary'});
  const place = element('div');
  const heading = element(level, {}, title);
  const details = element('details', {class: 'numbers', ontoggle: () => {
    if (details.open) fill();
    else place.replaceChildren();
  }}, element('summary', {class: 'small'}, t('asset.figure.numbers')), place);
  host.setAttribute('role', 'img');
  host.setAttribute('aria-label', title);
  function fill() {
    const {columns, rows} = numbers();
    const most = 200;
    place.replaceChildren(
      element('p', {class: 'small'}, element('button', {type: 'button', class: 'quiet', 'data-test': `csv-${name}`,
        onclick: () => saveCsv(name, [columns, ...rows])}, t('asset.figure.csv')),
      rows.length > most ? ` ${t('asset.figure.first', {shown: most, all: rows.length})}` : ''),
      table(heading.textContent, columns.map((label, i) => ({label, num: i > 0})), rows.slice(0, most)));
  }
  const node = element('section', {class: 'card figure', 'data-figure': name},
    element('div', {class: 'head'}, heading, element('span', {class: 'grow'}), read, tools, pngButton(name, () => heading.textContent, host)),
    host, note, summary, details);
  return {
    node,
    heading,
    read: (text) => { read.textContent = text; },
    say(text) {
      summary.textContent = text;
      host.setAttribute('aria-label', `${heading.textContent}. ${text}`);
      if (details.open) fill();
    },
  };
}
