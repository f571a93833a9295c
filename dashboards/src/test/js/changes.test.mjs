import assert from 'node:assert/strict';
import test from 'node:test';
import {takeIn} from '../../main/resources/console/js/changes.js';

const known = () => new Map([['a', {id: 'a', state: 'ALARM'}], ['b', {id: 'b', state: 'ALARM'}]]);

test('a change leaves the others and takes out what is gone', () => {
  const machines = known();
  const ids = takeIn(machines, {whole: false, assets: [{id: 'c', state: 'HEALTHY'}], removed: ['a']});
  assert.deepEqual([...machines.keys()], ['b', 'c']);
  assert.deepEqual([...ids].sort(), ['a', 'c']);
});

test('of a whole fleet what it does not hold is gone, however that was missed', () => {
  const machines = known();
  const ids = takeIn(machines, {whole: true, assets: [{id: 'b', state: 'HEALTHY'}], removed: []});
  assert.deepEqual([...machines.values()], [{id: 'b', state: 'HEALTHY'}]);
  assert.deepEqual([...ids].sort(), ['a', 'b']);
});
