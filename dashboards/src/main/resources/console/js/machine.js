import {get, post, token} from './api.js';
import {toggleSession} from './dialogs.js';
import {card, element, notice} from './dom.js';
import {count, stateBadge} from './format.js';
import {knows, t} from './i18n.js';
import {bearingsStep, identityStep, measurementsStep, typeStep} from './machine-steps.js';
import {copyButtons, linesOf, reviewStep} from './machine-review.js';

const DRAFT = 'millwright.machine';
const STEPS = ['type', 'identity', 'points', 'bearings', 'review'];
const CHECK_AFTER = 300; // ms without a key

/** A name in the language of the page, as far as there is one for what a template has. */
export const partName = (id, otherwise) => (knows(`machine.part.${id}`) ? t(`machine.part.${id}`) : otherwise);

/** Which step a problem belongs to, by the place of what is wrong. */
function stepOf(path) {
  if (/^\/items\/\d+\/bearing/.test(path)) return 'bearings';
  if (/^\/(points|signals|state|items)/.test(path)) return 'points';
  return path === '' ? 'review' : 'identity';
}

/** What is wrong most often in the language of the page; anything else as the check words it. */
function worded(problem, field) {
  if (field.value?.trim?.() === '') return t('machine.needed');
  if (problem.path === '/id' && problem.message.includes('pattern')) return t('machine.idWrong');
  if (problem.path === '/id' && problem.message.includes('already')) return t('machine.idTaken');
  if (problem.path.endsWith('/unit')) return t('machine.unitWrong');
  if (problem.path.endsWith('/limits') && problem.message.includes(' is above ')) return t('machine.limitsWrong');
  return problem.message;
}

function blank() {
  return {step: 0, type: null, facts: {power: '', speed: '', support: 'UNKNOWN'}, place: ['', '', ''], asset: null, edited: [], touched: [], designations: {}};
}

/** Adds a machine, step by step; the draft outlives a reload of the tab. */
export function machinePage(main, _id, fleet) {
  let draft = blank();
  let templates = [];
  let checked = {problems: [], yaml: null, published: null, machines: 0};
  let added = null;
  let open = true;
  let timer = null;
  let asked = 0;
  try {
    draft = {...draft, ...JSON.parse(sessionStorage.getItem(DRAFT) ?? '{}')};
  } catch {
    // a draft of another version
  }

  const steps = element('ol', {class: 'steps', 'aria-label': t('machine.steps')});
  const body = element('div');
  const back = element('button', {type: 'button', onclick: () => go(draft.step - 1), 'data-test': 'machine-back'}, t('machine.back'));
  const next = element('button', {type: 'submit', class: 'primary', 'data-test': 'machine-next'}, t('machine.next'));
  const wrong = element('p', {class: 'wrong', role: 'alert', hidden: true, 'data-test': 'machine-wrong'});
  const form = element('form', {class: 'wizard', novalidate: true, autocomplete: 'off', 'data-test': 'machine'}, body, wrong, element('div', {class: 'bar wizard-foot'}, back, next));
  form.addEventListener('submit', (event) => { event.preventDefault(); advance(); });
  main.replaceChildren(
    element('div', {class: 'head'}, element('h1', {}, t('machine.title')), element('span', {class: 'grow'}),
      element('button', {type: 'button', class: 'quiet', onclick: restart, 'data-test': 'machine-restart'}, t('machine.restart'))),
    steps, form);

  /** What the steps work on. */
  const wizard = {
    get draft() { return draft; },
    get template() { return templates.find((x) => x.equipmentClass === draft.type); },
    get templates() { return templates; },
    get checked() { return checked; },
    get fleet() { return fleet; },
    choose, changed, redraw: draw, apply, problemsOf,
  };

  async function load() {
    const {power, speed, support} = draft.facts;
    templates = await get('plant/templates', {ratedPowerKw: power || null, ratedSpeedRpm: speed || null, support});
  }

  function choose(type) {
    const template = templates.find((x) => x.equipmentClass === type);
    draft.type = type;
    draft.edited = [];
    draft.designations = {};
    draft.asset = {...structuredClone(template.asset), id: draft.asset?.id ?? '', name: draft.asset?.name ?? '', criticality: draft.asset?.criticality ?? 'B'};
    const a = draft.asset;
    for (const list of [a.items, a.points, a.signals ?? []]) for (const x of list) x.name = partName(x.id, x.name);
    a.signals = [];
    place();
    changed();
  }

  function place() {
    draft.asset.path = draft.place.map((x) => x.trim()).filter(Boolean);
  }

  /** Limits follow the class of the machine until somebody has changed them. */
  async function refill() {
    await load();
    const template = wizard.template;
    for (const point of draft.asset.points) {
      const fresh = template.asset.points.find((x) => x.id === point.id);
      if (fresh?.limits && !draft.edited.includes(point.id)) point.limits = structuredClone(fresh.limits);
    }
    draft.asset.vibration = structuredClone(template.asset.vibration);
    if (template.asset.kinematics) draft.asset.kinematics = structuredClone(template.asset.kinematics);
    else delete draft.asset.kinematics;
    if (!draft.edited.includes('state')) draft.asset.state = structuredClone(template.asset.state);
  }

  /** Something was typed: kept, and judged when the typing pauses. */
  function changed() {
    place();
    sessionStorage.setItem(DRAFT, JSON.stringify(draft));
    clearTimeout(timer);
    timer = setTimeout(() => check().catch((e) => notice(e.message)), CHECK_AFTER);
  }

  async function check() {
    const mine = ++asked;
    const answer = await post('plant/check', {asset: draft.asset});
    if (!open || mine !== asked) return;
    checked = answer;
    mark();
    if (STEPS[draft.step] === 'review') drawStep();
  }

  function problemsOf(step) {
    return checked.problems.filter((p) => stepOf(p.path) === step);
  }

  /** Says what is wrong beside what is wrong; what was never touched is let alone until one goes on. */
  function mark() {
    const shown = new Set();
    for (const field of form.querySelectorAll('[data-path]')) {
      const {path} = field.dataset;
      const mine = checked.problems.filter((p) => p.path === path || (field.dataset.holds !== undefined && p.path.startsWith(`${path}/`)));
      const say = mine.length > 0 && (draft.touched.includes(path) || draft.touched.includes(STEPS[draft.step]));
      mine.forEach((p) => shown.add(p));
      const text = document.getElementById(`${field.id}-wrong`);
      if (text) { text.textContent = say ? [...new Set(mine.map((p) => worded(p, field)))].join('; ') : ''; text.hidden = !say; }
      if (say) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
    }
    const elsewhere = problemsOf(STEPS[draft.step]).filter((p) => !shown.has(p));
    const say = elsewhere.length > 0 && draft.touched.includes(STEPS[draft.step]);
    wrong.textContent = say ? elsewhere.map((p) => `${p.path.slice(1)} ${p.message}`.trim()).join('; ') : '';
    wrong.hidden = !say;
    drawSteps();
  }

  async function advance() {
    const step = STEPS[draft.step];
    if (step === 'review') return;
    if (step === 'type' && !draft.type) { wrong.textContent = t('machine.chooseType'); wrong.hidden = false; return; }
    if (!draft.touched.includes(step)) draft.touched.push(step);
    next.disabled = true;
    try {
      if (step === 'identity') await refill();
      clearTimeout(timer);
      await check();
    } catch (e) {
      wrong.textContent = e.message;
      wrong.hidden = false;
      return;
    } finally {
      next.disabled = false;
    }
    if (problemsOf(step).length) {
      (form.querySelector('[aria-invalid="true"]') ?? wrong).focus();
      return;
    }
    go(draft.step + 1);
  }

  function go(step) {
    draft.step = Math.max(0, Math.min(STEPS.length - 1, step));
    sessionStorage.setItem(DRAFT, JSON.stringify(draft));
    draw();
    (body.querySelector('[autofocus]') ?? body.querySelector('input, select, textarea, button'))?.focus();
    scrollTo(0, 0);
  }

  function drawSteps() {
    const reached = draft.type ? draft.step : 0;
    steps.replaceChildren(...STEPS.map((name, i) => {
      const problems = draft.touched.includes(name) ? problemsOf(name).length : 0;
      return element('li', {},
        element('button', {type: 'button', disabled: i > reached && !draft.touched.includes(STEPS[i - 1]), onclick: () => go(i),
          'aria-current': i === draft.step ? 'step' : null, 'data-test': `machine-step-${name}`},
        element('span', {class: 'nr', 'aria-hidden': 'true'}, String(i + 1)), t(`machine.step.${name}`),
        problems ? element('span', {class: 'count', title: t('machine.problems', {n: problems})}, String(problems)) : null));
    }));
  }

  function drawStep() {
    const step = STEPS[draft.step];
    if (added) { body.replaceChildren(result()); return; }
    body.replaceChildren(...{type: typeStep, identity: identityStep, points: measurementsStep, bearings: bearingsStep, review: reviewStep}[step](wizard));
  }

  function draw() {
    drawStep();
    back.hidden = added !== null || draft.step === 0;
    next.hidden = added !== null || STEPS[draft.step] === 'review';
    steps.hidden = added !== null;
    mark();
  }

  async function apply(reason, button, say) {
    if (!token()) await toggleSession();
    if (!token()) { say(t('machine.signIn')); return; }
    button.disabled = true;
    try {
      added = await post('plant/assets', {asset: draft.asset, reason});
      sessionStorage.removeItem(DRAFT);
      draw();
      body.querySelector('a, button')?.focus();
    } catch (e) {
      say(e.message);
    } finally {
      button.disabled = false;
    }
  }

  /** In force: what was written where, how data comes, and its state as it changes. */
  function result() {
    const address = `#/asset/${encodeURIComponent(added.id)}`;
    return element('div', {'data-test': 'machine-added'},
      card(t('machine.added', {id: added.id}),
        element('p', {}, element('span', {id: 'machine-state', 'data-test': 'machine-state'}, state()), ' ', element('span', {class: 'soft', id: 'machine-reason'}, reasonOf())),
        element('p', {role: 'status', class: added.written || !added.file ? null : 'wrong', 'data-test': 'machine-file'},
          added.written ? t('machine.written', {file: added.file}) : added.file ? t('machine.notWritten', {file: added.file, reason: added.reason}) : t('machine.notKept')),
        element('div', {class: 'bar'}, element('a', {class: 'button primary', href: address, 'data-test': 'machine-open'}, t('machine.openPage')),
          element('button', {type: 'button', onclick: restart, 'data-test': 'machine-another'}, t('machine.another')))),
      card(t('machine.sendTitle'),
        element('p', {}, t('machine.sendReal', {topic: 'millwright.telemetry.scalar', n: count(draft.asset.points.length)})),
        element('p', {}, t('machine.sendCsv')), element('pre', {class: 'code'}, 'millwright replay csv FILE.csv'),
        element('p', {}, t('machine.sendTrial')), element('pre', {class: 'code', 'data-test': 'machine-simulate'}, `millwright simulate --kafka ${added.brokers} --asset ${added.id} --every PT1M --speed 600`)),
      added.written ? null : card(t('machine.declaration'), copyButtons(added.id, added.yaml), linesOf(added.yaml, null)));
  }

  function state() { return stateBadge(fleet.assets.get(added.id)?.state ?? 'UNKNOWN'); }

  function reasonOf() { return fleet.assets.get(added.id)?.reason ?? t('machine.waiting'); }

  function restart() {
    sessionStorage.removeItem(DRAFT);
    draft = blank();
    added = null;
    checked = {problems: [], yaml: null, published: null, machines: 0};
    draw();
  }

  load().then(() => {
    if (!open) return;
    if (draft.type && (!draft.asset || !wizard.template)) draft = blank();
    draw();
    if (draft.asset) changed();
  }).catch((e) => main.append(element('p', {class: 'empty', role: 'alert'}, e.message)));
  return {
    changed(ids) {
      if (!added || !ids.has(added.id)) return;
      document.getElementById('machine-state').replaceChildren(state());
      document.getElementById('machine-reason').textContent = reasonOf();
    },
    close() { open = false; clearTimeout(timer); },
  };
}
