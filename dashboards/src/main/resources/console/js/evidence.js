// The evidence card of a case: what speaks for it and what does not, on one page, for who goes to the machine.
import {actButton, acceptAsNormal, approve, onSession, refusal, reject, report, signIn} from './dialogs.js';
import * as api from './api.js';
import {element, empty} from './dom.js';
import {DASH, actionText, assetLink, caseText, criticalityText, day, life, number, operatingText, orderText, originTag, originText, outcomeText, percent, priorityText, priorityWord, time} from './format.js';
import {locale, t} from './i18n.js';
import {numberTicks, plot, timeTicks} from './svg.js';
import {cmmsText, duration, modeText} from './work.js';

const part = (title, ...children) => element('section', {class: 'part'}, element('h2', {}, title), ...children);
const soft = (...text) => element('p', {class: 'soft small'}, ...text);

/** One case on one page. */
export function evidencePage(main, id) {
  let open = true;
  let drawn = '';
  let asset = null;
  const place = element('article', {class: 'evidence', 'data-test': 'evidence-card'});
  const bar = element('div', {class: 'bar noprint'},
    element('a', {href: '#/work'}, t('evidence.back')), element('span', {class: 'grow'}),
    element('button', {type: 'button', 'data-test': 'print', onclick: () => print()}, t('evidence.print')));
  place.append(empty(t('evidence.loading')));
  main.replaceChildren(bar, place);

  async function load(force = false) {
    try {
      const card = await api.get(`cases/${api.path(id)}/evidence`);
      if (!open) return;
      asset = card.machine.id;
      const said = JSON.stringify(card);
      if (said === drawn && !force) return;
      drawn = said;
      place.replaceChildren(...draw(card));
      code(place.querySelector('.code'));
      spectrum(card, place.querySelector('[data-test=trends]'));
    } catch (e) {
      if (!open || (drawn && e.status !== 404)) return;
      place.replaceChildren(element('h1', {}, t('evidence.title')), element('p', {class: 'empty', 'data-test': 'problem'}, e.message),
        e.status === 401 ? element('button', {type: 'button', class: 'primary', onclick: async () => { if (await signIn()) load(); }}, t('work.signIn')) : '');
    }
  }

  async function code(host) {
    const headers = api.token() ? {Authorization: `Bearer ${api.token()}`} : {};
    const answer = await fetch(`api/v1/cases/${api.path(id)}/qr.svg`, {headers}).catch(() => null);
    if (!host?.isConnected) return;
    if (answer?.ok) {
      host.replaceChildren(element('img', {alt: t('evidence.codeIs'), src: `data:image/svg+xml;utf8,${encodeURIComponent(await answer.text())}`, 'data-test': 'qr'}));
    } else {
      const problem = await answer?.json().catch(() => null);
      host.replaceChildren(element('p', {class: 'soft small noprint'}, problem?.detail ?? t('evidence.noCode')));
    }
  }

  const stop = onSession(() => load(true));
  load();
  return {changed: (ids) => { if (!asset || ids.has(asset)) load(); }, every: 4000, close() { open = false; stop(); }};
}

function draw(card) {
  const c = card.subject;
  const m = card.machine;
  return [
    element('header', {class: 'evidence-head'},
      element('div', {},
        soft([t('evidence.title'), ...m.path, m.equipmentClass].filter(Boolean).join(' › ')),
        element('h1', {}, assetLink(m.id, m.name)),
        element('p', {class: 'tags'}, element('span', {class: 'tag-case', 'data-test': 'case-state'}, caseText(c.status)), priorityText(c.priority),
          m.criticality ? element('span', {class: 'soft'}, t('evidence.criticality', {criticality: criticalityText(m.criticality)})) : null, originTag(c.origin)),
        soft(c.caseId)),
      element('div', {class: 'code', 'data-test': 'code'})),
    what(card),
    charts(card),
    element('div', {class: 'halves'}, sure(card), todo(card)),
    element('div', {class: 'halves'}, past(card), limits(card)),
    course(card),
    answer(card),
  ].flat().filter(Boolean);
}

/** What, since when, how sure and why, in plain words. */
function what(card) {
  const c = card.subject;
  const first = c.findings[0];
  const suspected = first && first.failureMode !== 'UNK';
  const words = suspected
    ? t('evidence.what', {item: card.machine.itemName, mode: modeText(first.failureMode), mechanism: first.mechanism ? ` (${first.mechanism})` : '', share: percent(first.probability)})
    : t('evidence.whatUnknown', {item: card.machine.itemName});
  const since = card.deviatesSince && card.deviatesSince < c.openedAt
    ? t('evidence.since', {since: time(card.deviatesSince), opened: time(c.openedAt)}) : t('evidence.opened', {opened: time(c.openedAt)});
  const explained = (card.now?.contributions ?? []).slice(0, 3).map((x) => `${x.name} (${x.deviation > 0 ? '+' : ''}${number(x.deviation, 2)} σ, ${percent(x.share)})`);
  const lines = c.findings.flatMap((f) => f.lines).slice(0, 4).map((l) => `${l.name} ${number(l.frequencyHz)} Hz, ${number(l.prominenceDb, 2)} dB`);
  return part(t('evidence.reason'),
    element('p', {class: 'lead', 'data-test': 'what'}, words, ' ', since),
    element('p', {}, element('q', {lang: 'en'}, c.reason)),
    explained.length ? element('p', {class: 'small'}, `${t('evidence.explained')} ${explained.join(' · ')}`) : null,
    lines.length ? element('p', {class: 'small'}, `${t('evidence.lines')} ${lines.join(' · ')}`) : null,
    c.findings.length > 1 ? element('p', {class: 'small'}, `${t('evidence.others')} ${c.findings.slice(1, 4).map((f) => `${f.itemId}: ${modeText(f.failureMode)} ${percent(f.probability)}`).join(' · ')}`) : null,
    c.remainingLife ? element('p', {class: 'small'}, t('evidence.life', {life: life(c.remainingLife), share: percent(c.remainingLife.coverage)})) : null);
}

/** The points that explain it most, with the onset marked; the anomaly score where no point is known. */
function charts(card) {
  const marks = [
    card.deviatesSince && card.deviatesSince < card.subject.openedAt ? {x: Date.parse(card.deviatesSince), label: t('evidence.onset'), kind: 'onset'} : null,
    {x: Date.parse(card.subject.openedAt), label: t('evidence.caseOpened'), kind: 'opened'},
  ].filter(Boolean);
  const shared = {marks, xTicks: timeTicks(locale), yText: (y) => number(y)};
  const trends = card.trends.filter((trend) => trend.points.length > 1).map((trend) => element('figure', {},
    plot({...shared, yLabel: trend.unit === '1' ? '' : trend.unit, label: t('evidence.trendOf', {name: trend.name}),
      points: trend.points.map((p) => ({x: Date.parse(p.time), y: p.mean, low: p.min, high: p.max})),
      levels: [['lowAlarm', 'ALARM'], ['highAlarm', 'ALARM'], ['lowWarning', 'DEGRADED'], ['highWarning', 'DEGRADED']]
        .filter(([name]) => Number.isFinite(trend.limits?.[name])).map(([name, kind]) => ({y: trend.limits[name], kind}))}),
    element('figcaption', {class: 'soft small'}, t('evidence.trendOf', {name: trend.name}))));
  const score = card.score.filter((p) => p.maxScore !== null);
  if (score.length > 1 && trends.length < 2) {
    trends.push(element('figure', {},
      plot({...shared, floor: 0, label: t('evidence.score'), levels: [{y: 1, kind: 'ALARM'}], points: card.score.map((p) => ({x: Date.parse(p.time), y: p.maxScore ?? NaN}))}),
      element('figcaption', {class: 'soft small'}, t('evidence.score'))));
  }
  return element('div', {class: 'halves', 'data-test': 'trends'}, trends);
}

/** The spectrum with the lines that speak for it, in the place of the second trend; nothing where no waveform is kept. */
async function spectrum(card, host) {
  const kept = card.machine.signals.some((s) => s.kind === 'VIBRATION') ? await api.get('signals', {asset: card.machine.id}).catch(() => []) : [];
  const of = kept.find((k) => k.kind === 'WAVEFORM' && card.machine.signals.some((s) => s.id === k.point));
  if (!of || !host) return;
  const lines = card.subject.findings.flatMap((f) => f.lines).slice(0, 5);
  const shown = await api.get('signals/spectrum', {asset: card.machine.id, point: of.point, channel: of.channel, kind: lines.some((l) => l.bandHighHz > 0) ? 'envelope' : 'velocity',
    at: card.now ? null : card.subject.updatedAt, toHz: lines.length ? Math.ceil(1.6 * Math.max(...lines.map((l) => l.frequencyHz))) : null, lines: 600}).catch(() => null);
  if (!shown?.hz?.length || !host.isConnected) return;
  const marks = lines.length ? lines.map((l) => ({x: l.frequencyHz, label: l.name, kind: 'line-of-fault'}))
    : shown.markers.filter((m) => m.prominenceDb >= 6).sort((a, b) => b.prominenceDb - a.prominenceDb).slice(0, 5).map((m) => ({x: m.hz, label: m.name, kind: 'line-of-fault'}));
  const title = t('evidence.spectrumOf', {point: `${of.point} ${of.channel}`, kind: t(`evidence.spectrum.${shown.kind}`), time: time(shown.time)});
  const figure = element('figure', {'data-test': 'spectrum'},
    plot({points: shown.hz.map((hz, i) => ({x: hz, y: shown.amplitude[i]})), marks, floor: 0, xTicks: numberTicks((hz) => `${number(hz)} Hz`), yText: (y) => number(y, 2), yLabel: shown.unit, label: title}),
    element('figcaption', {class: 'soft small'}, title, marks.length ? '' : ` ${t('evidence.noLine')}`));
  if (host.children.length > 1) host.lastElementChild.replaceWith(figure);
  else host.append(figure);
}

/** Measured, always with its number. */
function sure(card) {
  const [first, ...more] = card.hitRates;
  if (!first) return part(t('evidence.sure'), element('p', {'data-test': 'hit-rate'}, t('evidence.noAnswers')));
  const s = first.share;
  return part(t('evidence.sure'),
    first.basis === 'KIND' ? null : element('p', {}, t('evidence.noneOfKind')),
    element('p', {'data-test': 'hit-rate'}, basis(first), ' ', element('strong', {}, t('evidence.hit', {part: s.part, of: s.of})), ' ',
      t('evidence.interval', {share: percent(s.value), lower: percent(s.lower), upper: percent(s.upper)})),
    element('p', {class: 'small'}, s.of < 5 ? t('evidence.fewMeans') : s.value >= 0.7 ? t('evidence.highMeans') : s.value >= 0.4 ? t('evidence.middleMeans') : t('evidence.lowMeans')),
    more.map((r) => soft(`${basis(r)} ${t('evidence.hit', {part: r.share.part, of: r.share.of})} (${percent(r.share.value)})`)));
}

const basis = (rate) => t(`evidence.basis.${rate.basis}`, {name: rate.name});

function todo(card) {
  const r = card.recommendation;
  const o = card.order;
  return part(t('evidence.todo'),
    element('p', {class: 'lead', 'data-test': 'todo'}, r.action),
    element('p', {class: 'small'}, `${r.skill} · ${duration(r.duration)} · ${r.basis}`),
    o ? [
      element('p', {class: 'small'}, `${orderText(o.status)}: ${o.workOrderId}`, o.dueBy ? ` · ${t('evidence.due', {time: time(o.dueBy)})}` : '', o.parts.length ? ` · ${t('work.parts')}: ${o.parts.join(', ')}` : ''),
      o.planned ? element('p', {class: 'small'}, `${t('work.planned')}: ${time(o.planned.from)} – ${time(o.planned.to)} · ${o.planned.inTime ? t('work.inTime') : t('work.late')}`) : null,
      card.link ? element('div', {class: 'small'}, cmmsText(card.link)) : null,
    ] : soft(t('evidence.noOrder')));
}

function past(card) {
  return part(t('evidence.past'), card.precedents.length
    ? element('ol', {class: 'plain', 'data-test': 'precedents'}, card.precedents.map((p) => element('li', {},
      element('span', {class: 'small'}, assetLink(p.assetId), `, ${day(p.closedAt)} · ${t('evidence.alike', {share: percent(p.similarity)})} · `, element('strong', {}, caseText(p.outcome))),
      soft(p.found, p.action ? ` · ${p.action}` : ''))))
    : element('p', {class: 'soft'}, t('evidence.noPast')));
}

function limits(card) {
  const words = {NOT_RUNNING: operatingText, NOT_MEASURED: originText};
  return part(t('evidence.limits'), element('ul', {class: 'plain', 'data-test': 'limits'},
    card.limits.map((l) => element('li', {class: 'small'}, t(`evidence.limit.${l.kind}`, {words: words[l.kind] && l.words ? words[l.kind](l.words) : l.words}))),
    element('li', {class: 'small'}, t('evidence.byMachine', {provenance: shortened(card.subject.provenance)}))));
}

/** Checksums are for machines. */
const shortened = (text) => text.replace(/\b([0-9a-f]{8})[0-9a-f]{16,}\b/g, '$1…');

const STEP = {
  DEVIATION: () => t('evidence.step.deviates'),
  CASE: (what) => (what === 'OPEN' ? t('evidence.step.opened') : what.startsWith('CLOSED') ? caseText(what) : t('evidence.step.priority', {priority: priorityWord(what)})),
  ORDER: (what) => t('evidence.step.order', {state: orderText(what)}),
  ACTION: actionText,
  REPORT: (what) => t('evidence.step.report', {outcome: outcomeText(what)}),
};

function course(card) {
  const newest = card.steps.slice(-8);
  return part(t('evidence.course'),
    element('ol', {class: 'plain course', 'data-test': 'course'}, newest.map((s) => element('li', {class: 'small'},
      element('span', {class: 'soft'}, time(s.time)), ' ', element('strong', {}, STEP[s.kind](s.what)), ` ${s.actor === 'millwright' ? t('evidence.platform') : s.actor}`,
      s.kind === 'ACTION' || s.kind === 'REPORT' ? `: ${s.words}` : '', s.refused ? element('span', {class: 'stale'}, ` ${t('evidence.refused', {why: s.refused})}`) : ''))),
    card.told.length ? soft(`${t('evidence.told')} ${card.told.map((n) => `${n.recipient} (${n.channel}, ${time(n.time)}${n.delivered ? '' : `, ${t('evidence.undelivered')}`})`).join(' · ')}`) : null);
}

/** One tap, then words that are there already; on paper, boxes to tick. */
function answer(card) {
  const c = card.subject;
  const orderId = card.order?.status === 'APPROVED' ? card.order.workOrderId : null;
  const tell = (outcome) => () => report(c.assetId, c.itemId, c.caseId, orderId, outcome);
  const paper = element('p', {class: 'paper'}, `☐ ${t('evidence.found')}   ☐ ${t('evidence.notFound')}   ${t('evidence.cause')} ______________________   ${t('evidence.signed')} ______________`);
  if (c.status !== 'OPEN') return part(t('evidence.answer'), element('p', {'data-test': 'closed'}, `${caseText(c.status)}: ${c.closedReason ?? DASH}`));
  const offer = (label, permission, run, test, primary = false) => actButton(label, permission, run, {test, primary});
  return [
    element('h2', {class: 'answer'}, t('evidence.answer')),
    element('div', {class: 'answers first noprint'},
      offer(`✔ ${t('evidence.found')}`, 'REPORT_MAINTENANCE', tell('FAULT_FOUND_NOT_REPAIRED'), 'found', true),
      offer(`✘ ${t('evidence.notFound')}`, 'REPORT_MAINTENANCE', tell('NOTHING_FOUND'), 'not-found')),
    element('div', {class: 'answers noprint'},
      offer(t('evidence.repaired'), 'REPORT_MAINTENANCE', tell('REPAIRED'), 'repaired'),
      card.machine.items.length > 1 ? offer(t('work.otherCause'), 'REPORT_MAINTENANCE', tell('OTHER_CAUSE'), 'other-cause') : null,
      offer(actionText('ACCEPT_AS_NORMAL'), 'ACCEPT_AS_NORMAL', () => acceptAsNormal(c.assetId, c.caseId), 'ACCEPT_AS_NORMAL'),
      card.order?.status === 'REQUESTED' ? [
        offer(actionText('APPROVE_ORDER'), 'DECIDE_WORK_ORDER', () => approve(card.order), 'APPROVE_ORDER'),
        offer(actionText('REJECT_ORDER'), 'DECIDE_WORK_ORDER', () => reject(card.order), 'REJECT_ORDER')] : null),
    refusal('REPORT_MAINTENANCE') ? element('p', {class: 'soft small noprint'}, refusal('REPORT_MAINTENANCE')) : null,
    paper];
}
