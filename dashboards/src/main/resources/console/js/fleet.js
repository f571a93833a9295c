import {suspend} from './dialogs.js';
import {element} from './dom.js';
import {STATES, age, assetLink, health, life, number, originTag, priorityText, stateBadge, words, worstFirst} from './format.js';

const COLUMNS = ['Machine', 'State', 'Health', 'Anomaly score', 'Remaining life (90 %)', 'Operating', 'Open work', 'Data age'];

/** The fleet, worst first; `fleet` is the live state. */
export function fleetPage(main, fleet) {
  let only = null;
  let search = '';
  const body = element('tbody');
  const filters = element('div', {class: 'bar', role: 'group', 'aria-label': 'Filter by state'});
  const find = element('input', {type: 'search', placeholder: 'Find a machine', 'aria-label': 'Find a machine',
    oninput: (e) => { search = e.target.value.toLowerCase(); draw(); }});
  const empty = element('p', {class: 'empty', hidden: true});
  main.replaceChildren(
    element('div', {class: 'head'}, element('h1', {}, 'Fleet'), element('span', {class: 'grow'}), find,
      element('button', {type: 'button', onclick: () => suspend('', 'the whole plant')}, 'Suspend automation')),
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

  draw();
  return {changed: draw, close() {}};
}
