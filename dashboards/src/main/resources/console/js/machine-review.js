// The last step of the wizard: what would be added, as plant.yaml, against what is in force.
import {element, notice} from './dom.js';
import {save} from './export.js';
import {count} from './format.js';
import {t} from './i18n.js';

/** Lines of both texts in order: of the old one alone, of the new one alone, of both. */
function difference(before, after) {
  const a = before.split('\n');
  const b = after.split('\n');
  const common = Array.from({length: a.length + 1}, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  }
  const lines = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { lines.push([' ', a[i]]); i++; j++; }
    else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) lines.push(['-', a[i++]]);
    else lines.push(['+', b[j++]]);
  }
  return lines;
}

/** A declaration with what is new and gone against the one before; null for none. */
export function linesOf(yaml, before) {
  const lines = before ? difference(before.trimEnd(), yaml.trimEnd()) : yaml.trimEnd().split('\n').map((line) => ['+', line]);
  return element('pre', {class: 'code', tabindex: '0', 'aria-label': t('machine.declaration'), 'data-test': 'machine-yaml'}, lines.map(([mark, line]) =>
    element('span', {class: mark === '+' ? 'added' : mark === '-' ? 'gone' : null}, `${mark} ${line}\n`)));
}

/** To take a declaration elsewhere. */
export function copyButtons(id, yaml) {
  return element('div', {class: 'bar'},
    element('button', {type: 'button', 'data-test': 'machine-copy', onclick: () => navigator.clipboard.writeText(yaml).then(() => notice(t('machine.copied')), (e) => notice(e.message))}, t('machine.copy')),
    element('button', {type: 'button', 'data-test': 'machine-download', onclick: () => save(`${id.replaceAll(/[^\w.-]/g, '_')}.yaml`, new Blob([yaml], {type: 'application/yaml'}))}, t('machine.download')));
}

export function reviewStep(wizard) {
  const {problems, yaml, published, machines} = wizard.checked;
  if (problems.length) {
    return [element('div', {class: 'card', 'data-test': 'machine-problems'}, element('p', {class: 'wrong'}, t('machine.notSound', {n: problems.length})),
      element('ul', {}, problems.map((p) => element('li', {}, element('code', {}, p.path.slice(1) || '–'), ' ', p.message)))),
    yaml ? linesOf(yaml, published) : ''];
  }
  if (!yaml) return [element('p', {class: 'empty', role: 'status'}, t('machine.checking'))];
  const wrong = element('p', {class: 'wrong', role: 'alert', hidden: true, 'data-test': 'machine-refused'});
  const say = (text) => { wrong.textContent = text; wrong.hidden = false; };
  const reason = element('textarea', {id: 'machine-reason-text', maxlength: '2000', 'data-test': 'machine-reason'});
  reason.value = wizard.draft.reason ?? '';
  reason.addEventListener('input', () => { wizard.draft.reason = reason.value; });
  const apply = element('button', {type: 'button', class: 'primary', 'data-test': 'machine-apply', onclick: () => {
    if (!reason.value.trim()) { say(t('machine.reasonNeeded')); reason.focus(); return; }
    wizard.apply(reason.value, apply, say);
  }}, t('machine.apply'));
  return [
    element('p', {}, t('machine.sound', {n: count(machines), after: count(machines + 1)})),
    copyButtons(wizard.draft.asset.id, yaml),
    linesOf(yaml, published),
    element('div', {class: 'field wide'}, element('label', {for: 'machine-reason-text'}, t('machine.reason')), reason),
    wrong, apply,
  ];
}
