// The steps of the wizard in which something is typed. Each returns what is shown.
import {get} from './api.js';
import {element} from './dom.js';
import {number} from './format.js';
import {t} from './i18n.js';

const SUPPORTS = ['UNKNOWN', 'RIGID', 'FLEXIBLE'];
const KINDS = ['process', 'setting', 'speed', 'power', 'load', 'vibration', 'temperature', 'other'];
const UNITS = ['rpm', 'mm/s', 'Cel', 'bar', 'kPa', 'Pa', 'm3/h', 'L/min', 'kW', 'A', 'V', 'Hz', 'N.m', '%', 'm/s', '1'];

let lastId = 0;

/** A label, what is typed, and what is wrong with it. */
function field(wizard, {path, label, hint, wide, holds}, control) {
  const id = `field-${++lastId}`;
  control.id = id;
  if (path) {
    control.dataset.path = path;
    if (holds) control.dataset.holds = '';
    control.setAttribute('aria-describedby', `${id}-wrong`);
    control.addEventListener('change', () => { if (!wizard.draft.touched.includes(path)) wizard.draft.touched.push(path); wizard.changed(); });
  }
  return element('div', {class: wide ? 'field wide' : 'field'}, element('label', {for: id}, label), control,
    hint ? element('p', {class: 'soft small'}, hint) : null,
    path ? element('p', {class: 'wrong small', id: `${id}-wrong`, hidden: true}) : null);
}

function input(wizard, value, set, attributes = {}) {
  const node = element('input', {type: 'text', spellcheck: 'false', ...attributes, oninput: () => { set(node.value); wizard.changed(); }});
  node.value = value ?? '';
  return node;
}

/** A number, or nothing; what is no number is kept as text, for the check to name. */
function numeric(wizard, value, set, attributes = {}) {
  return input(wizard, value, (text) => set(parsed(text)), {inputmode: 'decimal', class: 'short', ...attributes});
}

function parsed(text) {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return undefined;
  return Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
}

function select(options, value, set, attributes = {}) {
  const node = element('select', {...attributes, onchange: () => set(node.value)}, options.map(([v, label]) => element('option', {value: v}, label)));
  node.value = value;
  return node;
}

function put(object, key, value) {
  if (value === undefined || value === '') delete object[key];
  else object[key] = value;
}

export function typeStep(wizard) {
  const chosen = wizard.template;
  return [
    element('p', {class: 'soft'}, t('machine.typeHint')),
    element('div', {class: 'choices', role: 'radiogroup', 'aria-label': t('machine.step.type')}, wizard.templates.map((x) => {
      const radio = element('input', {type: 'radio', name: 'type', value: x.equipmentClass, checked: x.equipmentClass === wizard.draft.type, 'data-test': `machine-type-${x.equipmentClass}`,
        onchange: () => { wizard.choose(x.equipmentClass); wizard.redraw(); document.querySelector(`input[value="${x.equipmentClass}"]`).focus(); }});
      return element('label', {class: 'choice'}, radio, element('span', {}, element('strong', {}, t(`machine.type.${x.equipmentClass}`)),
        element('span', {class: 'soft small'}, t('machine.typeHolds', {points: x.asset.points.length, items: x.asset.items.length}))));
    })),
    chosen ? watched(wizard, chosen) : null,
  ].filter(Boolean);
}

/** Which failure modes would show in which measurement. */
function watched(wizard, template) {
  const names = new Map([...wizard.draft.asset.items, ...wizard.draft.asset.points].map((x) => [x.id, x.name]));
  return element('details', {class: 'card'}, element('summary', {}, t('machine.watched')),
    element('ul', {}, template.watched.map((w) => element('li', {}, `${names.get(w.item) ?? w.item}: `, element('strong', {}, t(`machine.mode.${w.mode}`)),
      element('span', {class: 'soft'}, ` (${w.mode}) – ${w.points.map((p) => names.get(p) ?? p).join(', ')}`)))));
}

export function identityStep(wizard) {
  const {draft} = wizard;
  const a = draft.asset;
  const levels = [0, 1, 2].map((i) => [...new Set([...wizard.fleet.assets.values()].map((x) => x.path[i]).filter(Boolean))].sort());
  const lists = levels.map((values, i) => element('datalist', {id: `machine-level-${i}`}, values.map((v) => element('option', {value: v}))));
  const level = (i, label) => field(wizard, {path: i === 0 ? '/path' : null, holds: true, label}, input(wizard, draft.place[i], (v) => { draft.place[i] = v; }, {list: `machine-level-${i}`, 'data-test': `machine-place-${i}`}));
  const fact = (key, label, hint) => field(wizard, {label, hint}, numeric(wizard, draft.facts[key], (v) => { draft.facts[key] = v === undefined ? '' : String(v); }, {'data-test': `machine-${key}`}));
  return [
    element('div', {class: 'fields'},
      field(wizard, {path: '/id', label: t('machine.id'), hint: t('machine.idHint')}, input(wizard, a.id, (v) => { a.id = v.trim(); }, {autofocus: true, maxlength: '200', 'data-test': 'machine-id'})),
      field(wizard, {path: '/name', label: t('machine.name')}, input(wizard, a.name, (v) => { a.name = v; }, {maxlength: '200', 'data-test': 'machine-name'})),
      level(0, t('machine.site')), level(1, t('machine.area')), level(2, t('machine.line')),
      field(wizard, {path: '/criticality', label: t('machine.criticality')}, select(['A', 'B', 'C'].map((c) => [c, t(`machine.criticality${c}`)]), a.criticality, (v) => { a.criticality = v; }, {'data-test': 'machine-criticality'})),
      fact('power', t('machine.power'), t('machine.powerHint')), fact('speed', t('machine.speed'), t('machine.speedHint')),
      field(wizard, {label: t('machine.support'), hint: t('machine.supportHint')}, select(SUPPORTS.map((s) => [s, t(`machine.support${s}`)]), draft.facts.support, (v) => { draft.facts.support = v; wizard.changed(); }, {'data-test': 'machine-support'}))),
    ...lists,
  ];
}

export function measurementsStep(wizard) {
  const a = wizard.draft.asset;
  const offered = wizard.template.asset.signals ?? [];
  return [
    element('p', {class: 'soft'}, t('machine.pointsHint')),
    element('ol', {class: 'points'}, a.points.map((p, i) => pointRow(wizard, p, i))),
    element('div', {class: 'bar'}, element('button', {type: 'button', 'data-test': 'machine-add-point', onclick: () => {
      a.points.push({id: freeId(a.points), name: '', unit: '1', kind: 'process'});
      wizard.changed();
      wizard.redraw();
    }}, t('machine.addPoint'))),
    offered.length ? element('fieldset', {class: 'card'}, element('legend', {}, t('machine.signals')), element('p', {class: 'soft small'}, t('machine.signalsHint')),
      offered.map((s) => element('label', {class: 'check'}, element('input', {type: 'checkbox', checked: a.signals.some((x) => x.id === s.id), 'data-test': `machine-signal-${s.id}`, onchange: (e) => {
        a.signals = e.target.checked ? [...a.signals, {...structuredClone(s), name: t(`machine.part.${s.id}`)}] : a.signals.filter((x) => x.id !== s.id);
        wizard.changed();
      }}), t(`machine.part.${s.id}`)))) : null,
    stateFields(wizard),
  ].filter(Boolean);
}

function freeId(points) {
  for (let n = points.length + 1; ; n++) if (!points.some((p) => p.id === `point-${n}`)) return `point-${n}`;
}

function pointRow(wizard, p, i) {
  const a = wizard.draft.asset;
  const at = `/points/${i}`;
  const origin = wizard.template.limits.find((l) => l.point === p.id)?.source;
  const edited = wizard.draft.edited.includes(p.id);
  const source = element('p', {class: 'soft small', hidden: !p.limits}, t(`machine.source.${edited || !origin ? 'OWN' : origin}`));
  const limit = (key, label) => field(wizard, {path: `${at}/limits/${key}`, label}, numeric(wizard, p.limits?.[key], (v) => {
    p.limits ??= {};
    put(p.limits, key, v);
    if (!['lowAlarm', 'lowWarning', 'highWarning', 'highAlarm'].some((k) => k in p.limits)) delete p.limits;
    if (!wizard.draft.edited.includes(p.id)) wizard.draft.edited.push(p.id);
    source.hidden = !p.limits;
    source.textContent = t('machine.source.OWN');
  }, {'data-test': `machine-${p.id}-${key}`}));
  const range = (key, label) => field(wizard, {path: `${at}/range/${key}`, label}, numeric(wizard, p.range?.[key], (v) => {
    p.range ??= {};
    put(p.range, key, v);
    if (!Object.keys(p.range).length) delete p.range;
  }));
  const move = (by, label) => element('button', {type: 'button', class: 'quiet', 'aria-label': `${label}: ${p.name}`, title: label, disabled: !a.points[i + by], onclick: () => {
    [a.points[i], a.points[i + by]] = [a.points[i + by], a.points[i]];
    wizard.changed();
    wizard.redraw();
  }}, by < 0 ? '↑' : '↓');
  const title = element('strong', {}, p.name || p.id);
  return element('li', {class: 'card', 'data-test': `machine-point-${p.id}`},
    element('div', {class: 'head'}, element('span', {class: 'nr', title: t('machine.channel', {n: i + 1})}, String(i + 1)), title, element('span', {class: 'grow'}), move(-1, t('machine.up')), move(1, t('machine.down')),
      element('button', {type: 'button', class: 'quiet', 'aria-label': `${t('machine.remove')}: ${p.name}`, onclick: () => { a.points.splice(i, 1); wizard.changed(); wizard.redraw(); }}, t('machine.remove'))),
    element('div', {class: 'fields narrow'},
      field(wizard, {path: `${at}/name`, label: t('machine.pointName')}, input(wizard, p.name, (v) => { put(p, 'name', v); title.textContent = v || p.id; })),
      field(wizard, {path: `${at}/unit`, label: t('machine.unit')}, input(wizard, p.unit, (v) => { p.unit = v.trim(); }, {list: 'machine-units', class: 'short', 'data-test': `machine-${p.id}-unit`})),
      limit('highWarning', t('machine.highWarning')), limit('highAlarm', t('machine.highAlarm'))),
    source,
    element('p', {class: 'wrong small', id: `limits-${i}-wrong`, hidden: true}), element('span', {id: `limits-${i}`, 'data-path': `${at}/limits`, hidden: true}),
    element('details', {}, element('summary', {class: 'small'}, t('machine.more')),
      element('div', {class: 'fields narrow'},
        field(wizard, {path: `${at}/id`, label: t('machine.pointId')}, input(wizard, p.id, (v) => { p.id = v.trim(); })),
        field(wizard, {path: `${at}/kind`, label: t('machine.kind')}, select(KINDS.map((k) => [k, t(`machine.kind.${k}`)]), p.kind, (v) => { p.kind = v; })),
        field(wizard, {path: `${at}/item`, label: t('machine.item')}, select([['', '—'], ...a.items.map((x) => [x.id, x.name])], p.item ?? '', (v) => put(p, 'item', v))),
        limit('lowAlarm', t('machine.lowAlarm')), limit('lowWarning', t('machine.lowWarning')),
        range('min', t('machine.least')), range('max', t('machine.greatest')))),
    i === 0 ? element('datalist', {id: 'machine-units'}, UNITS.map((u) => element('option', {value: u}))) : null);
}

/** How it is told that the machine runs. */
function stateFields(wizard) {
  const a = wizard.draft.asset;
  const set = (change) => {
    change();
    if (!wizard.draft.edited.includes('state')) wizard.draft.edited.push('state');
    wizard.changed();
  };
  const byPoint = a.state.source === 'point';
  return element('fieldset', {class: 'card'}, element('legend', {}, t('machine.running')),
    element('div', {class: 'fields narrow'},
      field(wizard, {path: '/state', holds: true, label: t('machine.runningBy')}, select(['always-running', 'point', 'event'].map((s) => [s, t(`machine.state.${s}`)]), a.state.source, (v) => {
        set(() => { a.state = v === 'point' ? {source: v, point: a.points[0]?.id ?? '', runningAbove: 0, steadyAfter: 'PT5M', steadyBand: 0.1} : {source: v}; });
        wizard.redraw();
      }, {'data-test': 'machine-state-source'})),
      byPoint ? field(wizard, {path: '/state/point', label: t('machine.runningPoint')}, select([...new Set([a.state.point, ...a.points.map((p) => p.id)])].map((id) => [id, a.points.find((p) => p.id === id)?.name ?? id]), a.state.point, (v) => set(() => { a.state.point = v; }))) : null,
      byPoint ? field(wizard, {path: '/state/runningAbove', label: t('machine.runningAbove')}, numeric(wizard, a.state.runningAbove, (v) => set(() => {
        put(a.state, 'runningAbove', v);
        if (a.state.standbyAbove > v) a.state.standbyAbove = v;
      }))) : null));
}

export function bearingsStep(wizard) {
  const a = wizard.draft.asset;
  const items = a.items.map((item, i) => [item, i]).filter(([item]) => wizard.template.bearings.includes(item.id));
  return [element('p', {class: 'soft'}, t('machine.bearingsHint')), ...items.map(([item, i]) => bearing(wizard, item, i))];
}

function bearing(wizard, item, i) {
  const {draft} = wizard;
  const at = `/items/${i}/bearing`;
  const told = element('p', {class: 'small', role: 'status', 'data-test': `machine-${item.id}-told`});
  const by = draft.designations[item.id] ??= {text: '', how: 'table', orders: {}};
  const own = element('div', {class: 'fields narrow'});
  let asked = 0;
  let timer = null;

  function tell(answer) {
    const {geometry: g, orders: o} = answer;
    told.replaceChildren(t('machine.geometry', {n: g.rollingElements, d: number(g.elementDiameterMm, 4), pitch: number(g.pitchDiameterMm, 4), angle: number(g.contactAngleDeg)}), ' ',
      element('span', {class: 'soft'}, t('machine.orders', {bpfo: number(o.outerRace), bpfi: number(o.innerRace), bsf: number(o.elementSpin), ftf: number(o.cage)}), answer.source ? ` ${t('machine.geometrySource', {source: answer.source})}` : ''));
  }

  /** Looks up or computes; an answer to an older question is passed over. */
  async function ask() {
    const mine = ++asked;
    const designation = by.text.trim();
    try {
      if (by.how === 'table') {
        delete item.bearing;
        if (!designation) { told.textContent = t('machine.noBearing'); return; }
        const answer = await get('plant/bearings', {designation});
        if (mine !== asked) return;
        if (answer.geometry) { item.bearing = {designation}; tell(answer); } else told.textContent = t('machine.unknownBearing', {designation, reason: answer.reason});
      } else if (by.how === 'orders') {
        delete item.bearing;
        const {bpfo, bpfi, bsf, pitchDiameterMm} = by.orders;
        if (bpfo === undefined || bpfi === undefined || pitchDiameterMm === undefined) { told.textContent = t('machine.ordersNeeded'); return; }
        const answer = await get('plant/bearings/orders', {bpfo, bpfi, bsf, pitchDiameterMm});
        if (mine !== asked) return;
        const {rollingElements, elementDiameterMm, contactAngleDeg} = answer.geometry;
        item.bearing = {...(designation ? {designation} : {}), rollingElements, elementDiameterMm, pitchDiameterMm: answer.geometry.pitchDiameterMm, contactAngleDeg};
        tell(answer);
      } else {
        item.bearing = {...(designation ? {designation} : {}), ...by.geometry};
        told.textContent = t('machine.ownGeometry');
      }
    } catch (e) {
      if (mine === asked) told.textContent = e.message;
    } finally {
      if (mine === asked) wizard.changed();
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, 300);
  }

  function drawOwn() {
    by.geometry ??= {};
    const number_ = (object, key, label, path) => field(wizard, {path, label}, numeric(wizard, object[key], (v) => { put(object, key, v); later(); }, {'data-test': `machine-${item.id}-${key}`}));
    own.replaceChildren(...(by.how === 'orders'
      ? [['bpfo', 'BPFO'], ['bpfi', 'BPFI'], ['bsf', 'BSF'], ['pitchDiameterMm', t('machine.pitch')]].map(([key, label]) => number_(by.orders, key, label))
      : by.how === 'geometry'
        ? [['rollingElements', t('machine.elements')], ['elementDiameterMm', t('machine.elementDiameter')], ['pitchDiameterMm', t('machine.pitch')], ['contactAngleDeg', t('machine.angle')]].map(([key, label]) => number_(by.geometry, key, label, `${at}/${key}`))
        : []));
  }

  drawOwn();
  ask();
  return element('fieldset', {class: 'card'}, element('legend', {}, item.name),
    element('div', {class: 'fields'},
      field(wizard, {path: at, holds: true, label: t('machine.designation'), hint: t('machine.designationHint')}, input(wizard, by.text, (v) => { by.text = v; later(); }, {'data-test': `machine-${item.id}-designation`})),
      field(wizard, {label: t('machine.how')}, select(['table', 'orders', 'geometry'].map((h) => [h, t(`machine.how.${h}`)]), by.how, (v) => { by.how = v; drawOwn(); ask(); }, {'data-test': `machine-${item.id}-how`}))),
    own, told);
}
