import {follow, get, onSession} from './api.js';
import {takeIn} from './changes.js';
import {restoreSession, resume, toggleSession} from './dialogs.js';
import {element} from './dom.js';
import {age, count, names, originText, time} from './format.js';
import {LANGUAGES, language, speak, t} from './i18n.js';
import {listenForKeys, showHelp} from './keys.js';
import {PAGES} from './pages.js';

const byId = (id) => document.getElementById(id);
const main = byId('main');
const live = byId('live');

/** What the live stream has said so far. */
const fleet = {
  assets: new Map(),
  newest: null,
  asOf: 0, // of the message that spoke last, in milliseconds of the server
  suspended: new Set(),
  clockSkew: 0, // server minus browser, in milliseconds
  /** Since the machine's newest telemetry came in, by the clock of the server; in seconds. */
  wallAge(asset) {
    return asset.ingestTime ? Math.max(0, (Date.now() + this.clockSkew - Date.parse(asset.ingestTime)) / 1000) : null;
  },
  /** How far the machine's newest telemetry lies behind that of the fleet, in event time; in seconds. */
  eventAge(asset) {
    return asset.time && this.newest ? Math.max(0, (Date.parse(this.newest) - Date.parse(asset.time)) / 1000) : null;
  },
};

let page = null;
let pending = new Set();
let lastDraw = 0;
let timer = null;
let lostAt = null;

/** The frame's own texts, and the menu of the pages with what waits for people beside the work. */
function drawFrame() {
  byId('skip').textContent = t('common.skip');
  byId('menu').setAttribute('aria-label', t('common.pages'));
  label('menu-toggle', t('common.pages'));
  label('help', t('common.keys.title'));
  label('theme', t('common.theme'));
  label('language', t('common.language'));
  live.textContent = t('common.live.connecting');
  const menu = byId('menu');
  menu.replaceChildren(...PAGES.filter((p) => p.inMenu).map((p) => element('a', {href: p.name === 'fleet' ? '#/' : `#/${p.name}`, 'data-page': p.name, 'data-test': `menu-${p.name}`},
    t(`common.menu.${p.name}`), p.name === 'work' ? [' ', byId('work-count')] : null)));
  const choice = byId('language');
  choice.replaceChildren(...Object.entries(LANGUAGES).map(([tag, name]) => element('option', {value: tag, lang: tag}, name)));
  choice.value = language;
  choice.addEventListener('change', () => speak(choice.value));
  byId('menu-toggle').addEventListener('click', (e) => openMenu(e.currentTarget.getAttribute('aria-expanded') !== 'true'));
}

function label(id, text) {
  byId(id).setAttribute('aria-label', text);
  byId(id).title = text;
}

function openMenu(open) {
  byId('menu-toggle').setAttribute('aria-expanded', String(open));
}

/** Shows the page of the address; `moved` when a person came from another one, who then reads on at its heading. */
function route(moved) {
  page?.close();
  const [, name, ...rest] = location.hash.split('/');
  const id = decodeURIComponent(rest.join('/'));
  const shown = PAGES.find((p) => p.name === name) ?? PAGES[0];
  page = shown.open(main, id, fleet);
  const title = shown.inMenu ? t(`common.menu.${shown.name}`) : names.get(id) ?? id;
  document.title = title ? `${title} · Millwright` : 'Millwright';
  for (const link of document.querySelectorAll('#menu a')) {
    if (link.dataset.page === shown.name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  openMenu(false);
  scrollTo(0, 0);
  if (!moved) return;
  const heading = main.querySelector('h1') ?? main;
  heading.tabIndex = -1;
  heading.focus({preventScroll: true});
}

function onFleet(message, isFresh = true) {
  const asOf = Date.parse(message.asOf);
  if (!isFresh && asOf <= fleet.asOf) return; // the stream has overtaken it, and told more
  fleet.asOf = asOf;
  if (isFresh || !fleet.clockSkew) fleet.clockSkew = asOf - Date.now();
  fleet.newest = message.newestEventTime;
  for (const id of takeIn(fleet.assets, message)) pending.add(id);
  for (const asset of message.assets) names.set(asset.id, asset.name);
  showTotals();
  showSuspensions(message.suspensions);
  schedule();
}

let lastSuspensions = '[]';

/** On every page, so that nobody waits for an order that will not come. */
function showSuspensions(suspensions) {
  const said = JSON.stringify(suspensions);
  if (said === lastSuspensions) return; // a button must not vanish under the pointer
  lastSuspensions = said;
  fleet.suspended = new Set(suspensions.map((s) => s.scope));
  const place = byId('suspended');
  place.hidden = suspensions.length === 0;
  place.replaceChildren(...suspensions.map((s) => {
    const where = s.scope === '' ? t('common.wholePlant') : s.scope.startsWith('asset:') ? names.get(s.scope.slice(6)) ?? s.scope.slice(6) : s.scope;
    return element('p', {}, t('common.suspended', {where, since: time(s.time), actor: s.actor, reason: s.reason}), ' ',
      element('button', {type: 'button', onclick: () => resume(s.scope, where)}, t('common.resume')));
  }));
}

/** Pages that ask the server are refreshed less often than the stream speaks. */
function schedule() {
  if (timer || !page) return;
  const wait = Math.max(0, lastDraw + (page.every ?? 0) - Date.now());
  timer = setTimeout(() => {
    timer = null;
    lastDraw = Date.now();
    const ids = pending;
    pending = new Set();
    page?.changed(ids);
  }, wait);
}

function showTotals() {
  let waiting = 0;
  const origins = new Set();
  for (const a of fleet.assets.values()) {
    waiting += a.openCases + a.liveOrders;
    origins.add(a.origin);
  }
  const badge = byId('work-count');
  badge.textContent = count(waiting);
  badge.title = t('common.waiting', {n: waiting});
  badge.hidden = waiting === 0;
  const other = [...origins].filter((o) => o !== 'MEASURED' && o !== 'UNKNOWN').sort();
  const tag = byId('origin');
  const said = other.length ? t('common.origins', {origins: other.map(originText).join(' + ')}) : '';
  if (tag.textContent !== said) tag.textContent = said;
  tag.hidden = !said;
}

const refusals = {401: () => t('common.live.token'), 503: () => t('common.live.full')};

function onStatus(connected, refused) {
  const said = connected ? t('common.live.on') : (refusals[refused]?.() ?? t('common.live.off'));
  if (live.textContent !== said) live.textContent = said; // or it would be read out again
  live.classList.toggle('off', !connected);
  if (connected) lostAt = null;
  else lostAt ??= Date.now();
  showStale();
}

/** After a moment, over every page: what it shows is no longer the present. */
function showStale() {
  const place = byId('stale');
  const lost = lostAt === null ? 0 : (Date.now() - lostAt) / 1000;
  place.hidden = lost < 3;
  if (!place.hidden && place.dataset.since !== String(lostAt)) {
    place.dataset.since = String(lostAt);
    place.replaceChildren(element('p', {}, t('common.live.stale', {time: time(new Date(lostAt).toISOString())}), ' ',
      element('span', {id: 'stale-age', 'aria-live': 'off'})));
  }
  if (!place.hidden) byId('stale-age').textContent = age(lost);
}

function applyTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
}

byId('theme').addEventListener('click', () => {
  const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark');
  const theme = dark ? 'light' : 'dark';
  localStorage.setItem('millwright.theme', theme);
  applyTheme(theme);
  page?.redraw?.();
});
byId('session').addEventListener('click', toggleSession);
byId('help').addEventListener('click', showHelp);
byId('skip').addEventListener('click', (event) => { // the address is the page's
  event.preventDefault();
  main.focus();
});
applyTheme(localStorage.getItem('millwright.theme'));
drawFrame();
listenForKeys();
addEventListener('hashchange', () => route(true));
route(false);
restoreSession();
const load = () => get('assets').then((message) => onFleet(message, false)).catch(() => {});
load(); // sooner than the first message of the stream
onSession(load);
setInterval(showStale, 1000);
follow(onFleet, onStatus);
