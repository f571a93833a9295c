// Trends of one machine: what was said of it, every channel, the features of its signals. One range and one cursor for all.
import {get} from './api.js';
import {instant, seconds, stamp, withGaps} from './curve.js';
import {element} from './dom.js';
import {eventText, number, percent, stateText, time} from './format.js';
import {t} from './i18n.js';
import {pfCard} from './pf.js';
import {figure, plot} from './plots.js';

const RANGES = [['day', 86400], ['week', 604800], ['month', 2592000], ['all', null]];
const BUCKETS = 240;
const MOST_VALUES = 50000; // of all channels together, as the API allows
const LEAST_RANGE = 2; // seconds
const NEWS_EVERY = 30000; // milliseconds: sooner, less than a bucket of news is not asked for
const VELOCITY = 'velocityRmsMmPerS';
const ACCELERATION = 'rmsMPerS2'; // of frames too short to integrate
const GLYPHS = {CASE: ['triangle', '--degraded'], ORDER: ['square', '--learning'], MAINTENANCE: ['diamond', '--healthy'], ALARM: ['circle', '--alarm']};
/** The mean of each bucket in the band of all that was in it. */
const BAND = {series: [{label: 'max', faint: true}, {label: 'min', faint: true}, {label: 'mean'}], bands: [[1, 2]]};

/** Cases, orders, maintenance and alarms as marks on the time axis. */
function happenings(detail) {
  const mark = (kind, at, label) => ({at: stamp(at), glyph: GLYPHS[kind][0], colour: GLYPHS[kind][1], kind, label});
  return [
    ...detail.cases.map((c) => mark('CASE', c.openedAt, c.reason)),
    ...detail.orders.map((o) => mark('ORDER', o.createdAt, o.title)),
    ...detail.events.filter((e) => e.type === 'MAINTENANCE_PERFORMED').map((e) => mark('MAINTENANCE', e.time, `${eventText(e.type)}: ${e.reason}`)),
    ...detail.alarms.map((a) => mark('ALARM', a.raisedAt, a.reason)),
  ].filter((m) => Number.isFinite(m.at)).sort((a, b) => a.at - b.at);
}

function zonesOf(limits) {
  return limits ? [
    {from: 0, to: limits.ab, colour: '--zone-a', label: 'A'}, {from: limits.ab, to: limits.bc, colour: '--zone-b', label: 'B'},
    {from: limits.bc, to: limits.cd, colour: '--zone-c', label: 'C'}, {from: limits.cd, to: null, colour: '--zone-d', label: 'D'},
  ] : [];
}

function limitLines(limits) {
  return [['lowAlarm', '--threshold'], ['highAlarm', '--threshold'], ['lowWarning', '--degraded'], ['highWarning', '--degraded']]
    .filter(([n]) => limits && limits[n] !== null && limits[n] !== undefined).map(([n, colour]) => ({value: limits[n], colour}));
}

export function trends(id) {
  let detail = null;
  const needs = {planning: 0, spares: [], told: false};
  let reports = null; // until they are told
  let length = null; // of the range in seconds; null for all
  let zoomed = null; // [from, to] in seconds
  let chosen = '';
  let feature = null;
  let featurePicked = false;
  let marks = [];
  let asked = 0;
  let drawn = null; // [from, to] of what is shown, in seconds
  let drawnAt = 0; // by the clock of the page, in milliseconds
  let told = ''; // what had happened to the machine then
  let failed = false; // an answer did not come
  const answers = new Map(); // by path: what draws the last answer
  let busy = false;
  const live = new Map(); // name of a figure: {figure, drawn, host}
  const small = element('div', {class: 'multiples'});
  const readMark = element('p', {class: 'legend'});
  const reset = element('button', {type: 'button', class: 'quiet', hidden: true, onclick: unzoom}, t('asset.zoom.reset'));
  const ranges = element('div', {class: 'bar', role: 'group', 'aria-label': t('asset.range.label')},
    RANGES.map(([name, s]) => element('button', {type: 'button', 'data-length': String(s), onclick: () => { length = s; zoomed = null; draw(); }}, t(`asset.range.${name}`))),
    reset, element('span', {class: 'soft small'}, t('asset.zoom.how')));
  const channels = element('select', {'aria-label': t('asset.channel'), onchange: (e) => { chosen = e.target.value; showChannels(); }});
  const features = element('select', {'aria-label': t('asset.feature.label'), onchange: (e) => { feature = JSON.parse(e.target.value); featurePicked = true; draw(); }});
  const pf = pfCard();
  const score = trendFigure('score', t('asset.score.title'), t('asset.score.note'));
  const life = trendFigure('life', t('asset.life.title'));
  const lifeNote = element('p', {class: 'legend'});
  life.figure.node.querySelector('.summary').before(lifeNote);
  const featured = trendFigure('feature', t('asset.feature.title'), null, [features]);
  const channelsNote = element('p', {class: 'soft small', role: 'status'});
  const channelsCard = element('section', {class: 'wide panel', 'aria-label': t('asset.channels.title')},
    element('div', {class: 'head'}, element('h2', {class: 'panel-title'}, t('asset.channels.title')), channels), channelsNote, small);
  const node = element('div', {hidden: true}, ranges, readMark,
    element('div', {class: 'grid'}, element('div', {class: 'wide'}, pf.node), score.figure.node, life.figure.node, element('div', {class: 'wide'}, featured.figure.node), channelsCard));

  function trendFigure(name, title, note = null, tools = [], level = 'h2') {
    const host = element('div', {class: 'chart'});
    // Rows are written when somebody asks for them: thousands of numbers cost more than all the lines.
    const held = {host, columns: [], rows: () => [], drawn: null, key: ''};
    held.figure = figure(name, title, host, {tools, level, note: note ? element('p', {class: 'legend'}, note) : null, numbers: () => ({columns: held.columns, rows: held.rows()})});
    live.set(name, held);
    return held;
  }

  /** Draws or, where only the numbers changed, refreshes. */
  function put(held, data, range, options) {
    held.look = options.look;
    held.read = options.read;
    held.host.hidden = !data[0].length; // the sentence says that there is nothing
    if (held.host.hidden) return;
    const key = JSON.stringify([options.series, options.height, options.y]);
    if (held.drawn && held.key === key) held.drawn.update(data, range);
    else {
      held.drawn?.destroy();
      held.key = key;
      held.drawn = plot(held.host, data, {...options, range, sync: 'asset', zoom, reset: unzoom, look: () => held.look, read: (i) => held.read(i)});
    }
  }

  function zoom(from, to) {
    if (to - from < LEAST_RANGE) return;
    if (zoomed && Math.abs(from - zoomed[0]) + Math.abs(to - zoomed[1]) < 1) return; // every chart that shares the cursor tells the same drag
    zoomed = [from, to];
    draw();
  }

  function unzoom() {
    if (!zoomed) return;
    zoomed = null;
    draw();
  }

  /** The range in seconds: what is zoomed to, else the chosen length up to the newest. */
  function range() {
    if (zoomed) return zoomed;
    const to = stamp(detail.assessedRange.to) + 0.001; // the end of a range is not in it
    return [length === null ? stamp(detail.assessedRange.from) : to - length, to];
  }

  /** Whether there is more to see than is drawn: the newest data fill another bucket or are half a minute old, or something happened. */
  function moved() {
    const [from, to] = range();
    return !drawn || failed || happened() !== told || to - drawn[1] >= (to - from) / BUCKETS || (to > drawn[1] && performance.now() - drawnAt >= NEWS_EVERY);
  }

  const happened = () => JSON.stringify([detail.summary.state, happenings(detail).map((m) => [m.kind, m.at])]);

  /** Asks for all at once and draws each as it comes. */
  async function draw() {
    const mine = ++asked;
    busy = true;
    failed = false;
    told = happened();
    drawnAt = performance.now();
    for (const b of ranges.querySelectorAll('[data-length]')) b.setAttribute('aria-pressed', String(!zoomed && b.dataset.length === String(length)));
    reset.hidden = !zoomed;
    const bounds = range();
    const asking = {asset: id, from: instant(bounds[0]), to: instant(bounds[1]), points: BUCKETS};
    const take = async (path, parameters, act, lack) => {
      let again;
      try {
        const answer = await get(path, parameters);
        again = () => act(answer, bounds);
      } catch (e) {
        if (mine === asked) failed = true;
        again = () => lack(e.message);
      }
      if (mine !== asked || !node.isConnected) return;
      answers.set(path, again);
      node.hidden = false;
      await again();
    };
    const takeFeature = () => take('trends/features', {...asking, point: feature[0], channel: feature[1], feature: feature[2]}, (trend) => {
      if (trend.points.length || featurePicked || feature[2] !== VELOCITY) return drawFeature(trend, bounds);
      feature = [feature[0], feature[1], ACCELERATION];
      features.value = JSON.stringify(feature);
      return takeFeature();
    }, without(featured));
    featured.figure.node.hidden = !feature;
    drawMarks(bounds);
    await Promise.all([
      take('trends/assessments', asking, drawSaid, without(score, life)),
      detail.points.length ? take('trends/channels', {...asking, points: Math.max(2, Math.min(BUCKETS, Math.floor(MOST_VALUES / detail.points.length)))}, drawChannels, withoutChannels) : null,
      feature ? takeFeature() : null,
    ]);
    if (mine !== asked) return;
    drawn = bounds;
    busy = false;
  }

  /** Says in the place of figures why there is nothing. */
  const without = (...figures) => (why) => {
    for (const held of figures) {
      held.host.hidden = true;
      held.figure.say(why);
    }
  };

  function withoutChannels(why) {
    small.hidden = true;
    channelsNote.textContent = why;
  }

  /** Draws the last answers again, with the marks and the colours of now. */
  function drawAgain() {
    if (!drawn) return;
    drawMarks(drawn);
    for (const again of answers.values()) again();
  }

  function drawMarks([from, to]) {
    marks = happenings(detail);
    const within = marks.filter((m) => m.at >= from && m.at <= to);
    readMark.replaceChildren(...Object.entries(GLYPHS).map(([kind, [glyph]]) => {
      const some = within.filter((m) => m.kind === kind);
      return some.length ? element('span', {class: `mark ${kind}`, title: some.map((m) => `${time(instant(m.at))} ${m.label}`).join('\n')},
        `${{triangle: '▲', square: '■', diamond: '◆', circle: '●'}[glyph]} ${t(`asset.mark.${kind}`, {n: some.length})}`) : '';
    }));
  }

  const upright = () => marks.map(({at, glyph, colour}) => ({at, glyph, colour}));

  function drawSaid(said, bounds) {
    pf.draw(said, detail, needs);
    const scored = said.points.filter((p) => p.maxScore !== null);
    const xs = scored.map((p) => stamp(p.time));
    const values = scored.map((p) => p.maxScore);
    const data = withGaps(xs, [values]);
    score.columns = [t('asset.time'), t('asset.score.title'), t('asset.health'), t('asset.state')];
    score.rows = () => said.points.map((p) => [time(p.time), number(p.maxScore), number(p.meanHealth), stateText(p.state)]);
    put(score, data, bounds, {series: [{label: t('asset.score.title')}], y: {least: 0, covers: [1.1]},
      look: {limits: [{value: 1, colour: '--threshold'}], marks: upright()},
      read: (i) => score.figure.read(i === null ? '' : `${time(instant(data[0][i]))} · ${number(data[1][i])}`)});
    score.figure.say(values.length ? t('asset.score.says', {max: number(Math.max(...values)), time: time(instant(xs[values.indexOf(Math.max(...values))])), last: number(values.at(-1))}) : t('asset.trend.none'));
    drawLife(said, bounds);
  }

  function drawLife(said, bounds) {
    const told = said.points.filter((p) => p.lifeMedian !== null);
    const unit = detail.summary.remainingLife?.unit;
    life.figure.heading.textContent = unit ? t(`asset.life.in.${unit}`) : t('asset.life.title');
    life.columns = [t('asset.time'), t('asset.life.lower'), t('asset.life.median'), t('asset.life.upper')];
    life.rows = () => told.map((p) => [time(p.time), number(p.lifeLower), number(p.lifeMedian), number(p.lifeUpper)]);
    const xs = told.map((p) => stamp(p.time));
    const data = withGaps(xs, [told.map((p) => p.lifeUpper), told.map((p) => p.lifeLower), told.map((p) => p.lifeMedian)]);
    put(life, data, bounds, {series: [{label: 'upper', faint: true}, {label: 'lower', faint: true}, {label: 'median'}], bands: [[1, 2]], y: {least: 0},
      look: {marks: upright()},
      read: (i) => life.figure.read(i === null ? '' : `${time(instant(data[0][i]))} · ${number(data[3][i])} (${number(data[2][i])}–${number(data[1][i])})`)});
    const last = told.at(-1);
    life.figure.say(last ? t('asset.life.says', {median: number(last.lifeMedian), lower: number(last.lifeLower), upper: number(last.lifeUpper), time: time(last.time)})
      : detail.prognosisReason || t('asset.life.none'));
    const promised = detail.summary.remainingLife?.coverage;
    lifeNote.replaceChildren(promised ? element('span', {class: 'tag'}, t('asset.life.promise', {share: Math.round(100 * promised)})) : '',
      promised && reports ? element('span', {'data-test': 'calibration'}, measured()) : '',
      detail.provenance?.modelId ? element('span', {}, t('asset.life.model', {model: `${detail.provenance.modelId} ${detail.provenance.modelVersion ?? ''}`})) : '');
  }

  /** How often such intervals held: for machines of this kind if any of them failed, else for the plant. */
  function measured() {
    const of = (scopeId) => reports.find((r) => r.scopeId === scopeId)?.calibration?.coverage;
    const kind = of(`class/${detail.summary.equipmentClass}`);
    const held = kind ?? of('plant');
    if (detail.summary.remainingLife.unit !== 'HOURS') return t('asset.life.unmeasuredCycles');
    if (!held) return t('asset.life.unmeasured');
    return t(kind ? 'asset.life.measuredOfKind' : 'asset.life.measured',
      {share: percent(held.value), part: held.part, of: held.of, lower: percent(held.lower), upper: percent(held.upper)});
  }

  function drawFeature(trend, bounds) {
    const velocity = trend.feature === VELOCITY;
    const xs = trend.points.map((p) => stamp(p.time));
    const data = withGaps(xs, ['max', 'min', 'mean'].map((f) => trend.points.map((p) => p[f])));
    featured.columns = [t('asset.time'), t('asset.trend.min'), t('asset.trend.mean'), t('asset.trend.max')];
    featured.rows = () => trend.points.map((p) => [time(p.time), number(p.min, 5), number(p.mean, 5), number(p.max, 5)]);
    const zones = velocity ? zonesOf(detail.zones) : [];
    put(featured, data, bounds, {...BAND, y: zones.length ? {least: 0, covers: [detail.zones.bc]} : {},
      look: {zones, marks: upright()},
      read: (i) => featured.figure.read(i === null ? '' : `${time(instant(data[0][i]))} · ${number(data[3][i])} (${number(data[2][i])}–${number(data[1][i])})`)});
    const said = says(trend.points.map((p) => p.mean), '');
    featured.figure.say(zones.length ? `${said} ${t('asset.zones.says', {group: t(`asset.group.${detail.zones.group}`), support: t(`asset.support.${detail.zones.support}`), ab: detail.zones.ab, bc: detail.zones.bc, cd: detail.zones.cd})}` : said);
  }

  function says(means, unit) {
    if (!means.length) return t('asset.trend.none');
    return t('asset.trend.says', {last: number(means.at(-1)), low: number(Math.min(...means)), high: number(Math.max(...means)), unit: unit === '1' || !unit ? '' : ` ${unit}`});
  }

  function drawChannels(measured, bounds) {
    small.hidden = false;
    channelsNote.textContent = '';
    const start = bounds[0];
    const fresh = [];
    for (const trend of measured.series) {
      const point = detail.points.find((p) => p.id === trend.point);
      if (!point) continue;
      const name = `channel ${trend.point}`;
      const held = live.get(name) ?? newChannel(name, point);
      const xs = trend.bucket.map((b) => start + (b + 0.5) * measured.seconds);
      const data = withGaps(xs, [trend.max, trend.min, trend.mean]);
      held.columns = [t('asset.time'), t('asset.trend.min'), t('asset.trend.mean'), t('asset.trend.max')];
      held.rows = () => xs.map((x, i) => [time(instant(x)), number(trend.min[i], 5), number(trend.mean[i], 5), number(trend.max[i], 5)]);
      const zones = point.kind === 'VIBRATION' && point.unit === 'mm/s' ? zonesOf(detail.zones) : [];
      held.options = {...BAND, y: zones.length ? {least: 0} : {},
        look: {zones, limits: limitLines(point.limits), marks: upright()},
        read: (i) => held.figure.read(i === null ? `${number(trend.mean.at(-1), 4)} ${unitOf(point)}` : `${number(data[3][i], 4)} ${unitOf(point)}`)};
      held.data = data;
      held.bounds = bounds;
      held.figure.say(says(trend.mean, point.unit));
      held.figure.read(trend.mean.length ? `${number(trend.mean.at(-1), 4)} ${unitOf(point)}` : '—');
      fresh.push([held, trend.point]);
    }
    // All are there before one is measured, and one is measured for all: the browser lays them out once.
    const width = fresh.find(([held, point]) => !chosen || chosen === point)?.[0].host.clientWidth;
    for (const [held, point] of fresh) drawChannel(held, point, width);
  }

  const unitOf = (point) => (point.unit === '1' ? '' : point.unit);

  function newChannel(name, point) {
    const held = trendFigure(name, `${point.name}${unitOf(point) ? ` [${unitOf(point)}]` : ''}`, null, [], 'h3');
    small.append(held.figure.node);
    return held;
  }

  /** Small where all are shown, large where one is chosen, not at all where another one is. */
  function drawChannel(held, point, width) {
    const shown = !chosen || chosen === point;
    held.figure.node.hidden = !shown;
    if (shown) put(held, held.data, held.bounds, {...held.options, width: width || undefined, height: chosen ? 260 : 110});
  }

  function showChannels() {
    small.classList.toggle('one', Boolean(chosen));
    for (const point of detail.points) {
      const held = live.get(`channel ${point.id}`);
      if (held?.data) drawChannel(held, point.id);
    }
  }

  /** What can be chosen; whether that is another choice than before. */
  function offer() {
    const before = JSON.stringify([channels.options.length, feature]);
    if (channels.options.length !== detail.points.length + 1) {
      channels.replaceChildren(element('option', {value: ''}, t('asset.channels.all', {n: detail.points.length})), ...detail.points.map((p) => element('option', {value: p.id}, p.name)));
      channels.value = chosen;
    }
    channelsCard.hidden = !detail.points.length;
    const offered = detail.signals.flatMap((s) => s.channels.flatMap((c) => s.features.map((f) => [s.id, c.name, f, `${s.name} · ${c.name} · ${f}`])));
    if (offered.length && features.options.length !== offered.length) {
      features.replaceChildren(...offered.map(([p, c, f, label]) => element('option', {value: JSON.stringify([p, c, f])}, label)));
      feature = (offered.find((o) => o[2] === VELOCITY) ?? offered[0]).slice(0, 3);
      features.value = JSON.stringify(feature);
    }
    return JSON.stringify([channels.options.length, feature]) !== before;
  }

  return {
    node,
    /** Shows the machine as it is now; a range that is zoomed to stands still. */
    async show(now) {
      const first = !detail;
      detail = now;
      const offersMore = offer();
      if (!detail.assessedRange) {
        node.hidden = true;
        return;
      }
      if (first) {
        const all = stamp(detail.assessedRange.to) - stamp(detail.assessedRange.from);
        length = all > 2592000 ? 2592000 : null;
      }
      if (first) await draw();
      else if (busy && !offersMore) return;
      else if (offersMore || failed || (!zoomed && moved())) await draw();
      else if (!zoomed) drawAgain();
    },
    /** How good the calls of the plant were, and what must be prepared before work can begin; null for what is not known. */
    prepare(performance, spares) {
      if (performance) {
        reports = performance;
        needs.planning = seconds(reports.find((r) => r.scope === 'PLANT')?.planningTime);
      }
      if (spares) needs.spares = spares;
      needs.told = Boolean(reports && spares);
    },
    redraw() {
      for (const held of live.values()) held.key = '';
      drawAgain();
    },
    close() {
      asked++;
      pf.close();
      for (const held of live.values()) held.drawn?.destroy();
    },
  };
}
