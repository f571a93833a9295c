// Keys that work on every page, and the dialog that tells them.
import {element} from './dom.js';
import {t} from './i18n.js';
import {PAGES} from './pages.js';

/** After g, the page. */
const GO = {f: 'fleet', w: 'work', p: 'parts', r: 'results', m: 'models', q: 'quality', a: 'machine', u: 'audit', s: 'health'};
const PATIENCE = 1500; // between g and the letter, in milliseconds

let going = 0;

const typing = (target) => target.closest?.('input, textarea, select, [contenteditable]');

/** What can be reached row by row: the rows of tables and whatever calls itself a row. */
function rows() {
  return [...document.querySelectorAll('#main [data-row], #main tbody tr')].filter((r) => r.getClientRects().length);
}

const reachable = (row) => (row.matches('a, button') ? row : row.querySelector('a[href], button:not(:disabled), summary') ?? row);

function step(by) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((r) => r.contains(document.activeElement));
  const row = all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + by))];
  const goal = reachable(row);
  if (goal === row && !row.hasAttribute('tabindex')) row.tabIndex = -1;
  goal.focus({preventScroll: true});
  row.scrollIntoView({block: 'nearest'});
}

function find() {
  const field = document.querySelector('#main input[type="search"]');
  field?.focus();
  field?.select();
  return Boolean(field);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return;
  const {key, target} = event;
  if (key === 'Escape') {
    leave(target);
    return;
  }
  if (typing(target)) return;
  if (act(key, target)) event.preventDefault();
}

function act(key, target) {
  if (going && Date.now() - going < PATIENCE) {
    going = 0;
    const page = PAGES.find((p) => p.inMenu && p.name === GO[key]);
    if (page) location.hash = page.name === 'fleet' ? '#/' : `#/${page.name}`;
    return Boolean(page);
  }
  going = 0;
  const inRow = target.closest?.('#main [data-row], #main tbody tr');
  switch (key) {
    case 'g': going = Date.now(); return true;
    case 'j': step(1); return true;
    case 'k': step(-1); return true;
    case 'ArrowDown': if (inRow) step(1); return Boolean(inRow);
    case 'ArrowUp': if (inRow) step(-1); return Boolean(inRow);
    case '/': return find();
    case '?': showHelp(); return true;
    default: return false;
  }
}

/** Out of a search field, which is emptied; out of the menu. */
function leave(target) {
  if (target.matches?.('input[type="search"]')) {
    if (target.value) {
      target.value = '';
      target.dispatchEvent(new Event('input', {bubbles: true}));
    } else {
      target.blur();
    }
  }
  document.getElementById('menu-toggle').setAttribute('aria-expanded', 'false');
}

export function showHelp() {
  const line = (keys, text) => element('tr', {}, element('td', {class: 'nowrap'}, keys.map((k, i) => [i ? ' ' : null, element('kbd', {}, k)])), element('td', {}, text));
  const pages = Object.entries(GO).map(([key, name]) => [key, PAGES.find((p) => p.inMenu && p.name === name)]).filter(([, page]) => page);
  const dialog = element('dialog', {'aria-labelledby': 'help-title', 'data-test': 'help', onclose: () => dialog.remove()},
    element('h2', {id: 'help-title'}, t('common.keys.title')),
    element('table', {'aria-labelledby': 'help-title'}, element('tbody', {},
      line(['j', '↓'], t('common.keys.next')),
      line(['k', '↑'], t('common.keys.previous')),
      line(['Enter'], t('common.keys.open')),
      line(['/'], t('common.keys.search')),
      line(['Esc'], t('common.keys.escape')),
      pages.map(([key, page]) => line(['g', key], t('common.keys.page', {page: t(`common.menu.${page.name}`)}))),
      line(['?'], t('common.keys.help')))),
    element('div', {class: 'bar'}, element('button', {type: 'button', class: 'primary', onclick: () => dialog.close()}, t('common.close'))));
  document.body.append(dialog);
  dialog.showModal();
}

export function listenForKeys() {
  addEventListener('keydown', onKey);
}
