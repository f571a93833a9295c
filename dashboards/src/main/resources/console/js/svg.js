// Small charts in SVG: they print sharply, take their colours from the style sheet, and carry marks with words.
import {ticks} from './curve.js';

const SPACE = 'http://www.w3.org/2000/svg';

function shape(tag, attributes, ...children) {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(name, String(value));
  node.append(...children.flat().filter(Boolean));
  return node;
}

const WIDTH = 440;
const LEFT = 44;
const RIGHT = 10;
const TOP = 18;
const BOTTOM = 20;

/**
 * A line over x with a band, level lines and marks; marks without a label are lines only.
 * points: [{x, y, low, high}], null y is a gap; levels: [{y, kind}]; marks: [{x, label, kind}]; xTicks: [{x, label}].
 */
export function plot({points, levels = [], marks = [], xTicks, yLabel, yText, label, height = 140, floor = null, fill = false}) {
  const known = points.filter((p) => Number.isFinite(p.y));
  const xs = points.map((p) => p.x);
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  let low = Math.min(...known.flatMap((p) => [p.y, p.low ?? p.y]), ...(floor === null ? [] : [floor]));
  let high = Math.max(...known.flatMap((p) => [p.y, p.high ?? p.y]));
  // A limit far away would flatten what is to be seen.
  const span = high - low || Math.abs(high) || 1;
  const near = levels.filter((l) => l.y >= low - span && l.y <= high + span);
  for (const l of near) { low = Math.min(low, l.y); high = Math.max(high, l.y); }
  if (high <= low) { low -= 0.5; high += 0.5; }
  high += (high - low) * 0.06;
  const px = (x) => LEFT + (x1 > x0 ? (x - x0) / (x1 - x0) : 0.5) * (WIDTH - LEFT - RIGHT);
  const py = (y) => height - BOTTOM - (y - low) / (high - low) * (height - TOP - BOTTOM);
  const at = (x, y) => `${px(x).toFixed(1)} ${py(y).toFixed(1)}`;
  return shape('svg', {viewBox: `0 0 ${WIDTH} ${height}`, class: 'plot', role: 'img', 'aria-label': label},
    ticks(low, high, 4).map((y) => [
      shape('line', {class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: py(y), y2: py(y)}),
      shape('text', {class: 'tick', x: LEFT - 5, y: py(y) + 3.5, 'text-anchor': 'end'}, document.createTextNode(yText(y)))]).flat(),
    xTicks(x0, x1).map(({x, text}) => shape('text', {class: 'tick', x: px(x), y: height - 5, 'text-anchor': 'middle'}, document.createTextNode(text))),
    yLabel ? shape('text', {class: 'tick', x: 2, y: 10}, document.createTextNode(yLabel)) : null,
    bands(points, at),
    near.map((l) => shape('line', {class: `level ${l.kind}`, x1: LEFT, x2: WIDTH - RIGHT, y1: py(l.y), y2: py(l.y)})),
    fill ? shape('path', {class: 'filled', d: `M${at(x0, low)}L${known.map((p) => at(p.x, p.y)).join('L')}L${at(x1, low)}z`}) : null,
    shape('path', {class: 'line', d: line(points, at)}),
    placed(marks.filter((m) => m.x >= x0 && m.x <= x1), px).map(({mark, x, row, anchor}) => [
      shape('line', {class: `mark ${mark.kind}`, x1: x, x2: x, y1: TOP - 4, y2: height - BOTTOM}),
      shape('text', {class: `mark ${mark.kind}`, x: anchor === 'end' ? x - 3 : x + 3, y: TOP - 8 + row * 10, 'text-anchor': anchor}, document.createTextNode(mark.label))]).flat());
}

/** Labels beside one another must not cover one another. */
function placed(marks, px) {
  const ends = [];
  return [...marks].sort((a, b) => a.x - b.x).map((mark) => {
    const x = px(mark.x);
    const width = mark.label.length * 5.6 + 6;
    const anchor = x + width > WIDTH - RIGHT ? 'end' : 'start';
    const from = anchor === 'end' ? x - width : x;
    let row = ends.findIndex((end) => end <= from);
    if (row < 0) row = ends.length;
    ends[row] = from + width;
    return {mark, x, row, anchor};
  });
}

function line(points, at) {
  let pen = 'M';
  return points.map((p) => {
    if (!Number.isFinite(p.y)) { pen = 'M'; return ''; }
    const said = `${pen}${at(p.x, p.y)}`;
    pen = 'L';
    return said;
  }).join('');
}

function bands(points, at) {
  const ofBand = points.filter((p) => Number.isFinite(p.low) && Number.isFinite(p.high));
  if (!ofBand.length) return null;
  return shape('path', {class: 'band', d: `M${ofBand.map((p) => at(p.x, p.high)).join('L')}L${ofBand.toReversed().map((p) => at(p.x, p.low)).join('L')}z`});
}

/** Labels of a time axis in UTC. */
export function timeTicks(locale) {
  return (x0, x1) => {
    const steps = [60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86400, 2 * 86400, 7 * 86400, 14 * 86400, 30 * 86400, 90 * 86400].map((s) => s * 1000);
    const step = steps.find((s) => (x1 - x0) / s <= 6) ?? steps.at(-1);
    const format = new Intl.DateTimeFormat(locale, step >= 86400000 ? {day: 'numeric', month: 'short', timeZone: 'UTC'}
      : {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'UTC'});
    const first = Math.ceil(x0 / step) * step;
    const all = [];
    for (let x = first; x <= x1 - (x1 - x0) * 0.04; x += step) if (x >= x0 + (x1 - x0) * 0.04) all.push({x, text: format.format(new Date(x))});
    return all.length > 4 && step < 86400000 ? all.filter((_, i) => i % 2 === 0) : all;
  };
}

export const numberTicks = (text) => (x0, x1) => ticks(x0, x1, 6).map((x) => ({x, text: text(x)}));
