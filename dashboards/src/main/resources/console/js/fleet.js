import {get} from './api.js';
import {suspend} from './dialogs.js';
import {element} from './dom.js';
import {csvButton} from './export.js';
import {DASH, STATES, age, assetLink, count, health, life, names, number, operatingText, originTag, originText, priorityText, stateBadge, stateText, time, worstFirst} from './format.js';
import {locale, t} from './i18n.js';

// Safari has no idle callbacks.
const whenIdle = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 50));
const notWhenIdle = globalThis.cancelIdleCallback ?? clearTimeout;

const ROOT_CASES_EVERY = 3000;
const ARRANGE_EVERY = 3000; // of the order, in milliseconds; what a row says changes at once
const AGES_EVERY = 2000;
const FIRST_ROWS = 60; // more than a screen
const MORE_ROWS = 150; // at a time, while the browser has nothing else to do
const MOST_ROWS = 3000;
const MOVES = 5; // points of the health index by which a machine changes its place: not with every breath
const LATE = 86400; // seconds behind the fleet that are pointed out

const byName = new Intl.Collator(locale, {numeric: true});
const down = (of) => (a, b) => (of(b) ?? -Infinity) - (of(a) ?? -Infinity);
const up = (of) => (a, b) => (of(a) ?? Infinity) - (of(b) ?? Infinity);

/** Order of the rows by a column; equal ones worst first. Of places: {of: machine, and what worstFirst looks at}. */
const SORTS = {
  machine: (a, b) => byName.compare(a.of.name, b.of.name),
  state: worstFirst,
  health: up((a) => a.healthIndex),
  score: down((a) => a.of.anomalyScore),
  life: up((a) => a.of.remainingLife?.median),
  work: down((a) => a.of.openCases + a.of.liveOrders + a.of.activeAlarms),
  age: up((a) => Date.parse(a.of.time ?? '1970-01-01')),
};

const COLUMNS = [
  ['machine', t('fleet.column.machine')], ['state', t('fleet.column.state')], ['health', t('common.healthIndex')], ['score', t('fleet.column.score')],
  ['life', t('fleet.column.life')], ['operating', t('fleet.column.operating')], ['work', t('fleet.column.work')], ['age', t('fleet.column.age')],
];

/** What was chosen, for as long as the tab is open. */
const chosen = {state: null, area: '', search: '', sort: 'state'};

const areaOf = (path) => path.join(' › ');

/** The fleet, worst first; `fleet` is the live state. */
export function fleetPage(main, fleet) {
  const rows = new Map(); // by id, once shown
  const onScreen = new Set();
  const indexes = new Map(); // health index by id, as the order goes by
  const watch = new IntersectionObserver((entries) => {
    for (const e of entries) e.isIntersecting ? onScreen.add(e.target.dataset.id) : onScreen.delete(e.target.dataset.id);
  });
  let order = [];
  let room = FIRST_ROWS;
  let arrangedAt = 0;
  let filling = null;

  const body = element('tbody', {role: 'rowgroup'});
  const find = element('input', {type: 'search', placeholder: t('fleet.find'), 'aria-label': t('fleet.find'), 'data-test': 'fleet-search', value: chosen.search,
    oninput: (e) => choose({search: e.target.value})});
  const area = element('select', {'aria-label': t('fleet.area'), 'data-test': 'fleet-area', onchange: (e) => choose({area: e.target.value})});
  const filters = new Map(STATES.map((s) => [s, filter(s)]));
  const shown = element('span', {class: 'soft small', 'data-test': 'fleet-shown'});
  const again = element('button', {type: 'button', hidden: true, 'data-test': 'fleet-again', onclick: () => arrange(true)}, t('fleet.again'));
  const more = element('button', {type: 'button', hidden: true, onclick: () => { room += MOST_ROWS; place(); }}, t('fleet.more'));
  const empty = element('p', {class: 'empty', hidden: true});
  const rootCases = element('div', {role: 'status', hidden: true});
  const heads = new Map(COLUMNS.map(([key, text]) => [key, head(key, text)]));
  const table = element('table', {class: 'fleet', role: 'table', 'aria-label': t('fleet.table')},
    element('thead', {role: 'rowgroup'}, element('tr', {role: 'row'}, [...heads.values()])), body);
  main.replaceChildren(
    element('div', {class: 'head', 'data-test': 'page-fleet'}, element('h1', {}, t('fleet.title')), element('span', {class: 'grow'}), find, area,
      csvButton('fleet', asRows), element('button', {type: 'button', onclick: () => suspend('', t('common.wholePlant'))}, t('fleet.suspend'))),
    rootCases,
    element('div', {class: 'bar', role: 'group', 'aria-label': t('fleet.filter')}, [...filters.values()].map((f) => f.node), element('span', {class: 'grow'}), again, shown),
    element('div', {class: 'card fleet-card'}, table, empty, more));

  function choose(change) {
    Object.assign(chosen, change);
    room = FIRST_ROWS;
    arrange(true);
  }

  function filter(state) {
    const counter = element('span', {}, '0');
    const node = element('button', {type: 'button', 'aria-pressed': 'false', 'data-test': `state-${state}`, onclick: () => choose({state: chosen.state === state ? null : state})},
      stateBadge(state), ' ', counter);
    return {node, number: counter};
  }

  function head(key, text) {
    if (!SORTS[key]) return element('th', {role: 'columnheader', class: `c-${key}`}, text);
    return element('th', {role: 'columnheader', class: `c-${key}`}, element('button', {type: 'button', class: 'sort', onclick: () => choose({sort: key})}, text));
  }

  /** Numbers of the filters, and the areas to choose from. */
  function summarise() {
    const counts = Object.fromEntries(STATES.map((s) => [s, 0]));
    const areas = new Map();
    for (const a of fleet.assets.values()) {
      counts[a.state] += 1;
      for (let i = 1; i <= a.path.length; i++) {
        const key = areaOf(a.path.slice(0, i));
        areas.set(key, (areas.get(key) ?? 0) + 1);
      }
    }
    for (const [state, f] of filters) {
      set(f.number, count(counts[state]));
      f.node.setAttribute('aria-pressed', String(chosen.state === state));
      f.node.hidden = state === 'NOT_ASSESSED' && !counts[state] && chosen.state !== state;
    }
    const keys = [...areas.keys()].sort(byName.compare);
    const said = keys.map((k) => `${k}\t${areas.get(k)}`).join('\n');
    if (area.dataset.said === said && said) return;
    area.dataset.said = said;
    area.replaceChildren(element('option', {value: ''}, t('fleet.everywhere')), ...keys.map((k) => {
      const parts = k.split(' › ');
      return element('option', {value: k}, `${'\u2003'.repeat(parts.length - 1)}${parts.at(-1)} (${count(areas.get(k))})`);
    }));
    area.value = chosen.area;
    area.hidden = keys.length < 2;
  }

  function wanted() {
    const search = chosen.search.trim().toLowerCase();
    const within = (a) => !chosen.area || areaOf(a.path) === chosen.area || areaOf(a.path).startsWith(`${chosen.area} › `);
    const by = SORTS[chosen.sort];
    return [...fleet.assets.values()]
      .filter((a) => (!chosen.state || a.state === chosen.state) && within(a)
        && (!search || `${a.id} ${a.name} ${a.path.join(' ')} ${a.equipmentClass ?? ''}`.toLowerCase().includes(search)))
      .map((a) => ({of: a, id: a.id, state: a.state, priority: a.priority, healthIndex: settled(a)}))
      .sort((a, b) => by(a, b) || worstFirst(a, b))
      .map((s) => s.of);
  }

  function settled(a) {
    const before = indexes.get(a.id) ?? null;
    if (before === null || a.healthIndex === null || Math.abs(before - a.healthIndex) > MOVES) indexes.set(a.id, a.healthIndex);
    return indexes.get(a.id);
  }

  /** Nothing moves away under a pointer or from a reader: then a button offers it. */
  const held = () => body.matches(':hover') || body.contains(document.activeElement);

  function arrange(now = false) {
    const next = wanted();
    const same = next.length === order.length && next.every((a, i) => a.id === order[i]);
    if (!same && !now && order.length && (held() || Date.now() - arrangedAt < ARRANGE_EVERY)) {
      again.hidden = !held();
      return;
    }
    again.hidden = true;
    summarise();
    for (const [key, th] of heads) {
      if (key === chosen.sort) th.setAttribute('aria-sort', key === 'score' || key === 'work' ? 'descending' : 'ascending');
      else th.removeAttribute('aria-sort');
    }
    set(shown, t('fleet.shown', {n: count(next.length), all: count(fleet.assets.size)}));
    empty.hidden = next.length > 0;
    set(empty, fleet.assets.size ? t('fleet.noMatch') : t('fleet.noMachine'));
    if (same) return;
    arrangedAt = Date.now();
    order = next.map((a) => a.id);
    place();
  }

  /** The rows in their order, the first screens at once and the rest when there is time. Only rows that move are moved. */
  function place() {
    let at = body.firstElementChild;
    for (const id of order.slice(0, room)) {
      const node = rowOf(id).node;
      if (at && at !== node && at.nextElementSibling === node) { // that one goes elsewhere
        const gone = at;
        at = node;
        gone.remove();
      }
      if (at === node) at = at.nextElementSibling;
      else body.insertBefore(node, at);
    }
    while (at) {
      const next = at.nextElementSibling;
      at.remove();
      at = next;
    }
    more.hidden = order.length <= Math.max(room, MOST_ROWS);
    notWhenIdle(filling);
    if (room < Math.min(order.length, MOST_ROWS)) {
      filling = whenIdle(() => { room += MORE_ROWS; place(); }, {timeout: 300});
    }
  }

  function rowOf(id) {
    let row = rows.get(id);
    if (!row) {
      row = fleetRow(fleet, id);
      row.update(fleet.assets.get(id));
      rows.set(id, row);
      watch.observe(row.node);
    }
    return row;
  }

  /** At once, even under a pointer: the plant has the machine no more. */
  function forgetRow(id) {
    order = order.filter((other) => other !== id);
    indexes.delete(id);
    const row = rows.get(id);
    if (!row) return;
    watch.unobserve(row.node);
    row.node.remove();
    rows.delete(id);
    onScreen.delete(id);
  }

  function changed(ids) {
    for (const id of ids) {
      const asset = fleet.assets.get(id);
      if (asset) rows.get(id)?.update(asset);
      else forgetRow(id);
    }
    summarise();
    arrange();
  }

  function asRows() {
    return [[t('fleet.id'), t('fleet.column.machine'), t('fleet.area'), t('fleet.class'), t('fleet.column.state'), t('fleet.reason'), t('common.healthIndex'), t('fleet.column.score'),
      t('fleet.column.life'), t('fleet.column.operating'), t('fleet.cases'), t('fleet.orders'), t('fleet.alarms'), t('fleet.time'), t('fleet.origin')],
    ...wanted().map((a) => [a.id, a.name, areaOf(a.path), a.equipmentClass, stateText(a.state), a.reason, a.healthIndex, a.anomalyScore,
      a.remainingLife ? life(a.remainingLife) : null, operatingText(a.operatingState), a.openCases, a.liveOrders, a.activeAlarms, a.time, originText(a.origin)])];
  }

  /** Alarms that belong together: the first one and how many followed. */
  function rootCase(r) {
    return element('details', {class: 'why ALARM'},
      element('summary', {}, assetLink(r.rootAssetId, names.get(r.rootAssetId) ?? r.rootAssetId), ': ', r.rootReason, ' ',
        t('fleet.followed', {n: r.alarms - 1}), element('span', {class: 'soft'}, ' ', t('fleet.since', {time: time(r.openedAt)})), ' ', originTag(r.origin)),
      element('p', {class: 'soft small'}, r.explanation));
  }

  let lastRootCases = '';
  async function loadRootCases() {
    try {
      const open = await get('root-cases');
      const said = JSON.stringify(open);
      if (said === lastRootCases || rootCases.querySelector('details[open]')) return; // somebody reads
      lastRootCases = said;
      rootCases.hidden = open.length === 0;
      rootCases.replaceChildren(element('p', {}, t('fleet.rootCases', {n: open.length})), ...open.map(rootCase));
    } catch {
      // the status of the live stream says that there is no connection
    }
  }

  summarise();
  arrange(true);
  loadRootCases();
  const timers = [
    setInterval(() => { if (!document.hidden) loadRootCases(); }, ROOT_CASES_EVERY),
    setInterval(() => arrange(), ARRANGE_EVERY),
    setInterval(() => { for (const id of onScreen) rows.get(id)?.age(fleet.assets.get(id)); }, AGES_EVERY),
  ];
  return {changed, close() { timers.forEach(clearInterval); notWhenIdle(filling); watch.disconnect(); }};
}

function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** One row, of which only what has changed is written again. */
function fleetRow(fleet, id) {
  const cell = (key, ...children) => element('td', {role: 'cell', class: `c-${key}`}, children);
  const name = assetLink(id, '');
  const origin = element('span');
  const place = element('span');
  const state = cell('state');
  const index = cell('health');
  const score = cell('score');
  const left = cell('life');
  const operating = cell('operating');
  const work = cell('work');
  score.dataset.label = t('fleet.column.score'); // on a narrow screen there are no heads
  left.dataset.label = t('fleet.column.life');
  const event = element('div');
  const wall = element('div', {class: 'soft small'});
  const ages = cell('age', event, wall);
  ages.title = t('fleet.ageMeaning');
  const node = element('tr', {role: 'row', 'data-row': '', 'data-id': id, 'data-test': `row-${id}`},
    cell('machine', element('div', {class: 'name clip'}, name), element('div', {class: 'soft small clip'}, origin, place)), state, index, score, left, operating, work, ages);
  const said = {};

  function when(key, value, write) {
    if (said[key] === value) return;
    said[key] = value;
    write(value);
  }

  function update(a) {
    when('name', a.name, (v) => { name.textContent = v; name.title = v; });
    when('origin', a.origin, (v) => origin.replaceChildren(originTag(v) ?? ''));
    when('place', [...a.path, a.equipmentClass].filter(Boolean).join(' › '), (v) => { place.textContent = v; place.title = v; });
    when('state', a.state, (v) => state.replaceChildren(stateBadge(v)));
    when('reason', a.reason, (v) => { state.title = v; });
    when('health', a.healthIndex === null ? null : Math.round(a.healthIndex), (v) => index.replaceChildren(health(v)));
    when('score', number(a.anomalyScore), (v) => { score.textContent = v; });
    when('life', life(a.remainingLife), (v) => { left.textContent = v; });
    when('operating', a.operatingState, (v) => { operating.textContent = operatingText(v); operating.className = `c-operating run ${v}`; });
    when('work', `${a.priority}|${workText(a)}`, () => work.replaceChildren(...workOf(a)));
    ageOf(a);
  }

  function ageOf(a) {
    const behind = fleet.eventAge(a);
    when('event', age(behind), (v) => { event.textContent = v; });
    when('late', behind > LATE, (v) => event.classList.toggle('stale', v));
    when('wall', t('fleet.cameIn', {age: age(fleet.wallAge(a))}), (v) => { wall.textContent = v; });
  }

  return {node, update, age: ageOf};
}

function workText(a) {
  return [a.openCases && t('fleet.nCases', {n: a.openCases}), a.liveOrders && t('fleet.nOrders', {n: a.liveOrders}), a.activeAlarms && t('fleet.nAlarms', {n: a.activeAlarms})]
    .filter(Boolean).join(t('fleet.comma'));
}

function workOf(a) {
  const text = workText(a);
  if (!text) return [DASH];
  return [...(a.priority ? [priorityText(a.priority), ' '] : []), element('span', {class: 'soft'}, text)];
}
