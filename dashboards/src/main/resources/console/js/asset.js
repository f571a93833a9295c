import {card, element, table} from './dom.js';
import {get} from './api.js';
import {chart} from './charts.js';
import {acceptAsNormal, report, suspend} from './dialogs.js';
import {age, health, life, number, originTag, stateBadge, time, words} from './format.js';
import {alarmTable, caseTable, orderTable} from './work.js';

const RANGES = [['24 h', 86400], ['7 d', 604800], ['30 d', 2592000], ['All', null]];

/** One machine. */
export function assetPage(main, id, fleet) {
  let range = null;
  let point = null;
  let feature = null;
  let detail = null;
  let open = true;
  let charts = [];
  const head = element('div');
  const ranges = element('div', {class: 'bar', role: 'group', 'aria-label': 'Range of the trends'});
  const hosts = Object.fromEntries(['score', 'health', 'life', 'point', 'feature'].map((n) => [n, element('div', {class: 'chart'})]));
  const points = element('select', {'aria-label': 'Measurement point', onchange: (e) => { point = e.target.value; drawPoint(); }});
  const features = element('select', {'aria-label': 'Feature of a signal', onchange: (e) => { feature = e.target.value; drawFeature(); }});
  const lower = element('div');
  const lifeTitle = element('h2', {}, 'Remaining life');
  const trends = element('div', {hidden: true}, ranges,
    element('div', {class: 'grid'},
      card('Anomaly score', hosts.score, element('p', {class: 'legend'}, 'Dashed: threshold at 1')),
      element('section', {class: 'card'}, lifeTitle, hosts.life, element('p', {class: 'legend'}, 'Line: median · band: 90 % interval')),
      card('Health index', hosts.health),
      element('section', {class: 'card'}, element('div', {class: 'head'}, element('h2', {}, 'Measurements'), points), hosts.point,
        element('p', {class: 'legend'}, 'Line: mean · band: minimum to maximum · dashed: alarm limits'))));
  const signals = element('section', {class: 'card', hidden: true}, element('div', {class: 'head'}, element('h2', {}, 'Vibration and sound'), features), hosts.feature,
    element('p', {class: 'legend'}, 'Line: mean · band: minimum to maximum'));
  trends.querySelector('.grid').append(signals);
  main.replaceChildren(head, trends, lower);
  ranges.append(...RANGES.map(([label, length]) => element('button', {type: 'button', 'aria-pressed': 'false', 'data-length': String(length),
    onclick: () => { range = length; drawTrends(); }}, label)));

  async function load() {
    try {
      detail = await get(`assets/${encodeURI(id)}`);
    } catch (e) {
      head.replaceChildren(element('h1', {}, id), element('p', {class: 'empty'}, e.message));
      return;
    }
    if (!open) return;
    drawHead();
    drawLower();
    if (detail.points.length && points.options.length !== detail.points.length) {
      points.replaceChildren(...detail.points.map((p) => element('option', {value: p.id}, `${p.name} [${p.unit}]`)));
      const top = detail.contributions.find((c) => detail.points.some((p) => p.id === c.pointId));
      point = top?.pointId ?? detail.points[0].id;
      points.value = point;
    }
    offerFeatures();
    trends.hidden = !detail.assessedRange;
    if (detail.assessedRange) {
      if (trends.dataset.range === undefined) {
        const length = (Date.parse(detail.assessedRange.to) - Date.parse(detail.assessedRange.from)) / 1000;
        range = length > 2592000 ? 2592000 : null;
        trends.dataset.range = 'chosen';
      }
      await drawTrends();
    }
  }

  function offerFeatures() {
    const offered = detail.signals.flatMap((s) => s.channels.flatMap((c) => s.features.map((f) => [s.id, c.name, f, `${s.name} · ${c.name} · ${f}`])));
    signals.hidden = !offered.length;
    if (!offered.length || features.options.length === offered.length) return;
    features.replaceChildren(...offered.map(([p, c, f, label]) => element('option', {value: JSON.stringify([p, c, f])}, label)));
    feature = features.options[0].value;
  }

  function drawHead() {
    const s = detail.summary;
    const openCase = detail.cases.find((c) => c.status === 'OPEN');
    head.replaceChildren(
      element('p', {class: 'soft small'}, [...s.path, s.equipmentClass].filter(Boolean).join(' › ')),
      element('div', {class: 'head'}, element('h1', {}, s.name), stateBadge(s.state), originTag(s.origin), element('span', {class: 'grow'}),
        element('button', {type: 'button', onclick: () => report(s.id, openCase?.itemId, openCase?.caseId)}, 'Report maintenance'),
        element('button', {type: 'button', onclick: () => acceptAsNormal(s.id, openCase?.caseId)}, 'Accept as normal'),
        fleet.suspended.has(`asset:${s.id}`) ? '' : element('button', {type: 'button', onclick: () => suspend(`asset:${s.id}`, s.name)}, 'Suspend automation')),
      s.reason ? element('p', {class: `why ${s.state}`}, s.reason) : '',
      element('div', {class: 'tiles'},
        tile('Health', health(s.healthIndex)),
        tile('Anomaly score', number(s.anomalyScore)),
        tile('Remaining life', s.remainingLife ? life(s.remainingLife) : '—', detail.prognosisReason),
        tile('Operating', words(s.operatingState)),
        detail.severity ? tile('Vibration severity', `Zone ${detail.severity.zone === 'UNKNOWN' ? '—' : detail.severity.zone}`,
          [`${number(detail.severity.velocityRmsMmPerS)} mm/s at ${detail.severity.pointId} ${detail.severity.channel}`, detail.severity.reason].filter(Boolean).join(' · ')) : '',
        tile('Criticality', s.criticality ?? '—'),
        tile('Newest data', time(s.time), `${age(s.eventAgeSeconds)} behind the fleet, came in ${age(fleet.wallAge(s))} ago`)));
  }

  function drawLower() {
    const names = new Map(detail.points.map((p) => [p.id, p.name]));
    lower.replaceChildren(element('div', {class: 'grid'},
      card('What explains it', detail.contributions.length
        ? detail.contributions.slice(0, 8).map((c) => element('div', {class: 'contribution'},
          element('span', {}, names.get(c.pointId) ?? c.pointId),
          element('progress', {max: '1', value: String(Math.max(0, Math.min(1, c.share)))}),
          element('span', {class: 'soft small num'}, `${Math.round(c.share * 100)} % · ${c.deviation > 0 ? '+' : ''}${number(c.deviation, 2)} σ`)))
        : element('p', {class: 'empty'}, 'Nothing deviates.'),
        detail.learningFrozen ? element('p', {class: 'soft small'}, 'The baseline is kept from learning while the degradation stands.') : null,
        detail.provenance ? element('p', {class: 'soft small'}, `Detectors ${detail.provenance.detectors}${detail.provenance.modelId ? ` · life model ${detail.provenance.modelId} ${detail.provenance.modelVersion ?? ''}` : ''}`) : null),
      element('div', {class: 'wide'}, card('Suspected faults', findingTable(detail.findings, new Map(detail.items.map((i) => [i.id, i.name]))))),
      card('Newest readings', detail.points.length ? table('Newest readings', [{label: 'Point'}, {label: 'Value', num: true}, {label: 'Unit'}, {label: 'Quality'}],
        detail.points.map((p) => [p.name, number(p.value, 5), p.unit === '1' ? '' : p.unit, p.quality ? words(p.quality) : '—'])) : element('p', {class: 'empty'}, 'Not declared.')),
      element('div', {class: 'wide'}, card('Cases', caseTable(detail.cases, false))),
      element('div', {class: 'wide'}, card('Work orders', orderTable(detail.orders, false))),
      element('div', {class: 'wide'}, card('Alarms', alarmTable(detail.alarms, false))),
      element('div', {class: 'wide'}, card('Machine events', detail.events.length
        ? table('Machine events', [{label: 'Time'}, {label: 'Event'}, {label: 'Reason'}, {label: 'By'}], detail.events.map((e) => [time(e.time), words(e.type), e.reason, e.actor]))
        : element('p', {class: 'empty'}, 'None.')))));
  }

  function bounds() {
    const to = detail.assessedRange.to;
    return {to, from: range === null ? detail.assessedRange.from : new Date(Date.parse(to) - range * 1000).toISOString()};
  }

  async function drawTrends() {
    for (const b of ranges.children) b.setAttribute('aria-pressed', String(b.dataset.length === String(range)));
    const trend = await get('trends/assessments', {asset: id, ...bounds()});
    if (!open) return;
    const p = trend.points;
    charts.forEach((destroy) => destroy());
    charts = [
      chart(hosts.score, p, [{field: 'maxScore', label: 'score'}], {lines: [{value: 1, colour: '--threshold'}], minimum: 0, covers: [1.1]}),
      chart(hosts.health, p, [{field: 'meanHealth', label: 'health'}], {minimum: 0, covers: [100]}),
    ];
    lifeTitle.textContent = detail.summary.remainingLife ? `Remaining life, ${detail.summary.remainingLife.unit.toLowerCase()}` : 'Remaining life';
    if (p.some((x) => x.lifeMedian !== null)) {
      charts.push(chart(hosts.life, p, [
        {field: 'lifeUpper', label: 'upper', faint: true}, {field: 'lifeLower', label: 'lower', faint: true}, {field: 'lifeMedian', label: 'median'},
      ], {band: [1, 2], minimum: 0}));
    } else {
      hosts.life.replaceChildren(element('p', {class: 'empty'}, detail.prognosisReason || 'No estimate in this range.'));
    }
    await drawPoint();
    await drawFeature();
  }

  async function drawFeature() {
    if (!feature || !detail?.assessedRange) return;
    const chosen = feature;
    const [p, channel, name] = JSON.parse(chosen);
    const trend = await get('trends/features', {asset: id, point: p, channel, feature: name, ...bounds()});
    if (!open || chosen !== feature) return;
    charts.push(chart(hosts.feature, trend.points, [
      {field: 'max', label: 'max', faint: true}, {field: 'min', label: 'min', faint: true}, {field: 'mean', label: 'mean'},
    ], {band: [1, 2]}));
  }

  async function drawPoint() {
    if (!point || !detail?.assessedRange) return;
    const declared = detail.points.find((x) => x.id === point);
    const trend = await get('trends/readings', {asset: id, point, ...bounds()});
    if (!open || trend.point !== point) return;
    const limits = declared?.limits ?? {};
    const lines = [['lowAlarm', '--threshold'], ['highAlarm', '--threshold'], ['lowWarning', '--degraded'], ['highWarning', '--degraded']]
      .filter(([n]) => limits[n] !== null && limits[n] !== undefined).map(([n, colour]) => ({value: limits[n], colour}));
    charts.push(chart(hosts.point, trend.points, [
      {field: 'max', label: 'max', faint: true}, {field: 'min', label: 'min', faint: true}, {field: 'mean', label: 'mean'},
    ], {band: [1, 2], lines}));
  }

  load();
  return {
    changed: (ids) => { if (ids.has(id) && !lower.querySelector('details[open]')) load(); },
    every: 4000,
    redraw: () => detail?.assessedRange && drawTrends(),
    close() { open = false; charts.forEach((destroy) => destroy()); },
  };
}

function findingTable(findings, items) {
  if (!findings.length) return element('p', {class: 'empty'}, 'None.');
  return table('Suspected faults', [{label: 'Item'}, {label: 'Mechanism'}, {label: 'Mode'}, {label: 'Probability', num: true}, {label: 'Evidence'}],
    findings.map((f) => [items.get(f.itemId) ?? f.itemId, f.mechanism || '—', f.failureMode, `${Math.round(100 * f.probability)} %`,
      [f.evidence, ...f.lines.slice(0, 4).map((l) => `${l.name} at ${number(l.frequencyHz)} Hz, ${number(l.prominenceDb, 2)} dB`)].filter(Boolean).join(' · ')]));
}

function tile(label, value, hint) {
  return element('div', {class: 'card tile', title: hint || null}, element('div', {class: 'label'}, label), element('div', {class: 'value'}, value),
    hint ? element('div', {class: 'soft small'}, hint) : null);
}
