// From detection to failure: health over time with the point of detection P, the predicted failure F, and the time left to act.
import {curve, instant, stamp, withGaps} from './curve.js';
import {element} from './dom.js';
import {age, number, time} from './format.js';
import {t} from './i18n.js';
import {figure, plot} from './plots.js';

export function pfCard() {
  const host = element('div', {class: 'chart'});
  let points = [];
  let drawn = null;
  const card = figure('pf', t('asset.pf.title'), host, {numbers: () => ({
    columns: [t('asset.time'), t('asset.health')],
    rows: points.filter((p) => p.meanHealth !== null).map((p) => [time(p.time), number(p.meanHealth)]),
  })});

  return {
    node: card.node,
    draw(trend, detail, needs) {
      points = trend.points;
      const c = curve(detail, needs);
      const known = points.filter((p) => p.meanHealth !== null);
      const xs = known.map((p) => stamp(p.time));
      const from = Math.min(stamp(trend.from), c.detected ?? Infinity);
      const data = withGaps(xs, [known.map((p) => p.meanHealth)]);
      data.push(data[0].map(() => null));
      const seen = (c.now ?? stamp(trend.to)) - from;
      // The future is shown as far as the past at most, or the past would be a line at the edge.
      const to = c.upper === null ? stamp(trend.to) : Math.min(c.upper, Math.max(c.median, c.now + seen)) + 0.03 * seen;
      if (c.median !== null && known.length) {
        data[0].push(c.median);
        data[1].push(null);
        data[2][data[2].length - 1] = known.at(-1).meanHealth;
        data[2].push(0);
      }
      const look = {
        spans: [
          c.lower !== null && {from: c.lower, to: Math.min(c.upper, to), colour: '--alarm-bg'},
          c.preparation > 0 && c.deadline !== null && c.deadline > c.now && {from: c.now, to: c.deadline, colour: '--healthy-bg'},
        ].filter(Boolean),
        marks: [
          c.detected !== null && {at: c.detected, colour: '--degraded', glyph: 'triangle', label: t('asset.pf.p'), wide: true},
          c.now !== null && {at: c.now, colour: '--soft', label: t('asset.pf.now'), wide: true},
          c.median !== null && {at: c.median, colour: '--alarm', glyph: 'diamond', label: t('asset.pf.f'), wide: true},
          c.preparation > 0 && c.deadline !== null && c.deadline > c.now && {at: c.deadline, colour: '--healthy', glyph: 'square', label: t('asset.pf.act')},
        ].filter(Boolean),
      };
      drawn?.destroy();
      drawn = plot(host, data, {
        series: [{label: t('asset.health')}, {label: t('asset.pf.projection'), dash: [5, 4], colour: '--alarm'}], height: 240, range: [from, to], y: {least: 0, covers: [100]},
        look: () => look, read: (i) => card.read(i === null ? '' : `${time(instant(data[0][i]))} · ${number(data[1][i] ?? data[2][i])}`),
      });
      card.say(this.sentence(c, needs.told));
    },
    sentence(c, told) {
      if (c.median === null) return c.detected === null ? t('asset.pf.none') : t('asset.pf.detectedOnly', {time: time(instant(c.detected))});
      const detected = c.detected === null ? t('asset.pf.notDetected') : t('asset.pf.detected', {time: time(instant(c.detected))});
      const left = c.deadline - c.now;
      return [detected, t('asset.pf.predicted', {median: time(instant(c.median)), lower: time(instant(c.lower)), upper: time(instant(c.upper))}),
        !told ? '' : c.preparation === 0 ? t('asset.pf.unprepared')
          : left > 0 ? t('asset.pf.window', {left: age(left), preparation: age(c.preparation)}) : t('asset.pf.late', {preparation: age(c.preparation)})].join(' ');
    },
    close() { drawn?.destroy(); },
  };
}
