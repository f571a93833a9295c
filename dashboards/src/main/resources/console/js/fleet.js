import {get} from './api.js';
import {suspend} from './dialogs.js';
import {element} from './dom.js';
import {STATES, age, assetLink, health, life, names, number, originTag, priorityText, stateBadge, time, words, worstFirst} from './format.js';

const COLUMNS = ['Machine', 'State', 'Health', 'Anomaly score', 'Remaining life (90 %)', 'Operating', 'Open work', 'Data age'];

const ROOT_CASES_EVERY = 3000;

/** The fleet, worst first; `fleet` is the live state. */
export function fleetPage(main, fleet) {
  let only = null;
  let search = '';
  const body = element('tbody');
  const filters = element('div', {class: 'bar', role: 'group', 'aria-label': 'Filter by state'});
  const find = element('input', {type: 'search', placeholder: 'Find a machine', 'aria-label': 'Find a machine',
    oninput: (e) => { search = e.target.value.toLowerCase(); draw(); }});
  const empty = element('p', {class: 'empty', hidden: true});
  const rootCases = element('div', {role: 'status', hidden: true});
  main.replaceChildren(
    element('div', {class: 'head'}, element('h1', {}, 'Fleet'), element('span', {class: 'grow'}), find,
      element('button', {type: 'button', onclick: () => suspend('', 'the whole plant')}, 'Suspend automation')),
    rootCases,
    filters,
    element('div', {class: 'card scroll'},
      element('table', {'aria-label': 'Machines, worst first'},
        element('thead', {}, element('tr', {}, COLUMNS.map((c) => element('th', {scope: 'col'}, c)))), body),
      empty));

  function draw() {
    const all = [...fleet.assets.values()];
    const counts = Object.fromEntries(STATES.map((s) => [s, all.filter((a) => a.state === s).length]));
    filters.replaceChildren(...STATES.filter((s) => counts[s] || only === s).map((s) =>
      element('button', {type: 'button', 'aria-pressed': String(only === s), onclick: () => { only = only === s ? null : s; draw(); }},
        stateBadge(s), ` ${counts[s]}`)));
    const shown = all.filter((a) => (!only || a.state === only)
      && `${a.id} ${a.name} ${a.path.join(' ')}`.toLowerCase().includes(search)).sort(worstFirst);
    body.replaceChildren(...shown.map(row));
    empty.hidden = shown.length > 0;
    empty.textContent = all.length ? 'No machine matches.' : 'No machine has been declared yet. A plant appears here as soon as its assets are published.';
  }

  function row(asset) {
    const late = asset.eventAgeSeconds > 86400;
    return element('tr', {},
      element('td', {},
        element('div', {class: 'name'}, assetLink(asset.id, asset.name), ' ', originTag(asset.origin)),
        element('div', {class: 'soft small'}, [...asset.path, asset.equipmentClass].filter(Boolean).join(' › '))),
      element('td', {}, stateBadge(asset.state)),
      element('td', {}, health(asset.healthIndex)),
      element('td', {}, number(asset.anomalyScore)),
      element('td', {}, life(asset.remainingLife)),
      element('td', {}, words(asset.operatingState)),
      element('td', {}, work(asset)),
      element('td', {class: late ? 'stale' : null, title: 'Behind the newest telemetry of the fleet, in event time · since it came in, by the clock'},
        age(asset.eventAgeSeconds), element('div', {class: 'soft small nowrap'}, `came in ${age(fleet.wallAge(asset))} ago`)));
  }

  function work(asset) {
    const parts = [];
    if (asset.openCases) parts.push(`${asset.openCases} case${asset.openCases > 1 ? 's' : ''}`);
    if (asset.liveOrders) parts.push(`${asset.liveOrders} order${asset.liveOrders > 1 ? 's' : ''}`);
    if (asset.activeAlarms) parts.push(`${asset.activeAlarms} alarm${asset.activeAlarms > 1 ? 's' : ''}`);
    return parts.length ? [asset.priority ? [priorityText(asset.priority), ' '] : null, element('span', {class: 'soft'}, parts.join(', '))] : '—';
  }

  /** Alarms that belong together: the first one and how many followed. */
  function rootCase(r) {
    const followed = r.alarms - 1;
    return element('details', {class: 'why ALARM'},
      element('summary', {}, assetLink(r.rootAssetId, names.get(r.rootAssetId) ?? r.rootAssetId), ': ', r.rootReason,
        ` and ${followed} consequence${followed === 1 ? '' : 's'}`, element('span', {class: 'soft'}, ` since ${time(r.openedAt)}`), ' ', originTag(r.origin)),
      element('p', {class: 'soft small'}, r.explanation));
  }

  async function loadRootCases() {
    try {
      const open = await get('root-cases');
      if (rootCases.querySelector('details[open]')) return; // somebody reads
      rootCases.hidden = open.length === 0;
      rootCases.replaceChildren(
        element('p', {}, `${open.length} root case${open.length === 1 ? '' : 's'}, grouped by a machine:`), ...open.map(rootCase));
    } catch {
      // the status of the live stream says that there is no connection
    }
  }

  draw();
  loadRootCases();
  const timer = setInterval(loadRootCases, ROOT_CASES_EVERY);
  return {changed: draw, close() { clearInterval(timer); }};
}
