import {get, text} from './api.js';
import {card, element, empty, notice, table, tile} from './dom.js';
import {csvButton, save} from './export.js';
import {DASH, age, count, number, time, words} from './format.js';
import {knows, t} from './i18n.js';

const EVERY = 5000;
const LOOKS = {UP: 'HEALTHY', DEGRADED: 'DEGRADED', DOWN: 'ALARM'};
const SHAPES = {UP: '●', DEGRADED: '◆', DOWN: '▲'};

/** The few figures to look at first: [text, name of the meter, how it is written]. Those that a process does not have are left out. */
const KEY = [
  [t('health.events'), 'millwright.event.delay', (v) => age(v / 1000)],
  [t('health.recorder'), 'millwright.history.lag', count],
  [t('health.refused'), 'millwright.history.refused', count],
  [t('health.rejected'), /^millwright\.(ingest|records|history)\.rejected$/, count],
  [t('health.unreadable'), 'millwright.console.unreadable', count],
  [t('health.viewers'), 'millwright.console.live', count],
];

/** How the platform itself does. */
export function healthPage(main) {
  let open = true;
  let answer = null;
  let lastParts = '';
  const overall = element('span', {role: 'status', 'aria-label': t('health.overall')});
  const asOf = element('span', {class: 'soft small'});
  const parts = element('div');
  const groups = element('div');
  const tiles = element('div', {class: 'tiles', role: 'group', 'aria-label': t('health.figures')});
  const figures = element('div');
  const wrong = element('p', {class: 'wrong', role: 'alert', hidden: true});
  main.replaceChildren(
    element('div', {class: 'head', 'data-test': 'page-health'}, element('h1', {}, t('common.menu.health')), overall, element('span', {class: 'grow'}), asOf),
    element('p', {class: 'soft'}, t('health.about')), wrong, tiles,
    element('div', {class: 'grid'}, card(t('health.parts'), parts), card(t('health.groups'), groups)),
    element('details', {class: 'card', 'data-test': 'health-figures'}, element('summary', {}, t('health.all')),
      element('div', {class: 'bar'}, element('button', {type: 'button', class: 'quiet', 'data-test': 'metrics', onclick: saveMetrics}, t('health.openMetrics')), element('span', {class: 'grow'}),
        csvButton('figures', () => [[t('health.figure'), t('health.meaning'), t('health.value')], ...answer.figures.map((f) => [nameOf(f), f.description, f.value])])),
      figures));

  async function saveMetrics() {
    try {
      save('metrics.txt', new Blob([await text('metrics')], {type: 'text/plain;charset=utf-8'}));
    } catch (e) {
      notice(e.message);
    }
  }

  async function load() {
    try {
      const next = await get('health');
      if (!open) return;
      answer = next;
      wrong.hidden = true;
      draw();
    } catch (e) {
      wrong.textContent = e.message;
      wrong.hidden = false;
    }
  }

  function draw() {
    if (overall.dataset.said !== answer.status) overall.replaceChildren(badge(answer.status));
    overall.dataset.said = answer.status;
    asOf.textContent = t('health.asOf', {time: time(answer.asOf)});
    const said = JSON.stringify(answer.parts);
    if (said !== lastParts) {
      lastParts = said;
      parts.replaceChildren(table(t('health.parts'), [{label: t('health.part')}, {label: t('health.status')}, {label: t('health.reason')}],
        answer.parts.map((p) => [partName(p.name), badge(p.status), p.reason || DASH])));
    }
    groups.replaceChildren(groupTable());
    tiles.replaceChildren(...KEY.map(figureTile).filter(Boolean));
    figures.replaceChildren(table(t('health.all'), [{label: t('health.figure')}, {label: t('health.meaning')}, {label: t('health.value'), num: true}],
      answer.figures.map((f) => [element('code', {}, nameOf(f)), f.description, valueOf(f)])));
  }

  function groupTable() {
    if (answer.lagProblem) return element('p', {class: 'wrong'}, answer.lagProblem);
    if (!answer.groups.length) return empty(t('health.noGroups'));
    return table(t('health.groups'), [{label: t('health.group')}, {label: t('health.members'), num: true}, {label: t('health.lag'), num: true}],
      answer.groups.map((g) => [g.group, count(g.members), count(g.lag)]));
  }

  function figureTile([label, name, write]) {
    const found = answer.figures.filter((f) => f.statistic === 'value' && (name instanceof RegExp ? name.test(f.name) : f.name === name));
    const values = found.map((f) => f.value).filter((v) => v !== null);
    if (!found.length) return null;
    return tile(label, values.length ? write(values.reduce((a, b) => a + b, 0)) : DASH);
  }

  load();
  const timer = setInterval(() => { if (!document.hidden) load(); }, EVERY);
  return {changed() {}, close() { open = false; clearInterval(timer); }};
}

function badge(status) {
  return element('span', {class: `state ${LOOKS[status]}`, 'data-test': `health-${status}`}, element('span', {'aria-hidden': 'true'}, SHAPES[status]), t(`health.status.${status}`));
}

const partName = (name) => (knows(`health.partName.${name}`) ? t(`health.partName.${name}`) : words(name));

function nameOf(figure) {
  const tags = Object.entries(figure.tags).map(([k, v]) => `${k}=${v}`).join(', ');
  return `${figure.name}${tags ? ` {${tags}}` : ''}${figure.statistic === 'value' ? '' : ` ${figure.statistic}`}`;
}

function valueOf(figure) {
  return figure.value === null ? DASH : `${number(figure.value, 4)}${figure.unit ? ` ${figure.unit}` : ''}`;
}
