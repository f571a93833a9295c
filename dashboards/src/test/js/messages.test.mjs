import assert from 'node:assert/strict';
import test from 'node:test';
import {messages} from '../../main/resources/console/js/messages.js';

const STREAM = 'event: fleet\ndata: 1\n\n: still here\n\nevent: fleet\ndata: 2\ndata: 3\n\n';
const WHOLE = ['event: fleet\ndata: 1', ': still here', 'event: fleet\ndata: 2\ndata: 3'];

function told(pieces) {
  const all = [];
  const take = messages((message) => all.push(message));
  pieces.forEach((piece) => take(piece));
  return all;
}

test('a stream cut anywhere says the same', () => {
  for (let at = 0; at <= STREAM.length; at++) {
    assert.deepEqual(told([STREAM.slice(0, at), STREAM.slice(at)]), WHOLE, `cut at ${at}`);
  }
});

test('one that comes character by character says the same', () => {
  assert.deepEqual(told([...STREAM]), WHOLE);
});
