import {card, element, notice, table} from './dom.js';
import {get} from './api.js';
import {acceptAsNormal, acknowledge, approve, onAlarm, reject, report, shelve} from './dialogs.js';
import {assetLink, life, originTag, priorityText, time, words} from './format.js';

const button = (label, onclick, primary) => element('button', {type: 'button', class: primary ? 'primary' : null, onclick}, label);

export function alarmTable(alarms, named = true) {
  if (!alarms.length) return element('p', {class: 'empty'}, 'No alarm stands.');
  return table('Alarms', [named && {label: 'Machine'}, {label: 'Priority'}, {label: 'Alarm'}, {label: 'State'}, {label: 'Raised'}, {label: ''}].filter(Boolean),
    alarms.map((a) => [
      ...(named ? [[assetLink(a.assetId), ' ', originTag(a.origin)]] : []),
      priorityText(a.priority),
      [words(a.condition), a.pointId ? ` · ${a.pointId}` : '', element('div', {class: 'soft small'}, a.reason)],
      words(a.status), time(a.raisedAt),
      element('div', {class: 'bar'}, alarmButtons(a)),
    ]));
}

const HIDDEN = ['SHELVED', 'SUPPRESSED_BY_DESIGN', 'OUT_OF_SERVICE'];

/** What a person may do with an alarm in its state, by ISA-18.2. */
function alarmButtons(a) {
  const buttons = [];
  const offer = (label, act) => buttons.push(button(label, act));
  if (a.status.includes('UNACKNOWLEDGED')) offer('Acknowledge', () => acknowledge(a));
  if (a.status.startsWith('LATCHED')) offer('Reset', () => onAlarm('RESET', 'Reset', a));
  if (a.status === 'SHELVED') offer('Unshelve', () => onAlarm('UNSHELVE', 'Unshelve', a));
  if (!HIDDEN.includes(a.status)) offer('Shelve', () => shelve(a));
  offer(...(a.status === 'OUT_OF_SERVICE'
    ? ['Return to service', () => onAlarm('RETURN_TO_SERVICE', 'Return to service', a, 'SUPPRESS_ALARM')]
    : ['Out of service', () => onAlarm('TAKE_OUT_OF_SERVICE', 'Take out of service', a, 'SUPPRESS_ALARM')]));
  return buttons;
}

/** What the plant's own closed cases say to an open one. */
function precedents(advice) {
  if (!advice) return null;
  return element('details', {}, element('summary', {class: 'small'}, `${advice.confirmed} of ${advice.answered} answered cases of this kind were confirmed`),
    advice.precedents.map((p) => element('p', {class: 'soft small'}, `${Math.round(100 * p.similarity)} % alike: `, assetLink(p.assetId), ` ${words(p.outcome)}: ${p.found}`)));
}

export function caseTable(cases, named = true, advice = []) {
  if (!cases.length) return element('p', {class: 'empty'}, 'No case.');
  return table('Cases', [named && {label: 'Machine'}, {label: 'Item'}, {label: 'Priority'}, {label: 'Case'}, {label: 'Remaining life'}, {label: 'Opened'}, {label: ''}].filter(Boolean),
    cases.map((c) => [
      ...(named ? [[assetLink(c.assetId), ' ', originTag(c.origin)]] : []),
      c.itemId, priorityText(c.priority),
      [element('div', {}, c.reason), element('div', {class: 'soft small'}, c.status === 'OPEN' ? `by ${c.provenance}` : `${words(c.status)}: ${c.closedReason ?? ''}`),
        precedents(advice.find((a) => a.caseId === c.caseId))],
      life(c.remainingLife), time(c.openedAt),
      c.status === 'OPEN' ? element('div', {class: 'bar'}, button('Report', () => report(c.assetId, c.itemId, c.caseId)), button('Accept as normal', () => acceptAsNormal(c.assetId, c.caseId))) : '',
    ]));
}

export function orderTable(orders, named = true) {
  if (!orders.length) return element('p', {class: 'empty'}, 'No work order.');
  return table('Work orders', [named && {label: 'Machine'}, {label: 'Priority'}, {label: 'Order'}, {label: 'State'}, {label: 'Due by'}, {label: ''}].filter(Boolean),
    orders.map((o) => [
      ...(named ? [[assetLink(o.assetId), ' ', originTag(o.origin)]] : []),
      priorityText(o.priority),
      [element('details', {}, element('summary', {}, o.title), element('p', {class: 'soft small'}, o.description),
        o.comments.map((c) => element('p', {class: 'soft small'}, c))), element('div', {class: 'soft small'}, o.workOrderId)],
      words(o.status), time(o.dueBy),
      element('div', {class: 'bar'},
        o.status === 'REQUESTED' ? [button('Approve', () => approve(o), true), button('Reject', () => reject(o))] : null,
        o.status === 'APPROVED' ? button('Report', () => report(o.assetId, o.itemId, o.caseId, o.workOrderId)) : null),
    ]));
}

/** Everything that waits for a person. */
export function workPage(main) {
  let status = 'open';
  const place = element('div');
  const toggle = button('Show ended ones too', () => {
    status = status === 'open' ? 'all' : 'open';
    toggle.setAttribute('aria-pressed', String(status === 'all'));
    load();
  });
  main.replaceChildren(element('div', {class: 'head'}, element('h1', {}, 'Cases & work'), element('span', {class: 'grow'}), toggle), place);

  async function load() {
    try {
      const [orders, cases, alarms, advice] = await Promise.all([get('work-orders', {status}), get('cases', {status}), get('alarms'), get('case-advice')]);
      if (place.querySelector('details[open]')) return; // somebody reads
      place.replaceChildren(element('div', {class: 'grid'},
        element('div', {class: 'wide'}, card('Work orders', orderTable(orders))),
        element('div', {class: 'wide'}, card('Cases', caseTable(cases, true, advice))),
        element('div', {class: 'wide'}, card('Alarms', alarmTable(alarms)))));
    } catch (e) {
      notice(e.message);
    }
  }
  load();
  return {changed: load, every: 3000, close() {}};
}
