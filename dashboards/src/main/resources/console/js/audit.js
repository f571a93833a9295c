import {get, onSession} from './api.js';
import {element, empty, soft, table} from './dom.js';
import {csvButton} from './export.js';
import {DASH, actionText, count, roleText, time} from './format.js';
import {t} from './i18n.js';

const MOST = 5000;
const PAGE = 200; // entries shown at once
const PATIENCE = 300; // after a key, in milliseconds

/** Who did, or tried to do, what; newest first. */
export function auditPage(main) {
  let answer = null;
  let shown = PAGE;
  let timer = null;
  let open = true;
  const asked = {actor: null, action: null, text: null};
  const place = element('div');
  const said = element('span', {class: 'soft small', role: 'status'});
  const actor = element('select', {'aria-label': t('audit.actor'), 'data-test': 'audit-actor', onchange: (e) => choose({actor: e.target.value || null})});
  const action = element('select', {'aria-label': t('audit.action'), 'data-test': 'audit-action', onchange: (e) => choose({action: e.target.value || null})});
  const text = element('input', {type: 'search', placeholder: t('audit.text'), 'aria-label': t('audit.text'), 'data-test': 'audit-text', oninput: (e) => {
    clearTimeout(timer);
    timer = setTimeout(() => choose({text: e.target.value.trim() || null}), PATIENCE);
  }});
  const filters = element('div', {class: 'bar', hidden: true}, text, actor, action, element('span', {class: 'grow'}), said,
    csvButton('audit', async () => [HEADS, ...(await get('audit', {...asked, limit: MOST})).entries.map(asRow)]));
  main.replaceChildren(element('div', {class: 'head', 'data-test': 'page-audit'}, element('h1', {}, t('common.menu.audit'))), element('p', {class: 'soft'}, t('audit.about')), filters, place);

  function choose(change) {
    Object.assign(asked, change);
    shown = PAGE;
    load();
  }

  async function load() {
    try {
      answer = await get('audit', {...asked, limit: MOST});
      if (open) draw();
    } catch (e) {
      if (!open) return;
      filters.hidden = true;
      place.replaceChildren(e.status === 401 || e.status === 403 ? explain(e) : element('p', {class: 'wrong', role: 'alert'}, e.message));
    }
  }

  /** Nobody reads it without a token, not even on loopback: it names people. */
  function explain(e) {
    return element('section', {class: 'card', 'data-test': 'audit-locked'},
      element('h2', {}, t('audit.locked')),
      element('p', {}, e.status === 403 ? e.message : t('audit.howTo')),
      e.status === 401 ? element('button', {type: 'button', class: 'primary', onclick: () => document.getElementById('session').click()}, t('audit.signIn')) : null);
  }

  function draw() {
    filters.hidden = false;
    fill(actor, answer.actors, t('audit.everybody'), asked.actor, (v) => v);
    fill(action, answer.actions, t('audit.everything'), asked.action, actionText);
    said.textContent = t('audit.shown', {n: count(answer.matching), all: count(answer.kept)});
    if (!answer.entries.length) {
      place.replaceChildren(empty(answer.kept ? t('audit.noMatch') : t('audit.none')));
      return;
    }
    place.replaceChildren(element('div', {class: 'card'}, table(t('common.menu.audit'), HEADS.map((label) => ({label})), answer.entries.slice(0, shown).map((e) => [
      element('span', {class: 'nowrap'}, time(e.time)),
      [e.actor, soft(roles(e))],
      actionText(e.action), e.target || DASH, e.reason || DASH,
      element('span', {class: e.allowed ? 'state HEALTHY' : 'state ALARM'}, e.allowed ? t('audit.allowed') : t('audit.refused')),
    ])),
    answer.entries.length > shown ? element('button', {type: 'button', onclick: () => { shown += PAGE; draw(); }}, t('audit.more')) : null));
  }

  load();
  const stop = onSession(load);
  const every = setInterval(() => { if (!document.hidden && !place.contains(document.activeElement) && answer) load(); }, 10000);
  return {changed() {}, close() { open = false; stop(); clearInterval(every); clearTimeout(timer); }};
}

const HEADS = [t('audit.time'), t('audit.actor'), t('audit.action'), t('audit.target'), t('audit.reason'), t('audit.outcome')];

const roles = (entry) => entry.roles.split(/,\s*/).filter(Boolean).map(roleText).join(', ');

const asRow = (e) => [e.time, `${e.actor}${e.roles ? ` (${e.roles})` : ''}`, e.action, e.target, e.reason, e.allowed ? t('audit.allowed') : t('audit.refused')];

/** The choices of a filter, left alone while they are the same. */
function fill(select, values, all, chosen, say) {
  const said = values.join('\n');
  if (select.dataset.said !== said) {
    select.dataset.said = said;
    select.replaceChildren(element('option', {value: ''}, all), ...values.map((v) => element('option', {value: v}, say(v))));
  }
  select.value = chosen ?? '';
}
