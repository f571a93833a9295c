// How values are written: words, numbers, times and ages in the language of the page.
import {element} from './dom.js';
import {knows, locale, t} from './i18n.js';

const SHAPES = {ALARM: '▲', DEGRADED: '◆', UNKNOWN: '?', LEARNING: '◔', NOT_ASSESSED: '–', HEALTHY: '●'};
/** From what needs attention most. */
export const STATES = ['ALARM', 'DEGRADED', 'UNKNOWN', 'LEARNING', 'NOT_ASSESSED', 'HEALTHY'];
export const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'];
export const DASH = '—';

/** Names of machines by id, as the live stream tells them. */
export const names = new Map();

/** Words for a constant that has none in the bundles: 'OUT_OF_SERVICE' as 'Out of service'. */
export function words(name) {
  const text = String(name ?? '').toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// Words for the constants of the API, one function a kind.
export const stateText = (state) => t(`common.state.${state}`);
export const priorityWord = (priority) => t(`common.priority.${priority}`);
export const operatingText = (state) => t(`common.operating.${state}`);
export const originText = (origin) => t(`common.origin.${origin}`);
export const criticalityText = (criticality) => t(`common.criticality.${criticality}`);
export const alarmText = (status) => t(`common.alarm.${status}`);
export const conditionText = (condition) => t(`common.condition.${condition}`);
export const caseText = (status) => t(`common.case.${status}`);
export const rootCaseText = (status) => t(`common.rootCase.${status}`);
export const orderText = (status) => t(`common.order.${status}`);
export const outcomeText = (outcome) => t(`common.outcome.${outcome}`);
export const qualityText = (quality) => t(`common.quality.${quality}`);
export const modelRoleText = (role) => t(`common.modelRole.${role}`);
export const eventText = (type) => t(`common.event.${type}`);
export const roleText = (role) => (knows(`common.role.${role}`) ? t(`common.role.${role}`) : words(role));
/** What somebody did; parts of the platform have actions of their own, without a text here. */
export const actionText = (action) => (knows(`common.action.${action}`) ? t(`common.action.${action}`) : words(action));

/** Colour, shape and word say the same. */
export function stateBadge(state) {
  return element('span', {class: `state ${state}`}, element('span', {'aria-hidden': 'true'}, SHAPES[state] ?? '?'), stateText(state));
}

export function priorityText(priority) {
  return priority ? element('span', {class: `pri ${priority}`}, priorityWord(priority)) : DASH;
}

export function originTag(origin) {
  return origin && origin !== 'MEASURED' ? element('span', {class: 'tag', title: t('common.notLive')}, originText(origin)) : null;
}

/** By significant digits: one takes longer to make than to use. */
const FIGURES = [];

export function number(value, digits = 3) {
  if (!Number.isFinite(value)) return DASH; // null, undefined, and NaN, which travels as text
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(2);
  const most = Math.max(digits, Math.ceil(Math.log10(size + 1)));
  FIGURES[most] ??= new Intl.NumberFormat(locale, {maximumSignificantDigits: most});
  return FIGURES[most].format(value);
}

/** A count, whole. */
export function count(value) {
  return Number.isFinite(value) ? value.toLocaleString(locale, {maximumFractionDigits: 0}) : DASH;
}

/** A share from 0 to 1, in per cent. */
export function percent(share, digits = 0) {
  return Number.isFinite(share) ? share.toLocaleString(locale, {style: 'percent', maximumFractionDigits: digits}) : DASH;
}

export function life(estimate) {
  if (!estimate) return DASH;
  const minutes = estimate.unit === 'HOURS' && estimate.median < 2;
  const [lower, median, upper] = [estimate.lower, estimate.median, estimate.upper].map((v) => number(minutes ? 60 * v : v));
  const said = minutes ? t('common.unit.minutes', {n: median})
    : estimate.unit === 'HOURS' ? t('common.unit.hours', {n: median}) : t('common.unit.cycles', {n: median});
  return t('common.life', {median: said, lower, upper});
}

/** A length of time, in the largest unit that it fills. */
export function age(seconds) {
  if (seconds === null || seconds === undefined) return DASH;
  if (seconds < 60) return t('common.unit.seconds', {n: Math.floor(seconds)});
  if (seconds < 3600) return t('common.unit.minutes', {n: Math.floor(seconds / 60)});
  if (seconds < 172800) return t('common.unit.hours', {n: Math.floor(seconds / 3600)});
  return t('common.unit.days', {n: count(Math.floor(seconds / 86400))});
}

const MOMENT = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC'});
const DAY = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeZone: 'UTC'});

/** A moment, always in UTC and said so. */
export function time(instant) {
  return instant ? `${MOMENT.format(new Date(instant))} UTC` : DASH;
}

/** A day, in UTC. */
export function day(instant) {
  return instant ? DAY.format(new Date(instant)) : DASH;
}

const RANK = Object.fromEntries(STATES.map((state, i) => [state, i]));

/** What needs attention first: state, then the most urgent open case, then health, then id. As the server sorts. */
export function worstFirst(a, b) {
  return RANK[a.state] - RANK[b.state]
    || PRIORITIES.indexOf(b.priority) - PRIORITIES.indexOf(a.priority)
    || (a.healthIndex ?? 101) - (b.healthIndex ?? 101)
    || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export function health(index) {
  if (index === null || index === undefined) return DASH;
  return element('span', {class: 'nowrap'}, element('meter', {min: '0', max: '100', low: '30', high: '70', optimum: '100', value: String(index), 'aria-label': t('common.healthIndex')}), ` ${count(index)}`);
}

export function assetLink(id, text) {
  return element('a', {href: `#/asset/${encodeURIComponent(id)}`}, text ?? names.get(id) ?? id);
}
