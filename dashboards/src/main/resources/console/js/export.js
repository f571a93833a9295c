// What a page shows, as a file: tables as CSV, charts as PNG.
import {csv} from './csv.js';
import {element, notice} from './dom.js';
import {t} from './i18n.js';

const BYTE_ORDER_MARK = '\ufeff'; // else spreadsheets read Chinese in the system's old encoding

export function save(name, blob) {
  const address = URL.createObjectURL(blob);
  element('a', {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** Rows of cells as a file; numbers stay numbers. */
export function saveCsv(name, rows) {
  save(`${name}.csv`, new Blob([BYTE_ORDER_MARK, csv(rows)], {type: 'text/csv;charset=utf-8'}));
}

/** A button that saves rows; `make` gives them when it is pressed, or a promise of them. */
export function csvButton(name, make) {
  return element('button', {type: 'button', 'data-test': `csv-${name}`, title: t('common.export.csvTitle'), onclick: async () => {
    try {
      saveCsv(name, await make());
    } catch (e) {
      notice(e.message);
    }
  }}, t('common.export.csv'));
}

const MARGIN = 16;
const TITLE = 20;

/** The canvases of a chart, one over the other as they stand, on the page's ground and under a title. */
export function chartCanvas(host, title) {
  const layers = [...host.querySelectorAll('canvas')];
  if (!layers.length) return null;
  const scale = layers[0].width / layers[0].getBoundingClientRect().width || 1;
  const origin = host.getBoundingClientRect();
  const style = getComputedStyle(host.closest('.card') ?? document.body);
  const drawing = document.createElement('canvas');
  drawing.width = (origin.width + 2 * MARGIN) * scale;
  drawing.height = (origin.height + 2 * MARGIN + 2 * TITLE) * scale;
  const pen = drawing.getContext('2d');
  pen.fillStyle = style.backgroundColor;
  pen.fillRect(0, 0, drawing.width, drawing.height);
  pen.scale(scale, scale);
  pen.fillStyle = style.color;
  pen.font = `600 15px ${style.fontFamily}`;
  pen.fillText(title, MARGIN, MARGIN + 15);
  for (const layer of layers) {
    const box = layer.getBoundingClientRect();
    pen.drawImage(layer, MARGIN + box.left - origin.left, MARGIN + 2 * TITLE + box.top - origin.top, box.width, box.height);
  }
  return drawing;
}

/** A button that saves the chart in `host`; `title` is its heading, or gives it. */
export function pngButton(name, title, host) {
  return element('button', {type: 'button', class: 'quiet', 'data-test': `png-${name}`, title: t('common.export.pngTitle'), onclick: () => {
    const drawing = chartCanvas(host, typeof title === 'function' ? title() : title);
    if (drawing) drawing.toBlob((blob) => save(`${name}.png`, blob), 'image/png');
    else notice(t('common.export.noChart'));
  }}, t('common.export.png'));
}
