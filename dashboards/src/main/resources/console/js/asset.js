import {card, element, table} from './dom.js';
import {get} from './api.js';
import {acceptAsNormal, actButton, onSession, report, suspend} from './dialogs.js';
import {age, criticalityText, eventText, health, life, number, operatingText, originTag, qualityText, stateBadge, time} from './format.js';
import {t} from './i18n.js';
import {soundPanel} from './sound.js';
import {spectrumPanel} from './spectrum.js';
import {trends} from './trends.js';
import {alarmTable, caseTable, orderTable} from './work.js';

const ZONES = ['A', 'B', 'C', 'D'];

/** One machine. */
export function assetPage(main, id, fleet) {
  let detail = null;
  let open = true;
  let loading = false;
  const head = element('div');
  const explained = element('div', {class: 'grid'});
  const lower = element('div');
  const trend = trends(id);
  const vibration = spectrumPanel(id);
  const sound = soundPanel(id);
  const body = element('div', {}, explained, trend.node, vibration.node, sound.node, lower);
  main.replaceChildren(head, body);
  let prepared = false;

  /** Asked until it is told: without a token nothing is. */
  async function prepare() {
    const told = await Promise.allSettled([get('performance'), get('spare-advice')]);
    trend.prepare(...told.map((answer) => answer.value ?? null));
    prepared = told.every((answer) => answer.status === 'fulfilled');
  }

  async function load() {
    if (loading) return;
    loading = true;
    try {
      const [now, kept] = await Promise.all([get(`assets/${id.split('/').map(encodeURIComponent).join('/')}`), get('signals', {asset: id}), prepared ? null : prepare()]);
      if (!open) return;
      detail = now;
      body.hidden = false;
      drawHead();
      drawExplained();
      drawLower();
      const names = new Map(detail.signals.map((s) => [s.id, s.name]));
      await trend.show(detail); // before what is farther down
      await Promise.all([vibration.show(kept, names), sound.show(kept, names)]);
    } catch (e) {
      const gone = e.status === 404; // the plant has it no more: what was shown is not the present
      if (gone) body.hidden = true;
      if (open && (gone || !detail)) head.replaceChildren(element('h1', {}, id), element('p', {class: 'empty', role: 'alert'}, e.message));
    } finally {
      loading = false;
    }
  }

  function drawHead() {
    const s = detail.summary;
    const openCase = detail.cases.find((c) => c.status === 'OPEN');
    const good = detail.points.filter((p) => p.quality === 'GOOD').length;
    const told = detail.points.filter((p) => p.quality !== null).length;
    head.replaceChildren(
      element('p', {class: 'soft small'}, [...s.path, s.equipmentClass].filter(Boolean).join(' › ')),
      element('div', {class: 'head'}, element('h1', {}, s.name), stateBadge(s.state), originTag(s.origin), element('span', {class: 'soft'}, operatingText(s.operatingState)), element('span', {class: 'grow'}),
        actButton(t('asset.report'), 'REPORT_MAINTENANCE', () => report(s.id, openCase?.itemId, openCase?.caseId), {test: 'asset-report'}),
        actButton(t('asset.accept'), 'ACCEPT_AS_NORMAL', () => acceptAsNormal(s.id, openCase?.caseId), {test: 'asset-accept'}),
        fleet.suspended.has(`asset:${s.id}`) ? '' : actButton(t('asset.suspend'), 'SUSPEND_AUTOMATION', () => suspend(`asset:${s.id}`, s.name), {test: 'asset-suspend'})),
      s.reason ? element('p', {class: `why ${s.state}`}, s.reason) : '',
      element('div', {class: 'tiles'},
        tile(t('asset.health'), health(s.healthIndex)),
        tile(t('asset.score.title'), number(s.anomalyScore), t('asset.score.hint')),
        tile(t('asset.life.title'), s.remainingLife ? life(s.remainingLife) : '—', detail.prognosisReason),
        detail.severity ? severityTile(detail.severity, detail.zones) : '',
        tile(t('asset.newest'), time(s.time), t('asset.newestHint', {behind: age(s.eventAgeSeconds), ago: age(fleet.wallAge(s))})),
        detail.points.length ? tile(t('asset.quality'), t('asset.qualityShare', {good, all: detail.points.length}), told < detail.points.length ? t('asset.qualityNone', {n: detail.points.length - told}) : null) : '',
        tile(t('asset.criticality'), s.criticality ? criticalityText(s.criticality) : '—')));
  }

  function drawExplained() {
    const names = new Map(detail.points.map((p) => [p.id, p.name]));
    explained.replaceChildren(
      card(t('asset.explains.title'), detail.contributions.length
        ? detail.contributions.slice(0, 8).map((c) => element('div', {class: 'contribution'},
          element('span', {}, names.get(c.pointId) ?? c.pointId),
          element('progress', {max: '1', value: String(Math.max(0, Math.min(1, c.share))), 'aria-label': t('asset.explains.share')}),
          element('span', {class: 'soft small num'}, `${Math.round(c.share * 100)} % · ${c.deviation > 0 ? '+' : ''}${number(c.deviation, 2)} σ`)))
        : element('p', {class: 'empty'}, t('asset.explains.none')),
      detail.learningFrozen ? element('p', {class: 'soft small'}, t('asset.explains.frozen')) : null,
      detail.provenance ? element('p', {class: 'soft small'}, t('asset.explains.by', {detectors: detail.provenance.detectors})) : null),
      card(t('asset.findings.title'), findingTable(detail.findings, new Map(detail.items.map((i) => [i.id, i.name])))));
  }

  function drawLower() {
    lower.replaceChildren(element('div', {class: 'grid'},
      element('div', {class: 'wide'}, card(t('asset.cases'), caseTable(detail.cases, false))),
      element('div', {class: 'wide'}, card(t('asset.orders'), orderTable(detail.orders, false))),
      element('div', {class: 'wide'}, card(t('asset.alarms'), alarmTable(detail.alarms, false))),
      card(t('asset.readings.title'), detail.points.length ? table(t('asset.readings.title'),
        [{label: t('asset.channel')}, {label: t('asset.readings.value'), num: true}, {label: t('asset.readings.unit')}, {label: t('asset.quality')}],
        detail.points.map((p) => [p.name, number(p.value, 5), p.unit === '1' ? '' : p.unit, p.quality ? qualityText(p.quality) : '—'])) : element('p', {class: 'empty'}, t('asset.readings.none'))),
      card(t('asset.events.title'), detail.events.length
        ? table(t('asset.events.title'), [{label: t('asset.time')}, {label: t('asset.events.event')}, {label: t('asset.events.reason')}, {label: t('asset.events.by')}],
          detail.events.map((e) => [time(e.time), eventText(e.type), e.reason, e.actor]))
        : element('p', {class: 'empty'}, t('asset.events.none')))));
  }

  const stop = onSession(() => {
    if (detail) {
      drawHead();
      drawLower();
    }
    load();
  });
  load();
  return {
    changed: (ids) => { if (ids.has(id) && !(fleet.assets.has(id) && lower.querySelector('details[open]'))) load(); },
    every: 4000,
    redraw() {
      trend.redraw();
      vibration.redraw();
      sound.redraw();
    },
    close() {
      open = false;
      stop();
      trend.close();
      vibration.close();
      sound.close();
    },
  };
}

function findingTable(findings, items) {
  if (!findings.length) return element('p', {class: 'empty'}, t('asset.findings.none'));
  return table(t('asset.findings.title'), [{label: t('asset.findings.item')}, {label: t('asset.findings.mechanism')}, {label: t('asset.findings.mode')}, {label: t('asset.findings.probability'), num: true}, {label: t('asset.findings.evidence')}],
    findings.map((f) => [items.get(f.itemId) ?? f.itemId, f.mechanism || '—', f.failureMode, `${Math.round(100 * f.probability)} %`,
      [f.evidence, ...f.lines.slice(0, 4).map((l) => t('asset.findings.line', {name: l.name, hz: number(l.frequencyHz), db: number(l.prominenceDb, 2)}))].filter(Boolean).join(' · ')]));
}

function tile(label, value, hint) {
  return element('div', {class: 'card tile', title: hint || null}, element('div', {class: 'label'}, label), element('div', {class: 'value'}, value),
    hint ? element('div', {class: 'soft small'}, hint) : null);
}

/** Zone by ISO 20816-3: letter, place on the scale, and number say the same. */
function severityTile(severity, zones) {
  const known = severity.zone !== 'UNKNOWN';
  const scale = known && element('div', {class: 'zones', 'aria-hidden': 'true'}, ZONES.map((z) => element('span', {class: `zone ${z}${z === severity.zone ? ' now' : ''}`}, z)));
  const hint = [Number.isFinite(severity.velocityRmsMmPerS) ? t('asset.severity.at', {velocity: number(severity.velocityRmsMmPerS), point: severity.pointId, channel: severity.channel}) : '',
    zones && known ? t('asset.severity.limits', {ab: zones.ab, bc: zones.bc, cd: zones.cd}) : '', severity.reason].filter(Boolean).join(' · ');
  return tile(t('asset.severity.title'), [known ? t('asset.severity.zone', {zone: severity.zone}) : '—', scale], hint);
}
