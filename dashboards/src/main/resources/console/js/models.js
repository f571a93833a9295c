import {get} from './api.js';
import {instant, stamp} from './curve.js';
import {releaseModel} from './dialogs.js';
import {card, element, empty, notice, soft, table} from './dom.js';
import {count, number, percent, time} from './format.js';
import {t} from './i18n.js';
import {plot} from './plots.js';

const KINDS = {life: 'models.kind.life', 'bearing-life': 'models.kind.bearingLife', diagnosis: 'models.kind.diagnosis'};
const ROLE_LOOKS = {LIVE: 'HEALTHY', SHADOW: 'LEARNING', CANARY: 'LEARNING', REFUSED: 'ALARM', RETIRED: ''};

/** A version may be released for several classes. */
const buttonId = (release) => `release-${release.equipmentClass}-${release.version}`;
const brief = (version) => version.slice(0, 12);

/** Which models serve, which judge in the dark, how they compare; promote and roll back. */
export function modelsPage(main) {
  const place = element('div');
  let last = '';
  let charts = [];
  main.replaceChildren(element('div', {class: 'head'}, element('h1', {}, t('models.title'))),
    element('p', {class: 'soft'}, t('models.intro')), place);

  async function load() {
    try {
      const answer = await get('models');
      const said = JSON.stringify(answer);
      if (said === last) return; // a button must not vanish under the pointer
      last = said;
      draw(answer);
    } catch (e) {
      notice(e.message);
    }
  }

  function draw({places, decisions}) {
    const focused = document.activeElement?.id;
    charts.forEach((c) => c.destroy());
    charts = [];
    const drawn = [];
    place.replaceChildren(
      ...(places.length ? places.map((p) => section(p, drawn)) : [empty(t('models.none'))]),
      card(t('models.decisions'), decisions.length ? decisionTable(decisions) : empty(t('models.noDecision'))));
    charts = drawn.map((show) => show());
    if (focused?.startsWith('release-')) document.getElementById(focused)?.focus(); // who works by keyboard goes on
  }

  load();
  return {changed: load, every: 2000, redraw() { last = ''; load(); }, close() { charts.forEach((c) => c.destroy()); }};
}

function title(p) {
  const kind = p.kind in KINDS ? t(KINDS[p.kind]) : p.kind;
  return p.equipmentClass === '*' ? t('models.forOthers', {kind}) : t('models.forClass', {kind, class: p.equipmentClass});
}

function section(p, drawn) {
  const shadow = p.versions.find((v) => v.release.role === 'SHADOW');
  const shown = p.comparisons.find((c) => c.version === shadow?.release.version) ?? p.comparisons[0];
  const box = card(title(p), versionTable(p), shown ? comparison(p, shown, drawn) : shadow ? element('p', {class: 'soft'}, t('models.comparing')) : null);
  box.setAttribute('data-class', p.equipmentClass);
  box.setAttribute('data-test', 'model-place');
  return element('div', {class: 'grid'}, element('div', {class: 'wide'}, box));
}

function roleBadge(release) {
  const role = release.refused ? 'REFUSED' : release.role;
  return element('span', {class: `state ${ROLE_LOOKS[role] ?? ''}`}, t(`models.role.${role}`));
}

function versionTable(p) {
  return table(title(p), [{label: t('models.col.role')}, {label: t('models.col.version')}, {label: t('models.col.since')},
    {label: t('models.col.why')}, {label: t('models.col.seen')}, {label: t('common.actions'), unseen: true}],
  p.versions.map((v) => [
    roleBadge(v.release),
    [element('div', {class: 'name', title: v.release.version}, brief(v.release.version)), soft(v.release.modelId)],
    element('span', {class: 'nowrap'}, time(v.release.releasedAt)),
    [element('div', {}, v.release.reason), soft(t('models.by', {actor: v.release.actor}))],
    p.kind === 'life' && p.machines ? t('models.seen', {seen: v.seen, machines: p.machines}) : '—',
    buttons(p, v),
  ]));
}

function buttons(p, v) {
  const next = p.versions.find((other) => other.next);
  if (v.release.role === 'SHADOW') {
    return element('button', {type: 'button', id: buttonId(v.release), class: 'primary', 'data-test': 'promote', onclick: () => releaseModel('promote', v.release,
      t('models.promoteExplained', {version: brief(v.release.version)}))}, t('models.promote'));
  }
  if (v.release.role === 'LIVE' && next) {
    return element('button', {type: 'button', id: buttonId(v.release), 'data-test': 'rollback', onclick: () => releaseModel('rollback', v.release,
      t('models.rollbackExplained', {version: brief(v.release.version), next: brief(next.release.version)}))}, t('models.rollback'));
  }
  return '';
}

function comparison(p, c, drawn) {
  const m = c.overall.metrics;
  const unit = p.lifeUnit === 'CYCLES' ? t('models.unit.CYCLES') : t('models.unit.HOURS');
  const amount = (value) => (Number.isFinite(value) ? `${number(value)} ${unit}` : '—');
  const host = element('div', {class: 'chart', role: 'img', 'aria-label': t('models.chart')});
  const read = element('p', {class: 'legend read'});
  const series = [
    {label: t('models.series.difference'), colour: '--accent', metric: 'meanAbsoluteDifference'},
    {label: t('models.series.live'), colour: '--healthy', metric: 'liveMeanWidth'},
    {label: t('models.series.shadow'), colour: '--learning', metric: 'shadowMeanWidth'},
  ];
  const data = [c.windows.map((w) => stamp(w.from)), ...series.map((s) => c.windows.map((w) => w.metrics[s.metric] ?? null))];
  const estimated = data[1].some((v) => v !== null);
  if (estimated) {
    drawn.push(() => plot(host, data, {series, height: 200, range: [stamp(c.overall.from), stamp(c.overall.to)], y: {least: 0},
      read: (i) => { read.textContent = i === null ? '' : `${time(instant(data[0][i]))} · ${series.map((s, k) => `${s.label} ${amount(data[k + 1][i])}`).join(' · ')}`; }}));
  }
  return element('div', {class: 'comparison', 'data-test': 'comparison'},
    element('h3', {}, t('models.compared', {shadow: brief(c.version), live: brief(c.baselineVersion)})),
    element('p', {class: 'soft'}, t('models.comparedOver', {scans: count(c.overall.assessments), from: time(c.overall.from), to: time(c.overall.to)})),
    table(t('models.comparison'), [{label: t('models.question')}, {label: t('models.together'), num: true}, {label: t('models.live'), num: true}, {label: t('models.shadow'), num: true}], [
      [t('models.q.state'), percent(m.sameStateShare, 1), '', ''],
      [t('models.q.both'), percent(m.bothEstimateShare, 1), '', ''],
      [t('models.q.only'), '', percent(m.onlyLiveShare, 1), percent(m.onlyShadowShare, 1)],
      [t('models.q.difference'), amount(m.meanAbsoluteDifference), '', ''],
      [t('models.q.inside'), percent(m.liveInsideShadowShare, 1), '', ''],
      [t('models.q.width'), '', amount(m.liveMeanWidth), amount(m.shadowMeanWidth)],
    ]),
    element('p', {class: 'soft small'}, t('models.notRight')),
    estimated ? element('p', {class: 'legend'}, element('span', {}, t('models.series.difference')),
      element('span', {class: 'state HEALTHY'}, t('models.series.live')), element('span', {class: 'state LEARNING'}, t('models.series.shadow'))) : null,
    estimated ? [host, read] : null);
}

function decisionTable(decisions) {
  return table(t('models.decisions'), [{label: t('models.col.when')}, {label: t('models.col.version')}, {label: t('models.col.decision')}, {label: t('models.col.why')}],
    decisions.map((d) => [
      element('span', {class: 'nowrap'}, time(d.decidedAt)),
      [element('span', {title: d.version}, brief(d.version)), soft(d.modelId)],
      element('span', {class: `state ${d.outcome === 'REFUSE' ? 'ALARM' : d.outcome === 'ROLL_BACK' ? 'DEGRADED' : d.outcome === 'PROMOTE' ? 'HEALTHY' : ''}`}, t(`models.outcome.${d.outcome}`)),
      d.reason,
    ]));
}
