import {element, notice} from './dom.js';
import * as api from './api.js';
import {words} from './format.js';
import {t} from './i18n.js';

let me = null;

/** Opens a dialog with fields; `submit` gets their values and may throw to show what is wrong. */
function ask(title, explanation, fields, confirm, submit) {
  return new Promise((resolve) => {
    const wrong = element('p', {class: 'wrong', role: 'alert', hidden: true});
    const go = element('button', {type: 'submit', class: 'primary'}, confirm);
    const form = element('form', {},
      element('h2', {}, title),
      explanation ? element('p', {class: 'soft'}, explanation) : null,
      fields.map((f) => [element('label', {for: `field-${f.name}`}, f.label), control(f)]),
      wrong,
      element('div', {class: 'bar'}, element('button', {type: 'button', onclick: () => dialog.close()}, 'Cancel'), go));
    const dialog = element('dialog', {'aria-label': title}, form);
    let done = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
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
    dialog.addEventListener('close', () => { dialog.remove(); resolve(done); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function control(field) {
  const common = {id: `field-${field.name}`, name: field.name, required: true};
  if (field.options) {
    return element('select', common, field.options.map((o) => element('option', {value: o}, words(o))));
  }
  if (field.long) return element('textarea', {...common, maxlength: '2000'});
  return element('input', {...common, type: 'password', autocomplete: 'off', spellcheck: 'false'});
}

export async function restoreSession() {
  const bearer = api.token();
  if (bearer) {
    me = await api.whoIs(bearer).catch(() => null);
    if (!me) api.forget();
  }
  showSession();
}

function showSession() {
  const button = document.getElementById('session');
  button.textContent = me ? `${me.name} · sign out` : 'Sign in';
  button.title = me ? me.roles.map(words).join(', ') : 'A token with a role is needed to change anything';
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

async function signIn() {
  const done = await ask('Sign in', 'Paste an access token. It is kept in this tab only, until you close it.',
    [{name: 'token', label: 'Token'}], 'Sign in', async ({token}) => {
      me = await api.whoIs(token.trim());
      api.keep(token.trim());
    });
  showSession();
  return done;
}

async function commanding(permission, title, explanation, fields, confirm, send) {
  if (!me && !(await signIn())) return;
  if (!me.permissions.includes(permission)) {
    notice(`${me.name} may not do this: it needs another role than ${me.roles.map(words).join(', ')}.`);
    return;
  }
  if (await ask(title, explanation, fields, confirm, send)) notice('Sent. The page shows it as soon as it has taken effect.');
}

const REASON = {name: 'reason', label: 'Reason', long: true};
const action = (kind, assetId, targetId) => ({reason}) => api.post('actions', {kind, assetId, targetId, reason});

export function acknowledge(alarm) {
  return commanding('HANDLE_ALARM', 'Acknowledge alarm', alarm.reason, [REASON], 'Acknowledge', action('ACKNOWLEDGE', alarm.assetId, alarm.alarmId));
}
/** Any other act on an alarm that needs nothing but a reason. */
export function onAlarm(kind, title, alarm, permission = 'HANDLE_ALARM') {
  return commanding(permission, `${title}: alarm`, alarm.reason, [REASON], title, action(kind, alarm.assetId, alarm.alarmId));
}
export function shelve(alarm) {
  return commanding('HANDLE_ALARM', 'Shelve alarm', `${alarm.reason}. It is hidden until its time is over, at most a day.`,
    [{name: 'forTime', label: 'For', options: ['1 hour', '4 hours', '8 hours', '24 hours']}, REASON], 'Shelve',
    ({forTime, reason}) => api.post('actions', {kind: 'SHELVE', assetId: alarm.assetId, targetId: alarm.alarmId, reason, forTime: `PT${parseInt(forTime, 10)}H`}));
}
/** The one key: from now on there are alarms only. */
export function suspend(scope, where) {
  return commanding('SUSPEND_AUTOMATION', `Suspend automation: ${where}`, 'No case is opened and no work requested until it is resumed; alarms go on.', [REASON], 'Suspend', scopeAction(scope, true));
}
export function resume(scope, where) {
  return commanding('RESUME_AUTOMATION', `Resume automation: ${where}`, 'Cases and work orders are made again; what they count begins anew.', [REASON], 'Resume', scopeAction(scope, false));
}
const scopeAction = (scope, suspended) => ({reason}) => scope.startsWith('asset:')
  ? api.post('actions', {kind: suspended ? 'SUSPEND_AUTOMATION' : 'RESUME_AUTOMATION', assetId: scope.slice(6), targetId: null, reason})
  : api.post('scope-actions', {scope, suspended, reason});
export function approve(order) {
  return commanding('DECIDE_WORK_ORDER', 'Approve work order', order.title, [REASON], 'Approve', action('APPROVE_ORDER', order.assetId, order.workOrderId));
}
export function reject(order) {
  return commanding('DECIDE_WORK_ORDER', 'Reject work order', order.title, [REASON], 'Reject', action('REJECT_ORDER', order.assetId, order.workOrderId));
}
export function acceptAsNormal(assetId, caseId) {
  return commanding('ACCEPT_AS_NORMAL', 'Accept as normal', 'The present behaviour becomes the new baseline: it is learned again, and an open case is closed.', [REASON], 'Accept as normal', action('ACCEPT_AS_NORMAL', assetId, caseId ?? null));
}
export function report(assetId, itemId, caseId, workOrderId) {
  return commanding('REPORT_MAINTENANCE', 'Report maintenance', 'What was found and done. A repair starts a new life of the machine.',
    [{name: 'outcome', label: 'Outcome', options: ['REPAIRED', 'FAULT_FOUND_NOT_REPAIRED', 'NOTHING_FOUND']}, {name: 'found', label: 'What was found and done', long: true}],
    'Report', ({outcome, found}) => api.post('maintenance-reports', {assetId, itemId: itemId ?? null, caseId: caseId ?? null, workOrderId: workOrderId ?? null, outcome, found}));
}
/** Promotes a shadow or rolls a live model back. */
export function releaseModel(act, release, explanation) {
  const [title, confirm] = act === 'promote' ? [t('models.promoteTitle'), t('models.promote')] : [t('models.rollbackTitle'), t('models.rollback')];
  return commanding('RELEASE_MODEL', title, explanation, [REASON], confirm, ({reason}) => api.post('model-actions',
    {modelId: release.modelId, version: release.version, equipmentClass: release.equipmentClass, action: act, reason}));
}
