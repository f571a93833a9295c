// Spare parts: how many to keep and to order, what is set aside, and which machines they rest on.
import {get} from './api.js';
import {element, empty, notice, soft, tile} from './dom.js';
import {DASH, assetLink, count, names, number, percent, time} from './format.js';
import {t} from './i18n.js';
import {duration, keeping, rowsTable} from './work.js';

export function partsPage(main) {
  let open = true;
  let drawn = '';
  let search = '';
  let only = '';
  let parts = [];
  const place = element('div', {'data-test': 'parts'});
  const tiles = element('div', {class: 'tiles'});
  const find = element('input', {type: 'search', placeholder: t('parts.find'), 'aria-label': t('parts.find'), oninput: (e) => { search = e.target.value.toLowerCase(); draw(); }});
  const show = element('select', {'aria-label': t('parts.show'), 'data-test': 'filter-parts', onchange: (e) => { only = e.target.value; draw(); }},
    ['', 'SHORT', 'ORDER', 'ENOUGH'].map((v) => element('option', {value: v}, v ? t(`parts.is.${v}`) : t('parts.all'))));
  main.replaceChildren(
    element('div', {class: 'head'}, element('h1', {}, t('parts.title')), element('span', {class: 'grow'}), show, find),
    element('p', {class: 'soft'}, t('parts.how')), tiles, element('div', {class: 'card'}, place));

  function draw() {
    const shown = parts.filter((p) => (!only || stands(p.advice) === only)
      && `${p.advice.partNumber} ${p.advice.name} ${p.places.map((x) => `${x.assetId} ${names.get(x.assetId) ?? ''}`).join(' ')}`.toLowerCase().includes(search));
    const said = JSON.stringify([shown, names.size]);
    if (said === drawn) return;
    drawn = said;
    const of = (state) => parts.filter((p) => stands(p.advice) === state).length;
    tiles.replaceChildren(...['SHORT', 'ORDER', 'ENOUGH'].map((s) => tile(t(`parts.is.${s}`), count(of(s)))),
      tile(t('parts.reservations'), count(parts.reduce((n, p) => n + p.reservations.length, 0))));
    keeping(place, () => place.replaceChildren(shown.length ? list(shown) : empty(parts.length ? t('parts.noMatch') : t('parts.none'))));
  }

  async function load() {
    try {
      parts = await get('parts');
      if (open) draw();
    } catch (e) {
      if (open) notice(e.message);
    }
  }
  load();
  return {changed: load, every: 5000, close() { open = false; }};
}

/** Short: an approved order waits. Order: too few for what may fail. */
function stands(a) {
  if (a.shortages.length) return 'SHORT';
  return a.orderQuantity > 0 ? 'ORDER' : 'ENOUGH';
}

const COLOUR = {SHORT: 'ALARM', ORDER: 'DEGRADED', ENOUGH: 'HEALTHY'};
const SHAPE = {SHORT: '▲', ORDER: '◆', ENOUGH: '●'};

function list(parts) {
  return rowsTable(t('parts.title'), [{label: t('parts.part')}, {label: t('parts.advice')}, {label: t('parts.shelf')}, {label: t('parts.risk')}, {label: t('parts.machines')}, {label: t('parts.reservations')}],
    parts.map(({advice: a, reservations, places}) => {
      const s = stands(a);
      return {key: a.partNumber, cells: [
        [element('div', {class: 'name'}, a.partNumber), a.name === a.partNumber ? '' : soft(a.name), a.declared ? '' : element('div', {class: 'small stale'}, t('parts.undeclared'))],
        [element('span', {class: `state ${COLOUR[s]}`}, element('span', {'aria-hidden': 'true'}, SHAPE[s]), t(`parts.is.${s}`)),
          element('div', {}, a.orderQuantity > 0 ? t('parts.order', {n: a.orderQuantity}) : t('parts.orderNone'), ' ', t('parts.keep', {n: a.baseStock})),
          a.orderBy && !a.orderQuantity ? soft(t('parts.orderBy', {time: time(a.orderBy)})) : '',
          Number.isFinite(a.orderCost) ? soft(t('parts.cost', {cost: number(a.orderCost, 4)})) : '',
          a.shortages.map((x) => element('div', {class: 'small stale'}, t('parts.shortage', {n: x.missing, order: x.workOrderId, time: time(x.neededBy)}), x.earliest ? ` ${t('parts.earliest', {time: time(x.earliest)})}` : ''))],
        a.declared ? [t('parts.stock', {n: Math.max(0, a.stock - a.used)}), a.used ? element('div', {class: `small ${a.used > a.stock ? 'stale' : 'soft'}`}, a.used > a.stock ? t('parts.moreUsed', {stock: a.stock, used: a.used}) : t('parts.used', {stock: a.stock, used: a.used})) : '', soft(t('parts.onOrder', {onOrder: a.onOrder, reserved: a.reserved})), soft(t('parts.leadTime', {time: duration(a.leadTime)}))] : DASH,
        [percent(a.stockOutRisk, 1), a.orderQuantity > 0 ? soft(t('parts.then', {risk: percent(a.advisedStockOutRisk, 1)})) : '', soft(t('parts.demand', {n: number(a.expectedDemand, 2), level: percent(a.serviceLevel, 1)})),
          Number.isFinite(a.costPerYear) ? soft(t('parts.costPerYear', {now: number(a.costPerYear, 4), then: number(a.advisedCostPerYear, 4)})) : ''],
        machines(a, places),
        reservations.length ? reservations.map((r) => element('div', {class: 'small'}, `${r.quantity} × `, assetLink(r.assetId), soft(`${r.workOrderId} · ${time(r.neededBy)}`))) : DASH,
      ]};
    }));
}

/** Which machines it rests on: the likeliest to need it first, then where else it is built in. */
function machines(a, places) {
  const needing = a.needs.slice(0, 3).map((n) => element('div', {class: 'small'}, assetLink(n.assetId), ` ${percent(n.probability)}`, soft(n.reason)));
  const uncounted = a.uncoveredAssets ? element('div', {class: 'small stale'}, t('parts.uncovered', {n: a.uncoveredAssets})) : '';
  return [needing, uncounted, element('details', {}, element('summary', {class: 'small'}, t('parts.rests', {n: places.length})),
    places.map((p) => element('div', {class: 'small'}, assetLink(p.assetId), ` ${p.item}${p.pieces > 1 ? ` × ${p.pieces}` : ''}`)),
    a.needs.slice(3).map((n) => element('div', {class: 'small'}, assetLink(n.assetId), ` ${percent(n.probability)}`)),
    a.uncovered.map((u) => element('div', {class: 'small soft'}, assetLink(u.assetId), ` ${u.reason}`)), soft(a.basis))];
}
