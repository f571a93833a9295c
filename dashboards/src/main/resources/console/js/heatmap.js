// Levels over two axes as colours on a canvas: dark is quiet, bright is loud, for every kind of eye.
import {colour} from './colours.js';
import {element} from './dom.js';

/** Viridis (S. van der Walt, N. Smith, 2015, CC0): even steps of lightness, readable without colour. */
const STOPS = [[68, 1, 84], [72, 40, 120], [62, 74, 137], [49, 104, 142], [38, 130, 142], [31, 158, 137], [53, 183, 121], [109, 205, 89], [180, 222, 44], [253, 231, 37]];
const LEFT = 56;
const BOTTOM = 26;
const RIGHT = 8;
const TOP = 6;

function shade(x) {
  const at = Math.max(0, Math.min(1, x)) * (STOPS.length - 1);
  const low = Math.min(STOPS.length - 2, Math.floor(at));
  return STOPS[low].map((c, i) => Math.round(c + (STOPS[low + 1][i] - c) * (at - low)));
}

/** Levels below which a twentieth, and above which a thousandth lie. */
function span(rows) {
  const all = rows.flatMap((row) => Array.from(row)).sort((a, b) => a - b);
  if (!all.length) return [0, 1];
  const low = all[Math.floor(all.length * 0.05)];
  const high = all[Math.min(all.length - 1, Math.ceil(all.length * 0.999))];
  return [low, high > low ? high : low + 1];
}

/**
 * Draws `rows` (of each the levels from left to right), the first at the bottom. Options: height, xTicks and yTicks [{at: 0 to 1, label}],
 * marks [{at, label}] upright lines, chosen row, pick(row), read(row, column), unit.
 */
export function heatmap(host, rows, options) {
  const canvas = element('canvas', {class: 'heatmap'});
  const scale = element('span', {class: 'scale small soft'});
  host.replaceChildren(canvas, scale);
  const [low, high] = span(rows);
  const picture = document.createElement('canvas');
  picture.width = Math.max(1, rows[0]?.length ?? 1);
  picture.height = Math.max(1, rows.length);
  const pen = picture.getContext('2d');
  const pixels = pen.createImageData(picture.width, picture.height);
  rows.forEach((row, r) => row.forEach((level, c) => {
    const [red, green, blue] = shade((level - low) / (high - low));
    const at = 4 * ((picture.height - 1 - r) * picture.width + c);
    pixels.data.set([red, green, blue, 255], at);
  }));
  pen.putImageData(pixels, 0, 0);
  const bar = element('canvas', {class: 'ramp', width: 80, height: 8});
  const ramp = bar.getContext('2d');
  for (let x = 0; x < 80; x++) {
    ramp.fillStyle = `rgb(${shade(x / 79).join()})`;
    ramp.fillRect(x, 0, 1, 8);
  }
  scale.replaceChildren(`${Math.round(low)} `, bar, ` ${Math.round(high)} ${options.unit}`);
  let {chosen = null} = options;
  let drawnWidth = 0;

  function draw() {
    const ratio = devicePixelRatio || 1;
    drawnWidth = host.clientWidth;
    const width = Math.max(220, drawnWidth);
    const height = options.height ?? 220;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.height = `${height}px`;
    const c = canvas.getContext('2d');
    c.scale(ratio, ratio);
    const box = {x: LEFT, y: TOP, w: width - LEFT - RIGHT, h: height - TOP - BOTTOM};
    c.imageSmoothingEnabled = false;
    c.drawImage(picture, box.x, box.y, box.w, box.h);
    c.fillStyle = c.strokeStyle = colour('--soft');
    c.font = '11px system-ui, sans-serif';
    c.textAlign = 'center';
    c.textBaseline = 'top';
    for (const tick of options.xTicks) c.fillText(tick.label, Math.min(width - 14, box.x + tick.at * box.w), box.y + box.h + 6);
    c.textAlign = 'right';
    c.textBaseline = 'middle';
    for (const tick of options.yTicks) c.fillText(tick.label, box.x - 6, Math.max(8, box.y + (1 - tick.at) * box.h));
    c.strokeStyle = '#ffffffb0';
    c.setLineDash([3, 4]);
    const ends = []; // of the labels in each line of them
    for (const mark of options.marks ?? []) {
      if (mark.at > 1) continue;
      const left = box.x + mark.at * box.w + 3;
      const line = [0, 1, 2, 3].find((l) => !(ends[l] > left));
      c.beginPath();
      c.moveTo(box.x + mark.at * box.w, box.y);
      c.lineTo(box.x + mark.at * box.w, box.y + box.h);
      c.stroke();
      c.fillStyle = '#ffffff';
      c.textAlign = 'left';
      c.textBaseline = 'top';
      if (line === undefined) continue;
      ends[line] = left + c.measureText(mark.label).width + 6;
      c.shadowColor = '#000000';
      c.shadowBlur = 3;
      c.fillText(mark.label, left, box.y + 3 + 13 * line);
      c.shadowBlur = 0;
    }
    if (chosen !== null && rows.length) {
      c.setLineDash([]);
      c.strokeStyle = '#ffffff';
      c.lineWidth = 2;
      const h = box.h / rows.length;
      c.strokeRect(box.x + 1, box.y + box.h - (chosen + 1) * h, box.w - 2, Math.max(2, h));
    }
  }

  function cell(event) {
    const at = canvas.getBoundingClientRect();
    const x = (event.clientX - at.left - LEFT) / (at.width - LEFT - RIGHT);
    const y = (event.clientY - at.top - TOP) / (at.height - TOP - BOTTOM);
    if (!(x >= 0 && x < 1 && y >= 0 && y < 1) || !rows.length) return null;
    return [Math.floor((1 - y) * rows.length), Math.floor(x * rows[0].length)];
  }

  canvas.addEventListener('pointermove', (event) => { const at = cell(event); options.read?.(at, at && rows[at[0]][at[1]]); });
  canvas.addEventListener('pointerleave', () => options.read?.(null));
  if (options.pick) {
    host.tabIndex = 0;
    canvas.addEventListener('click', (event) => { const at = cell(event); if (at) choose(at[0]); });
    host.onkeydown = (event) => {
      const step = {ArrowUp: 1, ArrowDown: -1, Home: rows.length, End: -rows.length}[event.key];
      if (!step || !rows.length) return;
      event.preventDefault();
      choose(Math.max(0, Math.min(rows.length - 1, (chosen ?? rows.length - 1) + step)));
    };
  }
  function choose(row) {
    chosen = row;
    draw();
    options.pick(row);
  }
  draw();
  const observer = new ResizeObserver(() => { if (host.clientWidth !== drawnWidth) draw(); }); // it calls at once, too
  observer.observe(host);
  return {destroy: () => observer.disconnect()};
}
