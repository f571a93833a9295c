// Reads alarms and work orders as a CMMS would. ../consumers.md tells the rules that it keeps.
//
//   node consumer.mjs --brokers localhost:9092 [--group my-cmms] [--schemas DIRECTORY] [--events N]
//
// Prints a line for each event; ends after N of them, or when interrupted.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Kafka as KafkaBinding } from 'cloudevents';
import kafkajs from 'kafkajs';
import { decompressFrame } from 'lz4-napi';

const { values: options } = parseArgs({
  options: {
    brokers: { type: 'string', default: 'localhost:9092' },
    group: { type: 'string', default: 'example-cmms' },
    schemas: {
      type: 'string',
      default: fileURLToPath(new URL('../../contracts/src/main/resources/jsonschema/v1', import.meta.url)),
    },
    events: { type: 'string', default: 'Infinity' },
  },
});

const SCHEMA_OF_TOPIC = {
  'millwright.alarms': 'alarm',
  'millwright.alarms.current': 'alarm',
  'millwright.work-orders': 'work-order',
};

// What a CMMS keeps in its database, in the transaction that also applies the event.
const seen = new Set();
const openAlarms = new Map();
const orders = new Map();

// Where the snapshots of a compacted topic are kept.
const SNAPSHOTS_OF_TOPIC = {
  'millwright.alarms.current': openAlarms,
  'millwright.work-orders': orders,
};

const ajv = addFormats(new Ajv2020({ allowUnionTypes: true, allErrors: true }));
const fits = {};
for (const [topic, name] of Object.entries(SCHEMA_OF_TOPIC)) {
  const schema = JSON.parse(await readFile(`${options.schemas}/${name}.schema.json`, 'utf8'));
  fits[topic] = ajv.getSchema(schema.$id) ?? ajv.compile(schema);
}

/** A line that says what was done about a record; nothing if it was there before. */
function take(topic, { key, value, headers }) {
  if (value === null) {
    SNAPSHOTS_OF_TOPIC[topic]?.delete(key.toString());
    return `tombstone ${topic} ${key}`;
  }
  let event;
  try {
    event = KafkaBinding.toEvent({ headers: text(headers), value: value.toString() });
  } catch (error) {
    return `refused ${topic} ${key}: ${error.message}`;
  }
  if (!fits[topic](event.toJSON())) {
    return `refused ${topic} ${key}: ${ajv.errorsText(fits[topic].errors, { dataVar: 'event' })}`;
  }
  // The same id travels on millwright.alarms and, as snapshot, on millwright.alarms.current.
  const id = `${topic} ${event.id}`;
  if (seen.has(id)) {
    return `repeated ${id}`;
  }
  seen.add(id);
  const data = event.data;
  const snapshots = SNAPSHOTS_OF_TOPIC[topic];
  if (snapshots) {
    const known = snapshots.get(key.toString());
    if (known && known.revision >= data.revision) {
      return `older ${id}`;
    }
    snapshots.set(key.toString(), data);
  }
  switch (topic) {
    case 'millwright.alarms':
      return `alarm ${event.id} ${data.status} ${data.priority} ${data.assetId}: ${data.reason}`;
    case 'millwright.alarms.current':
      return `current ${event.id} ${data.status}`;
    default:
      return `order ${event.id} ${data.status} due ${data.dueBy}: ${data.title}`;
  }
}

function text(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.toString()]));
}

kafkajs.CompressionCodecs[kafkajs.CompressionTypes.LZ4] = () => ({
  compress: () => Promise.reject(new Error('this consumer writes nothing')),
  decompress: decompressFrame,
});
const kafka = new kafkajs.Kafka({
  clientId: 'example-cmms',
  brokers: options.brokers.split(','),
  logLevel: kafkajs.logLevel.WARN,
});
// readUncommitted is false by default: what an aborted transaction wrote is not seen.
const consumer = kafka.consumer({ groupId: options.group });

let left = Number(options.events);
let end;
const ended = new Promise((resolve) => (end = resolve));
process.once('SIGINT', end);
process.once('SIGTERM', end);
consumer.on(consumer.events.CRASH, ({ payload }) => {
  console.error(payload.error.message);
  process.exitCode = 1;
  if (!payload.restart) end();
});

await consumer.connect();
await consumer.subscribe({ topics: Object.keys(SCHEMA_OF_TOPIC), fromBeginning: true });
await consumer.run({
  // Only what was handled is resolved and gets committed: a crash repeats, and ids tell repeats.
  eachBatchAutoResolve: false,
  eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning, isStale }) => {
    for (const message of batch.messages) {
      if (left <= 0 || !isRunning() || isStale()) return;
      console.log(take(batch.topic, message));
      resolveOffset(message.offset);
      if (--left === 0) end();
      await heartbeat();
    }
  },
});
await ended;
await consumer.disconnect();
