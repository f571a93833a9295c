import {element} from './dom.js';

const SHAPES = {ALARM: '▲', DEGRADED: '◆', UNKNOWN: '?', LEARNING: '◔', NOT_ASSESSED: '–', HEALTHY: '●'};
export const STATES = ['ALARM', 'DEGRADED', 'UNKNOWN', 'LEARNING', 'NOT_ASSESSED', 'HEALTHY'];
const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'];
const DASH = '—';

/** Names of machines by id, as the live stream tells them. */
export const names = new Map();

export function words(name) {
  const text = String(name ?? '').toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Colour, shape and word say the same. */
export function stateBadge(state) {
  return element('span', {class: `state ${state}`}, element('span', {'aria-hidden': 'true'}, SHAPES[state] ?? '?'), words(state));
}

export function priorityText(priority) {
  return priority ? element('span', {class: `pri ${priority}`}, words(priority)) : DASH;
}

export function originTag(origin) {
  return origin && origin !== 'MEASURED' ? element('span', {class: 'tag', title: 'Not live telemetry of a real machine'}, origin) : null;
}

export function number(value, digits = 3) {
  if (!Number.isFinite(value)) return DASH; // null, undefined, and NaN, which travels as text
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(2);
  return value.toLocaleString('en', {maximumSignificantDigits: Math.max(digits, Math.ceil(Math.log10(size + 1)))});
}

export function life(estimate) {
  if (!estimate) return DASH;
  const minutes = estimate.unit === 'HOURS' && estimate.median < 2;
  const unit = minutes ? 'min' : estimate.unit === 'HOURS' ? 'h' : 'cycles';
  const [lower, median, upper] = [estimate.lower, estimate.median, estimate.upper].map((v) => number(minutes ? 60 * v : v));
  return `${median} ${unit} (${lower}–${upper})`;
}

export function age(seconds) {
  if (seconds === null || seconds === undefined) return DASH;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}

/** Event time, always in UTC and said so. */
export function time(instant) {
  return instant ? `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC` : DASH;
}

export function severity(asset) {
  return [STATES.indexOf(asset.state), -PRIORITIES.indexOf(asset.priority), asset.healthIndex ?? 101];
}

export function worstFirst(a, b) {
  const x = severity(a);
  const y = severity(b);
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i] - y[i];
  return a.id < b.id ? -1 : 1;
}

export function health(index) {
  if (index === null || index === undefined) return DASH;
  return element('span', {class: 'nowrap'}, element('meter', {min: '0', max: '100', low: '30', high: '70', optimum: '100', value: String(index), 'aria-label': 'Health index'}), ` ${Math.round(index)}`);
}

export function assetLink(id, text) {
  return element('a', {href: `#/asset/${encodeURIComponent(id)}`}, text ?? names.get(id) ?? id);
}
