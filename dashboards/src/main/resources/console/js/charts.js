import uPlot from '../vendor/uplot/uPlot.esm.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const colours = new Map();
let coloursOf = '';

/** A colour of the style sheet, as the theme has it now; asked once a theme, for asking makes the browser compute all styles. */
export function colour(name) {
  const theme = `${document.documentElement.dataset.theme}${dark.matches}`;
  if (theme !== coloursOf) {
    colours.clear();
    coloursOf = theme;
  }
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return colours.get(name);
}
const seconds = (instant) => Date.parse(instant) / 1000;
export const utc = (ts) => uPlot.tzDate(new Date(ts * 1e3), 'Etc/UTC');

const DAY = 86400;

/** Labels of the time axis, in UTC: clock within a day, date beyond, year beyond that. */
function dates(_, splits, _axis, _space, increment) {
  return splits.map((ts) => {
    const iso = new Date(ts * 1e3).toISOString();
    if (increment >= 28 * DAY) return iso.slice(0, 7);
    const day = `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]}`;
    if (increment >= DAY) return day;
    return iso.slice(11, 16) === '00:00' ? day : iso.slice(11, increment < 60 ? 19 : 16);
  });
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function axis() {
  return {stroke: colour('--soft'), grid: {stroke: colour('--line'), width: 1}, ticks: {stroke: colour('--line'), width: 1}};
}

/** Horizontal lines: [{value, colour}]. */
function levels(lines) {
  return {hooks: {draw: [(u) => {
    const {ctx, bbox} = u;
    ctx.save();
    for (const line of lines) {
      const y = u.valToPos(line.value, 'y', true);
      if (y < bbox.top || y > bbox.top + bbox.height) continue;
      ctx.strokeStyle = colour(line.colour);
      ctx.lineWidth = 1.5 * devicePixelRatio;
      ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    ctx.restore();
  }]}};
}

/** A chart of named series over time; `band` names the indexes of an upper and a lower series. */
export function chart(host, points, series, {band = null, lines = [], minimum = null, covers = []} = {}) {
  host.replaceChildren();
  const data = [points.map((p) => seconds(p.time)), ...series.map((s) => points.map((p) => p[s.field]))];
  const options = {
    width: Math.max(260, host.clientWidth),
    height: 200,
    tzDate: utc,
    cursor: {y: false, drag: {x: false, y: false}},
    legend: {live: true},
    scales: {x: {time: true}, y: {range: (_, low, high) => span([low, high, ...covers], minimum)}},
    axes: [{...axis(), values: dates}, {...axis(), size: 56}],
    series: [
      {label: 'UTC', value: '{YYYY}-{MM}-{DD} {HH}:{mm}'},
      ...series.map((s) => ({
        label: s.label,
        stroke: s.faint ? 'transparent' : colour(s.colour ?? '--accent'),
        width: s.faint ? 0 : 1.6,
        points: {show: points.length < 2, size: 5},
        spanGaps: false,
        value: (_, v) => (v === null || v === undefined ? '—' : v.toPrecision(4)),
      })),
    ],
    bands: band ? [{series: band, fill: colour('--accent-soft')}] : [],
    plugins: lines.length ? [levels(lines)] : [],
  };
  const plot = new uPlot(options, data, host);
  const observer = new ResizeObserver(() => plot.setSize({width: Math.max(260, host.clientWidth), height: 200}));
  observer.observe(host);
  return () => { observer.disconnect(); plot.destroy(); };
}

function span(values, minimum) {
  const known = values.filter((v) => Number.isFinite(v));
  if (!known.length) return [0, 1];
  let low = minimum ?? Math.min(...known);
  let high = Math.max(...known);
  if (high <= low) { low -= 0.5; high += 0.5; }
  const pad = (high - low) * 0.06;
  return [minimum === null ? low - pad : low, high + pad];
}
