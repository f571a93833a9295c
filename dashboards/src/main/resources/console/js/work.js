// Cases, alarms and orders: what waits for people, and what they may do about it.
import {actButton, acceptAsNormal, acknowledge, approve, onSession, reject, report, reset, returnToService, shelve, suspend, suspendSomewhere, takeOutOfService, unshelve} from './dialogs.js';
import {get} from './api.js';
import {columnHead, element, empty, notice, soft} from './dom.js';
import {DASH, PRIORITIES, actionText, age, alarmText, assetLink, caseText, conditionText, count, life, names, orderText, originTag, percent, priorityText, priorityWord, time} from './format.js';
import {t} from './i18n.js';

const SHOWN = 100;
const HIDDEN = ['SHELVED', 'SUPPRESSED_BY_DESIGN', 'OUT_OF_SERVICE'];

export const evidenceLink = (caseId, text) => element('a', {href: `#/evidence/${encodeURIComponent(caseId)}`, class: 'button', 'data-test': 'evidence'}, text ?? t('work.evidence'));

/** A table that becomes a list of cards on a narrow screen; rows: {key, cells}. */
export function rowsTable(caption, columns, rows) {
  return element('div', {class: 'scroll'},
    element('table', {class: 'stack', 'aria-label': caption},
      element('thead', {}, element('tr', {}, columns.map(columnHead))),
      element('tbody', {}, rows.map(({key, cells}) => element('tr', {'data-key': key}, cells.map((cell, i) =>
        element('td', {class: columns[i].num ? 'num' : null, 'data-label': columns[i].unseen ? null : columns[i].label || null}, cell)))))));
}

const machine = (record) => [assetLink(record.assetId), ' ', originTag(record.origin)];
const withMachine = (named, columns) => (named ? [{label: t('work.machine')}, ...columns] : columns);

export function alarmTable(alarms, named = true) {
  if (!alarms.length) return empty(t('work.noAlarm'));
  return rowsTable(t('work.alarms'), withMachine(named, [{label: t('work.priority')}, {label: t('work.alarm')}, {label: t('work.state')}, {label: t('work.raised')}, {label: t('common.actions'), unseen: true}]),
    alarms.map((a) => ({key: a.alarmId, cells: [
      ...(named ? [machine(a)] : []),
      priorityText(a.priority),
      [conditionText(a.condition), a.pointId ? ` · ${a.pointId}` : '', soft(a.reason)],
      [alarmText(a.status), a.active ? '' : soft(t('work.conditionGone'))],
      element('span', {class: 'nowrap'}, time(a.raisedAt)),
      element('div', {class: 'bar'}, alarmButtons(a)),
    ]})));
}

/** Alarms that people or logic have put aside: by whom, and until when. */
function hiddenTable(alarms, now) {
  if (!alarms.length) return empty(t('work.noHidden'));
  return rowsTable(t('work.hidden'), withMachine(true, [{label: t('work.priority')}, {label: t('work.alarm')}, {label: t('work.state')}, {label: t('work.owner')}, {label: t('work.since')}, {label: t('work.until')}, {label: t('common.actions'), unseen: true}]),
    alarms.map((a) => ({key: a.alarmId, cells: [
      machine(a), priorityText(a.priority),
      [conditionText(a.condition), a.pointId ? ` · ${a.pointId}` : '', soft(a.reason)],
      alarmText(a.status),
      a.status === 'SUPPRESSED_BY_DESIGN' ? t('work.byLogic') : a.actor,
      time(a.time),
      a.until ? [time(a.until), now ? soft(t('work.left', {time: age(Math.max(0, (Date.parse(a.until) - Date.parse(now)) / 1000))})) : ''] : t('work.noEnd'),
      element('div', {class: 'bar'}, alarmButtons(a)),
    ]})));
}

/** What a person may do with an alarm in its state, by ISA-18.2; the server's states decide the same. */
function alarmButtons(a) {
  const offered = [];
  const offer = (kind, permission, run) => offered.push(actButton(t(`work.act.${kind}`), permission, () => run(a), {test: kind}));
  if (a.status.includes('UNACKNOWLEDGED')) offer('ACKNOWLEDGE', 'HANDLE_ALARM', acknowledge);
  if (a.status.startsWith('LATCHED')) offer('RESET', 'HANDLE_ALARM', reset);
  if (a.status === 'SHELVED') offer('UNSHELVE', 'HANDLE_ALARM', unshelve);
  if (!HIDDEN.includes(a.status)) offer('SHELVE', 'HANDLE_ALARM', shelve);
  if (a.status === 'OUT_OF_SERVICE') offer('RETURN_TO_SERVICE', 'SUPPRESS_ALARM', returnToService);
  else offer('TAKE_OUT_OF_SERVICE', 'SUPPRESS_ALARM', takeOutOfService);
  if (a.status === 'SUPPRESSED_BY_DESIGN') offered.push(soft(t('work.byLogicHow')));
  return offered;
}

/** What the plant's own closed cases say to an open one. */
function precedents(advice) {
  if (!advice) return null;
  return element('details', {}, element('summary', {class: 'small'}, t('work.confirmed', {n: advice.confirmed, of: advice.answered})),
    advice.precedents.map((p) => element('p', {class: 'soft small'}, `${t('work.alike', {share: percent(p.similarity)})} `, assetLink(p.assetId), ` ${caseText(p.outcome)}: ${p.found}`)));
}

export function caseTable(cases, named = true, advice = []) {
  if (!cases.length) return empty(t('work.noCase'));
  const saidTo = new Map(advice.map((a) => [a.caseId, a]));
  return rowsTable(t('work.cases'), withMachine(named, [{label: t('work.item')}, {label: t('work.priority')}, {label: t('work.case')}, {label: t('work.life')}, {label: t('work.opened')}, {label: t('common.actions'), unseen: true}]),
    cases.map((c) => ({key: c.caseId, cells: [
      ...(named ? [machine(c)] : []),
      c.itemId, priorityText(c.priority),
      [element('div', {}, c.reason), c.status === 'OPEN' ? null : soft(`${caseText(c.status)}: ${c.closedReason ?? ''}`), precedents(saidTo.get(c.caseId))],
      life(c.remainingLife), time(c.openedAt),
      element('div', {class: 'bar'}, evidenceLink(c.caseId), c.status === 'OPEN' ? [
        actButton(t('work.reportShort'), 'REPORT_MAINTENANCE', () => report(c.assetId, c.itemId, c.caseId), {test: 'REPORT'}),
        actButton(actionText('ACCEPT_AS_NORMAL'), 'ACCEPT_AS_NORMAL', () => acceptAsNormal(c.assetId, c.caseId), {test: 'ACCEPT_AS_NORMAL'}),
        named ? actButton(t('work.suspendMachine'), 'SUSPEND_AUTOMATION', () => suspend(`asset:${c.assetId}`, names.get(c.assetId) ?? c.assetId), {test: 'SUSPEND_AUTOMATION'}) : null,
      ] : null),
    ]})));
}

/** How an order stands with the maintenance system. */
export function cmmsText(link) {
  if (!link) return DASH;
  const dead = link.backlog?.givenUp && link.backlog.givenUp !== 'DISMISSED';
  return [
    link.externalId ? [`${link.cmms} ${link.externalId}`, link.status ? soft(t(`work.external.${link.status}`)) : ''] : soft(t('work.notThere', {cmms: link.cmms})),
    link.backlog ? element('div', {class: `small ${dead ? 'wrong' : 'soft'}`},
      link.backlog.givenUp ? t(`work.givenUp.${link.backlog.givenUp}`) : t('work.waits', {n: link.backlog.attempts, since: time(link.backlog.since)}),
      link.backlog.lastError ? ` · ${link.backlog.lastError}` : '') : soft(t('work.delivered', {n: link.deliveredRevision})),
  ];
}

export function orderTable(orders, named = true, links = null, now = null) {
  if (!orders.length) return empty(t('work.noOrder'));
  const counterpart = new Map((links ?? []).map((l) => [l.workOrderId, l]));
  const columns = [{label: t('work.priority')}, {label: t('work.order')}, {label: t('work.state')}, {label: t('work.due')}, {label: t('work.planned')}, ...(links ? [{label: t('work.cmms')}] : []), {label: t('common.actions'), unseen: true}];
  return rowsTable(t('work.orders'), withMachine(named, columns),
    orders.map((o) => ({key: o.workOrderId, cells: [
      ...(named ? [machine(o)] : []),
      priorityText(o.priority),
      [element('details', {}, element('summary', {}, o.title), element('p', {class: 'soft small'}, o.description),
        o.recommendation ? element('p', {class: 'small'}, `${o.recommendation.action} · ${o.recommendation.skill} · ${duration(o.recommendation.duration)}`) : null,
        o.parts.length ? element('p', {class: 'small'}, `${t('work.parts')}: ${o.parts.join(', ')}`) : null,
        o.comments.map((c) => element('p', {class: 'soft small'}, c))), soft(o.workOrderId)],
      orderText(o.status),
      due(o, now),
      o.planned ? [`${time(o.planned.from)} – ${time(o.planned.to)}`, soft(element('span', {class: o.planned.inTime ? null : 'stale'}, o.planned.inTime ? t('work.inTime') : t('work.late')), ` · ${o.planned.basis}`)] : DASH,
      ...(links ? [cmmsText(counterpart.get(o.workOrderId))] : []),
      element('div', {class: 'bar'}, o.caseId ? evidenceLink(o.caseId) : null,
        o.status === 'REQUESTED' ? [
          actButton(t('work.approve'), 'DECIDE_WORK_ORDER', () => approve(o), {test: 'APPROVE_ORDER', primary: true}),
          actButton(t('work.reject'), 'DECIDE_WORK_ORDER', () => reject(o), {test: 'REJECT_ORDER'})] : null,
        o.status === 'APPROVED' ? actButton(t('work.reportShort'), 'REPORT_MAINTENANCE', () => report(o.assetId, o.itemId, o.caseId, o.workOrderId), {test: 'REPORT'}) : null),
    ]})));
}

function due(o, now) {
  if (!o.dueBy) return DASH;
  const late = now && Date.parse(o.dueBy) < Date.parse(now) && ['REQUESTED', 'APPROVED'].includes(o.status);
  return [element('span', {class: late ? 'stale' : null}, time(o.dueBy)), late ? element('div', {class: 'small stale'}, t('work.overdue')) : ''];
}

/** An ISO duration of hours and minutes, in words. */
export function duration(iso) {
  const [, days, hours, minutes, seconds] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso ?? '') ?? [];
  const total = Number(days ?? 0) * 86400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return iso ? age(total) : DASH;
}

// What people choose to see; kept while they look at other pages.
const wanted = {area: '', priority: '', kind: '', search: '', ended: false};

const TABS = {
  cases: {
    load: async () => ({records: await get('cases', {status: wanted.ended ? 'all' : 'open'}), advice: await get('case-advice')}),
    kinds: (records) => [...new Set(records.flatMap((c) => c.findings.map((f) => f.failureMode)))].sort().map((mode) => [mode, modeText(mode)]),
    kindOf: (c) => c.findings.map((f) => f.failureMode),
    table: (records, {advice}) => caseTable(records, true, advice),
    ends: true,
  },
  alarms: {
    load: async () => ({records: (await get('alarms')).filter((a) => !HIDDEN.includes(a.status))}),
    kinds: () => ['LIMIT', 'HEALTH', 'SILENT'].map((c) => [c, conditionText(c)]),
    kindOf: (a) => [a.condition],
    table: (records) => alarmTable(records),
  },
  hidden: {
    load: async () => ({records: (await get('alarms')).filter((a) => HIDDEN.includes(a.status))}),
    kinds: () => HIDDEN.map((s) => [s, alarmText(s)]),
    kindOf: (a) => [a.status],
    table: (records, _, fleet) => hiddenTable(records, fleet.newest),
  },
  orders: {
    load: async () => ({records: await get('work-orders', {status: wanted.ended ? 'all' : 'open'}), links: await get('cmms-links')}),
    kinds: () => ['REQUESTED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'COMPLETED'].map((s) => [s, orderText(s)]),
    kindOf: (o) => [o.status],
    table: (records, {links}, fleet) => orderTable(records, true, links, fleet.newest),
    ends: true,
  },
};

/** Failure modes of ISO 14224 that the platform speaks of, in words. */
export function modeText(mode) {
  return ['VIB', 'NOI', 'OHE', 'PDE', 'ELP', 'INL', 'LOO', 'STD', 'UNK'].includes(mode) ? t(`work.mode.${mode}`) : mode;
}

/** Everything that waits for a person. */
export function workPage(main, id, fleet) {
  const name = id in TABS ? id : 'cases';
  const tab = TABS[name];
  let loaded = null;
  let most = SHOWN;
  let drawn = '';
  let open = true;
  wanted.kind = '';
  const place = element('div', {'data-test': `work-${name}`});
  const counts = element('span', {class: 'soft small', role: 'status'});
  const area = element('select', {'aria-label': t('work.area'), 'data-test': 'filter-area', onchange: (e) => choose('area', e.target.value)});
  const priority = element('select', {'aria-label': t('work.priority'), 'data-test': 'filter-priority', onchange: (e) => choose('priority', e.target.value)},
    element('option', {value: ''}, t('work.anyPriority')), PRIORITIES.toReversed().map((p) => element('option', {value: p}, t('work.atLeast', {priority: priorityWord(p)}))));
  const kind = element('select', {'aria-label': t('work.kind'), 'data-test': 'filter-kind', onchange: (e) => choose('kind', e.target.value)});
  const find = element('input', {type: 'search', placeholder: t('work.find'), 'aria-label': t('work.find'), value: wanted.search, 'data-test': 'filter-search', oninput: (e) => choose('search', e.target.value)});
  priority.value = wanted.priority;
  const ended = tab.ends ? element('button', {type: 'button', 'aria-pressed': String(wanted.ended), 'data-test': 'ended', onclick: () => {
    wanted.ended = !wanted.ended;
    ended.setAttribute('aria-pressed', String(wanted.ended));
    load();
  }}, t('work.showEnded')) : null;
  main.replaceChildren(
    element('div', {class: 'head'}, element('h1', {}, t('work.title')), element('span', {class: 'grow'}),
      actButton(`${t('work.suspend')} …`, 'SUSPEND_AUTOMATION', () => suspendSomewhere(fleet), {test: 'suspend'})),
    element('nav', {class: 'tabs', 'aria-label': t('work.title')}, Object.keys(TABS).map((tabName) =>
      element('a', {href: `#/work/${tabName}`, 'aria-current': tabName === name ? 'page' : null, 'data-test': `tab-${tabName}`}, t(`work.tab.${tabName}`)))),
    element('div', {class: 'bar filters', role: 'search'}, area, priority, kind, find, ended, counts),
    element('div', {class: 'card'}, place));

  function choose(what, value) {
    wanted[what] = value;
    most = SHOWN;
    draw();
  }

  function offer() {
    const areas = new Set([...fleet.assets.values()].flatMap((a) => a.path.map((_, depth) => a.path.slice(0, depth + 1).join('/'))));
    options(area, t('work.anyArea'), [...areas].sort().map((a) => [a, a]), wanted.area);
    options(kind, t('work.anyKind'), tab.kinds(loaded.records), wanted.kind);
  }

  function fits(record) {
    const asset = fleet.assets.get(record.assetId);
    const at = (asset?.path ?? []).join('/');
    return (!wanted.area || at === wanted.area || at.startsWith(`${wanted.area}/`))
      && (!wanted.priority || PRIORITIES.indexOf(record.priority) >= PRIORITIES.indexOf(wanted.priority))
      && (!wanted.kind || tab.kindOf(record).includes(wanted.kind))
      && (!wanted.search || `${record.assetId} ${asset?.name ?? ''} ${record.itemId ?? ''} ${record.reason ?? record.title}`.toLowerCase().includes(wanted.search.toLowerCase()));
  }

  /** Only when it says something else: neither focus nor an open detail gets lost under somebody's hand. */
  function draw(force = false) {
    if (!loaded || !open) return;
    offer();
    const fitting = loaded.records.filter(fits);
    const shown = fitting.slice(0, most);
    const said = JSON.stringify([shown, loaded.advice, loaded.links, fitting.length, names.size]);
    counts.textContent = t('work.shown', {n: count(shown.length), of: count(fitting.length)});
    if (said === drawn && !force) return;
    drawn = said;
    keeping(place, () => place.replaceChildren(tab.table(shown, loaded, fleet),
      fitting.length > shown.length ? element('button', {type: 'button', class: 'more', 'data-test': 'more', onclick: () => { most += SHOWN; draw(); }}, t('work.more', {n: count(Math.min(SHOWN, fitting.length - shown.length))})) : ''));
  }

  async function load() {
    try {
      loaded = await tab.load();
      draw();
    } catch (e) {
      if (open) notice(e.message);
    }
  }
  const stop = onSession(() => draw(true));
  load();
  return {changed: load, every: 3000, close() { open = false; stop(); }};
}

function options(select, any, values, chosen) {
  const said = JSON.stringify(values);
  if (select.dataset.said === said) return;
  select.dataset.said = said;
  select.replaceChildren(element('option', {value: ''}, any), ...values.map(([value, label]) => element('option', {value}, label)));
  select.value = values.some(([value]) => value === chosen) ? chosen : '';
}

/** Redraws, and opens and focuses what was open and focused in the same row before. */
export function keeping(place, redraw) {
  const row = (node) => node.closest('[data-key]')?.dataset.key;
  const opened = new Set([...place.querySelectorAll('details[open]')].map(row));
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const [key, test] = focused ? [row(focused), focused.dataset.test] : [];
  redraw();
  for (const tr of place.querySelectorAll('[data-key]')) {
    if (opened.has(tr.dataset.key)) tr.querySelectorAll('details').forEach((d) => { d.open = true; });
    if (test && tr.dataset.key === key) tr.querySelector(`[data-test="${CSS.escape(test)}"]`)?.focus();
  }
}
