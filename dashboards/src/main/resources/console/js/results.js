// What it came to: whether calls were right, how alarms are answered, what was saved, and who was told.
import {get} from './api.js';
import {card, element, empty, notice, soft, tile} from './dom.js';
import {DASH, assetLink, count, day, names, number, percent, priorityWord, time} from './format.js';
import {locale, t} from './i18n.js';
import {duration, keeping, rowsTable} from './work.js';

export function resultsPage(main) {
  let open = true;
  let scope = '';
  let data = null;
  let drawn = '';
  const place = element('div', {'data-test': 'results'});
  const scopes = element('select', {'aria-label': t('results.scope'), 'data-test': 'filter-scope', onchange: (e) => { scope = e.target.value; draw(); }},
    ['', 'PLANT', 'CLASS', 'ITEM', 'MODEL'].map((s) => element('option', {value: s}, s ? t(`results.scopes.${s}`) : t('results.allScopes'))));
  main.replaceChildren(element('div', {class: 'head'}, element('h1', {}, t('results.title')), element('span', {class: 'grow'}), scopes), place);

  function draw() {
    const said = JSON.stringify([data, scope, names.size]);
    if (!data || said === drawn) return;
    drawn = said;
    const [reports, positions, savings, messages] = data;
    const plant = reports.find((r) => r.scope === 'PLANT');
    keeping(place, () => place.replaceChildren(
      plant ? tiles(plant) : empty(t('results.noPerformance')),
      element('div', {class: 'grid'},
        element('div', {class: 'wide'}, card(t('results.performance'), performance(reports.filter((r) => !scope || r.scope === scope)))),
        element('div', {class: 'wide'}, card(t('results.alarms'), alarms(positions))),
        element('div', {class: 'wide'}, card(t('results.savings'), totals(savings))),
        element('div', {class: 'wide'}, card(t('results.messages'), told(messages))))));
  }

  async function load() {
    try {
      data = await Promise.all([get('performance'), get('alarm-performance'), get('savings'), get('notifications')]);
      if (open) draw();
    } catch (e) {
      if (open) notice(e.message);
    }
  }
  load();
  return {changed: load, every: 10000, close() { open = false; }};
}

const hours = (h) => (Number.isFinite(h) ? t('common.unit.hours', {n: number(h, 3)}) : DASH);
const seconds = (s) => (!Number.isFinite(s) ? DASH : s < 120 ? t('common.unit.seconds', {n: number(s, 2)}) : s < 7200 ? t('common.unit.minutes', {n: number(s / 60, 2)}) : hours(s / 3600));

/** A share with its counts and interval, for none stands without. */
function share(s, none) {
  if (!s) return [DASH, soft(none ?? t('results.nothingCounted'))];
  return [element('strong', {}, percent(s.value)), soft(t('results.of', {part: s.part, of: s.of}), ' ', t('results.between', {lower: percent(s.lower), upper: percent(s.upper)}))];
}

function tiles(p) {
  const r = p.reliability;
  const median = p.leadTimes.quantiles.find((q) => q.share === 0.5);
  const leads = p.leadTimes.exact + p.leadTimes.atLeast;
  return element('div', {class: 'tiles'},
    tile(t('results.precision'), share(p.calls.precision), 'precision'),
    tile(t('results.missed'), share(r?.missedShare, t('results.noFailure')), 'missed'),
    tile(t('results.leadMedian'), hours(median?.hours), 'lead', leads ? t('results.leadsFrom', {n: leads, exact: p.leadTimes.exact}) : t('results.noLead')),
    tile(t('results.actionable'), share(p.leadTimes.actionable), 'actionable', p.planningTime ? t('results.actionableMeans', {time: duration(p.planningTime)}) : null),
    tile(t('results.calibration'), share(p.calibration?.coverage, t('results.noEstimate')), 'calibration', p.calibration?.promised ? t('results.promised', {share: percent(p.calibration.promised)}) : null),
    tile(t('results.falseCalls'), number(r?.falseCallsPerAssetYear), 'false-calls', r ? t('results.assetYears', {n: number(r.assetYears), assets: r.assets}) : null),
    tile('MTBF', hours(r?.mtbfHours), 'mtbf', r ? t('results.failures', {n: r.failures}) : null),
    tile('MTTR', hours(r?.mttrHours), 'mttr', r ? t('results.restored', {n: r.restored}) : null),
    tile('MTTA', seconds(r?.mttaSeconds), 'mtta', r ? t('results.acknowledged', {n: r.acknowledged}) : null));
}

function performance(reports) {
  if (!reports.length) return empty(t('results.noPerformance'));
  const order = ['PLANT', 'CLASS', 'ITEM', 'MODEL'];
  const sorted = reports.toSorted((a, b) => order.indexOf(a.scope) - order.indexOf(b.scope) || (a.scopeId < b.scopeId ? -1 : 1));
  const [first] = sorted;
  return [
    rowsTable(t('results.performance'), [{label: t('results.scope')}, {label: t('results.precision')}, {label: t('results.calls')}, {label: t('results.missed')}, {label: t('results.lead')}, {label: t('results.reliability')}],
      sorted.map((p) => ({key: p.scopeId, cells: [
        [soft(t(`results.scopes.${p.scope}`)), element('div', {class: 'scope-name'}, p.scope === 'PLANT' ? t('results.wholePlant') : p.scopeId.replace(/^\w+\//, '').replace(/\b([0-9a-f]{8})[0-9a-f]{16,}\b/g, '$1…'))],
        share(p.calls.precision), calls(p.calls), p.reliability ? share(p.reliability.missedShare, t('results.noFailure')) : DASH, leads(p.leadTimes), reliability(p.reliability),
      ]}))),
    soft(t('results.window', {from: day(first.from), to: day(first.to)})),
  ];
}

const COUNTS = ['repairedInTime', 'failedFirst', 'confirmed', 'nothingFound', 'acceptedAsNormal', 'contradicted', 'late', 'repairedUnsaid', 'unanswered'];

function calls(c) {
  const said = COUNTS.filter((name) => c[name] > 0).map((name) => element('li', {}, `${count(c[name])} ${t(`results.call.${name}`)}`));
  return said.length ? element('ul', {class: 'plain small'}, said) : DASH;
}

function leads(l) {
  if (!l.exact && !l.atLeast) return DASH;
  return [
    element('div', {}, l.quantiles.map((q) => `${percent(q.share)} ≤ ${q.hours === null ? t('results.hiddenByRepairs') : hours(q.hours)}`).join(' · ')),
    soft(t('results.leadsFrom', {n: l.exact + l.atLeast, exact: l.exact})),
    l.actionable ? soft(t('results.actionableOf', {part: l.actionable.part, of: l.actionable.of, unknown: l.actionableUnknown})) : '',
  ];
}

function reliability(r) {
  if (!r) return DASH;
  return [`MTBF ${hours(r.mtbfHours)} · MTTR ${hours(r.mttrHours)} · MTTA ${seconds(r.mttaSeconds)}`,
    soft(`${t('results.failures', {n: r.failures})} · ${t('results.restored', {n: r.restored})} · ${t('results.acknowledged', {n: r.acknowledged})}`),
    soft(t('results.assetYears', {n: number(r.assetYears), assets: r.assets}))];
}

/** Figures with what the standards ask for beside them: [name, value, text, met]. */
function figures(p) {
  const rows = [
    ['average', p.averagePerTenMinutes, number(p.averagePerTenMinutes, 2), (v) => v <= 1],
    ['peak', p.peakPerTenMinutes, count(p.peakPerTenMinutes), (v) => v <= 10],
    ['flood', p.floodShare, percent(p.floodShare, 2), (v) => v < 0.01],
    ['topTen', p.topTenShare, percent(p.topTenShare), (v) => v <= 0.05],
    ['chattering', p.chattering, count(p.chattering), (v) => v === 0],
    ['fleeting', p.fleeting, count(p.fleeting), (v) => v === 0],
    ['stale', p.stale, count(p.stale), (v) => v < 5],
  ];
  return rows.map(([name, value, text, met]) => ({name, text, met: value === null ? null : met(value)}));
}

function alarms(positions) {
  if (!positions.length) return empty(t('results.noPositions'));
  return [positions.map((p) => element('section', {class: 'position', 'data-test': 'position'},
    element('h3', {}, p.position === 'plant' ? t('results.onePosition') : p.position === 'other' ? t('results.otherPositions') : p.position),
    p.annunciations === 0 ? empty(t('results.noAlarms')) : [
      element('div', {class: 'scroll'}, element('table', {class: 'stack', 'aria-label': t('results.alarms')},
        element('thead', {}, element('tr', {}, ['figure', 'value', 'target', 'verdict'].map((c) => element('th', {scope: 'col'}, t(`results.column.${c}`))))),
        element('tbody', {}, figures(p).map((f) => element('tr', {},
          element('td', {'data-label': t('results.column.figure')}, t(`results.figure.${f.name}`)), element('td', {'data-label': t('results.column.value')}, f.text), element('td', {class: 'soft', 'data-label': t('results.column.target')}, t(`results.target.${f.name}`)),
          element('td', {'data-label': t('results.column.verdict')}, f.met === null ? DASH : element('span', {class: `state ${f.met ? 'HEALTHY' : 'DEGRADED'}`}, element('span', {'aria-hidden': 'true'}, f.met ? '●' : '◆'), f.met ? t('results.met') : t('results.notMet')))))))),
      element('p', {class: 'small'}, priorities(p)),
      element('p', {class: 'small'}, t('results.answers', {median: seconds(p.medianSecondsToAcknowledge), p90: seconds(p.p90SecondsToAcknowledge)}), ' · ', t('results.hiddenNow', {n: count(p.hidden)}), ' · ', t('results.lastTen', {n: count(p.lastTenMinutes)}))])),
  soft(t('results.alarmsRest'))];
}

function priorities(p) {
  const split = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'].map((name) => `${priorityWord(name)} ${percent((p.priorities[name] ?? 0) / p.annunciations)}`);
  return t('results.priorities', {n: count(p.annunciations), split: split.join(', ')});
}

const money = (amount, currency) => new Intl.NumberFormat(locale, /^[A-Z]{3}$/.test(currency) ? {style: 'currency', currency, maximumFractionDigits: 0} : {maximumFractionDigits: 0}).format(amount);

/** Never a total without what it sums. */
function totals({totals: sums, entries, notListed}) {
  if (!sums.length) return empty(t('results.noSavings'));
  const byId = new Map(entries.map((e) => [e.entryId, e]));
  const byCurrency = Map.groupBy(sums.filter((s) => s.currency), (s) => s.currency);
  return [
    element('p', {class: 'lead', 'data-test': 'net'}, [...byCurrency].map(([currency, of]) => t('results.net', {amount: money(of.reduce((sum, s) => sum + s.net, 0), currency), n: of.reduce((n, s) => n + s.entries.length, 0)})).join(' · ') || t('results.notValuedAtAll')),
    rowsTable(t('results.savings'), [{label: t('results.month')}, {label: t('results.netColumn'), num: true}, {label: t('results.byKind')}, {label: t('results.entries')}],
      sums.toReversed().map((s) => ({key: `${s.month} ${s.currency ?? ''}`, cells: [
        s.month, s.currency ? money(s.net, s.currency) : DASH,
        Object.entries(s.byKind).map(([kind, amount]) => element('div', {class: 'small'}, `${t(`results.kind.${kind}`)}: ${money(amount, s.currency)}`)),
        unfolding(t('results.entriesOf', {n: s.entries.length, notValued: s.notValued.length}), () => [...s.entries, ...s.notValued].map((id) => byId.get(id)).filter(Boolean).map(entry)),
      ]}))),
    notListed ? element('p', {class: 'small', 'data-test': 'not-listed'}, t('results.notListed', {n: count(notListed), shown: count(entries.length)})) : '',
    soft(t('results.savingsRest'))];
}

/** Made when it is opened: a year has thousands. */
function unfolding(summary, content) {
  const details = element('details', {}, element('summary', {class: 'small'}, summary));
  details.addEventListener('toggle', () => { if (details.open && details.children.length === 1) details.append(...content()); });
  return details;
}

function entry(e) {
  return element('div', {class: 'entry', 'data-test': 'entry'},
    element('div', {}, element('strong', {}, e.amount === null ? DASH : money(e.amount, e.currency)), ` ${t(`results.kind.${e.kind}`)} `, e.assetId ? assetLink(e.assetId) : '', e.itemId ? ` · ${e.itemId}` : '', element('span', {class: 'soft'}, ` ${day(e.bookedAt)}`)),
    e.notValued ? element('div', {class: 'small stale'}, t('results.notValued', {what: e.notValued})) : '',
    soft(e.assumption),
    e.figures.length ? soft(e.figures.map((f) => `${f.name} ${number(f.value, 4)} ${f.unit === '1' ? '' : f.unit} (${f.basis})`).join(' · ')) : '',
    soft(t('results.evidence'), ' ', e.evidence.map((x, i) => [i ? ', ' : '', x.kind === 'case' ? element('a', {href: `#/evidence/${encodeURIComponent(x.id)}`}, x.id) : `${x.kind} ${x.id}`]), e.declaredBy ? ` · ${t('results.declaredBy', {who: e.declaredBy})}` : ''));
}

function told({told: sent, undelivered}) {
  if (!sent.length && !undelivered.length) return empty(t('results.noMessages'));
  const dead = new Set(undelivered.map((n) => n.id));
  const all = [...undelivered, ...sent.filter((n) => !dead.has(n.id))].slice(0, 50);
  return [
    element('p', {class: dead.size ? 'stale' : 'soft', 'data-test': 'undelivered'}, t('results.undelivered', {n: count(dead.size), of: count(sent.length)})),
    rowsTable(t('results.messages'), [{label: t('results.when')}, {label: t('results.to')}, {label: t('results.subject')}, {label: t('results.delivery')}],
      all.map((n) => ({key: n.id, cells: [
        time(n.createdAt), [n.recipient, soft(`${n.channel} · ${n.address}`)],
        [element('span', {class: `pri ${n.priority}`}, priorityWord(n.priority)), ` ${n.subject}`, soft(t(`results.message.${n.kind}`))],
        dead.has(n.id) ? element('span', {class: 'stale'}, t('results.notDelivered')) : t('results.sent'),
      ]})))];
}
