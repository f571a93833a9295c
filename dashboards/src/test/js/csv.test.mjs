// Pure modules of the console, tested by Node itself: node --test csv.test.mjs
import assert from 'node:assert/strict';
import test from 'node:test';
import {cell, csv} from '../../main/resources/console/js/csv.js';

test('a line a row, a comma between cells, quotes where needed', () => {
  assert.equal(csv([['name', 'note'], ['泵 1', 'a, "b"\nc'], [-1.5, null]]), 'name,note\r\n泵 1,"a, ""b""\nc"\r\n-1.5,\r\n');
  assert.equal(csv([]), '');
});

test('a text that would be a formula is none, a number stays one', () => {
  for (const text of ['=1+1', '+1', '-cmd', '@SUM(A1)', '\t=1', '\r=1']) assert.match(cell(text), /^"?'/);
  assert.equal(cell('=HYPERLINK("x")'), '"\'=HYPERLINK(""x"")"');
  assert.equal(cell(-3.5), '-3.5');
  assert.equal(cell('a=b'), 'a=b');
});

test('what is not there is empty', () => {
  assert.deepEqual([null, undefined, NaN, Infinity, ''].map(cell), ['', '', '', '', '']);
});
