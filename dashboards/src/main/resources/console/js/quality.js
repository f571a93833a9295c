import {get} from './api.js';
import {card, element, empty, table, tile} from './dom.js';
import {DASH, age, assetLink, count, percent, qualityText, stateBadge, time} from './format.js';
import {t} from './i18n.js';

const ORDER = ['silent', 'undeclared', 'never', 'late', 'rejected', 'grade'];

/** How far the data can be trusted: the plant's, or one machine's. */
export function qualityPage(main, id) {
  let open = true;
  const place = element('div', {'data-test': 'quality'});
  main.replaceChildren(
    element('div', {class: 'head'}, element('h1', {}, id ? [t('quality.title'), ' · ', assetLink(id)] : t('quality.title')),
      element('span', {class: 'grow'}), id ? element('a', {href: '#/quality'}, t('quality.all')) : null), place);

  async function load() {
    try {
      const answer = await get(id ? `data-quality/${encodeURI(id)}` : 'data-quality');
      if (!open || place.querySelector('details[open]')) return; // somebody reads
      place.replaceChildren(...(id ? machine(answer) : plant(answer)));
    } catch (e) {
      if (open) place.replaceChildren(element('p', {class: 'empty', role: 'alert'}, e.message));
    }
  }

  load();
  return {changed: load, every: 5000, close() { open = false; }};
}

const link = (id, text) => element('a', {href: `#/quality/${encodeURIComponent(id)}`}, text ?? id);

function plant(q) {
  const flagged = q.machines.map((m) => [m, flags(m)]).filter(([, f]) => f.length)
    .sort(([, a], [, b]) => ORDER.indexOf(a[0]) - ORDER.indexOf(b[0]) || b.length - a.length);
  const graded = q.machines.some((m) => m.grade);
  const sound = q.machines.filter((m) => !flags(m).length);
  return [
    element('div', {class: 'tiles'},
      tile(t('quality.silent'), count(q.machines.filter((m) => m.silent).length), 'quality-silent'),
      tile(t('quality.undeclared'), count(q.undeclared.length + q.machines.filter((m) => !m.declared).length), 'quality-undeclared'),
      tile(t('quality.rejected'), q.complete ? count(q.rejected) : t('quality.atLeast', {n: count(q.rejected)}), 'quality-rejected'),
      tile(t('quality.machines'), count(q.machines.length), 'quality-machines')),
    element('div', {class: 'grid'},
      element('div', {class: 'wide'}, card(t('quality.attention'), flagged.length
        ? table(t('quality.attention'), [...(graded ? [{label: t('quality.grade')}] : []), {label: t('quality.machine')}, {label: t('quality.state')}, {label: t('quality.why')}, {label: t('quality.behind')}, {label: t('quality.cameIn')}, {label: t('quality.rejected'), num: true}],
          flagged.map(([m, f]) => [...(graded ? [m.grade ?? DASH] : []), link(m.id, m.name), stateBadge(m.state), [...f.map((x) => t(`quality.flag.${x}`)), ...m.gradeReasons].join(', '), age(m.eventAgeSeconds), age(m.wallAgeSeconds), count(m.rejected)]))
        : empty(t('quality.allWell')))),
      q.undeclared.length ? element('div', {class: 'wide'}, card(t('quality.undeclaredTitle'), element('p', {class: 'soft'}, t('quality.undeclaredHint')),
        table(t('quality.undeclaredTitle'), [{label: t('quality.machine')}, {label: t('quality.rejected'), num: true}, {label: t('quality.newest')}, {label: t('common.actions'), unseen: true}],
          q.undeclared.map((u) => [u.asset, count(u.rejected), time(u.newest), element('a', {href: '#/machine'}, t('quality.declare'))])))) : null,
      element('div', {class: 'wide'}, rejections(q)),
      sound.length ? element('details', {class: 'wide card'}, element('summary', {}, t('quality.others', {n: sound.length})),
        element('ul', {class: 'columns'}, sound.map((m) => element('li', {}, link(m.id, m.name), ' ', element('span', {class: 'soft small'}, age(m.eventAgeSeconds)))))) : null),
  ];
}

/** What is the matter with a machine's data, the worst first. */
function flags(m) {
  return [m.silent && 'silent', !m.declared && 'undeclared', m.eventAgeSeconds === null && m.declared && 'never', m.eventAgeSeconds > 86400 && !m.silent && 'late', m.rejected > 0 && 'rejected', m.grade > 'A' && 'grade'].filter(Boolean);
}

function rejections(q) {
  return card(t('quality.rejectedTitle'),
    q.reasons.length ? [
      element('ul', {class: 'reasons'}, q.reasons.map((r) => element('li', {'data-test': `quality-reason-${r.reason}`},
        element('strong', {}, t(`quality.reason.${r.reason}`)), element('span', {class: 'soft'}, ` · ${count(r.count)} · ${t('quality.newest')} ${time(r.newest)}`),
        element('p', {class: 'soft small'}, t(`quality.help.${r.reason}`))))),
      element('details', {}, element('summary', {}, t('quality.examples', {n: q.examples.length})),
        table(t('quality.examples', {n: q.examples.length}), [{label: t('quality.when')}, {label: t('quality.machine')}, {label: t('quality.reasonLabel')}, {label: t('quality.detail')}, {label: t('quality.source')}, {label: t('quality.raw')}],
          q.examples.map((x) => [time(x.rejectedAt), x.asset ?? DASH, t(`quality.reason.${x.reason}`), x.detail, x.source, element('code', {class: 'small'}, x.raw || DASH)]))),
    ] : empty(t('quality.noneRejected')));
}

function machine(q) {
  return [
    card(t('quality.points'), element('p', {class: 'soft small'}, t('quality.pointsHint', {from: time(q.from), to: time(q.to), gap: age(q.gapResolutionSeconds)})),
      q.points.length ? table(t('quality.points'), [{label: t('quality.point')}, {label: t('quality.now')}, {label: t('quality.newestReading')}, {label: t('quality.ageLabel')}, {label: t('quality.readings'), num: true},
        {label: t('quality.good'), num: true}, {label: t('quality.uncertain'), num: true}, {label: t('quality.bad'), num: true}, {label: t('quality.gap'), num: true}],
      q.points.map((p) => [p.name, p.quality ? element('span', {class: `quality ${p.quality}`}, qualityText(p.quality)) : DASH, time(p.time), age(p.ageSeconds), count(p.readings),
        percent(p.goodShare, 1), percent(p.uncertainShare, 1), percent(p.badShare, 1),
        p.longestGapSeconds === null ? DASH : p.longestGapSeconds === 0 ? t('quality.noGap') : age(p.longestGapSeconds)]))
        : empty(t('quality.noPoints'))),
    rejections(q),
  ];
}
