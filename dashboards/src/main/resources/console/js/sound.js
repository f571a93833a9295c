// What a microphone heard over time, by pitch; and which bands make it unusual.
import {get} from './api.js';
import {element} from './dom.js';
import {number, time} from './format.js';
import {heatmap} from './heatmap.js';
import {t} from './i18n.js';
import {figure} from './plots.js';

/** The panel of one machine's sound; nothing while none is kept. */
export function soundPanel(id) {
  const host = element('div', {class: 'chart'});
  const explains = element('div');
  let series = '';
  let mel = null;
  let drawn = null;
  let newest = '';
  const select = element('select', {'aria-label': t('asset.sound.point'), onchange: (e) => { series = e.target.value; load(); }});
  const card = figure('sound', t('asset.sound.title'), host, {tools: [select], note: explains, numbers: () => ({
    columns: [t('asset.time'), ...(mel?.centresHz ?? []).map((hz) => `${Math.round(hz)} Hz`)],
    rows: (mel?.times ?? []).map((at, i) => [time(at), ...mel.levelDb[i].map((v) => number(v))]),
  })});
  const node = element('section', {class: 'panel', hidden: true}, card.node);

  async function load() {
    const [point, channel] = JSON.parse(series);
    const answer = await get('signals/mel', {asset: id, point, channel});
    if (!node.isConnected) return;
    mel = answer;
    draw();
  }

  function draw() {
    if (!mel?.times.length) return;
    drawn?.destroy();
    const columns = mel.times.length;
    // Bands from below, times from the left.
    const rows = mel.centresHz.map((_, b) => mel.levelDb.map((column) => column[b]));
    const label = (i) => mel.times[i].slice(5, 16).replace('T', ' ');
    drawn = heatmap(host, rows, {
      height: 260, unit: 'dB',
      xTicks: [0, 0.5, 1].map((f) => ({at: f * 0.94 + 0.03, label: label(Math.round(f * (columns - 1)))})),
      yTicks: [0, 7, 15, 23, 31].map((b) => ({at: (b + 0.5) / 32, label: `${number(mel.centresHz[b], 2)} Hz`})),
      read: (at, level) => card.read(at ? `${time(mel.times[at[1]])} · ${number(mel.centresHz[at[0]], 3)} Hz · ${number(level)} dB` : ''),
    });
    explains.replaceChildren(...mel.contributions.map((c) => element('div', {class: 'contribution'},
      element('span', {}, t(`asset.sound.${c.what}`, {hz: number(mel.centresHz[c.band], 3)})),
      element('progress', {max: '1', value: String(Math.max(0, Math.min(1, c.share))), 'aria-label': t('asset.explains.share')}),
      element('span', {class: 'soft small num'}, `${Math.round(100 * c.share)} % · ${c.deviation > 0 ? '+' : ''}${number(c.deviation, 2)} σ`))));
    card.say(`${t('asset.sound.says', {columns, from: time(mel.times[0]), to: time(mel.times.at(-1))})} ${mel.contributions.length
      ? t('asset.sound.unusual') : t('asset.sound.usual')}`);
  }

  return {
    node,
    async show(extents, names) {
      const kept = extents.filter((e) => e.kind === 'LOG_MEL');
      node.hidden = !kept.length;
      if (!kept.length) return;
      if (select.options.length !== kept.length) {
        select.replaceChildren(...kept.map((e) => element('option', {value: JSON.stringify([e.point, e.channel])}, `${names.get(e.point) ?? e.point} · ${e.channel}`)));
        series ||= select.options[0].value;
        select.value = series;
      }
      const last = kept.map((e) => e.last).join();
      if (last !== newest) {
        newest = last;
        await load();
      }
    },
    redraw: draw,
    close() { drawn?.destroy(); },
  };
}
