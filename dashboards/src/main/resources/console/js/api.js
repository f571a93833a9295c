// The REST API, the live stream and the session token.
import {t} from './i18n.js';
import {messages} from './messages.js';

const TOKEN = 'millwright.token';
const SESSION = 'millwright:session';
const LATE = 3000; // milliseconds: a stream that has not begun by then is told as lost
const SILENCE = 40000; // the stream says at least every 15 s that it is there

export function token() { return sessionStorage.getItem(TOKEN); }
export function forget() {
  sessionStorage.removeItem(TOKEN);
  dispatchEvent(new Event(SESSION));
}
export function keep(value) {
  sessionStorage.setItem(TOKEN, value);
  dispatchEvent(new Event(SESSION));
}
/** Calls when somebody has signed in or out, until what it returns is called. */
export function onSession(act) {
  addEventListener(SESSION, act);
  return () => removeEventListener(SESSION, act);
}

function headers(extra = {}) {
  const bearer = token();
  return bearer ? {...extra, Authorization: `Bearer ${bearer}`} : extra;
}

async function answer(response) {
  const body = await response.json().catch(() => null);
  if (response.ok) return body;
  const problem = new Error(body?.detail ?? t('common.error.status', {status: response.status}));
  problem.status = response.status;
  throw problem;
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error(t('common.error.unreachable'));
  }
  return answer(response);
}

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, v]) => v !== null && v !== undefined));
  const suffix = query.size ? `?${query}` : '';
  return ask(`api/v1/${path}${suffix}`, {headers: headers()});
}

/** Text from outside the API, with the token that the browser's own navigation would not send. */
export async function text(path) {
  const response = await fetch(path, {headers: headers()}).catch(() => { throw new Error(t('common.error.unreachable')); });
  return response.ok ? response.text() : answer(response);
}

/** An id with slashes as part of a path. */
export const path = (id) => id.split('/').map(encodeURIComponent).join('/');

export async function post(path, body) {
  return ask(`api/v1/${path}`, {
    method: 'POST', headers: headers({'Content-Type': 'application/json'}), body: JSON.stringify(body),
  });
}

export async function whoIs(bearer) {
  return ask('api/v1/me', {headers: {Authorization: `Bearer ${bearer}`}});
}

/**
 * Follows the stream for ever, while the page can be seen: a browser has six connections to a server for all its tabs and the pages that
 * it keeps to come back to, and a stream holds one. Not EventSource: that cannot send a token. `onStatus` gets whether it is connected, and
 * the HTTP status if it was refused.
 */
export async function follow(onFleet, onStatus) {
  let wait = 500;
  for (;;) {
    await seen();
    const controller = new AbortController();
    const again = () => controller.abort();
    addEventListener(SESSION, again, {once: true});
    document.addEventListener('visibilitychange', again, {once: true});
    let refused = null;
    const late = setTimeout(() => onStatus(false), LATE);
    try {
      const response = await fetch('api/v1/live', {headers: headers({Accept: 'text/event-stream'}), signal: controller.signal});
      if (!response.ok) {
        refused = response.status;
        throw new Error(String(response.status));
      }
      clearTimeout(late);
      onStatus(true);
      wait = 500;
      await read(response.body, onFleet, controller);
    } catch {
      // said by the status
    }
    clearTimeout(late);
    if (!document.hidden) onStatus(false, refused); // or whoever comes back would first read of a loss that is none
    if (!controller.signal.aborted) await pause(wait);
    removeEventListener(SESSION, again);
    document.removeEventListener('visibilitychange', again);
    wait = Math.min(wait * 2, 10000);
  }
}

/** Until the page can be seen. */
async function seen() {
  while (document.hidden) await new Promise((resolve) => { document.addEventListener('visibilitychange', resolve, {once: true}); });
}

/** Until the time is over or somebody signs in. */
function pause(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      removeEventListener(SESSION, done);
      resolve();
    }
    addEventListener(SESSION, done);
  });
}

async function read(stream, onFleet, controller) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  const take = messages((message) => tell(message, onFleet));
  for (;;) {
    const silent = setTimeout(() => controller.abort(), SILENCE);
    const {value, done} = await reader.read().finally(() => clearTimeout(silent));
    if (done) return;
    take(value);
  }
}

function tell(message, onFleet) {
  const lines = message.split('\n');
  if (!lines.some((l) => l.startsWith('event:') && l.slice(6).trim() === 'fleet')) return;
  onFleet(JSON.parse(lines.filter((l) => l.startsWith('data:')).map((l) => l.slice(5)).join('\n')));
}
