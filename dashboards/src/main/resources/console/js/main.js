import {follow, get} from './api.js';
import {restoreSession, resume, toggleSession} from './dialogs.js';
import {element} from './dom.js';
import {names, time} from './format.js';
import {LANGUAGES, language, speak, t} from './i18n.js';
import {PAGES} from './pages.js';

const main = document.getElementById('main');
const live = document.getElementById('live');

/** What the live stream has said so far. */
const fleet = {
  assets: new Map(),
  newest: null,
  suspended: new Set(),
  clockSkew: 0, // server minus browser, in milliseconds
  wallAge(asset) {
    return asset.ingestTime ? Math.max(0, (Date.now() + this.clockSkew - Date.parse(asset.ingestTime)) / 1000) : null;
  },
};

let page = null;
let pending = new Set();
let lastDraw = 0;
let timer = null;

/** The menu of the pages, with what waits for people beside the work. */
function drawMenu() {
  const menu = document.getElementById('menu');
  const count = document.getElementById('work-count');
  menu.replaceChildren(...PAGES.filter((p) => p.inMenu).map((p) => element('a', {href: p.name === 'fleet' ? '#/' : `#/${p.name}`, 'data-page': p.name},
    t(`common.menu.${p.name}`), p.name === 'work' ? [' ', count] : null)));
  const choice = document.getElementById('language');
  choice.setAttribute('aria-label', t('common.language'));
  choice.replaceChildren(...Object.entries(LANGUAGES).map(([tag, name]) => element('option', {value: tag, lang: tag}, name)));
  choice.value = language;
  choice.addEventListener('change', () => speak(choice.value));
}

function route() {
  page?.close();
  const [, name, ...id] = location.hash.split('/');
  const shown = PAGES.find((p) => p.name === name) ?? PAGES[0];
  page = shown.open(main, decodeURIComponent(id.join('/')), fleet);
  for (const link of document.querySelectorAll('#menu a')) {
    if (link.dataset.page === shown.name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  scrollTo(0, 0);
}

function onFleet(message) {
  fleet.clockSkew = Date.parse(message.asOf) - Date.now();
  fleet.newest = message.newestEventTime;
  for (const asset of message.assets) {
    fleet.assets.set(asset.id, asset);
    names.set(asset.id, asset.name);
    pending.add(asset.id);
  }
  for (const asset of fleet.assets.values()) {
    asset.eventAgeSeconds = asset.time && fleet.newest ? Math.max(0, (Date.parse(fleet.newest) - Date.parse(asset.time)) / 1000) : null;
  }
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
  const place = document.getElementById('suspended');
  place.hidden = suspensions.length === 0;
  place.replaceChildren(...suspensions.map((s) => {
    const where = s.scope === '' ? 'the whole plant' : s.scope.startsWith('asset:') ? names.get(s.scope.slice(6)) ?? s.scope.slice(6) : s.scope;
    return element('p', {}, `Automation is suspended for ${where} since ${time(s.time)} by ${s.actor}: ${s.reason} `,
      element('button', {type: 'button', onclick: () => resume(s.scope, where)}, 'Resume'));
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
  const all = [...fleet.assets.values()];
  const waiting = all.reduce((sum, a) => sum + a.openCases + a.liveOrders, 0);
  const count = document.getElementById('work-count');
  count.textContent = String(waiting);
  count.hidden = waiting === 0;
  const origins = [...new Set(all.map((a) => a.origin))].filter((o) => o !== 'MEASURED' && o !== 'UNKNOWN').sort();
  const badge = document.getElementById('origin');
  badge.hidden = origins.length === 0;
  badge.textContent = `${origins.join(' + ')} DATA`;
}

function onStatus(connected) {
  live.textContent = connected ? 'live' : 'no connection, trying again';
  live.classList.toggle('off', !connected);
}

function applyTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
}

document.getElementById('theme').addEventListener('click', () => {
  const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark');
  const theme = dark ? 'light' : 'dark';
  localStorage.setItem('millwright.theme', theme);
  applyTheme(theme);
  page?.redraw?.();
});
document.getElementById('session').addEventListener('click', toggleSession);
applyTheme(localStorage.getItem('millwright.theme'));
drawMenu();
addEventListener('hashchange', route);
route();
restoreSession();
get('assets').then(onFleet).catch(() => {}); // sooner than the first message of the stream
follow(onFleet, onStatus);
