import assert from 'node:assert/strict';
import {test} from 'node:test';
import {curve, resampled, seconds, withGaps} from '../../main/resources/console/js/curve.js';

const detail = (life) => ({
  summary: {time: '2026-03-01T00:00:00Z', remainingLife: life},
  cycleSeconds: 1800,
  items: [{id: 'bearing', partNumbers: ['6205']}],
  cases: [{status: 'CLOSED_REPAIRED', openedAt: '2026-01-01T00:00:00Z', itemId: 'bearing'}, {status: 'OPEN', openedAt: '2026-02-28T00:00:00Z', itemId: 'bearing'}],
});
const hours = {lower: 40, median: 60, upper: 100, unit: 'HOURS'};
const now = Date.parse('2026-03-01T00:00:00Z') / 1000;

test('reads durations', () => {
  assert.equal(seconds('PT48H'), 172800);
  assert.equal(seconds('P2DT3H4M5.5S'), 2 * 86400 + 3 * 3600 + 245.5);
  assert.equal(seconds(null), 0);
});

test('the window ends where preparing must begin for the lower bound', () => {
  const spares = [{partNumber: '6205', stock: 0, reserved: 0, leadTime: 'PT10H'}, {partNumber: 'other', stock: 0, reserved: 0, leadTime: 'PT900H'}];
  const c = curve(detail(hours), {planning: 6 * 3600, spares});
  assert.equal(c.detected, now - 86400);
  assert.equal(c.median, now + 60 * 3600);
  assert.equal(c.preparation, 16 * 3600);
  assert.equal(c.deadline, now + (40 - 16) * 3600);
  const inStock = curve(detail(hours), {planning: 6 * 3600, spares: [{...spares[0], stock: 2, reserved: 1}]});
  assert.equal(inStock.deadline, now + (40 - 6) * 3600);
});

test('lives in cycles become time, and no life no failure', () => {
  assert.equal(curve(detail({...hours, unit: 'CYCLES'}), {planning: 0, spares: []}).upper, now + 100 * 1800);
  const none = curve(detail(null), {planning: 3600, spares: []});
  assert.equal(none.median, null);
  assert.equal(none.deadline, null);
});

test('a line breaks where nothing came', () => {
  const [x, y] = withGaps([0, 1, 2, 3, 20, 21], [[5, 5, 5, 5, 6, 6]]);
  assert.deepEqual(x, [0, 1, 2, 3, 11.5, 20, 21]);
  assert.deepEqual(y, [5, 5, 5, 5, null, 6, 6]);
});

test('peaks are kept at other frequencies', () => {
  assert.deepEqual(resampled([1, 2, 3, 4, 5], [0, 9, 1, 2, 7], [2, 4]), [9, 7]);
});
