// What people do: each act asks for its reason, is sent, and its outcome is shown when it is decided.
import {element, notice} from './dom.js';
import * as api from './api.js';
import {DASH, actionText, names, outcomeText, roleText} from './format.js';
import {t} from './i18n.js';

let me = null;
const listeners = new Set();

/** Tells when somebody signs in or out; returns what stops it. */
export function onSession(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Why whoever is signed in may not do this; null if it may be tried, which asks to sign in first. */
export function refusal(permission) {
  if (!me || me.permissions.includes(permission)) return null;
  return t('work.needsRole', {name: me.name, roles: (me.rolesFor[permission] ?? []).map(roleText).join(', ')});
}

/** A button for an act; without the role it stays, and says which one it needs. */
export function actButton(label, permission, run, {test = null, primary = false} = {}) {
  const why = refusal(permission);
  return element('button', {type: 'button', class: primary ? 'primary' : null, title: why, 'aria-disabled': why ? 'true' : null, 'data-test': test,
    onclick: () => (why ? notice(why) : run())}, label);
}

let asked = 0;

/**
 * Opens a dialog with fields; `submit` gets their values and may throw to show what is wrong.
 * The browser keeps the focus inside; Escape closes it without doing anything.
 */
function ask({title, explanation, fields = [], confirm, submit, ready, test}) {
  const id = `ask-${++asked}`;
  return new Promise((resolve) => {
    const wrong = element('p', {class: 'wrong', role: 'alert', hidden: true});
    const go = confirm ? element('button', {type: 'submit', class: 'primary', 'data-test': 'confirm'}, confirm) : null;
    const form = element('form', {},
      element('h2', {id}, title),
      explanation ? element('p', {class: 'soft'}, explanation) : null,
      fields.map((f) => element('div', {class: 'field', 'data-field': f.name, hidden: f.hidden ?? false},
        element('label', {for: `${id}-${f.name}`}, f.label, f.optional ? element('span', {class: 'soft'}, ` ${t('work.optional')}`) : null),
        f.templates ? templates(f, id) : null, control(f, id),
        f.hint ? element('p', {class: 'soft small hint', id: `${id}-${f.name}-hint`}, f.hint) : null)),
      wrong,
      element('div', {class: 'bar'}, element('button', {type: 'button', 'data-test': 'cancel', onclick: () => dialog.close()}, confirm ? t('work.cancel') : t('work.close')), go));
    const dialog = element('dialog', {'aria-labelledby': id, 'data-test': test ?? 'dialog'}, form);
    let done = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (go.disabled) return; // a second Enter sends nothing twice
      go.disabled = true;
      try {
        await submit(Object.fromEntries(new FormData(form)));
        done = true;
        dialog.close();
      } catch (e) {
        wrong.textContent = e.message;
        wrong.hidden = false;
      } finally {
        go.disabled = false;
      }
    });
    const back = whereFrom(document.activeElement);
    dialog.addEventListener('close', () => {
      dialog.remove();
      back()?.focus();
      resolve(done);
    });
    document.body.append(dialog);
    dialog.showModal();
    ready?.(form);
  });
}

/** Where the focus was, or what stands there now: a page may have drawn its rows again meanwhile. */
function whereFrom(node) {
  const row = node?.closest('[data-key]')?.dataset.key;
  const test = node?.dataset?.test;
  return () => (node?.isConnected ? node : row && test ? document.querySelector(`[data-key="${CSS.escape(row)}"] [data-test="${CSS.escape(test)}"]`) : null);
}

/** Reasons that are often given; the one chosen may be changed. */
function templates(field, id) {
  return element('select', {class: 'templates', 'aria-label': t('work.template'), onchange: (e) => {
    const text = e.target.form.elements[field.name];
    if (e.target.value) text.value = e.target.value;
    text.focus();
  }}, element('option', {value: ''}, t('work.template')), field.templates.map((text) => element('option', {value: text}, text)));
}

function control(field, id) {
  const common = {id: `${id}-${field.name}`, name: field.name, required: !field.optional, 'data-test': `field-${field.name}`,
    'aria-describedby': field.hint ? `${id}-${field.name}-hint` : null};
  if (field.options) {
    const select = element('select', common, field.options.map(([value, label]) => element('option', {value}, label)));
    if (field.value !== undefined) select.value = field.value;
    return select;
  }
  if (field.long) {
    const text = element('textarea', {...common, maxlength: '2000'});
    text.value = field.value ?? '';
    return text;
  }
  if (field.moment) return element('input', {...common, type: 'datetime-local', step: '60', max: field.max ?? null});
  return element('input', {...common, type: 'password', autocomplete: 'off', spellcheck: 'false'});
}

/** What must not be overlooked: it stays until it is closed. */
function tell(title, explanation, test) {
  return ask({title, explanation, test});
}

export async function restoreSession() {
  const bearer = api.token();
  if (bearer) {
    try {
      me = await api.whoIs(bearer);
    } catch (e) {
      if (e.status === 401) api.forget();
      else notice(e.message); // the token may be good: it is asked for again when the page is loaded
    }
  }
  showSession();
}

function showSession() {
  const button = document.getElementById('session');
  button.textContent = me ? t('work.signOut', {name: me.name}) : t('work.signIn');
  button.title = me ? me.roles.map(roleText).join(', ') : t('work.signInWhy');
  listeners.forEach((listener) => listener());
}

export async function toggleSession() {
  if (me) {
    api.forget();
    me = null;
    showSession();
    return;
  }
  await signIn();
}

export async function signIn() {
  const done = await ask({title: t('work.signIn'), explanation: t('work.signInHow'), test: 'sign-in',
    fields: [{name: 'token', label: t('work.token')}], confirm: t('work.signIn'), submit: async ({token}) => {
      me = await api.whoIs(token.trim());
      api.keep(token.trim());
    }});
  showSession();
  return done;
}

/** Asks, sends, and follows what becomes of it; `send` returns the accepted answers. */
async function commanding(permission, question, send) {
  if (!me && !(await signIn())) return;
  const why = refusal(permission);
  if (why) {
    notice(why);
    return;
  }
  let accepted = [];
  const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`; // the same when it is tried again
  const sent = await ask({...question, confirm: question.confirm ?? question.title, submit: async (values) => { accepted = [await send(values, id)].flat(); }});
  if (sent) await Promise.all(accepted.map((a) => (a.decided ? notice(t('work.inForce', {what: question.title})) : follow(a.id, question.title))));
}

const WAITS = [300, 300, 500, 500, ...Array(25).fill(1000)];

async function follow(id, what) {
  notice(t('work.sent', {what}));
  for (const wait of WAITS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const answer = await api.get(`commands/${encodeURIComponent(id)}`).catch(() => null);
    if (answer?.state === 'DONE') {
      notice(t('work.done', {what, detail: answer.detail}));
      return;
    }
    if (answer?.state === 'REFUSED') {
      await tell(t('work.refused', {what}), answer.detail, 'refused');
      return;
    }
  }
  await tell(t('work.undecided', {what}), t('work.undecidedWhy', {id}), 'undecided');
}

const REASONS = ['work.reason.seen', 'work.reason.inspect', 'work.reason.known', 'work.reason.sensor', 'work.reason.works', 'work.reason.process', 'work.reason.parts', 'work.reason.over'];
const reason = () => ({name: 'reason', label: t('work.reason'), long: true, templates: REASONS.map((key) => t(key))});
const act = (kind, assetId, targetId) => (values, id) => api.post('actions', {id, kind, assetId, targetId, reason: values.reason, forTime: values.forTime ?? null});

function onTarget(permission, kind, assetId, targetId, explanation) {
  return commanding(permission, {title: actionText(kind), explanation, fields: [reason()], test: `ask-${kind}`}, act(kind, assetId, targetId));
}

const onAlarm = (permission, kind) => (a) => onTarget(permission, kind, a.assetId, a.alarmId, a.reason);
export const acknowledge = onAlarm('HANDLE_ALARM', 'ACKNOWLEDGE');
export const reset = onAlarm('HANDLE_ALARM', 'RESET');
export const unshelve = onAlarm('HANDLE_ALARM', 'UNSHELVE');
export const takeOutOfService = onAlarm('SUPPRESS_ALARM', 'TAKE_OUT_OF_SERVICE');
export const returnToService = onAlarm('SUPPRESS_ALARM', 'RETURN_TO_SERVICE');

export function shelve(a) {
  // Not the longest that is allowed: alerts may be a little behind the time that the console knows, and would refuse it.
  const hours = [1, 4, 8, 12].map((n) => [`PT${n}H`, t('common.unit.hours', {n})]);
  return commanding('HANDLE_ALARM', {title: actionText('SHELVE'), explanation: `${a.reason}. ${t('work.shelveHow')}`, test: 'ask-SHELVE',
    fields: [{name: 'forTime', label: t('work.shelveFor'), options: hours}, reason()]},
  act('SHELVE', a.assetId, a.alarmId));
}

export const approve = (order) => onTarget('DECIDE_WORK_ORDER', 'APPROVE_ORDER', order.assetId, order.workOrderId, order.title);
export const reject = (order) => onTarget('DECIDE_WORK_ORDER', 'REJECT_ORDER', order.assetId, order.workOrderId, order.title);
export const acceptAsNormal = (assetId, caseId) => onTarget('ACCEPT_AS_NORMAL', 'ACCEPT_AS_NORMAL', assetId, caseId ?? null, t('work.acceptHow'));

/** The one key: from now on there are alarms only. */
export function suspend(scope, where) {
  return commanding('SUSPEND_AUTOMATION', {title: t('work.suspendAt', {where}), explanation: t('work.suspendHow'), confirm: t('work.suspend'), fields: [reason()], test: 'ask-SUSPEND_AUTOMATION'},
    (values, id) => key(id, scope, true, values.reason));
}

export function resume(scope, where) {
  return commanding('RESUME_AUTOMATION', {title: t('work.resumeAt', {where}), explanation: t('work.resumeHow'), confirm: t('work.resume'), fields: [reason()], test: 'ask-RESUME_AUTOMATION'},
    (values, id) => key(id, scope, false, values.reason));
}

/** The same for a place that is chosen: the plant, an area or a machine. */
export function suspendSomewhere(fleet) {
  const areas = new Set([...fleet.assets.values()].flatMap((a) => a.path.map((_, depth) => a.path.slice(0, depth + 1).join('/'))));
  const machines = [...fleet.assets.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map((a) => [`asset:${a.id}`, t('work.machineNamed', {name: a.name})]);
  const places = [['', t('work.plant')], ...[...areas].sort().map((a) => [a, a]), ...machines].filter(([scope]) => !fleet.suspended.has(scope));
  return commanding('SUSPEND_AUTOMATION', {title: t('work.suspend'), explanation: t('work.suspendHow'), fields: [{name: 'scope', label: t('work.where'), options: places}, reason()], test: 'ask-SUSPEND_AUTOMATION'},
    (values, id) => key(id, values.scope, true, values.reason));
}

/** The key of a machine is turned by what watches it, which may refuse; that of a place by what is written. */
async function key(id, scope, suspended, why) {
  if (scope.startsWith('asset:')) {
    return api.post('actions', {id, kind: suspended ? 'SUSPEND_AUTOMATION' : 'RESUME_AUTOMATION', assetId: scope.slice(6), targetId: null, reason: why});
  }
  return {...(await api.post('scope-actions', {id, scope, suspended, reason: why})), decided: true};
}

const OTHER = 'OTHER_CAUSE';
const OUTCOMES = ['REPAIRED', 'FAULT_FOUND_NOT_REPAIRED', 'NOTHING_FOUND'];
const FOUND = {REPAIRED: 'work.found.repaired', FAULT_FOUND_NOT_REPAIRED: 'work.found.seen', NOTHING_FOUND: 'work.found.nothing', [OTHER]: 'work.found.other'};
const WHOLE = '';

/** What was found and done; `outcome` is what is chosen at first. */
export async function report(assetId, itemId, caseId, workOrderId, outcome = 'REPAIRED') {
  if (!me && !(await signIn())) return;
  const detail = await api.get(`assets/${api.path(assetId)}`).catch(() => null);
  const items = detail?.items ?? (itemId ? [{id: itemId, name: itemId}] : []);
  const options = OUTCOMES.map((o) => [o, outcomeText(o)]);
  if (caseId && items.length > 1) options.push([OTHER, t('work.otherCause')]);
  await commanding('REPORT_MAINTENANCE', {
    title: t('work.report'), explanation: `${names.get(assetId) ?? assetId} ${DASH} ${t('work.reportHow')}`, test: 'ask-REPORT',
    fields: [
      {name: 'outcome', label: t('work.outcome'), options, value: outcome, hint: t('work.otherCauseHow')},
      {name: 'itemId', label: t('work.item'), options: [...items.map((i) => [i.id, i.name]), [WHOLE, t('work.wholeMachine')]], value: itemId ?? WHOLE, optional: true},
      {name: 'found', label: t('work.found'), long: true, value: t(FOUND[outcome])},
      {name: 'time', label: t('work.doneAt'), moment: true, optional: true, hint: t('work.doneAtHow')},
      {name: 'failedAt', label: t('work.failedAt'), moment: true, optional: true, hint: t('work.failedAtHow')},
    ],
    ready: (form) => prepare(form, itemId),
  }, (values, id) => sendReport(values, id, {assetId, itemId, caseId, workOrderId}));
}

/** The words follow the outcome until somebody writes his own. */
function prepare(form, suspected) {
  const {outcome, itemId: item, found} = form.elements;
  const hint = form.querySelector('[data-field=outcome] .hint');
  const show = () => { hint.hidden = outcome.value !== OTHER; };
  outcome.addEventListener('change', () => {
    if (Object.values(FOUND).some((key) => t(key) === found.value)) found.value = t(FOUND[outcome.value]);
    if (outcome.value === OTHER && item.value === (suspected ?? WHOLE)) {
      item.value = [...item.options].map((o) => o.value).find((value) => value !== suspected && value !== WHOLE) ?? WHOLE;
    }
    show();
  });
  show();
}

const utc = (local) => (local ? `${local.length === 16 ? `${local}:00` : local}Z` : null);

/** Another cause is two statements: nothing at the item of the case, and a repair of the other one. */
async function sendReport({outcome, itemId: chosen, found, time, failedAt}, id, {assetId, itemId, caseId, workOrderId}) {
  const one = (more) => api.post('maintenance-reports', {id, assetId, found, time: utc(time), ...more});
  const item = chosen === WHOLE ? null : chosen;
  if (outcome !== OTHER) {
    return one({itemId: item, caseId: caseId ?? null, workOrderId: workOrderId ?? null, outcome, failedAt: utc(failedAt)});
  }
  if (item === itemId) throw new Error(t('work.otherItem'));
  const nothing = await one({itemId: itemId ?? null, caseId, workOrderId: workOrderId ?? null, outcome: 'NOTHING_FOUND', failedAt: null});
  return [nothing, await one({id: `${id}-other`, itemId: item, caseId: null, workOrderId: null, outcome: 'REPAIRED', failedAt: utc(failedAt)})];
}

/** Promotes a shadow or rolls a live model back; the page shows what the jobs make of it. */
export function releaseModel(change, release, explanation) {
  const [title, confirm] = change === 'promote' ? [t('models.promoteTitle'), t('models.promote')] : [t('models.rollbackTitle'), t('models.rollback')];
  return commanding('RELEASE_MODEL', {title, explanation, confirm, fields: [reason()], test: `ask-${change}`}, async (values) => {
    await api.post('model-actions', {modelId: release.modelId, version: release.version, equipmentClass: release.equipmentClass, action: change, reason: values.reason});
    notice(t('work.sent', {what: title}));
    return [];
  });
}
